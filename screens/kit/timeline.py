"""Timeline (接下来) and the two time limits as bars."""

from typing import ClassVar

from kivy.properties import BooleanProperty, NumericProperty, StringProperty

from kiosk.text import _
from screens.kit import shape
from screens.kit.box import Panel, Row
from screens.kit.icon import draw_icon
from screens.kit.piece import Piece
from screens.kit.text import Text, extent
from screens.kit.theme import theme
from screens.kit.untyped import Untyped


class Dot(Piece):
    """A milestone's ring, or its tick when done, with the line down to the next."""

    done = BooleanProperty(False)
    last = BooleanProperty(False)

    PAINT: ClassVar[tuple[str, ...]] = ("done", "last")

    def natural(self) -> float:
        """4.5 u."""
        return float(theme.u(4.5))

    def measure(self, width: float) -> float:
        """Given by the row."""
        return float(theme.u(4.5))

    def paint(self) -> None:
        """Line first."""
        side, thick = theme.u(4.5), theme.u(0.4)
        x, y = round(self.center_x - side / 2), round(self.center_y - side / 2)
        if not self.last:
            low = y - (self.height - side)
            left = round(self.center_x - thick / 2)
            shape.flat(left, low, thick, self.height - side, theme.color.edge)
        if self.done:
            shape.disc(x, y, side, theme.color.ok)
            icon = theme.u(3)
            at = (self.center_x - icon / 2, self.center_y - icon / 2)
            draw_icon("check-bold", *at, icon, "surface")
        else:
            shape.disc(x, y, side, theme.color.surface)
            shape.disc(x, y, side, theme.color.edge, thick)


WHAT_SHARE = 0.42
"""Of a row's width that what happens keeps, where times are long."""


class TimelineRow(Row):
    """Dot, when, what. `longest` time of all rows, u: where the room allows, none is broken."""

    def __init__(self, when: str, what: str, longest: float, *, done: bool, last: bool) -> None:
        self._longest = longest
        wide = _when_wide(longest)
        super().__init__(spacing=1.5 if theme.tight else 2, align="fill")
        self.add(
            Dot(done=done, last=last),
            Text(when, step=_step(), bold=True, lines=2, shrink=1, wide=wide),
            Text(what, step=_step(), grow=1),
        )

    def widths(self, inner: float) -> list[float]:
        """The same in all rows."""
        dot, when, what = super().widths(inner)
        more = theme.u(self._longest) - when
        if 0 < more <= what - inner * WHAT_SHARE:
            return [dot, when + more, what - more]
        return [dot, when, what]

    def measure(self, width: float) -> float:
        """9.75 u or more."""
        least = theme.pick(7.5 if theme.landscape else 9.75, tight=8, elder=13)
        return max(super().measure(width) + theme.u(1), float(least))


def _step() -> str:
    return "body" if theme.landscape else "lead"


def _longest(whens: list[str]) -> float:
    """Width of the longest time, u."""
    size = getattr(theme.size, _step())
    return max((extent(when, size, True) for when in whens), default=0) / theme.u(100) * 100 + 1


def _when_wide(longest: float) -> float:
    """Where there is no room for more, u: what is longer than a date with its weekday breaks."""
    if theme.landscape:
        return min(longest, 24 if theme.elder else 28)
    return min(longest, 50 if theme.elder else 36 if theme.tight else 42)


class Timeline(Panel):
    """`set(((when, what, done), …))`."""

    def __init__(self, **options: Untyped) -> None:
        super().__init__(**{"padding": [3, 1.75], **options})

    def set(self, milestones: tuple[tuple[str, str, bool], ...]) -> None:
        """Show these milestones."""
        self.clear_widgets()
        longest = _longest([when for when, _what, _done in milestones])
        for index, (when, what, done) in enumerate(milestones):
            last = index == len(milestones) - 1
            # A date breaks before its weekday, never within.
            row = TimelineRow(when.replace("（", "|（"), what, longest, done=done, last=last)
            self.add(row)

    def forget(self) -> None:
        """Nothing comes next."""
        self.clear_widgets()


class Bar(Piece):
    """A bar filled to `share` of its width."""

    share = NumericProperty(1)
    color = StringProperty("edge")
    track = StringProperty("")

    PAINT: ClassVar[tuple[str, ...]] = ("share", "color", "track")

    def measure(self, width: float) -> float:
        """2 u."""
        return float(theme.u(2))

    def paint(self) -> None:
        """Track, then the filled part, at least round."""
        x, y, w, h = *self.pos, *self.size
        if self.track:
            shape.box(x, y, w, h, int(h // 2), theme.color.named(self.track))
        if self.share > 0:
            wide = max(h, w * min(1, self.share))
            shape.box(x, y, wide, h, int(h // 2), theme.color.named(self.color))


LEAST_BAR_U = 10
"""A shorter bar compares nothing."""
SIDE_U, BETWEEN_U = 3, 2
"""Beside a limit, and between its parts."""


class LimitBars(Panel):
    """Promised (承诺) over statutory (法定) time, to scale; in words alone where bars are short."""

    def __init__(self, **options: Untyped) -> None:
        super().__init__(**{"padding": [SIDE_U, 2], "spacing": 1.25, **options})
        self._drawn: list[Piece] = []
        self._said: list[Piece] = []
        self._words_u = 0.0

    def set(self, promised: str, promised_days: int, statutory: str, statutory_days: int) -> None:
        """The two limits in words and in working days."""
        self.clear_widgets()
        most = max(1, promised_days, statutory_days)
        words = _("承诺"), _("法定")
        longest = max(extent(word, theme.size.body, True) for word in words)
        wide = longest / theme.u(1) + 0.5
        times = (extent(time, theme.size.body, True) for time in (promised, statutory))
        time_wide = min(max(times) / theme.u(1) + 0.5, 32 if theme.elder else 28)
        self._words_u = 2 * (SIDE_U + BETWEEN_U) + wide + time_wide
        kept = Bar(share=promised_days / most, color="blue", grow=1)
        due = Bar(share=statutory_days / most, color="edge", grow=1)
        self._drawn = [
            _limit(words[0], wide, promised, time_wide, kept, strong=True),
            _limit(words[1], wide, statutory, time_wide, due, strong=False),
        ]
        self._said = [
            _limit(words[0], wide, promised, 0, strong=True),
            _limit(words[1], wide, statutory, 0, strong=False),
        ]
        self.add(*self._drawn, *self._said)

    def measure(self, width: float) -> float:
        """With bars, or without them where the words leave them too little."""
        short = width - theme.u(self._words_u) < theme.u(LEAST_BAR_U)
        for row in self._drawn:
            row.gone = short
        for row in self._said:
            row.gone = not short
        return super().measure(width)


def _limit(word: str, wide: float, time: str, time_wide: float, *bar: Bar, strong: bool) -> Piece:
    ink = "ink" if strong else "ink2"
    times = Text(time, wide=time_wide, grow=0 if time_wide else 1, bold=strong, color=ink, lines=3)
    return Row(spacing=BETWEEN_U).add(Text(word, wide=wide, bold=strong, color=ink), *bar, times)
