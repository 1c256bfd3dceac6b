"""Headings above a part of a screen."""

from __future__ import annotations

from screens.kit.head import Hinted
from screens.kit.text import Text
from screens.kit.theme import theme


def at_most(text: Text, wide_u: float) -> Text:
    """Beside other words: as wide as it is, but no wider than `wide_u`; there it breaks."""
    text.wide = 0
    if text.natural() > theme.u(wide_u):
        text.wide = wide_u
    return text


class Heading(Hinted):
    """A part's heading with a note: at the far right, or `close` behind it. Both on one base."""

    def __init__(self, text: str = "", note: str = "", *, close: bool = False) -> None:
        self._head = Text(text, step="button", bold=True, lines=2)
        self._note = Text(note, step="cap", color="ink2", lines=2)
        side = "left" if close else "right"
        super().__init__(self._head, self._note, side=side, align="bottom")

    def write(self, text: str, note: str = "") -> None:
        """New words."""
        self._head.text, self._note.text = text, note
