"""What an ESC/POS printer is told and asked over its wire besides the paper.

Two kinds of answer share the wire. DLE EOT n is answered at once, in real time: one byte with
bits `0xx1xx10`. GS r n is answered when the printer has come to it, after all before it is
printed: one byte with bits `0xx0xxxx`. Source: Epson ESC/POS command reference.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

from drivers.driver import Supply
from drivers.receipt_printer.contract import Hindrance
from drivers.receipt_printer.wire import LinkLostError, Wire

PRINTER, OFFLINE_CAUSE, ERROR_CAUSE, PAPER = 1, 2, 3, 4
CLEAR_BUFFERS: Final = bytes.fromhex("10140801031401060208")
"""DLE DC4 8: forget what was received and is not printed yet."""
RECOVER: Final = bytes.fromhex("100502")
"""DLE ENQ 2: leave a recoverable error (cutter), buffers cleared."""
FLOW: Final = b"\x11\x13"
"""XON and XOFF, from a printer that is set to them behind a line that is not."""
TELL_WHEN_THERE: Final = bytes.fromhex("1D7201")
"""GS r 1."""


@dataclass(frozen=True)
class Condition:
    """How the printer is. `paper` UNKNOWN: it did not tell."""

    hindrance: Hindrance | None = None
    paper: Supply = Supply.UNKNOWN


class EscposLink:
    """Questions and answers over a wire; a wire that breaks is closed."""

    def __init__(self, wire: Wire, answer_timeout: float) -> None:
        self._wire = wire
        self._answer_timeout = answer_timeout
        self._ends_awaited = 0

    @property
    def connected(self) -> bool:
        return self._wire.connected

    @property
    def two_way(self) -> bool:
        return self._wire.two_way

    @property
    def at_once(self) -> int:
        return self._wire.at_once

    def open(self) -> None:
        """Raises DeviceFault."""
        self._wire.open()
        self._ends_awaited = 0

    def close(self) -> None:
        """Harmless when not open."""
        self._wire.close()

    def send(self, data: bytes) -> None:
        """Raises LinkLostError."""
        try:
            self._wire.write(data)
        except LinkLostError:
            self.close()
            raise

    def clear_buffers(self) -> None:
        """Make the printer forget what it has not printed yet. Raises LinkLostError."""
        self._wire.drop_unsent()
        self.send(RECOVER + CLEAR_BUFFERS)
        self._ends_awaited = 0

    def condition(self) -> Condition | None:
        """Ask the printer how it is, in four questions; None when it leaves one unanswered.

        Raises LinkLostError.
        """
        answers: dict[int, int] = {}
        for question in (PRINTER, OFFLINE_CAUSE, ERROR_CAUSE, PAPER):
            answer = self._ask(question)
            if answer is None:
                return None
            answers[question] = answer
        return read_condition(answers)

    def is_well(self) -> bool:
        """Whether it says that it is on line: one question. Raises LinkLostError."""
        answer = self._ask(PRINTER)
        return answer is not None and not answer & 0x08

    def ask_for_the_end(self) -> None:
        """Ask to be told, through `end_told`, when all sent so far is printed."""
        self.send(TELL_WHEN_THERE)
        self._ends_awaited += 1

    def end_told(self, wait: float) -> bool:
        """Wait up to `wait` seconds to be told. Raises LinkLostError."""
        deadline = time.monotonic() + wait
        while self._ends_awaited and (left := deadline - time.monotonic()) > 0:
            self._receive(left)
        return not self._ends_awaited

    def _ask(self, question: int) -> int | None:
        """The answer to DLE EOT; None when none comes in time."""
        deadline = time.monotonic() + self._answer_timeout
        while self._receive(0) and time.monotonic() < deadline:
            pass  # late answers to earlier questions
        self.send(bytes((0x10, 0x04, question)))
        deadline = time.monotonic() + self._answer_timeout
        while (left := deadline - time.monotonic()) > 0:
            answer = real_time_answer(self._receive(left))
            if answer is not None:
                return answer
        return None

    def _receive(self, wait: float) -> bytes:
        """What the printer says within `wait` seconds; counts the ends it tells."""
        try:
            data = self._wire.read(wait)
        except LinkLostError:
            self.close()
            raise
        self._ends_awaited = max(0, self._ends_awaited - count_ends(data))
        return data


# --- the answers' bits ---


def real_time_answer(data: bytes) -> int | None:
    """The first byte in `data` that answers a DLE EOT; None when there is none, or noise."""
    return next(filter(_answers_eot, data), None) if _sound(data) else None


def count_ends(data: bytes) -> int:
    """How many bytes in `data` answer a GS r; none when there is noise."""
    return sum(map(_answers_gs_r, data)) if _sound(data) else 0


def _sound(data: bytes) -> bool:
    """Whether a printer can have sent this: at a wrong speed much arrives, some of it likely."""
    return all(_answers_eot(byte) or _answers_gs_r(byte) or byte in FLOW for byte in data)


def _answers_eot(byte: int) -> bool:
    return byte & 0x93 == 0x12


def _answers_gs_r(byte: int) -> bool:
    return byte & 0x90 == 0


def read_condition(answers: dict[int, int]) -> Condition:
    """What the answers to DLE EOT 1…4, by question, tell together."""
    return Condition(_hindrance(answers), _paper(answers))


def _hindrance(answers: dict[int, int]) -> Hindrance | None:
    """The cause a person can mend first: an open cover also lifts the paper off its sensor."""
    if answers[OFFLINE_CAUSE] & 0x04:
        return Hindrance.COVER_OPEN
    if answers[PAPER] & 0x60 or answers[OFFLINE_CAUSE] & 0x20:
        return Hindrance.PAPER_OUT
    if answers[ERROR_CAUSE] & 0x08:
        return Hindrance.CUTTER
    if answers[PRINTER] & 0x08:
        return Hindrance.OFFLINE
    return None


def _paper(answers: dict[int, int]) -> Supply:
    if answers[PAPER] & 0x60:
        return Supply.OUT
    return Supply.LOW if answers[PAPER] & 0x0C else Supply.FULL
