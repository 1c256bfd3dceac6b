"""Field: label, hint, error sentence, and the box to write in."""

from collections.abc import Callable

from kivy.properties import BooleanProperty, NumericProperty, StringProperty

from screens.kit.box import Column, Row
from screens.kit.head import Hinted
from screens.kit.icon import Icon
from screens.kit.input_box import InputBox
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.kit.untyped import Untyped
from screens.writing.caret import cut_at


class Field(Column):
    """A labelled box. `error` stands above the box; `text` is what was typed, ungrouped.

    Fires `on_focus_wanted` when its box is pressed; the screen decides and sets `on`.
    """

    name = StringProperty("")
    label = StringProperty("")
    hint = StringProperty("")
    error = StringProperty("")
    text = StringProperty("")
    composing = StringProperty("")
    on = BooleanProperty(False)
    compact = BooleanProperty(False)
    """Without its label and hint above the box, on low glass."""
    max_length = NumericProperty(60)
    parts = True

    __events__ = ("on_focus_wanted",)

    def __init__(self, **options: Untyped) -> None:
        box_options = {
            key: options.pop(key)
            for key in ("placeholder", "grouping", "suffix", "suffix_icon", "icon", "box_high")
            if key in options
        }
        self.box = InputBox(**box_options)
        self._label = Text(step="lead", bold=True)
        self._hint = Text(step="cap", color="ink2", grow=1, lines=2)
        self._error = Text(step="body", color="bad", bold=True, grow=1)
        self._head = Hinted(self._label, self._hint)
        self._trouble = Row(spacing=1.25, align="top")
        self._trouble.add(
            Icon("warning-circle-fill", size_u=6 if theme.elder else 4.5, color="bad"), self._error
        )
        super().__init__(spacing=1, **options)
        self.add(self._head, self._trouble, self.box)
        self.box.bind(on_release=lambda *_: self.dispatch("on_focus_wanted"))
        for name in ("label", "hint", "error", "text", "composing", "on", "compact"):
            self.fbind(name, self._fill)
        self._fill()

    def _fill(self, *_: object) -> None:
        self._label.text, self._hint.text, self._error.text = self.label, self.hint, self.error
        self._head.gone = self.compact or not (self.label or self.hint)
        self._trouble.gone = not self.error
        self.box.error, self.box.on, self.box.text = bool(self.error), self.on, self.text
        self.box.composing = self.composing

    # -- what a keyboard does ---------------------------------------------------------------

    @property
    def behind(self) -> int:
        """Signs behind the caret."""
        return int(self.box.behind)

    @behind.setter
    def behind(self, behind: int) -> None:
        self.box.behind = behind

    @property
    def in_letters(self) -> Callable[[int], None]:
        """Of the box."""
        return self.box.in_letters

    @in_letters.setter
    def in_letters(self, called: Callable[[int], None]) -> None:
        self.box.in_letters = called

    def type(self, text: str) -> None:
        """At the caret, up to `max_length`."""
        before, after = cut_at(self.text, self.behind)
        self.text = before + text[: max(0, int(self.max_length) - len(self.text))] + after

    def erase(self) -> None:
        """退格."""
        before, after = cut_at(self.text, self.behind)
        self.text = before[:-1] + after

    def clear(self) -> None:
        """清空."""
        self.text = self.composing = ""
        self.box.behind = 0

    def compose(self, letters: str, shown: str, text: str = "", shown_behind: int = 0) -> None:
        """`text`, and letters behind it that are to become Chinese."""
        self.box.composing_behind, self.composing = shown_behind, shown
        if text:
            self.type(text)

    def on_focus_wanted(self) -> None:
        """Event."""

    def forget(self) -> None:
        """Nothing typed, nothing wrong."""
        self.text, self.composing, self.error, self.on = "", "", "", False
        super().forget()
