"""The TCP connection to an ESC/POS printer, and what the printer tells over it.

Two kinds of answer share the wire. DLE EOT n is answered at once, in real time: one byte with
bits `0xx1xx10`. GS r n is answered when the printer has come to it, after all before it is
printed: one byte with bits `0xx0xxxx`. Source: Epson ESC/POS command reference.
"""

from __future__ import annotations

import select
import socket
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from drivers.driver import NoDevice, Supply
from drivers.receipt_printer.contract import Hindrance

if TYPE_CHECKING:
    from escpos.printer import Network

PRINTER, OFFLINE_CAUSE, ERROR_CAUSE, PAPER = 1, 2, 3, 4
CLEAR_BUFFERS: Final = bytes.fromhex("10140801031401060208")
"""DLE DC4 8: forget what was received and is not printed yet."""
RECOVER: Final = bytes.fromhex("100502")
"""DLE ENQ 2: leave a recoverable error (cutter), buffers cleared."""
TELL_WHEN_THERE: Final = bytes.fromhex("1D7201")
"""GS r 1."""


class LinkLostError(Exception):
    """The connection broke, or the printer takes no more bytes."""


@dataclass(frozen=True)
class Condition:
    """What DLE EOT 1…4 told. `known` False: the printer did not answer, which is not offline."""

    hindrance: Hindrance | None = None
    paper: Supply = Supply.UNKNOWN
    known: bool = False


class EscposLink:
    """One connection at a time."""

    def __init__(
        self,
        host: str,
        port: int,
        connect_timeout: float,
        answer_timeout: float,
        send_timeout: float,
    ) -> None:
        self._host = host
        self._port = port
        self._connect_timeout = connect_timeout
        self._answer_timeout = answer_timeout
        self._send_timeout = send_timeout
        self._network: Network | None = None
        self._ends_awaited = 0
        self.silent = False
        """Whether the printer left the latest question for its condition unanswered."""

    @property
    def connected(self) -> bool:
        return self._network is not None

    def open(self) -> None:
        """Raises NoDevice when nothing listens there."""
        # Here, not above: the package takes a third of a second to import.
        from escpos.exceptions import DeviceNotFoundError
        from escpos.printer import Network

        self.close()
        network = Network(self._host, self._port, timeout=self._connect_timeout)
        try:
            network.open()
        except DeviceNotFoundError as error:
            raise NoDevice(
                f"no printer listens at {self._host}:{self._port}: power, cable, address?"
            ) from error
        # Else each question waits for the acknowledgement of the slice before it.
        network.device.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # A printer that is slow, not dead, lets the sender wait while it prints.
        network.device.settimeout(self._send_timeout)
        self._network = network
        self._ends_awaited = 0

    def close(self) -> None:
        """Harmless when not open."""
        network, self._network = self._network, None
        if network is not None:
            network.close()

    def send(self, data: bytes) -> None:
        """Raises LinkLostError."""
        network = self._live()
        try:
            network._raw(data)
        except OSError as error:
            raise self._lost() from error

    def clear_buffers(self) -> None:
        """Make the printer forget what it has not printed yet. Raises LinkLostError."""
        self.send(RECOVER + CLEAR_BUFFERS)
        self._ends_awaited = 0
        if not self.silent:
            # Answered in turn: who mends the printer now cannot be quicker than the forgetting.
            self._ask(PRINTER)

    def condition(self) -> Condition:
        """Ask the printer how it is, in at most four questions. Raises LinkLostError."""
        answers: dict[int, int] = {}
        for question in (PRINTER, OFFLINE_CAUSE, ERROR_CAUSE, PAPER):
            answer = self._ask(question)
            self.silent = answer is None
            if answer is None:
                return Condition()
            answers[question] = answer
        return Condition(_hindrance(answers), _paper(answers), known=True)

    def hindered(self) -> bool:
        """Whether it says that it is offline: one question. Raises LinkLostError."""
        answer = self._ask(PRINTER)
        return answer is not None and bool(answer & 0x08)

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
        while self._receive(0):
            pass  # late answers to earlier questions
        self.send(bytes((0x10, 0x04, question)))
        deadline = time.monotonic() + self._answer_timeout
        while (left := deadline - time.monotonic()) > 0:
            for byte in self._receive(left):
                if byte & 0x93 == 0x12:
                    return byte
        return None

    def _receive(self, wait: float) -> bytes:
        """What the printer says within `wait` seconds; counts the ends it tells."""
        network = self._live()
        try:
            if not select.select([network.device], [], [], wait)[0]:
                return b""
            data: bytes = network._read()
        except OSError as error:
            raise self._lost() from error
        if not data:
            raise self._lost()
        ends = sum(1 for byte in data if byte & 0x90 == 0)
        self._ends_awaited = max(0, self._ends_awaited - ends)
        return data

    def _live(self) -> Any:  # noqa: ANN401 - untyped library
        if self._network is None:
            raise LinkLostError
        return self._network

    def _lost(self) -> LinkLostError:
        self.close()
        return LinkLostError()


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
