"""A receipt printer: ESC/POS over TCP and serial, paper that takes time, runs out and is cut.

Each connection's thread cuts the bytes into commands, answers real-time status at once and
queues the rest; one mechanism thread prints the queue. What was received is printed even after
the sender has gone, and the paper stays the same across connections.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from simulators.device import Hands
from simulators.escpos_commands import REAL_TIME, Token, Tokenizer
from simulators.faults import FaultBook
from simulators.paper_piece import WIDTH, Piece
from simulators.printer_condition import (
    FAULTS,
    NOISE,
    PAPER_STATES,
    SWITCHES,
    Condition,
)
from simulators.printer_wires import BAUD, Connection, LocalWire
from simulators.receipt_mechanism import Mechanism
from simulators.tcp_listener import TcpListener

DROP_AFTER_BYTES: Final = 200
SOON_LINES: Final = 3


class ReceiptPrinter:
    """A printer with its slot: pieces of paper from cut to cut, taken or not.

    `serial`, `device`: where its serial port and its character device (as /dev/usb/lp0) appear.
    `dots`: the width that it prints.
    """

    name = "receipt_printer"

    def __init__(
        self,
        host: str,
        port: int,
        *,
        serial: Path | None = None,
        device: Path | None = None,
        mm_per_second: float = 1500.0,
        dots: int = WIDTH,
        paced: bool = True,
    ) -> None:
        self.dots = dots
        self._listener = TcpListener(host, port, self._serve)
        self._listening = False
        self._wires = [
            LocalWire(link, baud, self._serve, paced=paced)
            for link, baud in ((serial, BAUD), (device, None))
            if link is not None
        ]
        self._faults = FaultBook(FAULTS)
        self._mechanism = Mechanism(self.name, dots, mm_per_second, self._faults)

    # -- any thread ---------------------------------------------------------------------------

    @property
    def mm_per_second(self) -> float:
        """How fast the paper moves."""
        return self._mechanism.mm_per_second

    @mm_per_second.setter
    def mm_per_second(self, speed: float) -> None:
        self._mechanism.mm_per_second = speed

    @property
    def port(self) -> int:
        return self._listener.port

    def start(self) -> None:
        self._mechanism.start()
        for wire in self._wires:
            wire.start()
        self._connect()

    def stop(self) -> None:
        self._mechanism.stop()
        for wire in self._wires:
            wire.stop()
        self._listener.close()
        self._mechanism.join()

    def set_paper(self, state: str) -> None:
        """Put paper in (`ok`), or let it be `near_end` or `out`. Raises ValueError."""
        if state not in PAPER_STATES:
            raise ValueError(f"no paper state {state!r}; there are: {', '.join(PAPER_STATES)}")
        self._faults.clear("out_after_lines")
        with self._mechanism.change:
            self._mechanism.condition.paper, self._mechanism.condition.lines_left = state, None
            self._mechanism.change.notify_all()

    def fault(self, kind: str, times: int | None, value: float | None) -> None:
        self._faults.arm(kind, times, value)
        with self._mechanism.change:
            if kind in SWITCHES:
                setattr(self._mechanism.condition, kind, True)
            elif kind == "out_after_lines":
                self._mechanism.condition.lines_left = max(1, int(value or 1))
            self._mechanism.change.notify_all()
        if kind == "power_off":
            self._mechanism.throw_away_buffer()
        self._connect()

    def clear(self, kind: str | None = None) -> None:
        self._faults.clear(kind)
        with self._mechanism.change:
            if kind is None:
                self._mechanism.condition = Condition()
            elif kind in (*SWITCHES, "cutter_error"):
                setattr(self._mechanism.condition, kind, False)
            elif kind == "out_after_lines":
                self._mechanism.condition.paper, self._mechanism.condition.lines_left = "ok", None
            self._mechanism.change.notify_all()
        self._connect()

    def pieces(self) -> list[Piece]:
        """Every piece with something on it, the one still in the printer last."""
        with self._mechanism.change:
            return [piece for piece in self._mechanism.pieces if piece.printed]

    def piece(self, number: int) -> Piece:
        """Raises KeyError when there is no such piece."""
        return {piece.number: piece for piece in self.pieces()}[number]

    def png(self, number: int) -> bytes:
        """The piece as a picture, as many pixels wide as the paper has dots. Raises KeyError."""
        from simulators.paper_renderer import render_png  # Pillow is slow to load

        return render_png(list(self.piece(number).elements), self.dots)

    def take(self) -> list[int]:
        """Take the cut pieces out of the slot; their numbers."""
        with self._mechanism.change:
            there = [piece for piece in self._mechanism.pieces if piece.cut and not piece.taken]
            for piece in there:
                piece.taken = True
            return [piece.number for piece in there]

    def tear_off(self) -> list[int]:
        """Tear off what hangs out uncut, a broken print, once the printer rests; its number."""
        return self._mechanism.tear_off()

    def hands(self) -> Hands:
        return {
            "mend": self._mend,
            "unplug": lambda: self.fault("unplug", None, None),
            "plug": lambda: self.clear("unplug"),
            "take_pieces": self._take_texts,
            "paper_out": lambda: self.set_paper("out"),
            "paper_in": lambda: self.set_paper("ok"),
            "paper_near_end": lambda: self.set_paper("near_end"),
            "open_cover": lambda: self.fault("cover_open", None, None),
            "shut_cover": lambda: self.clear("cover_open"),
            "paper_ends_soon": lambda: self.fault("out_after_lines", None, SOON_LINES),
        }

    def _mend(self) -> None:
        self.clear()
        self.set_paper("ok")
        self.take()

    def _take_texts(self) -> list[str]:
        taken = self.take()
        return [piece.text() for piece in self.pieces() if piece.number in taken]

    def state(self) -> dict[str, Any]:
        with self._mechanism.change:
            now = self._mechanism.condition
            return {
                "paper": now.paper,
                "cover_open": now.cover_open,
                "offline": not now.able,
                "cutter_error": now.cutter_error,
                "powered": not now.power_off,
                "busy": self._mechanism.busy or bool(self._mechanism.queue),
                "buffered_commands": len(self._mechanism.queue),
                "connections": self._listener.connections,
                "in_slot": [p.number for p in self._mechanism.pieces if p.cut and not p.taken],
                "drawer_kicks": self._mechanism.drawer_kicks,
                "faults": self._faults.snapshot(),
                "fault_kinds": FAULTS,
            }

    # -- connection threads -----------------------------------------------------------------------

    def _serve(self, connection: Connection) -> None:
        tokenizer, job_bytes = self._tokenizer(), 0
        while data := connection.receive():
            self._wait_while_it_holds()
            if self._mechanism.condition.power_off:
                tokenizer = self._tokenizer()
                continue
            for start in range(0, len(data), 64):
                tokens = tokenizer.feed(data[start : start + 64])
                job_bytes += sum(len(t.raw) for t in tokens if t.name not in REAL_TIME)
                self._accept(tokens, connection)
                if self._drops(job_bytes):
                    connection.reset()
                    return
        if rest := tokenizer.rest():
            self._accept([Token("UNKNOWN", b"", rest)], connection)

    def _tokenizer(self) -> Tokenizer:
        return Tokenizer(lambda: self._faults.get("deaf") is None)

    def _wait_while_it_holds(self) -> None:
        with self._mechanism.change:
            self._mechanism.change.wait_for(
                lambda: self._mechanism.stopping or not self._faults.get("holds")
            )

    def _drops(self, job_bytes: int) -> bool:
        fault = self._faults.get("drop_mid_job")
        if fault is None or job_bytes < (fault.value or DROP_AFTER_BYTES):
            return False
        return self._faults.take("drop_mid_job") is not None

    def _accept(self, tokens: list[Token], connection: Connection) -> None:
        for token in tokens:
            if token.name in REAL_TIME:
                self._real_time(token, connection)
        self._mechanism.accept([t for t in tokens if t.name not in REAL_TIME], connection)

    def _real_time(self, token: Token, connection: Connection) -> None:
        if token.name == "DLE EOT":
            with self._mechanism.change:
                answer = self._mechanism.condition.real_time_status(token.data[0])
            if self._faults.take("booting"):
                answer = NOISE
            if not self._faults.take("unknown"):
                connection.send(answer)
        elif token.raw == b"\x10\x05\x02" or token.raw.startswith(b"\x10\x14\x08"):
            self._mechanism.throw_away_buffer()

    def _connect(self) -> None:
        """Make the wires what power and cables say."""
        plugged = self._faults.get("unplug") is None
        for wire in self._wires:
            (wire.plug if plugged else wire.unplug)()
        listening = plugged and not self._mechanism.condition.power_off
        with self._mechanism.change:
            changed, self._listening = listening != self._listening, listening
        if changed:
            (self._listener.open if listening else self._listener.close)()
