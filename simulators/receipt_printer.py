"""A receipt printer: ESC/POS over TCP and serial, paper that takes time, runs out and is cut.

Each connection's thread cuts the bytes into commands, answers real-time status at once and
queues the rest; one mechanism thread prints the queue. What was received is printed even after
the sender has gone, and the paper stays the same across connections.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from pathlib import Path
from typing import Any, Final

from simulators.device import Hands
from simulators.escpos_commands import REAL_TIME, Token, Tokenizer
from simulators.escpos_typesetter import Typesetter, lines_of
from simulators.faults import FaultBook
from simulators.paper_piece import WIDTH, Element, Feed, Piece
from simulators.printer_condition import (
    FAULTS,
    NOISE,
    PAPER_STATES,
    SWITCHES,
    Condition,
    identity,
)
from simulators.printer_wires import BAUD, Connection, LocalWire
from simulators.tcp_listener import TcpListener

log = logging.getLogger(__name__)

DOTS_PER_MM: Final = 8
REST_TIMEOUT: Final = 10.0  # seconds for what was sent to come out
CUTTER_DISTANCE: Final = 112  # dots from the head to the cutter
DROP_AFTER_BYTES: Final = 200
SLOW_FACTOR: Final = 20.0
CUTS: Final = {"ESC i": "full", "ESC m": "partial"}
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
        self.mm_per_second = mm_per_second
        self.dots = dots
        self._listener = TcpListener(host, port, self._serve)
        self._listening = False
        self._wires = [
            LocalWire(link, baud, self._serve, paced=paced)
            for link, baud in ((serial, BAUD), (device, None))
            if link is not None
        ]
        self._change = threading.Condition()
        self._condition = Condition()
        self._faults = FaultBook(FAULTS)
        self._queue: deque[tuple[Token, Connection]] = deque()
        self._cleared = 0  # how often the receive buffer was thrown away
        self._busy = False
        self._stopping = False
        self._typesetter = Typesetter(dots)
        self._pieces = [Piece(1, [Feed(CUTTER_DISTANCE)])]
        self._drawer_kicks = 0
        self._mechanism = threading.Thread(target=self._run, name=self.name, daemon=True)

    # -- any thread ---------------------------------------------------------------------------

    @property
    def port(self) -> int:
        return self._listener.port

    def start(self) -> None:
        self._mechanism.start()
        for wire in self._wires:
            wire.start()
        self._connect()

    def stop(self) -> None:
        with self._change:
            self._stopping = True
            self._change.notify_all()
        for wire in self._wires:
            wire.stop()
        self._listener.close()
        self._mechanism.join(2)

    def set_paper(self, state: str) -> None:
        """Put paper in (`ok`), or let it be `near_end` or `out`. Raises ValueError."""
        if state not in PAPER_STATES:
            raise ValueError(f"no paper state {state!r}; there are: {', '.join(PAPER_STATES)}")
        self._faults.clear("out_after_lines")
        with self._change:
            self._condition.paper, self._condition.lines_left = state, None
            self._change.notify_all()

    def fault(self, kind: str, times: int | None, value: float | None) -> None:
        self._faults.arm(kind, times, value)
        with self._change:
            if kind in SWITCHES:
                setattr(self._condition, kind, True)
            elif kind == "out_after_lines":
                self._condition.lines_left = max(1, int(value or 1))
            self._change.notify_all()
        if kind == "power_off":
            self._throw_away_buffer()
        self._connect()

    def clear(self, kind: str | None = None) -> None:
        self._faults.clear(kind)
        with self._change:
            if kind is None:
                self._condition = Condition()
            elif kind in (*SWITCHES, "cutter_error"):
                setattr(self._condition, kind, False)
            elif kind == "out_after_lines":
                self._condition.paper, self._condition.lines_left = "ok", None
            self._change.notify_all()
        self._connect()

    def pieces(self) -> list[Piece]:
        """Every piece with something on it, the one still in the printer last."""
        with self._change:
            return [piece for piece in self._pieces if piece.printed]

    def piece(self, number: int) -> Piece:
        """Raises KeyError when there is no such piece."""
        return {piece.number: piece for piece in self.pieces()}[number]

    def png(self, number: int) -> bytes:
        """The piece as a picture, as many pixels wide as the paper has dots. Raises KeyError."""
        from simulators.paper_renderer import render_png  # Pillow is slow to load

        return render_png(list(self.piece(number).elements), self.dots)

    def take(self) -> list[int]:
        """Take the cut pieces out of the slot; their numbers."""
        with self._change:
            there = [piece for piece in self._pieces if piece.cut and not piece.taken]
            for piece in there:
                piece.taken = True
            return [piece.number for piece in there]

    def tear_off(self) -> list[int]:
        """Tear off what hangs out uncut, a broken print, once the printer rests; its number."""
        with self._change:
            self._change.wait_for(lambda: not (self._busy or self._queue), REST_TIMEOUT)
            piece = self._pieces[-1]
            if not piece.printed:
                return []
            piece.cut, piece.taken = "torn", True
            self._pieces.append(Piece(piece.number + 1, [Feed(CUTTER_DISTANCE)]))
            return [piece.number]

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
        with self._change:
            now = self._condition
            return {
                "paper": now.paper,
                "cover_open": now.cover_open,
                "offline": not now.able,
                "cutter_error": now.cutter_error,
                "powered": not now.power_off,
                "busy": self._busy or bool(self._queue),
                "buffered_commands": len(self._queue),
                "connections": self._listener.connections,
                "in_slot": [p.number for p in self._pieces if p.cut and not p.taken],
                "drawer_kicks": self._drawer_kicks,
                "faults": self._faults.snapshot(),
                "fault_kinds": FAULTS,
            }

    # -- connection threads -----------------------------------------------------------------------

    def _serve(self, connection: Connection) -> None:
        tokenizer, job_bytes = self._tokenizer(), 0
        while data := connection.receive():
            self._wait_while_it_holds()
            if self._condition.power_off:
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
        with self._change:
            self._change.wait_for(lambda: self._stopping or not self._faults.get("holds"))

    def _drops(self, job_bytes: int) -> bool:
        fault = self._faults.get("drop_mid_job")
        if fault is None or job_bytes < (fault.value or DROP_AFTER_BYTES):
            return False
        return self._faults.take("drop_mid_job") is not None

    def _accept(self, tokens: list[Token], connection: Connection) -> None:
        for token in tokens:
            if token.name in REAL_TIME:
                self._real_time(token, connection)
        with self._change:
            self._queue.extend((t, connection) for t in tokens if t.name not in REAL_TIME)
            self._change.notify_all()

    def _real_time(self, token: Token, connection: Connection) -> None:
        if token.name == "DLE EOT":
            with self._change:
                answer = self._condition.real_time_status(token.data[0])
            if self._faults.take("booting"):
                answer = NOISE
            if not self._faults.take("unknown"):
                connection.send(answer)
        elif token.raw == b"\x10\x05\x02" or token.raw.startswith(b"\x10\x14\x08"):
            self._throw_away_buffer()

    def _throw_away_buffer(self) -> None:
        """DLE ENQ 2 and DLE DC4 8: what is received and not printed is forgotten."""
        with self._change:
            self._queue.clear()
            self._cleared += 1
            self._change.notify_all()

    def _connect(self) -> None:
        """Make the wires what power and cables say."""
        plugged = self._faults.get("unplug") is None
        for wire in self._wires:
            (wire.plug if plugged else wire.unplug)()
        listening = plugged and not self._condition.power_off
        with self._change:
            changed, self._listening = listening != self._listening, listening
        if changed:
            (self._listener.open if listening else self._listener.close)()

    # -- the mechanism's thread -------------------------------------------------------------------

    def _run(self) -> None:
        cleared = 0
        while True:
            with self._change:
                self._busy = False
                self._change.notify_all()
                self._change.wait_for(lambda: self._stopping or self._queue)
                if self._stopping:
                    return
                token, connection = self._queue.popleft()
                self._busy = True
                fresh, cleared = self._cleared != cleared, self._cleared
            if fresh:
                self._typesetter.reset()
            self._carry_out(token, connection, cleared)

    def _carry_out(self, token: Token, connection: Connection, cleared: int) -> bool:
        """Print one command. False when the buffer was thrown away meanwhile."""
        cut = CUTS.get(token.name) or ("full" if token.name == "GS V" else None)
        if cut:
            return self._cut(token, cut, cleared)
        if token.name in ("GS r", "GS I"):
            self._answer(token, connection)  # a question is on nobody's paper
            return True
        if token.name == "ESC p":
            self._drawer_kicks += 1
            return True
        return self._put(self._typesetter.execute(token), token.raw, cleared)

    def _answer(self, token: Token, connection: Connection) -> None:
        answer = identity if token.name == "GS I" else self._condition.sensor_status
        if not self._faults.get("unknown"):
            connection.send(answer(token.data[0]))

    def _put(self, elements: list[Element], raw: bytes, cleared: int) -> bool:
        """Put elements on the paper in their own time, waiting for paper where there is none."""
        piece = self._pieces[-1]
        with self._change:
            piece.raw += raw
            piece.unknown += self._typesetter.unknown
            piece.missing += self._typesetter.missing
        self._typesetter.unknown.clear()
        self._typesetter.missing.clear()
        for element in elements:
            if not self._wait_until_able(cleared):
                return False
            self._move_paper(element.height)
            with self._change:
                piece.elements.append(element)
                self._condition.line_printed(lines_of(element))
        return True

    def _wait_until_able(self, cleared: int) -> bool:
        with self._change:
            self._change.wait_for(
                lambda: self._stopping or self._cleared != cleared or self._condition.able
            )
            return self._cleared == cleared and not self._stopping

    def _move_paper(self, dots: int) -> None:
        slow = self._faults.get("slow")
        factor = (slow.value or SLOW_FACTOR) if slow else 1.0
        with self._change:
            seconds = factor * dots / DOTS_PER_MM / self.mm_per_second
            self._change.wait_for(lambda: self._stopping, seconds)

    def _cut(self, token: Token, kind: str, cleared: int) -> bool:
        """GS V, ESC i, ESC m. Only GS V 65, 66 feed the last line past the cutter first."""
        elements = self._typesetter.flush()
        if token.name == "GS V":
            kind = "partial" if token.data[0] in (1, 49, 66, 98) else "full"
            if len(token.data) == 2:
                elements = [*elements, Feed(CUTTER_DISTANCE + token.data[1])]
        if not self._put(elements, token.raw, cleared):
            return False
        with self._change:
            if self._faults.take("cutter_error"):
                self._condition.cutter_error = True
        if not self._wait_until_able(cleared):
            return False
        with self._change:
            piece = self._pieces[-1]
            carried = piece.split(CUTTER_DISTANCE)
            piece.cut = kind
            self._pieces.append(Piece(piece.number + 1, carried))
        return True
