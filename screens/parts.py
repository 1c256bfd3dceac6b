"""Parts several screens share: sections, a head with a picture, a refusal in words."""

from __future__ import annotations

from screens.kit.box import Column, Row
from screens.kit.icon import Icon, IconTile, Number
from screens.kit.piece import Piece
from screens.kit.screen import Screen
from screens.kit.scroll import Scroll
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.sections import Heading

SHORT_CODE = 10
"""Codes up to this length are set in the largest type."""


def code_step(code: str) -> str:
    """The type step of a number to remember."""
    if len(code) > SHORT_CODE:
        return "h2"
    return "h1" if theme.landscape else "code"


class Section(Column):
    """A heading over what belongs to it; the note stands close behind the heading."""

    def __init__(self, title: str, inside: Piece, *, note: str = "", grow: float = 0) -> None:
        self.heading = Heading(title, note, close=True)
        super().__init__(spacing=1.25, grow=grow)
        self.add(self.heading, inside)
        if grow:
            inside.grow = 1


class Pane(Scroll):
    """Scrolls by itself beside something that must stay in sight."""

    def measure(self, width: float) -> float:
        """Content to be low: it takes the height it is given."""
        return min(super().measure(width), float(theme.u(40)))


class Refusal(Row):
    """A sentence in bold that says what is missing, as above a field. Gone while empty."""

    def __init__(self) -> None:
        self._words = Text(step="body", color="bad", bold=True, grow=1)
        super().__init__(spacing=1.25, gone=True)
        self.add(
            Icon("warning-circle-fill", size_u=6 if theme.elder else 4.5, color="bad"), self._words
        )

    def say(self, sentence: str) -> None:
        """Show this sentence; an empty one takes it away."""
        self._words.text = sentence
        self.gone = not sentence


def large_fact(icon: str, label: str, text: str) -> Row:
    """A picture, what it is about, and the fact as large as on a sign."""
    low = theme.tight or theme.landscape
    row = Row(spacing=3, padding=[3, 2.25 if low else 3.5], grow=1)
    words = Column(spacing=0.25, grow=1)
    words.add(
        Text(label, step="body", color="ink2"),
        Text(text, step="name" if low else "h2", bold=True, lines=2, shrink=1),
    )
    side = 10 if low else 16
    row.add(IconTile(icon, side=side, size_u=side * 0.6), words)
    return row


def numbered(number: int, title: str, line: str = "") -> Row:
    """A step to follow: its number, what to do, and a line about it."""
    words = Column(spacing=0.25, grow=1).add(Text(title, step="lead", bold=bool(line)))
    if line:
        words.add(Text(line, color="ink2"))
    return Row(spacing=2, align="middle" if not line else "top").add(
        Number(text=str(number)), words
    )


def put_beside_question(screen: Screen, picture: Piece, *below: Piece) -> None:
    """Set a picture left of the question, or above it in the narrow left panel of landscape;
    more pieces stand below the question's words. Where it is crowded the words stand alone."""
    block = screen.question_block
    if theme.crowded:
        block.add(*below)
        return
    words = Column(spacing=0.75, grow=1)
    for part in block.shown() + [child for child in reversed(block.children) if child.gone]:
        block.remove_widget(part)
        words.add(part)
    words.add(*below)
    if theme.landscape:
        block.add(Column(spacing=1.5).add(Row().add(picture), words))
    else:
        block.add(Row(spacing=3).add(picture, words))
