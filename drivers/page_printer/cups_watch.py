"""One copy on its way through CUPS and the printer, watched to its last page."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from drivers.driver import Offline, Supply
from drivers.page_printer import reasons
from drivers.page_printer.contract import Hindrance, Waiting
from drivers.page_printer.cups_link import CupsJob, CupsLink
from drivers.page_printer.printer_eye import (
    ABORTED,
    CANCELLED,
    COMPLETED,
    HELD,
    PENDING,
    JobView,
    PrinterEye,
    PrinterGoneError,
    PrinterView,
)

UP_TIME_ERROR: Final = 1.5
"""Seconds: a printer tells whole seconds."""
LOST_HISTORY: Final = "cups-ipp-missing-job-history"
"""How CUPS calls it when the printer does not know the job any more, and never takes it back."""
WORDS: Final = {
    Hindrance.OFFLINE: "the printer does not answer: power, cable, address?",
    Hindrance.STUCK: "no page came out for too long, and nobody says why",
    Hindrance.HELD: "the printer, its queue or the job is paused",
}


class HinderedError(Exception):
    """The copy does not come out."""

    def __init__(self, hindrance: Hindrance, detail: str = "") -> None:
        super().__init__(hindrance.value)
        self.hindrance = hindrance
        self.detail = detail or WORDS.get(hindrance, "")


@dataclass(frozen=True)
class Patience:
    """Seconds; see CupsPrinter.Settings and PrintOptions."""

    look_every: float
    offline_after: float
    stuck_after: float
    wait_for_mend: float = 0.0


@dataclass
class Attempt:
    """One CUPS job. `title` is its alone; `expected` pages; `tray` wanted, empty for any.

    `number` in CUPS, None until it is known; `pages` that are out.
    """

    title: str
    expected: int
    tray: str = ""
    number: int | None = None
    pages: int = 0


@dataclass(frozen=True)
class Look:
    """What was seen at one moment; None: not answered, or not there."""

    printer: PrinterView | None
    own: JobView | None
    cups: CupsJob | None
    enabled: bool


class CupsWatch:
    """Watches one attempt.

    `pause` waits so long and raises Cancelled when the print is to stop. `seen` is given what the
    printer tells at every look, None when it does not answer.
    """

    def __init__(
        self,
        link: CupsLink,
        eye: PrinterEye | None,
        attempt: Attempt,
        patience: Patience,
        pause: Callable[[float], None],
        emit: Callable[[Waiting], None],
        seen: Callable[[PrinterView | None], None],
    ) -> None:
        self._link = link
        self._eye = eye
        self._attempt = attempt
        self._patience = patience
        self._pause = pause
        self._emit = emit
        self._seen = seen
        self._own_number: int | None = None
        self._started: float | None = None
        self._was_silent = False
        self._lost_before = False  # another job, before this one
        self._printer_heard = self._cups_heard = self._moved = time.monotonic()
        self._hindered: tuple[Hindrance, float] | None = None
        self._waits_for: Hindrance | None = None

    # --- before ---

    def wait_until_able(self) -> None:
        """Raises HinderedError, Offline, WrongSettings, Cancelled."""
        while (met := self._obstacle_before()) is not None:
            self._bear(*met)
            self._pause(self._patience.look_every)
        self._mended()

    def _obstacle_before(self) -> tuple[Hindrance, str] | None:
        queue = self._link.queue()
        if not (queue.enabled and queue.accepting):
            return Hindrance.HELD, "the queue is stopped: cupsenable and cupsaccept it"
        if self._eye is None:
            self._lost_before = LOST_HISTORY in reasons.stems(queue.reasons)
            return None  # what cupsd tells of an idle printer may be long past
        view = self._printer()
        self._seen(view)
        if view is None:
            return Hindrance.OFFLINE, ""
        return self._printer_hindrance(view.reasons, view)

    # --- under way ---

    def run(self, on_page: Callable[[int], None]) -> bool:
        """Until it is out; whether the printer counted all its pages.

        Raises HinderedError, Cancelled.
        """
        self._printer_heard = self._cups_heard = self._moved = time.monotonic()
        while True:
            look = self._look()
            if self._count(look):
                self._mended()
                on_page(self._attempt.pages)
            if (confirmed := self._judge(look)) is not None:
                return confirmed
            self._pause(self._patience.look_every)

    def _look(self) -> Look:
        cups, enabled, printer, own = None, True, None, None
        try:
            cups = self._cups_job()
            if cups is not None and cups.state == PENDING:
                enabled = self._link.queue().enabled
            self._cups_heard = time.monotonic()
        except Offline:
            cups = None
        try:
            if self._eye is not None:
                printer, own = self._eye.printer(), self._own_job(self._eye)
                self._printer_heard = time.monotonic()
        except PrinterGoneError:
            self._was_silent, printer = True, None
        self._seen(printer)
        return Look(printer, own, cups, enabled)

    def _judge(self, look: Look) -> bool | None:
        """Whether the pages were counted, once all is out; None: not yet."""
        restarted = self._was_restarted(look)
        if self._is_out(look, restarted):
            return self._attempt.pages >= self._attempt.expected
        if restarted:
            raise HinderedError(Hindrance.OFFLINE, "the printer was started anew meanwhile")
        state = look.own.state if look.own and look.own.over else look.cups and look.cups.state
        if state in (CANCELLED, ABORTED):
            raise HinderedError(Hindrance.CANCELLED if state == CANCELLED else Hindrance.REJECTED)
        if (met := self._obstacle(look)) is not None:
            self._bear(*met)
        else:
            self._mended()
        return None

    def _count(self, look: Look) -> bool:
        """By the printer itself, or as CUPS heard of it; whether there are more than before."""
        told = look.own.pages if look.own else look.cups.pages if look.cups else None
        if told is None or told <= self._attempt.pages:
            return False
        self._attempt.pages = min(told, self._attempt.expected)
        self._moved = time.monotonic()
        return True

    def _is_out(self, look: Look, restarted: bool) -> bool:
        whole = self._attempt.pages >= self._attempt.expected
        if look.own is not None:
            # Its own word, even where it counts sheets, or nothing at all.
            return look.own.state == COMPLETED
        if self._own_number is not None:  # it knew the job, and has forgotten it
            return look.printer is not None and (whole or not restarted)
        if look.cups is None or look.cups.state != COMPLETED:
            return False
        return whole or (self._attempt.pages == 0 and not restarted)

    def _was_restarted(self, look: Look) -> bool:
        """Whether the printer lost the job. CUPS then calls it completed."""
        if look.printer is None:
            return self._eye is None and look.cups is not None and self._was_lost(look.cups)
        before = self._started
        if look.printer.up_time is not None:
            self._started = time.monotonic() - look.printer.up_time
        younger = before is not None and (self._started or 0) - before > UP_TIME_ERROR
        forgotten = self._own_number is not None and look.own is None
        return younger or (forgotten and self._was_silent)

    def _was_lost(self, cups: CupsJob) -> bool:
        """Whether cupsd tells that the printer lost this job: not of one before it, as it would
        have told already, unless it calls one completed that is known to have broken off."""
        broke_off = cups.state == COMPLETED and 0 < self._attempt.pages < self._attempt.expected
        told = LOST_HISTORY in reasons.stems(cups.reasons)
        return told and (broke_off or not self._lost_before)

    def _obstacle(self, look: Look) -> tuple[Hindrance, str] | None:
        now, patience = time.monotonic(), self._patience
        if self._eye is not None and now - self._printer_heard > patience.offline_after:
            return Hindrance.OFFLINE, ""
        if self._own_number is None and now - self._cups_heard > patience.offline_after:
            return Hindrance.OFFLINE, "the print service is gone"
        if look.cups is not None and (look.cups.state == HELD or not look.enabled):
            return Hindrance.HELD, ""
        told = look.printer.reasons if look.printer else frozenset[str]()
        if self._eye is None and look.cups is not None:
            told = reasons.stems(look.cups.reasons)
        met = self._printer_hindrance(told, look.printer)
        if met is not None:
            return None if self._may_be_past() else met
        return (Hindrance.STUCK, "") if now - self._moved > patience.stuck_after else None

    def _may_be_past(self) -> bool:
        """What cupsd alone tells stands from the print before until this one is at the printer."""
        waited = time.monotonic() - self._moved
        begins = self._attempt.pages == 0 and waited <= self._patience.offline_after
        return self._eye is None and begins

    def _printer_hindrance(
        self, told: frozenset[str], view: PrinterView | None
    ) -> tuple[Hindrance, str] | None:
        trays = view.trays if view else {}
        wanted = self._attempt.tray
        levels = [level for name, level in trays.items() if wanted in ("", name)]
        fed = any(level in (Supply.FULL, Supply.LOW) for level in levels)
        if wanted and levels == [Supply.OUT]:
            return Hindrance.MEDIA_EMPTY, f"tray {wanted}"
        met = reasons.hindrance(told, fed)
        return None if met is None else (met, ", ".join(sorted(told)))

    # --- a hindrance, borne or not ---

    def _bear(self, hindrance: Hindrance, detail: str) -> None:
        """Raises HinderedError once it has lasted too long; seen once it may be a blink."""
        now = time.monotonic()
        if self._hindered is None or self._hindered[0] is not hindrance:
            self._hindered = (hindrance, now)
            return
        if now - self._hindered[1] >= self._patience.wait_for_mend:
            raise HinderedError(hindrance, detail)
        if self._waits_for is not hindrance:
            self._waits_for = hindrance
            self._emit(Waiting(hindrance))

    def _mended(self) -> None:
        if self._hindered is not None:
            self._hindered, self._moved = None, time.monotonic()
        if self._waits_for is not None:
            self._waits_for = None
            self._emit(Waiting(None))

    # --- questions ---

    def _cups_job(self) -> CupsJob | None:
        number = self._attempt.number
        return None if number is None else self._link.job(number)

    def _printer(self) -> PrinterView | None:
        try:
            return self._eye.printer() if self._eye else None
        except PrinterGoneError:
            return None

    def _own_job(self, eye: PrinterEye) -> JobView | None:
        """The job in the printer; a second one, from a CUPS that was restarted, is dropped."""
        named = [job for job in eye.jobs() if job.name == self._attempt.title]
        if self._own_number is None and named:
            self._own_number = min(job.number for job in named)
        for job in named:
            if job.number != self._own_number and not (job.over or job.stopping):
                eye.cancel(job.number)
        return next((job for job in named if job.number == self._own_number), None)
