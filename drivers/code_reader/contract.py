"""What every code reader can do: read the code that somebody holds up to it."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, field
from enum import StrEnum

from drivers.driver import Driver, Event


class Symbology(StrEnum):
    """What kind of code it was."""

    QR = "qr"
    """QR code (二维码), ISO/IEC 18004"""
    CODE_128 = "code_128"
    """Code 128 (一维码), ISO/IEC 15417"""
    OTHER = "other"
    """Another kind, or the reader does not tell."""


@dataclass(frozen=True)
class Code:
    """What stood in a code. `raw` is the bytes before they were taken for text.

    The representation shows none of it: a code can open somebody's licences, and must not reach
    a log.
    """

    text: str = field(repr=False)
    symbology: Symbology
    raw: bytes = field(repr=False)


@dataclass(frozen=True)
class NoCode:
    """No code was shown within the time given."""


@dataclass(frozen=True)
class CodeSeen(Event):
    """A code has been read; who waits can be told at once, before it is looked into."""


class CodeReader(Driver):
    """Looks for a code only while one is wanted: its light is out otherwise."""

    @abstractmethod
    def read(self, wait: float) -> Code | NoCode:
        """Look up to `wait` seconds for a code; emits CodeSeen when there is one.

        What was scanned before the call does not count. The same code, still held up after it
        was read, is not given a second time until it has been away for a moment.

        Raises:
            DeviceFault: the reader is gone or what it sends is no text.
            Cancelled: the caller gave up; the reader's light is out.
        """
