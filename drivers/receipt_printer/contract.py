"""What every receipt printer can do, and what a receipt is made of.

A receipt is a list of lines; the driver lays them out for its columns, code page and dots.
80 mm thermal paper: 576 dots, 48 Latin or 24 Chinese columns.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, field
from enum import StrEnum

from drivers.driver import Driver, Event, Supply


class Align(StrEnum):
    """Where a line stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True)
class Line:
    """A line of text; wraps when too long. `size` 1 to 8 times its normal width and height."""

    text: str
    size: int = 1
    bold: bool = False
    align: Align = Align.LEFT


@dataclass(frozen=True)
class Pair:
    """A label and its value, wrapped under itself. The driver puts the ： between them."""

    label: str
    value: str


@dataclass(frozen=True)
class Rule:
    """A horizontal line."""


@dataclass(frozen=True)
class Qr:
    """A QR code (model 2, level M), `module` dots a module or what fits the paper, centred."""

    data: str
    module: int = 6


@dataclass(frozen=True)
class Space:
    """`lines` empty lines."""

    lines: int = 1


@dataclass(frozen=True)
class Picture:
    """A picture in ink (a seal, a signature), centred; one wider than the paper is made smaller.

    Sizes in dots, 8 a millimetre. `ink` is rows of whole bytes from the top, the most significant
    bit leftmost, 1 is ink.
    """

    width: int
    height: int
    ink: bytes = field(repr=False)


Part = Line | Pair | Rule | Qr | Space | Picture


@dataclass(frozen=True)
class Receipt:
    """One piece of paper, ended with a cut."""

    parts: tuple[Part, ...]


class Hindrance(StrEnum):
    """Why a receipt did not come out."""

    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    CUTTER = "cutter"
    OFFLINE = "offline"


@dataclass(frozen=True)
class Printed:
    """The whole receipt is out and cut. `confirmed` False: this printer cannot report it."""

    confirmed: bool = True


@dataclass(frozen=True)
class NotPrinted:
    """It did not come out whole. `begun`: some of it may hang in the slot.

    A `check` that finds the printer well again ends that piece with 作废 and a cut; with a cut
    alone where all its text is on the paper, and printing its job then gives Printed. At the
    latest, and with a printer that cannot tell, the next print of whatever job does it first.
    """

    hindrance: Hindrance
    begun: bool


PrintOutcome = Printed | NotPrinted


@dataclass(frozen=True)
class PaperMoved(Event):
    """Progress of the print under way, 0..1."""

    done: float


@dataclass(frozen=True)
class PaperChanged(Event):
    """The paper's state, or what hinders printing, is not what was told last.

    `paper` UNKNOWN: this printer cannot tell, which is neither full nor out.
    """

    paper: Supply
    hindrance: Hindrance | None = None


class ReceiptPrinter(Driver):
    """Prints receipts."""

    @abstractmethod
    def print(self, job: str, receipt: Receipt) -> PrintOutcome:
        """Print `receipt` once as job `job` (an id for life).

        A job that has come out is not printed again: its first outcome is returned. No kill of
        the process, at whatever moment, makes two whole pieces of it.
        A broken print (paper out, cover open, connection lost) leaves a piece that is voided
        (作废) and cut before anything else is printed.

        Raises:
            DeviceFault: the printer is gone; nothing more is known of this print.
            Cancelled: the caller gave up; the piece counts as broken, unless all its text is out.
        """
