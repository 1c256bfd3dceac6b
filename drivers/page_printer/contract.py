"""What every A4 page printer can do: a PDF in, sheets out, and an outcome that says how many."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from drivers.driver import Driver, Event


class Sides(StrEnum):
    """On which sides of the sheet, IPP `sides` (RFC 8011, 5.2.8)."""

    ONE = "one-sided"
    LONG_EDGE = "two-sided-long-edge"
    SHORT_EDGE = "two-sided-short-edge"


@dataclass(frozen=True)
class PrintOptions:
    """How a document is printed, on A4.

    `tray`: the printer's own name for it (IPP `media-source`), empty for its choice.
    `wait_for_mend`: seconds that a hindrance may last before the print is given up.
    `out_before`: pages that came out at another terminal; of a job known here, the printer's own
    word counts.
    """

    copies: int = 1
    sides: Sides = Sides.ONE
    tray: str = ""
    colour: bool = False
    wait_for_mend: float = 0.0
    out_before: int = 0


PLAINLY: Final = PrintOptions()


class Hindrance(StrEnum):
    """Why a document did not come out whole."""

    MEDIA_EMPTY = "media_empty"
    JAM = "jam"
    SUPPLY_EMPTY = "supply_empty"
    """Toner or another marker supply is out, or the waste box is full."""
    COVER_OPEN = "cover_open"
    OUTPUT_FULL = "output_full"
    OFFLINE = "offline"
    """The printer, or the print service, does not answer or was started anew meanwhile."""
    HELD = "held"
    """Somebody paused the printer or its queue, or holds the job."""
    STUCK = "stuck"
    """No page came out for too long, and nobody says why."""
    CANCELLED = "cancelled"
    """Somebody cancelled the job at the printer or in the print service."""
    REJECTED = "rejected"
    """The document is none that this terminal prints, or the printer refused it."""


@dataclass(frozen=True)
class Printed:
    """All `pages` of all copies are out. `confirmed` False: the printer did not count them."""

    pages: int
    confirmed: bool = True


@dataclass(frozen=True)
class NotPrinted:
    """Only the first `pages` (of all copies, one after the other) are out, whole.

    Printing the same job again goes on with the next page. No more of it comes out by itself.
    `detail` is for the technician; it holds no personal data.
    """

    hindrance: Hindrance
    pages: int
    detail: str = ""


PrintOutcome = Printed | NotPrinted


@dataclass(frozen=True)
class PagesOut(Event):
    """`pages` of all `of` pages of the job under way are out."""

    pages: int
    of: int


@dataclass(frozen=True)
class Waiting(Event):
    """The print under way waits for somebody to mend the hindrance; None: it goes on."""

    hindrance: Hindrance | None


class PagePrinter(Driver):
    """Prints documents."""

    @abstractmethod
    def print(self, job: str, document: bytes, options: PrintOptions = PLAINLY) -> PrintOutcome:
        """Print the PDF `document` as job `job` (an id for life, without personal data).

        A job that has come out is not printed again: its first outcome is returned. A job that
        broke off goes on where it stopped. After any other end than Printed nothing is left in
        the print service or the printer that could come out later, for another citizen; where
        that cannot be made sure of (the printer is gone), it is before anything else is printed.

        Raises:
            DeviceFault: the print service is gone; the job counts as broken off.
            Cancelled: the caller gave up; the job counts as broken off.
        """
