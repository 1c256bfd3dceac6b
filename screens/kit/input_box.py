"""The box one writes in: text, caret, letters on their way to Chinese. It never opens a system
keyboard."""

from collections.abc import Callable
from typing import ClassVar

from kivy.properties import BooleanProperty, NumericProperty, StringProperty

from screens.kit import shape
from screens.kit.icon import draw_icon
from screens.kit.press import Pressable
from screens.kit.text import SecretText, Text, extent
from screens.kit.theme import SMALLER, theme
from screens.kit.untyped import Untyped
from screens.kit.wrap import GROUPS, wrap
from screens.writing.caret import Line, cut_at, first_in_view, one_line, row_of, several


class InputBox(Pressable):
    """The box itself: text, caret, count. Of a long text what stands round the caret is shown.

    `several`: as many lines as the box is high enough for. A finger in a box that is open puts the
    caret there.
    """

    text = StringProperty("")
    composing = StringProperty("")
    """Letters at the caret that are to become Chinese, underlined."""
    behind = NumericProperty(0)
    """Signs of `text` behind the caret."""
    composing_behind = NumericProperty(0)
    """Signs of `composing` behind the caret."""
    placed = BooleanProperty(False)
    """Whether the caret was put where it is, and nothing was written there yet."""
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
        self._letters, self._rest = SecretText(lines=1, color="blue"), SecretText(lines=1)
        self._left = self._caret_at = self._caret_y = 0.0
        self._set_in = str(options.get("step", "lead"))
        self._lines: list[tuple[Line, float]] = []
        """Lines in view, and the middle of each in pixels."""
        self.in_letters: Callable[[int], None] = lambda _behind: None
        super().__init__(depth=0, radius=1.75, **options)
        self.add(self._words, self._letters, self._rest, self._side)
        # What is typed never changes the box's own room: no layout of the page for a letter.
        for name in (
            "text", "composing", "placeholder", "grouping", "on", "error", "count", "icon",
            "suffix", "suffix_icon", "step", "behind", "composing_behind",
        ):  # fmt: skip
            self.fbind(name, self._moved)
        for name in ("text", "composing", "on"):
            self.fbind(name, self._written)
        for name in ("behind", "composing_behind"):
            self.fbind(name, self._carried)

    def measure(self, width: float) -> float:
        """One line; with double letters as many as the placeholder needs."""
        high = float(theme.u(max(self.box_high, 14) if theme.elder else self.box_high))
        if not theme.double or not self.placeholder:
            return high
        size = getattr(theme.size, self.step)
        room = width - 2 * theme.u(4) - (theme.u(7) if self.icon else 0)
        lines = wrap(self.placeholder, room, lambda line: extent(line, size, False))
        return max(high, len(lines) * self._words.pitch(self.step) + theme.u(2))

    def natural(self) -> float:
        """Takes what it is given."""
        return float(theme.u(40))

    def shown_text(self) -> str:
        """The text as it stands in the box."""
        return GROUPS[self.grouping](self.text)

    def arrange(self) -> None:
        """Icon, text with caret, then count or suffix at the right."""
        pad, side = theme.u(2.5), self._side
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
        self._set_in = self._step_in(right - left - theme.u(1.5))
        if self.several:
            self._arrange_lines(left, right)
        else:
            self._arrange_line(left, right)

    def _step_in(self, room: float) -> str:
        """`step`; double letters give way before what was typed is cut."""
        step, whole = str(self.step), self._whole()[0]
        if theme.double and not self.several:
            while step in SMALLER and extent(whole, getattr(theme.size, step), False) > room:
                step = SMALLER[step]
        return step

    @property
    def _empty(self) -> bool:
        return not self.text and not self.composing

    def _whole(self) -> tuple[str, int, int, int]:
        """All that stands there as it is shown; where in it letters to become Chinese begin and
        end, and where the caret is."""
        shown = self.shown_text()
        begin = self._shown_place(len(cut_at(self.text, int(self.behind))[0]))
        end = begin + len(self.composing)
        whole = shown[:begin] + self.composing + shown[begin:]
        return whole, begin, end, end - min(int(self.composing_behind), len(self.composing))

    def _shown_place(self, place: int) -> int:
        """A place in the text, in the text as it is shown: grouped."""
        return len(GROUPS[self.grouping](self.text[:place]))

    def _measure(self, text: str) -> float:
        return extent(text, getattr(theme.size, self._set_in), False)

    def _arrange_line(self, left: float, right: float) -> None:
        """Words, letters to become Chinese, words behind them."""
        words, letters, rest = self._words, self._letters, self._rest
        whole, begin, end, caret = self._whole()
        line = one_line(whole, caret, right - left - theme.u(1.5), self._measure)
        begin, end = (max(0, place - line.start) for place in (begin, end))
        words.color = "ink2" if self._empty else "ink"
        words.text = self.placeholder if self._empty else line.lead + line.text[:begin]
        letters.text, rest.text = line.text[begin:end], line.text[end:] + line.tail
        x = left
        for piece in (words, letters, rest):
            piece.step = self._set_in
            wide = piece.natural()
            last = piece is words and not letters.text and not rest.text
            piece.place(x, self.y, right - left if last else wide, self.height)
            x += self._measure(piece.text)
        self._lines = [(line, self.center_y)]
        self._put_caret(left, caret)

    def _arrange_lines(self, left: float, right: float) -> None:
        """Lines from the top, those round the caret."""
        words, wide = self._words, right - left
        pitch, pad = words.pitch(self.step), theme.u(1.5)
        most = max(1, int((self.height - 2 * pad) // pitch))
        whole, _begin, _end, caret = self._whole()
        lines = several(
            wrap(self.placeholder if self._empty else whole, wide, self._measure), whole
        )
        first = first_in_view(len(lines), row_of(lines, caret), most)
        shown = lines[first : first + most]
        words.color, words.step = "ink2" if self._empty else "ink", self.step
        words.lines = 0
        words.text = "\n".join(line.text for line in shown)
        words.place(left, self.top - pad - len(shown) * pitch, wide, len(shown) * pitch)
        for piece in (self._letters, self._rest):
            piece.text = ""
            piece.place(left, self.y, 0, 0)
        self._lines = [(line, self.top - pad - (n + 0.5) * pitch) for n, line in enumerate(shown)]
        self._put_caret(left, caret)

    def _put_caret(self, left: float, place: int) -> None:
        self._left = left
        if self._empty:
            self._caret_at, self._caret_y = left - theme.u(0.5), self._lines[0][1]
            return
        line, self._caret_y = self._lines[row_of([line for line, _y in self._lines], place)]
        # Between two signs it stands in their gap.
        beside = 0.25 if place == line.start + len(line.text) else -0.2
        self._caret_at = left + self._measure(line.upto(place)) + theme.u(beside)

    def _suffix_side(self) -> int:
        return theme.u(5.5 if self.icon else 4)

    # -- the caret ---------------------------------------------------------------------------

    def _carried(self, *_: object) -> None:
        self.placed = self.on

    def _written(self, *_: object) -> None:
        """Something was written, or another box is: nobody put the caret here."""
        if not self.on:
            self.behind = 0
        self.placed = False

    def tapped(self, touch: Untyped) -> None:
        """Opens; in an open box the caret comes to where the finger was."""
        if not self.on or self._empty:
            super().tapped(touch)
            return
        place, (_whole, begin, end, _caret) = self._place_at(*touch.pos), self._whole()
        if self.composing and begin <= place <= end:
            self.in_letters(end - place)
        else:
            self._put_at(place - (end - begin if place > end else 0), touch)
        self.placed = True

    def _put_at(self, shown: int, touch: Untyped) -> None:
        """The caret to a place of the text as it is shown; what is being composed is written
        first, and moves what stands behind it."""
        places = range(len(self.text) + 1)
        place = min(places, key=lambda one: abs(self._shown_place(one) - shown))
        behind, before = len(self.text) - place, int(self.behind)
        length = len(self.text)
        super().tapped(touch)
        self.behind = behind if behind <= before else behind + len(self.text) - length

    def _place_at(self, x: float, y: float) -> int:
        """The place in all that is shown that is nearest to a finger."""
        line, _middle = min(self._lines, key=lambda one: abs(one[1] - y))
        return line.nearest(x - self._left, self._measure)

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
            high = max(theme.u(5), getattr(theme.size, self._set_in))
            low = round(self._caret_y) - high // 2
            shape.flat(round(self._caret_at), low, theme.u(0.4), high, color.blue)

    def forget(self) -> None:
        """Empty, pixels and all."""
        self.text = self.composing = self.count = ""
        self._lines = []
        super().forget()
