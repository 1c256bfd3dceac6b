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
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.ledger import Entry, Ledger, RowState
from kiosk.onenetwork.letterbox import Letterbox
from kiosk.onenetwork.models import DeviceFaultReport, RatingGiven
from kiosk.onenetwork.outcomes import (
    Delivered,
    FullReason,
    OutboxFull,
    Refused,
    TakenBack,
    Waiting,
    why_not_stored,
)
from kiosk.onenetwork.pace import Pace, Pauses
from kiosk.onenetwork.print_reports import PrintReports
from kiosk.onenetwork.problem import BackendError, BackendProblem, Unreachable
from kiosk.onenetwork.sender import Sender, is_refusal
from kiosk.onenetwork.submission import Submission, step_key
from kiosk.storage.vault import Unsealable

if TYPE_CHECKING:
    from kiosk.onenetwork.prints import PrintReport

log = logging.getLogger(__name__)

DAY_S = 86_400.0
IDLE_PAUSE_S = 15.0
BREATH_S = 0.05
"""The drain never comes round sooner, whatever is due."""
SCREEN_PAUSES_S = (0.5, 1.0, 2.0, 0.0)
"""After each attempt a citizen waits for; so many in vain say enough, and the citizen is told."""


@dataclass(frozen=True)
class OutboxLimits:
    """When to refuse new journeys, how long to keep what ended, how often to try.

    `max_bytes` bounds the sealed content of all rows. Refused content goes after
    `keep_refused_s`, once the operator knows: a session's assertion is no good for longer. A
    citizen at the screen has `tell_within_s` to read of a refusal before the operator is told of
    it. Pauses: see kiosk.onenetwork.pace.
    """

    max_waiting: int = 500
    max_bytes: int = 2 * 1024**3
    max_age_s: float = 3 * DAY_S
    min_free_bytes: int = 64 * 1024 * 1024
    keep_delivered_s: float = 3 * DAY_S
    keep_refused_s: float = 7 * DAY_S
    first_pause_s: float = 60.0
    longest_pause_s: float = 300.0
    longest_spread_s: float = 7200.0
    tell_within_s: float = 180.0


@dataclass(frozen=True)
class Condition:
    """Submissions and letters not sent yet, the oldest's age in seconds, free bytes on disk."""

    waiting: int
    oldest_s: float
    free_bytes: int


class Outbox:
    """One for the terminal. `drain` runs for the terminal's life beside the journeys."""

    def __init__(
        self, backend: OneNetwork, ledger: Ledger, limits: OutboxLimits = OutboxLimits()
    ) -> None:
        self._backend = backend
        self._ledger = ledger
        self._limits = limits
        self._sender = Sender(backend, ledger)
        self.letters = Letterbox(backend, ledger.letters, lambda: self._wake.set())
        """What people tell the platform; sent by `drain` like the rest."""
        self._print_reports = PrintReports(backend, ledger.print_reports)
        self._pace = Pace(
            Pauses(limits.first_pause_s, limits.longest_pause_s, limits.longest_spread_s)
        )
        self._held: set[str] = set()
        """Rows that somebody at the screen waits for: not the drain's for now."""
        self._wake = asyncio.Event()
        self._database_failed = False

    @property
    def platform_away(self) -> bool:
        """Whether the platform was away when it was last called."""
        return self._pace.away

    def heard(self, *, answered: bool) -> None:
        """Another call found the platform there, or away."""
        if answered and self._pace.away:
            self._pace.platform_answered()
            self._wake.set()
        elif not answered:
            self._pace.platform_missed()

    async def accepts(self) -> FullReason | None:
        """Whether a new journey may begin: None, or why not. Tries the disk."""
        limits = self._limits
        try:
            if shutil.disk_usage(self._ledger.folder).free < limits.min_free_bytes:
                return FullReason.DISK_FULL
            load = await self._ledger.load()
        except sqlite3.Error as error:
            return why_not_stored(error)
        except OSError:
            return FullReason.UNWRITABLE
        if load.waiting >= limits.max_waiting:
            return FullReason.TOO_MANY
        if load.bytes >= limits.max_bytes:
            return FullReason.TOO_LARGE
        return FullReason.TOO_OLD if load.oldest > limits.max_age_s else None

    async def condition(self) -> Condition:
        """What the operator wants to know of it. Raises sqlite3.Error, OSError."""
        cases, letters = await self._ledger.waiting(), await self._ledger.letters.waiting()
        ages = [*(one.age for one in cases), *(one.age for one in letters)]
        return Condition(
            waiting=len(ages),
            oldest_s=max(ages, default=0.0),
            free_bytes=shutil.disk_usage(self._ledger.folder).free,
        )

    async def under(self, slip: str) -> Entry | None:
        """The submission whose slip (收件回执) bears this code; None once it is forgotten.

        Raises:
            sqlite3.Error: the storage is broken.
        """
        entries = await self._ledger.entries()
        return next((one for one in entries if one.ref.startswith(slip.lower())), None)

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
            raise OutboxFull(why_not_stored(error)) from error

    async def deliver(
        self, ref: str, deadline: float, *, may_wait: bool = True
    ) -> Delivered | Waiting | Refused | TakenBack:
        """Send a stored submission now, trying for up to `deadline` seconds.

        After Waiting, `drain` goes on with it. An item that may not wait (`may_wait` False) is
        taken back when the platform is away, unless it may have been submitted already: then only
        the platform knows, and it waits like any other.

        Raises:
            LookupError: nothing is stored under this reference.
        """
        self._held.add(ref)
        try:
            outcome = await self._try_at_screen(ref, deadline)
            self._learn(ref, outcome)
            if isinstance(outcome, Waiting) and not may_wait:
                return await self._take_back(ref, outcome)
            return outcome
        finally:
            self._held.discard(ref)
            # Either the rest is drain's, or the network is up and drain need not pause longer.
            self._wake.set()

    async def _try_at_screen(self, ref: str, deadline: float) -> Delivered | Waiting | Refused:
        slow = Unreachable(f"no answer within {deadline:g} s")
        outcome: Delivered | Waiting | Refused = Waiting(slow.reason, slow)
        try:
            async with asyncio.timeout(deadline):
                for pause in SCREEN_PAUSES_S:
                    outcome = await self._sender.attempt(ref)
                    if not isinstance(outcome, Waiting) or outcome.for_long:
                        break
                    await asyncio.sleep(pause * random.uniform(0.5, 1.5))
        except TimeoutError:
            log.info("outbox: %s waits: %s", ref, outcome)
        return outcome

    async def _take_back(self, ref: str, outcome: Waiting) -> Waiting | TakenBack:
        try:
            taken = await self._sender.take_back(ref)
        except sqlite3.Error as error:
            # It will be sent: the citizen is told just that.
            log.error("outbox: %s cannot be taken back: %s", ref, error)
            taken = False
        return TakenBack(outcome.error) if taken else outcome

    async def discard(self, ref: str) -> None:
        """Forget a submission refused or taken back: its citizen knows, and may hand in another."""
        try:
            await self._ledger.drop(ref, "discarded")
        except sqlite3.Error as error:
            log.error("outbox: %s stays, for the operator: %s", ref, error)

    async def commit_rating(self, ref: str, rating: RatingGiven) -> None:
        """Store the rating of the submission `ref`; it is sent after its case.

        Raises:
            OutboxFull: it was not stored.
        """
        try:
            await self._ledger.add_rating(ref, rating)
        except sqlite3.Error as error:
            raise OutboxFull(why_not_stored(error)) from error
        self._wake.set()

    async def commit_print_report(self, print_id: str, report: PrintReport) -> None:
        """Store what came out of the A4 printer; the platform hears of it as soon as it can.

        Raises:
            OutboxFull: it was not stored.
        """
        await self._print_reports.commit(print_id, report)
        self._wake.set()

    async def drain(self) -> None:
        """Send what is left, for ever, at the pace of kiosk.onenetwork.pace."""
        while True:
            self._wake.clear()
            try:
                await self._pass()
                self._database_failed = False
            except sqlite3.Error as error:
                await self._database_broke(error)
            # Not only cases wait: what else could not be sent is tried when the silence is over.
            until = (self._pace.until_next(), self._pace.silence)
            await self._rest(min([IDLE_PAUSE_S, *(one for one in until if one is not None)]))

    async def _rest(self, seconds: float) -> None:
        """Wait, or less when there is news."""
        await asyncio.sleep(BREATH_S)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._wake.wait()

    async def _pass(self) -> None:
        """Try everything that is due."""
        waiting = [one for one in await self._ledger.waiting() if one.ref not in self._held]
        for entry in waiting:
            if entry.tried_at is not None and not entry.attempts:
                self._pace.again(entry.ref)  # `kiosk outbox retry`
        for ref in self._pace.due(entry.ref for entry in waiting):
            if ref in self._held:
                continue
            try:
                self._learn(ref, await self._sender.attempt(ref))
            except LookupError:
                continue  # discarded meanwhile
            if self._pace.quiet:
                break  # the others would fare no better
        if not self._pace.quiet:
            await self._send_ratings()
        if not self._pace.quiet:
            await self._send_waiting(self.letters)
        if not self._pace.quiet:
            await self._send_waiting(self._print_reports)
        if not self._pace.quiet:
            await self._page_operator()
        await self._ledger.sweep(RowState.DELIVERED, self._limits.keep_delivered_s)
        await self._ledger.sweep(RowState.REFUSED, self._limits.keep_refused_s)

    def _learn(self, ref: str, outcome: Delivered | Waiting | Refused) -> None:
        """What an attempt tells of the platform and of the row."""
        if not isinstance(outcome, Waiting):
            self._pace.forget(ref)
            self._pace.platform_answered()
            return
        self._pace.failed(ref)
        if outcome.error is not None:
            self._pace.platform_away(outcome.error.retry_after)

    async def _page_operator(self) -> None:
        """Tell of rows that only a person can bring on, until it has been heard.

        The citizen has gone home with a slip: somebody has to find out why, and tell.
        """
        for entry in await self._ledger.unreported(self._limits.tell_within_s):
            code = entry.ref[:12].upper()  # as on the citizen's slip
            if await self._report(f"case {entry.ref} needs you: {entry.problem}", code):
                await self._ledger.note_reported(entry.ref)

    async def _database_broke(self, error: sqlite3.Error) -> None:
        log.critical("outbox: the database failed: %s", error)
        if not self._database_failed:
            self._database_failed = await self._report(f"the database failed: {error}", "OUTBOX")

    async def _report(self, detail: str, code: str) -> bool:
        """Whether the platform took the report."""
        report = DeviceFaultReport(
            device="outbox",
            health="user_error",
            detail=detail,
            help_code=code,
            occurred_at=datetime.now().astimezone(),
        )
        try:
            await self._backend.fault(report)
        except BackendError as error:
            log.error("outbox: not reported: %s: %s", detail, error)
            return False
        return True

    async def _send_waiting(self, store: Letterbox | PrintReports) -> None:
        try:
            await store.send_waiting()
        except BackendError as error:
            self._pace.platform_away(error.retry_after)

    async def _send_ratings(self) -> None:
        """Send the ratings whose case has arrived."""
        for ref, case_no in await self._ledger.ratings_due():
            try:
                rating = await self._ledger.rating(ref)
                await self._backend.rate(case_no, rating, key=step_key(ref, "rating"))
                self._pace.platform_answered()
            except BackendProblem as problem:
                if not is_refusal(problem):
                    continue
                log.warning("outbox: the rating of %s was refused: %s", ref, problem)
            except BackendError:
                self._pace.platform_away()
                return  # the others would fare no better
            except Unsealable as error:
                log.error("outbox: the rating of %s is lost: %s", ref, error)
            await self._ledger.drop_rating(ref)
