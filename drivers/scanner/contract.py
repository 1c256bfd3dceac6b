"""What every document scanner can do: scan the sheet on its glass, or those in its feeder."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from drivers.driver import Driver, Event

MM_PER_INCH: Final = 25.4
A4_MM: Final = (210.0, 297.0)
MOST_PAGES: Final = 50
MOST_PIXELS: Final = 36_000_000
"""A page of A4 at 600 dpi: what a scan may ask for, so that memory stays bounded."""


class Source(StrEnum):
    """Where the paper lies."""

    FLATBED = "flatbed"
    FEEDER = "feeder"
    FEEDER_DUPLEX = "feeder duplex"


@dataclass(frozen=True)
class ScanRequest:
    """What to scan, and how.

    `dpi`: at least this; the scanner's next finer resolution is taken. `page_mm`: width, height.
    `most_pages`: pictures after which the feeder is stopped; sheets drawn in by then are lost.

    Raises ValueError for values that no scan can have, or that would take too much memory.
    """

    source: Source = Source.FLATBED
    dpi: int = 300
    colour: bool = True
    page_mm: tuple[float, float] = A4_MM
    most_pages: int = 20

    def __post_init__(self) -> None:
        width, height = self.page_mm
        if self.dpi <= 0 or width <= 0 or height <= 0:
            raise ValueError("resolution and page size must be above zero")
        if not 1 <= self.most_pages <= MOST_PAGES:
            raise ValueError(f"most_pages must be from 1 to {MOST_PAGES}")
        if width * height * (self.dpi / MM_PER_INCH) ** 2 > MOST_PIXELS:
            raise ValueError(f"a page of more than {MOST_PIXELS} pixels: ask for fewer dpi")


@dataclass(frozen=True)
class Page:
    """One side of a sheet, upright as it lay, top row first.

    `jpeg`: the picture as a JPEG file with `channels` (1 grey, 3 colour) and its resolution: a
    tenth and less of the pixels' own bytes, so that many pages fit through the hub.
    """

    width: int
    height: int
    dpi: int
    channels: int
    jpeg: bytes = field(repr=False)


@dataclass(frozen=True)
class PageScanned(Event):
    """Page `number` of this scan, from 1, is in."""

    number: int


@dataclass(frozen=True)
class Scanned:
    """All was scanned that there was, or that was asked for."""

    pages: tuple[Page, ...]


@dataclass(frozen=True)
class NoDocuments:
    """Nothing lies in the feeder."""


@dataclass(frozen=True)
class Jammed:
    """A sheet is stuck in the feeder; `pages` came out before."""

    pages: tuple[Page, ...] = ()


@dataclass(frozen=True)
class CoverOpen:
    """The scanner's cover is open; `pages` came out before."""

    pages: tuple[Page, ...] = ()


@dataclass(frozen=True)
class Busy:
    """Somebody else is scanning, or the scanner is still warming up."""


@dataclass(frozen=True)
class NotSupported:
    """The scanner cannot do what was asked. `option`: source, resolution, colour or page size;
    `has`: what it can do instead, for the technician."""

    option: str
    has: str


@dataclass(frozen=True)
class Interrupted:
    """It broke off in the middle of a page, which is lost; `pages` came out before."""

    pages: tuple[Page, ...] = ()


ScanOutcome = Scanned | NoDocuments | Jammed | CoverOpen | Busy | NotSupported | Interrupted


class Scanner(Driver):
    """Scans pages. Nothing of a page stays in it, or on disk."""

    @abstractmethod
    def scan(self, request: ScanRequest) -> ScanOutcome:
        """Scan one sheet from the glass, or all from the feeder; tells PageScanned for each page.

        Cancelling stops the scanner; the pages of this scan are forgotten.

        Raises:
            DeviceFault: the scanner is gone, or refuses to begin.
            Cancelled: the caller gave up.
        """
