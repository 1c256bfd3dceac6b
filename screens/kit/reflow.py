"""How boxes give way to double letters: bars take rows, columns grow fewer, rows become several.

Nothing here applies to the other sizes of text, whose layouts are drawn by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from screens.kit.piece import Piece
from screens.kit.text import Text
from screens.kit.theme import theme

READABLE_U = 62
"""What words in double letters need to be read: eight Chinese characters of `lead`."""
PICTURE_U = 16
"""A first piece no wider than this is a picture, and stays beside the words."""


class Place(NamedTuple):
    """A piece and its width in pixels."""

    piece: Piece
    wide: float


Rows = list[list[Place]]


def flow(pieces: Sequence[Piece], inner: float, gap: float) -> Rows:
    """From left to right, the next row where `inner` pixels are full; nothing that is gone.

    What grows takes a row of its own.
    """
    rows: Rows = []
    for piece in pieces:
        if piece.gone:
            continue
        place = Place(piece, inner if piece.grow else min(piece.wanted_width(), inner))
        if rows and used(rows[-1], gap) + gap + place.wide <= inner:
            rows[-1].append(place)
        else:
            rows.append([place])
    return rows


def used(row: Sequence[Place], gap: float) -> float:
    """Width of a row, pixels."""
    return sum(place.wide for place in row) + gap * max(0, len(row) - 1)


def stretched(row: Sequence[Place], inner: float, gap: float, at: int = -1) -> list[Place]:
    """The row as wide as `inner`: the one at `at`, the last, takes what is spare."""
    places = list(row)
    places[at] = places[at]._replace(wide=places[at].wide + inner - used(row, gap))
    return places


def height(rows: Rows, gap: float) -> float:
    """Of all rows, pixels."""
    return sum(_high(row) for row in rows) + gap * max(0, len(rows) - 1)


def place_rows(rows: Rows, x: float, top: float, gap: float, *, fill: bool = False) -> None:
    """Put them below each other, each piece in the middle of its row's height, or as high."""
    for row in rows:
        high, left = _high(row), x
        for piece, wide in row:
            own = high if fill else piece.wanted_height(wide)
            piece.place(left, top - (high + own) / 2, wide, own)
            left += wide + gap
        top -= high + gap


def _high(row: Sequence[Place]) -> float:
    return max(piece.wanted_height(wide) for piece, wide in row)


def columns(children: Sequence[Piece], most: int, inner: float, gap: float) -> int:
    """How many columns of `inner` pixels leave each child what it needs; `most` at most."""
    if not theme.double:
        return most
    need = max((_need(child) for child in children), default=0.0)
    while most > 1 and (inner - gap * (most - 1)) / most < need:
        most -= 1
    return most


class Broken(NamedTuple):
    """A row that did not fit: the picture left of it, if any, and the rows it became."""

    picture: Place | None
    rows: Rows

    def height(self, gap: float) -> float:
        """Pixels."""
        picture = self.picture.piece.wanted_height(self.picture.wide) if self.picture else 0.0
        return max(picture, height(self.rows, gap))

    def place(self, x: float, top: float, gap: float) -> None:
        """Picture beside the first row, the others below it."""
        if self.picture is not None:
            high = self.picture.piece.wanted_height(self.picture.wide)
            self.picture.piece.place(x, top - high, self.picture.wide, high)
            x += self.picture.wide + gap
        place_rows(self.rows, x, top, gap)


def broken(children: Sequence[Piece], inner: float, gap: float) -> Broken | None:
    """How a row's children stand in `inner` pixels; None: side by side, as in other letters."""
    if not theme.double or len(children) < 2:
        return None
    needed = sum(_need(child) for child in children) + gap * (len(children) - 1)
    if needed <= inner + 1:
        return None
    first = Place(children[0], children[0].wanted_width())
    wordy = isinstance(first.piece, Text) or first.piece.grow
    if wordy or first.wide > theme.u(PICTURE_U):
        return Broken(None, flow(children, inner, gap))
    room = inner - first.wide - gap
    # Picture and words alone share what there is.
    return Broken(first, flow(children[1:], room, gap)) if len(children) > 2 else None


def _need(piece: Piece) -> float:
    readable = float(theme.u(READABLE_U))
    wanted = piece.wanted_width()
    # What wants no width takes what it is given: a picture, a field.
    return readable if piece.grow and not wanted else min(wanted, readable)
