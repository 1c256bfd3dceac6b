"""Takes a stored submission's steps, one after another, and notes each before the next."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections import defaultdict
from collections.abc import Awaitable

from kiosk.onenetwork import submission as steps
from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.ledger import UNREADABLE, Entry, Ledger, RowState
from kiosk.onenetwork.models import Case, CaseState
from kiosk.onenetwork.outcomes import Delivered, Refused, Waiting
from kiosk.onenetwork.problem import BackendError, BackendProblem
from kiosk.storage.vault import Unsealable

log = logging.getLogger(__name__)

OPERATORS_BUSINESS = frozenset({"clock_skew", "bad_signature", "replayed", "unknown_terminal"})
"""Problems of the terminal, not of the case: it waits until they are mended."""
TAKEN_BACK = "the platform was away, and this item may not wait"


class Sender:
    """Sends one row at a time, as often as asked; never two attempts at the same row at once."""

    def __init__(self, backend: OneNetwork, ledger: Ledger) -> None:
        self._backend = backend
        self._ledger = ledger
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._submitting: set[str] = set()

    async def attempt(self, ref: str) -> Delivered | Waiting | Refused:
        """Bring a submission as far as it will go now.

        Raises:
            LookupError: nothing is stored under this reference.
        """
        async with self._locks[ref]:
            entry = await self._ledger.entry(ref)
            if entry is None:
                self._locks.pop(ref, None)
                raise LookupError(f"nothing is stored under {ref}")
            try:
                outcome = await self._send(entry)
            except Unsealable as error:
                log.error("outbox: %s is stuck: %s", ref, error)
                outcome = Waiting(UNREADABLE)
            except sqlite3.Error as error:
                log.error("outbox: %s is stuck: %s", ref, error)
                outcome = Waiting(str(error))
            if isinstance(outcome, Waiting):
                await _noted(self._ledger.note_attempt(ref, outcome.reason))
        if not isinstance(outcome, Waiting):
            self._locks.pop(ref, None)
            self._submitting.discard(ref)
        return outcome

    async def take_back(self, ref: str) -> bool:
        """Send a row no more of which the last step was never tried; whether that was so.

        It is kept like a refused one until its citizen has been told.
        """
        async with self._locks[ref]:
            if ref in self._submitting:
                return False
            await self._ledger.note_refused(ref, TAKEN_BACK)
        self._locks.pop(ref, None)
        return True

    async def _send(self, entry: Entry) -> Delivered | Waiting | Refused:
        delivered = entry.state is RowState.DELIVERED
        try:
            if delivered and entry.case_no:
                return Delivered(await self._backend.case(entry.case_no))
            return Delivered(await self._take_steps(entry))
        except BackendProblem as problem:
            if delivered or not is_refusal(problem):
                return Waiting(str(problem), problem)
            await self._ledger.note_refused(entry.ref, str(problem))
            log.warning("outbox: %s was refused: %s", entry.ref, problem)
            return Refused(problem)
        except BackendError as error:
            return Waiting(str(error), error)

    async def _take_steps(self, entry: Entry) -> Case:
        """Take the steps that are left, noting each before the next begins."""
        ref, done = entry.ref, entry.steps_done
        content = await self._ledger.content(ref)
        case_no = entry.case_no
        if case_no is None:
            case_no, done = (await steps.create(self._backend, content)).case_no, 1
            await _noted(self._ledger.note_step(ref, done, case_no))
        for step in content.steps[done:-1]:
            await steps.hand_in(self._backend, content, step, case_no)
            done += 1
            await _noted(self._ledger.note_step(ref, done, case_no))
        self._submitting.add(ref)
        try:
            case = await steps.submit(self._backend, content, case_no)
        except BackendProblem as problem:
            if not is_refusal(problem):
                raise
            case = await self._submitted_before(case_no, problem)
        await _noted(self._ledger.note_delivered(ref))
        return case

    async def _submitted_before(self, case_no: str, problem: BackendProblem) -> Case:
        """The case, if an attempt whose answer was lost had submitted it before this refusal.

        To tell the citizen "refused" then would make them hand it in twice. Raises `problem` when
        it was not, and another BackendError when the platform cannot be asked.
        """
        try:
            case = await self._backend.case(case_no)
        except BackendProblem as unknown:
            raise problem if is_refusal(unknown) else unknown from unknown
        if case.state is CaseState.DRAFT:
            raise problem
        log.info("outbox: case %s had been submitted before", case_no)
        return case


async def _noted(note: Awaitable[None]) -> None:
    """Note progress if the disk lets us: without the note a step is sent again, harmlessly."""
    try:
        await note
    except sqlite3.Error as error:
        log.error("outbox: progress cannot be noted: %s", error)


def is_refusal(problem: BackendProblem) -> bool:
    """Whether sending the same again can never succeed."""
    return not problem.worth_retrying and problem.code not in OPERATORS_BUSINESS
