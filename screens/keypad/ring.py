"""The ring round what has the focus: visible on every ground."""

from __future__ import annotations

from screens.kit import shape
from screens.kit.damage import damage
from screens.kit.piece import Piece
from screens.kit.press import Pressable
from screens.kit.theme import theme

AWAY_U, WIDE_U, LINE_U = 0.5, 0.75, 0.35


class Ring:
    """Drawn into the piece's own canvas, so that it scrolls and goes with it."""

    def __init__(self) -> None:
        self._round: Piece | None = None
        self._room: tuple[float, float, float, float] = (0, 0, 0, 0)

    def put(self, piece: Piece | None) -> None:
        """Round this piece and no other; None takes it away."""
        old = self._round
        if old is not None and old is not piece:
            old.ringed = False
            old.canvas.after.clear()
            old.unbind(pos=self._draw, size=self._draw)
            self._stain(old)
        self._round = piece
        if piece is not None:
            if old is not piece:
                piece.ringed = True
                piece.bind(pos=self._draw, size=self._draw)
            self._draw()

    def _draw(self, *_: object) -> None:
        piece = self._round
        if piece is None:
            return
        self._stain(piece)
        x, y, w, h = piece.face() if isinstance(piece, Pressable) else (*piece.pos, *piece.size)
        away, wide, line = theme.u(AWAY_U), theme.u(WIDE_U), theme.u(LINE_U)
        # The inner line is the light one: dark on light and light on dark are both seen.
        out = away + wide
        radius = theme.u(getattr(piece, "radius", 2))
        self._room = (x - out, y - out, w + 2 * out, h + 2 * out)
        piece.canvas.after.clear()
        with piece.canvas.after:
            shape.box(*self._room, radius + out, theme.color.focus, wide)
            inner = (x - away, y - away, w + 2 * away, h + 2 * away)
            shape.box(*inner, radius + away, theme.color.focus_line, line)
        self._stain(piece)

    def _stain(self, piece: Piece) -> None:
        x, y, w, h = self._room
        left, bottom = piece.to_window(x, y)
        damage.add(left, bottom, left + w, bottom + h)
