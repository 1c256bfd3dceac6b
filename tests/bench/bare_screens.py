"""Kivy's ScreenManager with the same words, pictures and shapes on each screen as on ours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kivy.graphics import Color, Line, Rectangle, RoundedRectangle
from kivy.uix.image import Image
from kivy.uix.label import Label
from kivy.uix.screenmanager import NoTransition, Screen, ScreenManager

from screens.kit import fonts

Box = tuple[float, float, float, float]
"""x, y, width, height in pixels from below."""


class Mark(NamedTuple):
    """`kind`: word, picture, flat, box or frame. `what`: the word, or where the picture is."""

    kind: str
    box: Box
    rgba: list[float]
    what: str = ""
    size: int = 0
    """Of the letters, or of a round corner, pixels."""
    bold: bool = False


class BareScreen(Screen):  # type: ignore[misc]
    """One screen: shapes on its canvas, a widget for each word and picture."""

    def __init__(self, name: str, marks: Sequence[Mark]) -> None:
        super().__init__(name=name)
        with self.canvas.before:
            for mark in marks:
                _shape(mark)
        self._words = [_label(mark) for mark in marks if mark.kind == "word"]
        for widget in (*self._words, *(_image(mark) for mark in marks if mark.kind == "picture")):
            self.add_widget(widget)

    def write(self, marks: Sequence[Mark]) -> None:
        """The words for another citizen."""
        words = [mark.what for mark in marks if mark.kind == "word"]
        for label, word in zip(self._words, words, strict=True):
            label.text = word


def manager(screens: Sequence[Sequence[Mark]]) -> ScreenManager:
    """All screens, ready to be shown by their number; they change at once, as ours do here."""
    fonts.register()
    shown = ScreenManager(transition=NoTransition())
    for number, marks in enumerate(screens):
        shown.add_widget(BareScreen(str(number), marks))
    return shown


def _shape(mark: Mark) -> None:
    x, y, wide, high = mark.box
    if mark.kind in ("flat", "box", "frame"):
        Color(*mark.rgba)
    if mark.kind == "flat":
        Rectangle(pos=(x, y), size=(wide, high))
    elif mark.kind == "box":
        RoundedRectangle(pos=(x, y), size=(wide, high), radius=[mark.size])
    elif mark.kind == "frame":
        Line(rounded_rectangle=(x, y, wide, high, mark.size))


def _label(mark: Mark) -> Label:
    x, y, wide, high = mark.box
    return Label(
        text=mark.what,
        font_size=mark.size,
        bold=mark.bold,
        color=mark.rgba,
        size_hint=(None, None),
        size=(wide, high),
        pos=(x, y),
    )


def _image(mark: Mark) -> Image:
    x, y, wide, high = mark.box
    place = {"size_hint": (None, None), "size": (wide, high), "pos": (x, y)}
    return Image(source=mark.what, color=mark.rgba, fit_mode="fill", **place)
