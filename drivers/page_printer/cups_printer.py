"""A4 printer behind CUPS.

CUPS keeps the document and talks to the printer; the printer itself is asked besides (see
printer_eye.py). Every copy is a CUPS job of its own, titled with the job's id and a mark of the
attempt, so that the pages that are out are counted page by page over copies and attempts.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from drivers.driver import Event, Health, Offline, Status, StatusChanged
from drivers.job_log import JobLog
from drivers.page_printer import reasons
from drivers.page_printer.contract import (
    PLAINLY,
    Hindrance,
    NotPrinted,
    PagePrinter,
    PagesOut,
    Printed,
    PrintOptions,
    PrintOutcome,
    Sides,
)
from drivers.page_printer.cups_link import CupsLink, QueueClosedError
from drivers.page_printer.cups_watch import Attempt, CupsWatch, HinderedError, Patience
from drivers.page_printer.cups_withdrawal import SETTLE, CupsWithdrawal
from drivers.page_printer.pdf_check import BadDocumentError, count_pages
from drivers.page_printer.printer_eye import PrinterEye, PrinterGoneError, PrinterView

USER: Final = "one-network-kiosk"
OWN_PROTOCOLS: Final = ("ipp://", "ipps://")
A4_WIDTH, A4_HEIGHT = 21000, 29700
"""IPP media-size, hundredths of a millimetre."""
LAST_PAGE: Final = 65535
HEALTH: Final[dict[Hindrance | None, Health]] = {
    Hindrance.COVER_OPEN: Health.USER_ERROR,
    Hindrance.HELD: Health.USER_ERROR,
    Hindrance.OFFLINE: Health.OFFLINE,
    Hindrance.JAM: Health.HARDWARE_ERROR,
}
"""Of a printer that answers; paper and toner are supplies and leave it online."""
UNHEARD: Final = 2
"""Questions unanswered in a row after which a printer at work is told to be offline."""
KEPT: Final = "cupsd keeps printed documents: set PreserveJobFiles No in cupsd.conf"
"""Told once a job was found kept; its traces are wiped by this driver all the same."""


@dataclass(frozen=True)
class Paid:
    """What the job log holds of a job: `pages` of all `total` are out; 0 before the first try."""

    pages: int = 0
    total: int = 0
    confirmed: bool = True

    @property
    def whole(self) -> bool:
        return 0 < self.total <= self.pages


class CupsPrinter(PagePrinter):
    """Submits, watches to the last page, and leaves nothing behind."""

    @dataclass(frozen=True, kw_only=True)
    class Settings:
        """`queue`: its name in CUPS. `job_log`: where ids of prints are kept, a path that
        survives restarts. `server`: socket path or host:port of cupsd, empty for this machine's.
        Seconds: `look_every` between looks while a job is under way, `answer_timeout` of the
        printer itself, `offline_after` of its silence, `stuck_after` without a page or a reason.
        """

        queue: str
        job_log: str
        server: str = ""
        look_every: float = 0.25
        answer_timeout: float = 0.6
        offline_after: float = 5.0
        stuck_after: float = 60.0
        max_bytes: int = 50_000_000
        max_pages: int = 200

    def __init__(self, settings: Settings, emit: Callable[[Event], None]) -> None:
        super().__init__(emit)
        self._settings = settings
        self._link = CupsLink(settings.server, settings.queue, USER)
        self._jobs: JobLog[list[int]] = JobLog(settings.job_log, _paid_numbers)
        self._eye: PrinterEye | None = None
        self._documents_kept = False
        self._unheard = 0
        self._told: Status | None = None

    def open(self) -> None:
        """Raises Offline, WrongSettings, or DeviceFault when the job log cannot be used.

        What a process killed in the middle of a print left behind is cleared, if the printer
        can be reached.
        """
        self._jobs.load()
        self._link.open()
        uri = self._link.queue().device_uri
        own = uri.startswith(OWN_PROTOCOLS)
        self._eye = PrinterEye(uri, USER, self._settings.answer_timeout) if own else None
        self._clear_leftovers()

    def close(self) -> None:
        self._link.close()

    def check(self) -> Status:
        """Paper or toner out is a supply, not a fault: health stays online. Raises Offline,
        WrongSettings."""
        cleared = self._clear_leftovers()
        queue, name = self._link.queue(), self._settings.queue
        status = self._told = self._status(self._look() if cleared else None)
        if queue.enabled and queue.accepting:
            return status
        closed = f"the queue takes no jobs: cupsaccept {name}"
        if not queue.enabled:
            closed = f"the queue is stopped: cupsenable {name}"
        return replace(status, health=Health.USER_ERROR, detail=closed)

    def print(self, job: str, document: bytes, options: PrintOptions = PLAINLY) -> PrintOutcome:
        paid = self._paid(job)
        if paid.whole:
            return Printed(paid.pages, paid.confirmed)
        try:
            pages = count_pages(document, self._settings.max_bytes, self._settings.max_pages)
        except BadDocumentError as error:
            return NotPrinted(Hindrance.REJECTED, paid.pages, str(error))
        try:
            return self._print_rest(job, document, pages, options)
        except HinderedError as error:
            return NotPrinted(error.hindrance, self._paid(job).pages, error.detail)

    # --- copies and attempts ---

    def _print_rest(
        self, job: str, document: bytes, pages: int, options: PrintOptions
    ) -> PrintOutcome:
        """Copy after copy, from the first page that is not out. Raises HinderedError."""
        probe = Attempt("", 0, options.tray)
        self._watch(probe, options.wait_for_mend).wait_until_able()
        if not self._clear_leftovers(self._settings.offline_after):
            raise HinderedError(Hindrance.STUCK, "an earlier print does not stop")
        total = pages * options.copies
        if options.out_before and self._jobs.told(job) is None:
            self._jobs.settle(job, _numbers(Paid(options.out_before, total)))
        while (paid := replace(self._paid(job), total=total)).pages < total:
            self._print_copy(job, document, paid, pages, options)
        return Printed(paid.pages, paid.confirmed)

    def _print_copy(
        self, job: str, document: bytes, paid: Paid, pages: int, options: PrintOptions
    ) -> None:
        """The rest of one copy. Raises HinderedError."""
        first = paid.pages % pages + 1
        attempt = Attempt(_title(job, paid.pages), pages - first + 1, options.tray)
        watch = self._watch(attempt, options.wait_for_mend)
        watch.wait_until_able()
        self._jobs.settle(job, _numbers(paid))
        self._jobs.begin(attempt.title)
        try:
            attempt.number = self._submit(attempt.title, document, _job_options(first, options))
            confirmed = watch.run(lambda out: self.emit(PagesOut(paid.pages + out, paid.total)))
        except BaseException:
            self._give_up(attempt, paid, options.sides)
            raise
        out = replace(
            paid, pages=paid.pages + attempt.expected, confirmed=paid.confirmed and confirmed
        )
        self._jobs.settle(job, _numbers(out))
        if not confirmed:
            self.emit(PagesOut(out.pages, out.total))
        self._wipe(attempt)

    def _give_up(self, attempt: Attempt, paid: Paid, sides: Sides) -> None:
        """Withdraw the attempt and settle what is out, or leave the mark for later."""
        certain = self._withdrawal(attempt).withdraw()
        out = attempt.pages
        if sides is not Sides.ONE and out < attempt.expected:
            out -= out % 2  # the sheet under way is not out
        job, _ = _parse_title(attempt.title)
        out_now = _numbers(replace(paid, pages=paid.pages + out))
        self._jobs.settle(job, out_now, still_begun=not certain)

    def _wipe(self, attempt: Attempt) -> None:
        """No trace of a job that is out stays in CUPS; where it cannot be reached, later."""
        try:
            kept = self._withdrawal(attempt).wipe()
            self._documents_kept = bool(kept) or self._documents_kept
        except Offline:
            self._jobs.begin(attempt.title)

    def _clear_leftovers(self, patience: float = SETTLE) -> bool:
        """Make sure that nothing of a print that broke off comes out; whether that is certain."""
        title = self._jobs.broken
        if title is None:
            return True
        job, before = _parse_title(title)
        paid = self._paid(job)
        attempt = Attempt(title, max(paid.total - before, 0))
        if not self._withdrawal(attempt).withdraw(patience):
            return False
        out = max(paid.pages, before + attempt.pages)
        self._jobs.settle(job, _numbers(replace(paid, pages=out)))
        return True

    def _withdrawal(self, attempt: Attempt) -> CupsWithdrawal:
        return CupsWithdrawal(self._link, self._eye, attempt)

    def _watch(self, attempt: Attempt, wait_for_mend: float) -> CupsWatch:
        settings = self._settings
        patience = Patience(
            settings.look_every, settings.offline_after, settings.stuck_after, wait_for_mend
        )
        return CupsWatch(
            self._link, self._eye, attempt, patience, self.pause, self.emit, self._seen
        )

    def _submit(self, title: str, document: bytes, options: dict[str, str]) -> int:
        try:
            return self._link.submit(title, document, options)
        except QueueClosedError as error:
            raise HinderedError(Hindrance.HELD, str(error)) from error

    def _paid(self, job: str) -> Paid:
        told = self._jobs.told(job)
        return Paid() if told is None else Paid(told[0], told[1], bool(told[2]))

    # --- health ---

    def _look(self) -> PrinterView | None:
        try:
            return self._eye.printer() if self._eye else None
        except PrinterGoneError:
            return None

    def _seen(self, view: PrinterView | None) -> None:
        """What a print under way sees of the printer: tell the hub, which asks only in between."""
        self._unheard = 0 if view else self._unheard + 1
        if self._eye is None or 0 < self._unheard < UNHEARD:
            return
        status = self._status(view)
        if status != self._told:
            self._told = status
            self.emit(StatusChanged(status))

    def _status(self, view: PrinterView | None) -> Status:
        """Of the printer itself. What cupsd tells of an idle one may be long past."""
        told = view.reasons if view else frozenset[str]()
        trays = view.trays if view else {}
        supplies = [
            ("paper", reasons.paper(told, trays.values(), view is not None)),
            ("toner", reasons.toner(told, view.percents if view else (), view is not None)),
            *((f"paper {name}", level) for name, level in trays.items()),
        ]
        health, detail = self._health(view)
        return Status(health, detail, tuple(supplies))

    def _health(self, view: PrinterView | None) -> tuple[Health, str]:
        if self._eye is not None and view is None:
            return Health.OFFLINE, f"the printer at {self._eye.uri} does not answer"
        told = view.reasons if view else frozenset[str]()
        health = HEALTH.get(reasons.hindrance(told, paper_in_a_tray=True), Health.ONLINE)
        words = [*sorted(told), *([KEPT] if self._documents_kept else [])]
        return health, "; ".join(words)


def _title(job: str, before: int) -> str:
    """Of one attempt that begins after `before` pages."""
    return f"{job}.{before}.{secrets.token_hex(4)}"


def _parse_title(title: str) -> tuple[str, int]:
    """The job, and the pages out before."""
    job, before, _ = title.rsplit(".", 2)
    return job, int(before)


def _job_options(first: int, options: PrintOptions) -> dict[str, str]:
    size = f"media-size={{x-dimension={A4_WIDTH} y-dimension={A4_HEIGHT}}}"
    source = f" media-source={options.tray}" if options.tray else ""
    return {
        "media-col": f"{{{size}{source}}}",
        "sides": options.sides.value,
        "print-color-mode": "color" if options.colour else "monochrome",
        "page-ranges": f"{first}-{LAST_PAGE}",
        "job-sheets": "none,none",
        # Else the filter counts pages as printed before the printer has seen them.
        "page-logging": "off",
    }


def _numbers(paid: Paid) -> list[int]:
    return [paid.pages, paid.total, int(paid.confirmed)]


def _paid_numbers(value: object) -> list[int] | None:
    """What the job log holds, if it is undamaged."""
    match value:
        case [int(pages), int(total), int(confirmed)]:
            return [pages, total, confirmed]
    return None
