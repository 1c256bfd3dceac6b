"""The durable outbox (发件箱): a case is safe on disk, sealed, before its first byte leaves.

Delivery is at least once, and every step carries its own Idempotency-Key: exactly once for the
backend, whatever is lost or killed on the way.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
import shutil
import sqlite3
import time
from collections import defaultdict
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.onenetwork import submission as steps
from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.ledger import Entry, Ledger, RowState
from kiosk.onenetwork.models import Case, DeviceFaultReport, RatingGiven
from kiosk.onenetwork.problem import BackendError, BackendProblem, Unreachable
from kiosk.onenetwork.submission import Submission, step_key
from kiosk.storage.database import Database
from kiosk.storage.vault import Unsealable, Vault

log = logging.getLogger(__name__)

DAY_S = 86_400.0
IDLE_PAUSE_S = 15.0
OPERATORS_BUSINESS = frozenset({"clock_skew", "bad_signature", "replayed", "unknown_terminal"})
"""Problems of the terminal, not of the case: it waits until they are mended."""


@dataclass(frozen=True)
class Delivered:
    """The backend has the case."""

    case: Case


@dataclass(frozen=True)
class Waiting:
    """The case is safe here and will be sent; `reason` is for the technician."""

    reason: str
    error: BackendError | None = None


@dataclass(frozen=True)
class Refused:
    """The backend does not take the case; the problem says why, in words for the citizen."""

    problem: BackendProblem


class FullReason(StrEnum):
    """Why no new journey may begin."""

    DISK_FULL = "disk_full"
    TOO_MANY = "too_many"
    TOO_OLD = "too_old"
    UNWRITABLE = "unwritable"


class OutboxFull(Exception):  # noqa: N818 - says what is wrong
    """The submission was NOT stored."""

    def __init__(self, reason: FullReason) -> None:
        self.reason = reason
        super().__init__(reason.value)


@dataclass(frozen=True)
class OutboxLimits:
    """When to refuse new journeys, how long to keep what ended, how often to try.

    Refused content goes after `keep_refused_s`: a session's assertion is no good for longer.
    """

    max_waiting: int = 200
    max_age_s: float = 3 * DAY_S
    min_free_bytes: int = 64 * 1024 * 1024
    keep_delivered_s: float = 3 * DAY_S
    keep_refused_s: float = 7 * DAY_S
    first_pause_s: float = 2.0
    longest_pause_s: float = 300.0


class Outbox:
    """One for the terminal. `drain` runs for the terminal's life beside the journeys."""

    def __init__(
        self,
        backend: OneNetwork,
        database: Database,
        vault: Vault,
        limits: OutboxLimits = OutboxLimits(),
    ) -> None:
        self._backend = backend
        self._directory = database.path.parent
        self._ledger = Ledger(database, vault)
        self._limits = limits
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._wake = asyncio.Event()

    async def accepts(self) -> FullReason | None:
        """Whether a new journey may begin: None, or why not."""
        if shutil.disk_usage(self._directory).free < self._limits.min_free_bytes:
            return FullReason.DISK_FULL
        waiting = await self._ledger.waiting()
        if len(waiting) >= self._limits.max_waiting:
            return FullReason.TOO_MANY
        if waiting and time.time() - waiting[0].created_at > self._limits.max_age_s:
            return FullReason.TOO_OLD
        return None

    async def depth(self) -> int:
        """How many submissions wait to be sent."""
        return len(await self._ledger.waiting())

    async def commit(self, submission: Submission) -> None:
        """Store a submission, sealed; it survives a power cut when this returns.

        A submission changed after a refusal needs a new reference: the first one stored under
        a reference is the one that is sent.

        Raises:
            OutboxFull: it was not stored.
        """
        try:
            await self._ledger.add(submission)
        except sqlite3.Error as error:
            raise OutboxFull(_why_not_stored(error)) from error

    async def deliver(self, ref: str, deadline: float) -> Delivered | Waiting | Refused:
        """Send a stored submission now, trying for up to `deadline` seconds.

        After Waiting, `drain` goes on with it.

        Raises:
            LookupError: nothing is stored under this reference.
        """
        outcome: Delivered | Waiting | Refused = Waiting(f"no answer within {deadline:g} s")
        pause = 0.5
        try:
            async with asyncio.timeout(deadline):
                while isinstance(outcome := await self._attempt(ref), Waiting):
                    await asyncio.sleep(_jittered(pause))
                    pause = min(pause * 2, 4.0)
        except TimeoutError:
            log.info("outbox: %s waits: %s", ref, outcome)
        finally:
            # Either the rest is drain's, or the network is up and drain need not pause longer.
            self._wake.set()
        return outcome

    async def discard(self, ref: str) -> None:
        """Forget a refused submission: the citizen corrected it and hands in another."""
        await self._ledger.drop(ref)

    async def commit_rating(self, ref: str, rating: RatingGiven) -> None:
        """Store the rating of the submission `ref`; it is sent after its case.

        Raises:
            OutboxFull: it was not stored.
        """
        try:
            await self._ledger.add_rating(ref, rating)
        except sqlite3.Error as error:
            raise OutboxFull(_why_not_stored(error)) from error
        self._wake.set()

    async def drain(self) -> None:
        """Send what is left, for ever; what failed is tried again after growing pauses."""
        pause, before = self._limits.first_pause_s, 0
        while True:
            self._wake.clear()
            try:
                left = await self._pass()
            except sqlite3.Error as error:
                log.error("outbox: the database failed: %s", error)
                left = before + 1
            longer = min(pause * 2, self._limits.longest_pause_s)
            pause = longer if left >= before else self._limits.first_pause_s
            before = left
            await self._rest(_jittered(pause) if left else IDLE_PAUSE_S)

    async def _rest(self, seconds: float) -> None:
        """Wait, or less when there is news."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._wake.wait()

    async def _pass(self) -> int:
        """Try everything once, oldest first; how many submissions and ratings are left."""
        for entry in await self._ledger.waiting():
            try:
                outcome = await self._attempt(entry.ref)
            except LookupError:
                continue  # discarded meanwhile
            if isinstance(outcome, Refused):
                await self._page_operator(entry, outcome)
            if isinstance(outcome, Waiting) and isinstance(outcome.error, Unreachable):
                break  # the others would fare no better
        else:
            await self._send_ratings()
        await self._sweep()
        return await self.depth() + len(await self._ledger.ratings_due())

    async def _page_operator(self, entry: Entry, outcome: Refused) -> None:
        """The citizen has gone home with a slip: somebody has to find out why, and tell."""
        report = DeviceFaultReport(
            device="outbox",
            health="user_error",
            detail=f"case {entry.ref} was refused: {outcome.problem}",
            help_code=entry.ref[:12].upper(),  # as on the citizen's slip
            occurred_at=datetime.now().astimezone(),
        )
        try:
            await self._backend.fault(report)
        except BackendError as error:
            log.error("outbox: the refusal of %s was not reported: %s", entry.ref, error)

    async def _attempt(self, ref: str) -> Delivered | Waiting | Refused:
        """Bring a submission as far as it will go now."""
        async with self._locks[ref]:
            entry = await self._ledger.entry(ref)
            if entry is None:
                raise LookupError(f"nothing is stored under {ref}")
            try:
                outcome = await self._send(entry)
            except (Unsealable, sqlite3.Error) as error:
                log.error("outbox: %s is stuck: %s", ref, error)
                return Waiting(str(error))
        if not isinstance(outcome, Waiting):
            self._locks.pop(ref, None)
        return outcome

    async def _send(self, entry: Entry) -> Delivered | Waiting | Refused:
        delivered = entry.state is RowState.DELIVERED
        try:
            if delivered and entry.case_no:
                return Delivered(await self._backend.case(entry.case_no))
            return Delivered(await self._take_steps(entry))
        except BackendProblem as problem:
            if delivered or not _is_refusal(problem):
                return Waiting(str(problem), problem)
            await self._ledger.note_refused(entry.ref)
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
        case = await steps.submit(self._backend, content, case_no)
        await _noted(self._ledger.note_delivered(ref))
        return case

    async def _send_ratings(self) -> None:
        """Send the ratings whose case has arrived."""
        for ref, case_no in await self._ledger.ratings_due():
            try:
                rating = await self._ledger.rating(ref)
                await self._backend.rate(case_no, rating, key=step_key(ref, "rating"))
            except BackendProblem as problem:
                if not _is_refusal(problem):
                    continue
                log.warning("outbox: the rating of %s was refused: %s", ref, problem)
            except BackendError:
                return  # the others would fare no better
            except Unsealable as error:
                log.error("outbox: the rating of %s is lost: %s", ref, error)
            await self._ledger.drop_rating(ref)

    async def _sweep(self) -> None:
        now, limits = time.time(), self._limits
        await self._ledger.sweep(RowState.DELIVERED, now - limits.keep_delivered_s)
        await self._ledger.sweep(RowState.REFUSED, now - limits.keep_refused_s)


async def _noted(note: Awaitable[None]) -> None:
    """Note progress if the disk lets us: without the note a step is sent again, harmlessly."""
    try:
        await note
    except sqlite3.Error as error:
        log.error("outbox: progress cannot be noted: %s", error)


def _is_refusal(problem: BackendProblem) -> bool:
    """Whether sending the same again can never succeed."""
    return not problem.worth_retrying and problem.code not in OPERATORS_BUSINESS


def _why_not_stored(error: sqlite3.Error) -> FullReason:
    full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return FullReason.DISK_FULL if full else FullReason.UNWRITABLE


def _jittered(seconds: float) -> float:
    """Half to one and a half of it, so that terminals do not all come back together."""
    return seconds * random.uniform(0.5, 1.5)
