"""The receipt printer's moving parts: head, paper and cutter, one command after the other."""

from __future__ import annotations

import threading
from collections import deque
from typing import Final

from simulators.escpos_commands import Token
from simulators.escpos_typesetter import Typesetter, lines_of
from simulators.faults import FaultBook
from simulators.paper_piece import Element, Feed, Piece
from simulators.printer_condition import Condition, identity
from simulators.printer_wires import Connection

DOTS_PER_MM: Final = 8
REST_TIMEOUT: Final = 10.0  # seconds for what was sent to come out
CUTTER_DISTANCE: Final = 112  # dots from the head to the cutter
SLOW_FACTOR: Final = 20.0
CUTS: Final = {"ESC i": "full", "ESC m": "partial"}


class Mechanism:
    """Carries out the queue in a thread of its own, in the time that paper takes.

    `change` guards everything here and tells when it changed. `pieces`: of paper, from cut to cut,
    the one in the printer last.
    """

    def __init__(self, name: str, dots: int, mm_per_second: float, faults: FaultBook) -> None:
        self.mm_per_second = mm_per_second
        self.change = threading.Condition()
        self.condition = Condition()
        self.queue: deque[tuple[Token, Connection]] = deque()
        self.busy = False
        self.stopping = False
        self.pieces = [Piece(1, [Feed(CUTTER_DISTANCE)])]
        self.drawer_kicks = 0
        self._faults = faults
        self._cleared = 0  # how often the receive buffer was thrown away
        self._typesetter = Typesetter(dots)
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    # -- any thread ---------------------------------------------------------------------------

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Let go of whoever waits here; `join` waits for the thread itself."""
        with self.change:
            self.stopping = True
            self.change.notify_all()

    def join(self) -> None:
        self._thread.join(2)

    def accept(self, tokens: list[Token], connection: Connection) -> None:
        """Queue commands."""
        with self.change:
            self.queue.extend((token, connection) for token in tokens)
            self.change.notify_all()

    def throw_away_buffer(self) -> None:
        """DLE ENQ 2 and DLE DC4 8: what is received and not printed is forgotten."""
        with self.change:
            self.queue.clear()
            self._cleared += 1
            self.change.notify_all()

    def tear_off(self) -> list[int]:
        """Tear off what hangs out uncut, a broken print, once the printer rests; its number."""
        with self.change:
            self.change.wait_for(lambda: not (self.busy or self.queue), REST_TIMEOUT)
            piece = self.pieces[-1]
            if not piece.printed:
                return []
            piece.cut, piece.taken = "torn", True
            self.pieces.append(Piece(piece.number + 1, [Feed(CUTTER_DISTANCE)]))
            return [piece.number]

    # -- its own thread -----------------------------------------------------------------------

    def _run(self) -> None:
        cleared = 0
        while True:
            with self.change:
                self.busy = False
                self.change.notify_all()
                self.change.wait_for(lambda: self.stopping or self.queue)
                if self.stopping:
                    return
                token, connection = self.queue.popleft()
                self.busy = True
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
            self.drawer_kicks += 1
            return True
        return self._put(self._typesetter.execute(token), token.raw, cleared)

    def _answer(self, token: Token, connection: Connection) -> None:
        answer = identity if token.name == "GS I" else self.condition.sensor_status
        if not self._faults.get("unknown"):
            connection.send(answer(token.data[0]))

    def _put(self, elements: list[Element], raw: bytes, cleared: int) -> bool:
        """Put elements on the paper in their own time, waiting for paper where there is none."""
        piece = self.pieces[-1]
        with self.change:
            piece.raw += raw
            piece.unknown += self._typesetter.unknown
            piece.missing += self._typesetter.missing
        self._typesetter.unknown.clear()
        self._typesetter.missing.clear()
        for element in elements:
            if not self._wait_until_able(cleared):
                return False
            self._move_paper(element.height)
            with self.change:
                piece.elements.append(element)
                self.condition.line_printed(lines_of(element))
        return True

    def _wait_until_able(self, cleared: int) -> bool:
        with self.change:
            self.change.wait_for(
                lambda: self.stopping or self._cleared != cleared or self.condition.able
            )
            return self._cleared == cleared and not self.stopping

    def _move_paper(self, dots: int) -> None:
        slow = self._faults.get("slow")
        factor = (slow.value or SLOW_FACTOR) if slow else 1.0
        with self.change:
            seconds = factor * dots / DOTS_PER_MM / self.mm_per_second
            self.change.wait_for(lambda: self.stopping, seconds)

    def _cut(self, token: Token, kind: str, cleared: int) -> bool:
        """GS V, ESC i, ESC m. Only GS V 65, 66 feed the last line past the cutter first."""
        elements = self._typesetter.flush()
        if token.name == "GS V":
            kind = "partial" if token.data[0] in (1, 49, 66, 98) else "full"
            if len(token.data) == 2:
                elements = [*elements, Feed(CUTTER_DISTANCE + token.data[1])]
        if not self._put(elements, token.raw, cleared):
            return False
        with self.change:
            if self._faults.take("cutter_error"):
                self.condition.cutter_error = True
        if not self._wait_until_able(cleared):
            return False
        with self.change:
            piece = self.pieces[-1]
            carried = piece.split(CUTTER_DISTANCE)
            piece.cut = kind
            self.pieces.append(Piece(piece.number + 1, carried))
        return True
