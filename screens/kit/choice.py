"""Choices: one of several (radio, or a plain segment with a tick), or some of several (check)."""

from typing import ClassVar

from kivy.properties import (
    BooleanProperty,
    ListProperty,
    NumericProperty,
    OptionProperty,
    StringProperty,
)

from screens.kit.box import Grid
from screens.kit.icon import draw_icon
from screens.kit.press import Pressable
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.kit.untyped import Untyped

MARKS = {"radio": ("circle", "radio-button-fill"), "check": ("square", "check-square-fill")}

LARGE_U = 16
"""Height of a large choice."""


def _mark() -> int:
    """Side of the mark, pixels: as large as the words."""
    return theme.pick(4.75, elder=6.25)


class Choice(Pressable):
    """One choice. `kind`: radio, check, or segment (centred word, tick when chosen)."""

    text = StringProperty("")
    value = StringProperty("")
    kind = OptionProperty("radio", options=["radio", "check", "segment"])
    face_high = NumericProperty(0)

    LAYOUT: ClassVar[tuple[str, ...]] = ("text",)

    def __init__(self, text: str = "", *, large: bool = False, **options: Untyped) -> None:
        self._label = Text(step="button" if large else "body")
        super().__init__(text=text, **options)
        self.add_widget(self._label)

    def measure(self, width: float) -> float:
        """9.5 u for a segment, 11.5 u with a mark, more for two lines."""
        self._label.text, self._label.bold = self.text, self.chosen
        least = self.face_high or (9.5 if self.kind == "segment" else 11.5)
        words = self._label.wanted_height(width - self._mark_room() - theme.u(5)) + theme.u(1.5)
        return max(float(theme.u(max(least, 12) if theme.elder else least)), words) + self.sill_px

    def natural(self) -> float:
        """Word, mark, padding."""
        self._label.text = self.text
        return self._label.natural() + self._mark_room() + theme.u(5)

    def _mark_room(self) -> int:
        return _mark() + theme.u(1.5)

    def arrange(self) -> None:
        """Mark at the left; a segment's word in the middle."""
        x, y, w, h = self.face()
        label = self._label
        label.text, label.bold = self.text, self.chosen
        label.color = "blue" if self.chosen and self.kind == "segment" else "ink"
        if self.kind == "segment":
            room = self._mark_room() if self.chosen else 0
            wide = min(label.natural(), w - room - theme.u(1))
            left = x + (w - wide - room) / 2
            label.place(left + room, y, wide, h)
        else:
            left = x + theme.u(2.5)
            start = left + self._mark_room()
            label.place(start, y, x + w - theme.u(1.5) - start, h)
        self._mark_at = (left, y + (h - _mark()) / 2)

    def paint(self) -> None:
        """Face, then mark."""
        super().paint()
        side = _mark()
        if self.kind == "segment":
            if self.chosen:
                draw_icon("check-circle-fill", *self._mark_at, side, "blue")
            return
        empty, full = MARKS[self.kind]
        icon, color = (full, "blue") if self.chosen else (empty, "ink2")
        draw_icon(icon, *self._mark_at, side, color)


class Choices(Grid):
    """A group. `options`: (value, text) pairs; `values`: the chosen ones. Fires on_change.

    `large`: where the page asks nothing else.
    """

    options = ListProperty([])
    values = ListProperty([])
    kind = OptionProperty("radio", options=["radio", "check", "segment"])
    optional = BooleanProperty(False)
    """Whether a radio can be unchosen again."""

    __events__ = ("on_change",)

    def __init__(self, *, large: bool = False, **options: Untyped) -> None:
        self._large = large
        base = {"columns": 2, "spacing": 2, "row_spacing": 1.75}
        super().__init__(**{**base, **options})
        self.fbind("options", self._build)
        self.fbind("values", self._mark)
        self._build()

    def _build(self, *_: object) -> None:
        self.clear_widgets()
        for value, text in self.options:
            high = LARGE_U if self._large else 0
            choice = Choice(text, value=value, kind=self.kind, large=self._large, face_high=high)
            choice.bind(on_release=lambda pressed: self._pressed(pressed.value))
            self.add_widget(choice)
        self._mark()
        self.changed()

    def _mark(self, *_: object) -> None:
        for choice in self.shown():
            choice.chosen = choice.value in self.values

    def _pressed(self, value: str) -> None:
        if self.kind == "check":
            chosen = [v for v in self.values if v != value]
            self.values = chosen if value in self.values else [*chosen, value]
        elif self.optional and value in self.values:
            self.values = []
        else:
            self.values = [value]
        self.dispatch("on_change")

    def on_change(self) -> None:
        """Event: the citizen changed `values`."""

    def forget(self) -> None:
        """Nothing chosen."""
        self.values = []
