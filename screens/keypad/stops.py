"""Where the focus may stand: everything to press, to write into and to sign, in reading order."""

from __future__ import annotations

from collections.abc import Iterator

from screens.kit.dialog import Dialog
from screens.kit.ink_pad import InkPad
from screens.kit.input_box import InputBox
from screens.kit.keyboard import Keyboard
from screens.kit.keys import KeyRows
from screens.kit.page import Page
from screens.kit.piece import Piece
from screens.kit.scroll import Scroll
from screens.roles import pressed_inside, role_of

ROLES = frozenset(("button", "card", "key", "candidate", "choice", "star", "field", "pad"))
"""Of screens.roles."""


def stops(piece: Piece) -> Iterator[Piece]:
    """All of them on a screen or dialog, those that have to be scrolled to as well."""
    if piece.gone:
        return
    if role := role_of(piece):
        # What is written by hand is written in pinyin as well.
        if role in ROLES and not isinstance(piece, InkPad):
            yield piece
        for inner in pressed_inside(piece):
            yield from stops(inner)
        return
    for child in piece.in_order():
        yield from stops(child)


def first_stop(top: Piece) -> Piece | None:
    """Where somebody begins: the field that is open, else the first thing the question is about
    that is in sight, so that nothing scrolls away before it was read; in a dialog its primary
    button."""
    every = list(stops(top))
    if isinstance(top, Dialog) and top.main in every:
        return top.main
    open_now = next((one for one in every if isinstance(one, InputBox) and one.on), None)
    if open_now is not None:
        return open_now
    tools = set(_tools(top))
    about = [one for one in every if one not in tools]
    return next((one for one in about if _in_sight(one)), next(iter(about or every), None))


def _in_sight(piece: Piece) -> bool:
    """Whether nothing has to scroll for it."""
    node = piece.parent
    while isinstance(node, Piece):
        if isinstance(node, Scroll) and not _seen_in(node, piece):
            return False
        node = node.parent
    return True


def _seen_in(scroll: Scroll, piece: Piece) -> bool:
    low, high = scroll.floor - scroll.offset, scroll.top - scroll.offset
    return bool(low <= piece.y and piece.top <= high)


def _tools(top: Piece) -> Iterator[Piece]:
    """What stands on every screen."""
    if isinstance(top, Page):
        yield from stops(top.header)
        yield from stops(top.header.toolbar)


def keyboard_of(piece: Piece | None) -> Keyboard | None:
    """The keyboard it is a part of."""
    while isinstance(piece, Piece):
        if isinstance(piece, Keyboard):
            return piece
        piece = piece.parent
    return None


def keyboard_on(top: Piece) -> Keyboard | None:
    """The keyboard that is open on this screen."""
    tray = top.tray if isinstance(top, Page) else None
    return tray if isinstance(tray, Keyboard) and not tray.gone else None


def first_key(keyboard: Keyboard) -> Piece | None:
    """Where writing begins: not at the tabs above the keys."""
    every = list(stops(keyboard))
    keys = (one for one in every if isinstance(one.parent, KeyRows))
    return next(keys, every[0] if every else None)
