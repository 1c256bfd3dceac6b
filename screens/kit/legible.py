"""Checks what can be read: letters high enough in millimetres, dark enough, and in the typeface."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from screens.kit.fonts import font_files
from screens.kit.palette import contrast
from screens.kit.piece import Piece
from screens.kit.press import Pressable
from screens.kit.text import Text
from screens.kit.theme import theme

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

CAP_EM = 0.733
"""Height of a capital in the typeface, of its em."""
LEAST_CAP_MM = {"standard": 4.8, "elder": 7.3, "double": 9.6}
LEAST_CONTRAST = {False: 4.5, True: 7.0}
ROUNDED = 0.98
"""Whole pixels may take so much of a height."""


def illegible(root: Piece, *, whole_words: bool) -> Iterator[str]:
    """What of the words under `root` cannot be read, and why."""
    for text in _texts(root):
        words = "".join(text.fit(text.width)[0])
        name = f"{type(text).__name__} “{text.text}”"
        size = getattr(theme.size, text.fit(text.width)[1]) * CAP_EM / theme.px_per_mm
        if size < LEAST_CAP_MM[theme.letters] * ROUNDED:
            yield f"{name}: capitals are {size:.1f} mm high"
        if missing := "".join(sorted(set(filter(_is_tofu, words)))):
            yield f"{name}: the typeface has no {missing}"
        ratio = contrast(theme.color.named(text.color), theme.color.named(_ground(text)))
        if ratio < LEAST_CONTRAST[theme.elder] - 0.05:
            yield f"{name}: {text.color} on {_ground(text)} is {ratio:.1f} : 1"
        if torn := _torn(text):
            yield f"{name} tears {torn}"
        if whole_words and words.endswith("…") and not text.text.endswith("…"):
            yield f"{name} is cut to “{words}”"


def _texts(piece: Piece) -> Iterator[Text]:
    if piece.gone or piece.width < 1 or piece.height < 1:
        return
    if isinstance(piece, Text) and piece.text:
        yield piece
    for child in piece.shown():
        yield from _texts(child)


def _torn(text: Text) -> str:
    """A word of letters that stands on two lines."""
    for above, below in pairwise(text.fit(text.width)[0]):
        word = (above.split() or [""])[-1] + (below.split() or [""])[0]
        if word.isascii() and word.isalpha() and word in text.text:
            return word
    return ""


def _ground(piece: Piece) -> str:
    """The token of what the piece stands on."""
    node = piece.parent
    while isinstance(node, Piece):
        if isinstance(node, Pressable):
            return _face(node)
        if ground := getattr(node, "ground", ""):
            return str(ground)
        node = node.parent
    return "bg"


def _face(press: Pressable) -> str:
    if press.off:
        return "sunken"
    return "tint" if press.chosen else str(press.fill)


@cache
def _typeface() -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(font_files()[0]), 32)


@cache
def _is_tofu(char: str) -> bool:
    """Whether the typeface draws its box for an unknown letter."""
    if char.isspace():
        return False
    return bytes(_typeface().getmask(char)) == bytes(_typeface().getmask("\U0010fffd"))
