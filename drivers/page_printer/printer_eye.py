"""What the printer itself tells over IPP. CUPS asks it only while it has a job, ever more rarely
(up to every eleven seconds), and believes a job finished that the printer has forgotten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from drivers.driver import Supply
from drivers.page_printer import reasons
from drivers.page_printer.ipp_message import (
    JOB_GROUP,
    Answer,
    Attributes,
    BadMessageError,
    Operation,
    Tag,
    Value,
    parse,
    request,
)

PRINTER_GROUP: Final = 0x04
PORT: Final = 631
ABOUT_PRINTER: Final = (
    "printer-state",
    "printer-state-reasons",
    "printer-up-time",
    "printer-input-tray",
    "printer-supply",
    "marker-levels",
    "marker-types",
)
ABOUT_JOB: Final = ("job-id", "job-name", "job-state", "job-state-reasons")
PAGES: Final = "job-impressions-completed"
CONSUMED: Final = "supplyThatIsConsumed"
LONGEST_ANSWER: Final = 1 << 20
PENDING, HELD, PROCESSING, STOPPED, CANCELLED, ABORTED, COMPLETED = range(3, 10)
"""IPP job-state."""


class PrinterGoneError(Exception):
    """The printer does not answer, or not in IPP."""


@dataclass(frozen=True)
class PrinterView:
    """The printer, as it says itself. `up_time`: seconds since it started."""

    reasons: frozenset[str]
    up_time: int | None
    trays: dict[str, Supply]
    percents: tuple[int, ...]


@dataclass(frozen=True)
class JobView:
    """A job in the printer. `pages`: impressions that are out, None when it does not count."""

    number: int
    name: str
    state: int
    pages: int | None
    stopping: bool

    @property
    def over(self) -> bool:
        return self.state >= CANCELLED


class PrinterEye:
    """Asks the printer at an ipp or ipps address; a new connection for each question."""

    def __init__(self, uri: str, user: str, timeout: float) -> None:
        self.uri = uri
        self._user = user
        self._timeout = timeout

    def printer(self) -> PrinterView:
        """Raises PrinterGoneError."""
        wanted = (Tag.KEYWORD, "requested-attributes", list(ABOUT_PRINTER))
        told: Attributes = {}
        for group in self._ask(Operation.GET_PRINTER_ATTRIBUTES, wanted).of(PRINTER_GROUP):
            told.update(group)
        up_time = told.get("printer-up-time", [None])[0]
        return PrinterView(
            reasons.stems(map(str, told.get("printer-state-reasons", []))),
            up_time if isinstance(up_time, int) else None,
            _trays(told.get("printer-input-tray", [])),
            _percents(told),
        )

    def job(self, name: str) -> JobView | None:
        """The newest job of that name. Raises PrinterGoneError."""
        return next((job for job in self.jobs() if job.name == name), None)

    def jobs(self) -> list[JobView]:
        """Every job it still knows, those under way first. Raises PrinterGoneError."""
        known: list[JobView] = []
        for which in ("not-completed", "completed"):
            answer = self._ask(
                Operation.GET_JOBS,
                (Tag.KEYWORD, "which-jobs", [which]),
                (Tag.KEYWORD, "requested-attributes", [*ABOUT_JOB, PAGES]),
            )
            known += map(_job, answer.of(JOB_GROUP))
        return known

    def cancel(self, number: int) -> None:
        """Ask it to drop a job; a job that is over is left as it is. Raises PrinterGoneError."""
        self._ask(
            Operation.CANCEL_JOB,
            (Tag.INTEGER, "job-id", [number]),
            (Tag.NAME, "requesting-user-name", [self._user]),
        )

    def _ask(self, operation: Operation, *attributes: tuple[Tag, str, Sequence[Value]]) -> Answer:
        place: tuple[Tag, str, Sequence[Value]] = (Tag.URI, "printer-uri", [self.uri])
        body = self._post(request(operation, place, *attributes))
        try:
            return parse(body)
        except BadMessageError as error:
            raise PrinterGoneError(f"{self.uri} answers, but not in IPP") from error

    def _post(self, body: bytes) -> bytes:
        # Here, not above: the core loads every driver's module.
        import http.client
        import ssl

        where = urlsplit(self.uri)
        host, port = where.hostname or "", where.port or PORT
        link = http.client.HTTPConnection(host, port, timeout=self._timeout)
        if where.scheme == "ipps":
            # Printers sign their own certificates; nothing secret is sent.
            context = ssl._create_unverified_context()
            link = http.client.HTTPSConnection(host, port, timeout=self._timeout, context=context)
        try:
            link.request("POST", where.path or "/", body, {"Content-Type": "application/ipp"})
            return link.getresponse().read(LONGEST_ANSWER)
        except (OSError, http.client.HTTPException) as error:
            raise PrinterGoneError(f"the printer at {self.uri} does not answer") from error
        finally:
            link.close()


def _job(told: Attributes) -> JobView:
    def number(name: str) -> int | None:
        value = told.get(name, [None])[0]
        return value if isinstance(value, int) else None

    return JobView(
        number=number("job-id") or 0,
        name=str(told.get("job-name", [""])[0]),
        state=number("job-state") or PENDING,
        pages=number(PAGES),
        stopping="processing-to-stop-point" in told.get("job-state-reasons", []),
    )


def _trays(told: list[Value]) -> dict[str, Supply]:
    """Every tray that feeds by itself, by its name."""
    trays = [reasons.fields(str(packed)) for packed in told]
    return {
        tray["name"]: reasons.tray_level(tray)
        for tray in trays
        if "name" in tray and tray["name"] != "auto" and tray.get("type") != "sheetFeedManual"
    }


def _percents(told: Attributes) -> tuple[int, ...]:
    levels = told.get("marker-levels", [])
    if levels:
        kinds = [str(kind) for kind in told.get("marker-types", [])] + [""] * len(levels)
        pairs = zip(levels, kinds, strict=False)
        return tuple(
            level
            for level, kind in pairs
            if isinstance(level, int) and level >= 0 and not kind.startswith("waste")
        )
    left = []
    for supply in (reasons.fields(str(packed)) for packed in told.get("printer-supply", [])):
        level, room = (reasons.number(supply.get(key, "")) for key in ("level", "maxcapacity"))
        if supply.get("class") == CONSUMED and level is not None and level >= 0 and room:
            left.append(level * 100 // room)
    return tuple(left)
