"""Field: label, hint, error sentence, box. It never opens a system keyboard."""

from typing import ClassVar

from kivy.properties import BooleanProperty, NumericProperty, StringProperty

from screens.kit import shape
from screens.kit.box import Column, Row
from screens.kit.icon import Icon, draw_icon
from screens.kit.press import Pressable
from screens.kit.text import SecretText, Text, extent
from screens.kit.theme import theme
from screens.kit.untyped import Untyped
from screens.kit.wrap import GROUPS, wrap


class InputBox(Pressable):
    """The box itself: text, caret, count. A long text shows its end.

    `several`: as many lines as the box is high enough for.
    """

    text = StringProperty("")
    composing = StringProperty("")
    """Letters behind the text that are to become Chinese, underlined."""
    placeholder = StringProperty("")
    grouping = StringProperty("")
    on = BooleanProperty(False)
    error = BooleanProperty(False)
    count = StringProperty("")
    icon = StringProperty("")
    suffix_icon = StringProperty("")
    suffix = StringProperty("")
    step = StringProperty("lead")
    box_high = NumericProperty(11)
    several = BooleanProperty(False)

    LAYOUT: ClassVar[tuple[str, ...]] = ("box_high",)

    def __init__(self, **options: Untyped) -> None:
        self._words, self._side = Text(lines=1), Text(lines=1)
        self._letters = SecretText(lines=1, color="blue")
        self._caret_at = self._caret_y = 0.0
        super().__init__(depth=0, radius=1.75, **options)
        self.add(self._words, self._letters, self._side)
        # What is typed never changes the box's own room: no layout of the page for a letter.
        for name in (
            "text", "composing", "placeholder", "grouping", "on", "error", "count", "icon",
            "suffix", "suffix_icon", "step",
        ):  # fmt: skip
            self.fbind(name, self._moved)

    def measure(self, width: float) -> float:
        """One line."""
        return float(theme.u(max(self.box_high, 14) if theme.elder else self.box_high))

    def natural(self) -> float:
        """Takes what it is given."""
        return float(theme.u(40))

    def shown_text(self) -> str:
        """The text as it stands in the box."""
        return GROUPS[self.grouping](self.text)

    def arrange(self) -> None:
        """Icon, text with caret, then count or suffix at the right."""
        pad, words, side = theme.u(2.5), self._words, self._side
        left, right = self.x + pad, self.right - pad
        if self.icon:
            left += theme.u(5) + theme.u(2)
        side.text = self.count or self.suffix
        side.step, side.color = ("cap", "ink2") if self.count else ("body", "blue")
        if side.text:
            wide = side.natural()
            side.place(right - wide, self.y, wide, self.height)
            right -= wide + theme.u(1)
        else:
            side.place(right, self.y, 0, 0)
        if self.suffix_icon and not self.count:
            right -= self._suffix_side()
            self._suffix_at = right
            right -= theme.u(1)
        room = right - left - theme.u(1.5)
        letters = self._letters
        letters.step = words.step = self.step
        letters.text = self._tail(self.composing, room)
        wide = letters.natural()
        empty = not self.text and not self.composing
        words.color = "ink2" if empty else "ink"
        if self.several:
            self._arrange_lines(left, right, empty=empty)
            return
        text = self.placeholder if empty else self.shown_text()
        words.text = self._tail(text, room - wide)
        words.place(left, self.y, right - left - wide, self.height)
        shown = 0.0 if empty else words.natural()
        letters.place(left + shown, self.y, wide, self.height)
        shown += wide
        self._caret_at = left + shown + (theme.u(0.25) if shown else -theme.u(0.5))
        self._caret_y = self.center_y

    def _arrange_lines(self, left: float, right: float, *, empty: bool) -> None:
        """The last lines of what was written, from the top; the caret behind the last one."""
        words, wide = self._words, right - left
        pitch, pad = words.pitch(self.step), theme.u(1.5)
        most = max(1, int((self.height - 2 * pad) // pitch))
        size = getattr(theme.size, self.step)
        text = self.placeholder if empty else self.text + self.composing
        lines = wrap(text, wide, lambda line: extent(line, size, False))
        words.lines = 0
        words.text = "\n".join(lines[-most:])
        shown = len(lines[-most:])
        words.place(left, self.top - pad - shown * pitch, wide, shown * pitch)
        self._letters.text = ""
        self._letters.place(left, self.y, 0, 0)
        end = 0.0 if empty else extent(lines[-1], size, False)
        self._caret_at = left + end + theme.u(0.25)
        self._caret_y = self.top - pad - (shown - 0.5) * pitch

    def _suffix_side(self) -> int:
        return theme.u(5.5 if self.icon else 4)

    def _tail(self, text: str, room: float) -> str:
        size = getattr(theme.size, self.step)
        if not (self.text or self.composing) or extent(text, size, False) <= room:
            return text
        while text and extent("…" + text, size, False) > room:
            text = text[1:]
        return "…" + text

    def paint(self) -> None:
        """Border by state, icons, caret."""
        x, y, w, h = *self.pos, *self.size
        radius, color = theme.u(self.radius), theme.color
        frame = color.bad if self.error else color.blue if self.on else color.edge
        shape.box(x, y, w, h, radius, color.tint if self.pressed else color.surface)
        shape.box(x, y, w, h, radius, frame, theme.u(0.6 if self.on or self.error else 0.3))
        if self.icon:
            side = theme.u(5)
            draw_icon(self.icon, x + theme.u(2.5), self.center_y - side / 2, side, "blue")
        if self.suffix_icon and not self.count:
            side = self._suffix_side()
            draw_icon(self.suffix_icon, self._suffix_at, self.center_y - side / 2, side, "blue")
        if self._letters.text:
            low, thin = self.center_y - theme.size.lead * 0.8, theme.u(0.3)
            shape.flat(self._letters.x, low, self._letters.width, thin, color.blue)
        if self.on:
            high = theme.u(5)
            low = round(self._caret_y) - high // 2
            shape.flat(round(self._caret_at), low, theme.u(0.4), high, color.blue)

    def forget(self) -> None:
        """Empty, pixels and all."""
        self.text = self.composing = self.count = ""
        super().forget()


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
        beside = not (theme.elder and theme.landscape)
        head = Row(spacing=1.5) if beside else Column(spacing=0.25)
        self._head = head.add(self._label, self._hint)
        self._trouble = Row(spacing=1.25, align="top")
        self._trouble.add(Icon("warning-circle-fill", size_u=4.5, color="bad"), self._error)
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

    def type(self, text: str) -> None:
        """Append, up to `max_length`."""
        self.text = (self.text + text)[: int(self.max_length)]

    def erase(self) -> None:
        """退格."""
        self.text = self.text[:-1]

    def clear(self) -> None:
        """清空."""
        self.text = self.composing = ""

    def compose(self, letters: str, shown: str, text: str = "") -> None:
        """`text`, and letters behind it that are to become Chinese."""
        self.composing = shown
        if text:
            self.type(text)

    def on_focus_wanted(self) -> None:
        """Event."""

    def forget(self) -> None:
        """Nothing typed, nothing wrong."""
        self.text, self.composing, self.error, self.on = "", "", "", False
        super().forget()
