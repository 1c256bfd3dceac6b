"""Whether a keypad reaches everything: the focus goes once round, against what can be pressed.

What can be pressed is looked for without the focus's own list: every drawn `Pressable`. The order
is held against the access tree's, which is what a robot or a voice is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from kiosk.text import _
from screens.access_tree import describe
from screens.keypad.focus import Focus
from screens.keypad.stops import ROLES
from screens.kit.piece import Piece
from screens.kit.press import Pressable
from screens.kit.scroll import Scroll
from screens.kit.sign import SignaturePad
from screens.speech.reading import Reading


def focus_faults(root: Piece) -> list[str]:
    """What is wrong; the page stands afterwards as before."""
    wanted, offsets = list(_pressed(root)), _offsets(root)
    told = _told_order(root)
    focus = Focus(SimpleNamespace(children=[root]), _Mute())  # type: ignore[arg-type]
    focus.begin()
    way = _round(focus, 2 * len(wanted) + 4)
    focus.rest()
    for scroll, offset in offsets:
        scroll.scroll_to(offset)
    here = [_words(piece) for piece in way]
    return [
        *(f"the focus never comes to {_words(one)}" for one in wanted if one not in way),
        *(f"the focus comes twice to {_words(one)}" for one in {*way} if way.count(one) > 1),
        *(f"nothing is said of {one}" for one in {*way} if not Reading(True).control(one)),
        *([] if _in_that_order(told, _turned(here, told)) else [f"order {here}, told as {told}"]),
    ]


class _Mute:
    """Stands in for the reader."""

    def focus(self, _piece: Piece) -> None:
        """Nobody listens."""

    def follow(self, _piece: Piece | None) -> None:
        """Nobody listens."""


def _round(focus: Focus, most: int) -> list[Piece]:
    way: list[Piece] = []
    while focus.piece is not None and len(way) < most:
        way.append(focus.piece)
        focus.step(1)
        # 往下看, where it may begin, goes when there is no more below.
        if focus.piece is next((one for one in way if not one.gone), None):
            break
    return way


def _pressed(piece: Piece) -> Iterator[Piece]:
    if piece.gone or piece.width < 1 or piece.height < 1:
        return
    # 往下看 goes when there is no more below: the focus scrolls by itself.
    cue = isinstance(piece.parent, Scroll) and piece is not piece.parent.inside
    if (isinstance(piece, Pressable) and not cue) or type(piece) is SignaturePad:
        yield piece
    for child in piece.children:
        if isinstance(child, Piece):
            yield from _pressed(child)


def _offsets(root: Piece) -> list[tuple[Scroll, float]]:
    return [(one, one.offset) for one in root.pieces() if isinstance(one, Scroll)]


def _told_order(root: Piece) -> list[str]:
    """What can be reached, as the access tree tells it, of what is in sight."""
    host: Any = SimpleNamespace(children=[root], width=root.width, height=root.height)
    told = (one for one in describe(host)["pieces"] if one["role"] in ROLES)
    return [f"{one['role']} {one['text']}".strip() for one in told]


def _words(piece: Piece) -> str:
    from screens.access_tree import _state
    from screens.roles import role_of

    role = role_of(piece)
    return f"{role} {_state(piece, role)['text']}".strip()


def _turned(way: list[str], told: list[str]) -> list[str]:
    """The round begun where the tree begins."""
    start = next((at for at, one in enumerate(way) if told and one == told[0]), 0)
    return way[start:] + way[:start]


def _in_that_order(told: list[str], way: list[str]) -> bool:
    rest, cue = iter(way), _("往下看")
    return all(any(one == other for other in rest) for one in told if not one.endswith(cue))
