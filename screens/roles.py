"""What each piece on the glass is, and its words, for whoever cannot see it: a robot hand, reading
aloud, the keypad."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kiosk.text import Words
from screens.kit.camera import PictureView
from screens.kit.candidates import CandidateKey
from screens.kit.cards import Card, ListRow, Tile
from screens.kit.choice import Choice
from screens.kit.device import DeviceArt
from screens.kit.input_box import InputBox
from screens.kit.keys import Key
from screens.kit.piece import Piece
from screens.kit.press import Pressable
from screens.kit.qr import QrCode
from screens.kit.sign import SignaturePad
from screens.kit.stars import Star
from screens.kit.text import SecretText, Text

# The first class that fits decides.
ROLES: tuple[tuple[type[Piece] | tuple[type[Piece], ...], str], ...] = (
    (Key, "key"),
    (CandidateKey, "candidate"),
    (InputBox, "field"),
    (Choice, "choice"),
    (Star, "star"),
    ((Card, Tile, ListRow), "card"),
    (Pressable, "button"),
    (SecretText, "secret"),
    (Text, "text"),
    (SignaturePad, "pad"),
    ((PictureView, DeviceArt), "picture"),
    (QrCode, "code"),
)
_MARKS = re.compile(r"\[/?[bhd]\]|\|")


def role_of(piece: Piece) -> str:
    """What it is for whoever cannot see it; empty for what only holds others."""
    return next((role for kinds, role in ROLES if isinstance(piece, kinds)), "")


def pressed_inside(piece: Piece) -> list[Piece]:
    """What is pressed by itself within something that is pressed: 清空 in the search box."""
    return [child for child in piece.shown() if isinstance(child, Pressable)]


def words(piece: Piece) -> Iterator[str]:
    """The words on it; of what may be a citizen's, only sentences of ours; of a mere icon what
    it is called."""
    if isinstance(piece, SecretText) and not is_ours(piece.text):
        return
    if isinstance(piece, Pressable) and piece.spoken:
        yield piece.spoken
    if isinstance(piece, Text):
        if piece.text:
            yield _MARKS.sub("", piece.text)
        return
    for child in piece.shown():
        yield from words(child)


def is_ours(text: str) -> bool:
    """Whether these are words of the terminal's own, with nothing of a citizen's put in."""
    return isinstance(text, Words) and text.own
