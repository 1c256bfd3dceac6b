"""The header: site, clock and tools; the same on every screen."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from kivy.clock import Clock
from kivy.graphics import Color, Rectangle
from kivy.properties import ListProperty, StringProperty

from kiosk.dates import named_day, weekday
from screens.kit import reflow, shape
from screens.kit.banner import Banner
from screens.kit.box import Row
from screens.kit.icon import art
from screens.kit.piece import Piece
from screens.kit.press import PushButton
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.kit.untyped import Untyped

HOLD = 3.0
"""Seconds that staff hold the mark for the technician's screen."""


class Mark(Piece):
    """The site's mark. On a resting screen staff may hold it; `tapped` is a shorter touch."""

    ground = StringProperty("blue")
    ink = StringProperty("surface")

    def __init__(self, **options: Untyped) -> None:
        self.held: Callable[[], None] | None = None
        self.tapped: Callable[[], None] = lambda: None
        self._due: Any = None
        super().__init__(**options)

    def on_touch_down(self, touch: Untyped) -> bool:
        """Only where holding it means something."""
        if self.held is None or self.gone or not self.collide_point(*touch.pos):
            return False
        touch.grab(self)
        self._due = Clock.schedule_once(self._hold, HOLD)
        return True

    def on_touch_up(self, touch: Untyped) -> bool:
        """Let go too early: a touch like any other."""
        if touch.grab_current is not self:
            return False
        touch.ungrab(self)
        if self._due is not None:
            self._due.cancel()
            self._due = None
            self.tapped()
        return True

    def dropped(self, _touch: Untyped) -> None:
        """The finger no longer counts."""
        if self._due is not None:
            self._due.cancel()
            self._due = None

    def _hold(self, *_: object) -> None:
        self._due = None
        if self.held is not None:
            self.held()

    def measure(self, width: float) -> float:
        """5.5 u."""
        return float(theme.u(5.5))

    def natural(self) -> float:
        """5.5 u."""
        return float(theme.u(5.5))

    def paint(self) -> None:
        """Ground and door."""
        for name, color in (("mark-ground", self.ground), ("mark-door", self.ink)):
            Color(*theme.color.named(color))
            Rectangle(pos=self.pos, size=self.size, texture=art(name))


class Clockwork(Row):
    """Date, weekday and time; changes once a minute and only while it is on the glass."""

    def __init__(self, **options: Untyped) -> None:
        self._date = Text(step="cap", color="ink2")
        self._time = Text(step="name", bold=True)
        self._due: Any = None
        super().__init__(spacing=2, **options)
        self.add(self._date, self._time)
        self.refresh()

    def refresh(self, *_args: object) -> None:
        """Write the minute, and come back at the next."""
        now = datetime.now()
        self._date.text = weekday(now) if theme.elder else named_day(now)
        # Upright, double letters leave the site's name no room beside more than the time.
        self._date.gone = theme.double and not theme.landscape
        self._time.text = f"{now:%H:%M}"
        if self._due is not None:
            self._due.cancel()
            self._due = None
        if self.get_root_window() is not None:
            rest = 60.05 - now.second - now.microsecond / 1e6
            self._due = Clock.schedule_once(self.refresh, rest)

    def resume(self) -> None:
        """The right minute at once."""
        self.refresh()


class Tool(NamedTuple):
    """Something to press on every screen: icon, word, what it does."""

    icon: str
    word: str
    action: Callable[[], object]


class ToolBar(Piece):
    """The tools side by side: `even` all as wide, else each as wide as its word."""

    tools = ListProperty([])

    def __init__(self, *, kind: str = "tool", even: bool = False, **options: Untyped) -> None:
        self._kind, self._even = kind, even
        self._buttons: list[PushButton] = []
        super().__init__(**options)
        self.fbind("tools", self._set_tools)

    def _set_tools(self, *_: object) -> None:
        for button in self._buttons:
            self.remove_widget(button)
        self._buttons = [
            PushButton(word, kind=self._kind, icon=icon, icon_first=True, action=action)
            for icon, word, action in self.tools
        ]
        if self._even or theme.double:
            for button in self._buttons:
                button.peers = self._buttons
        self.add(*self._buttons)

    def measure(self, width: float) -> float:
        """One row of tools; with double letters as many as their words need."""
        if theme.double:
            return reflow.height(self._rows(width), self._gap())
        wide = self._share(width) if self._even else 0
        return max((button.measure(wide) for button in self._buttons), default=0.0)

    def _share(self, width: float) -> float:
        """Width of each of even tools."""
        count = max(1, len(self._buttons))
        return (width - self._gap() * (count - 1)) / count

    def _rows(self, width: float) -> reflow.Rows:
        """Columns wide enough for the longest word of every tool; as many in every row, or one
        fewer in the last."""
        gap, count = self._gap(), len(self._buttons)
        least = max((button.longest_word() for button in self._buttons), default=0.0)
        while count > 1 and (width - gap * (count - 1)) / count < least:
            count -= 1
        rows = -(-len(self._buttons) // max(1, count))
        count = -(-len(self._buttons) // max(1, rows))
        parts = [self._buttons[at : at + count] for at in range(0, len(self._buttons), count or 1)]
        return [
            [reflow.Place(one, (width - gap * (len(part) - 1)) / len(part)) for one in part]
            for part in parts
        ]

    def natural(self) -> float:
        """As wide as the words."""
        return sum(self._wides()) + self._gap() * max(0, len(self._buttons) - 1)

    def _wides(self) -> list[float]:
        return [button.natural() + theme.u(1.3) for button in self._buttons]

    @staticmethod
    def _gap() -> int:
        return theme.pick(1.5 if theme.landscape else 2, tight=1.5, elder=2)

    def arrange(self) -> None:
        """Each as wide as its word in landscape; else they share the width."""
        if not self._buttons:
            return
        if theme.double:
            reflow.place_rows(self._rows(self.width), self.x, self.top, self._gap(), fill=True)
            return
        gap, wides = self._gap(), self._wides()
        room = self.width - gap * (len(wides) - 1)
        if self._even:
            wides = [self._share(self.width)] * len(wides)
        else:
            shrink = min(1.0, room / sum(wides))
            wides = [wide * shrink for wide in wides]
        x = self.x
        for button, wide in zip(self._buttons, wides, strict=True):
            button.place(x, self.y, wide, self.height)
            x += wide + gap


NAME_MARGIN_U = 2
"""Above and below the site's name in two lines, together."""
LEAST_NAME_U = 60
"""Room for the site's name beside long tools in landscape."""


class Header(Piece):
    """Site name and clock, and the tools that work. In the low layout the tools stand elsewhere."""

    ground = "surface"

    site = StringProperty("")
    alarm = StringProperty("")
    """An emergency that lasts; empty for none."""

    def __init__(self, **options: Untyped) -> None:
        self.mark, self._clock = Mark(), Clockwork()
        pad = [2.5, 1 if theme.double else 2]
        self._alarm = Banner(kind="bad", step="cap", radius=0, padding=pad, gone=True)
        self._name = Text(step="body", bold=True, lines=2 if theme.double else 1, grow=1, firm=True)
        # In double letters the room is for tools on lying glass, within a seated reach for reading.
        self._name.gone = (theme.double and theme.landscape) or theme.crowded
        self._held: Piece | None = None
        self.toolbar = ToolBar(even=not theme.landscape)
        super().__init__(**options)
        self.add(self.mark, self._name, self._clock, self._alarm)
        if not theme.low:
            self.add(self.toolbar)
        self.fbind("site", self._set_site)
        self.fbind("alarm", self._set_alarm)
        self._set_site()

    def hold(self, piece: Piece) -> None:
        """Low, double letters: show this where the site's name stands otherwise."""
        self._held = piece
        self.add(piece)

    def _set_site(self, *_: object) -> None:
        self._name.text = self.site

    def _set_alarm(self, *_: object) -> None:
        self._alarm.text, self._alarm.gone = self.alarm, not self.alarm
        self.changed()

    def _site_high(self, width: float) -> int:
        if theme.landscape:
            least = theme.pick(13, elder=16)
            if not theme.double:
                return least
            tools = self.toolbar.measure(self._tools_room(width))
            return max(least, round(tools) + theme.u(3))
        if theme.double:
            beside = self._held or self._name
            high = round(beside.wanted_height(self._name_room(width)))
            return max(theme.u(12), high + theme.u(NAME_MARGIN_U))
        return theme.pick(11, tight=9.5, elder=12)

    def _name_room(self, width: float) -> float:
        beside = theme.u(5.5) + theme.u(2) + theme.u(1.5) + self._clock.natural()
        return width - 2 * theme.pad - beside

    def _tools_room(self, width: float) -> float:
        room = width - 2 * theme.pad - theme.u(5.5)
        return room - (
            self._clock.natural() + theme.u(4) if theme.double else theme.u(LEAST_NAME_U)
        )

    def measure(self, width: float) -> float:
        """Site bar, and in portrait the tool bar under it."""
        self._name.step = self._name_step()
        high, bar = float(self._site_high(width)), width - 2 * theme.pad
        tools = 0.0 if theme.landscape or theme.low else self.toolbar.wanted_height(bar)
        gap = theme.u(2.25 if theme.tight else 2.75) if tools else 0
        return high + tools + gap + self._alarm.wanted_height(width)

    def arrange(self) -> None:
        """One bar in landscape, two in portrait; an emergency under them."""
        alarm = self._alarm.wanted_height(self.width)
        self._alarm.place(self.x, self.y, self.width, alarm)
        if theme.landscape:
            self._arrange_one_bar(self.y + alarm)
        else:
            self._arrange_two_bars(self.y + alarm)

    def _arrange_two_bars(self, low: float) -> None:
        high = self._site_high(self.width)
        y = self.top - high - theme.u(0.25)
        mark, left, right = theme.u(5.5), self.x + theme.pad, self.right - theme.pad
        self.mark.place(left, y + (high - mark) / 2, mark, mark)
        wide = self._clock.natural()
        self._clock.place(right - wide, y, wide, high)
        name = left + mark + theme.u(2)
        self._name.shrink = 2
        (self._held or self._name).place(name, y, right - wide - theme.u(1.5) - name, high)
        if self.toolbar.parent is self:
            tall = self.toolbar.wanted_height(right - left)
            self.toolbar.place(left, low + theme.u(2.25), right - left, tall)

    def _arrange_one_bar(self, low: float) -> None:
        mark, left, right = theme.u(5.5), self.x + theme.pad, self.right - theme.pad
        high = self.top - low
        self.mark.place(left, low + (high - mark) / 2, mark, mark)
        wide = min(self.toolbar.natural(), self._tools_room(self.width))
        tall = self.toolbar.measure(wide)
        right -= wide
        self.toolbar.place(right, low + (high - tall) / 2, wide, tall)
        name = left + mark + theme.u(1.75)
        if theme.double:
            self._clock.place(name, low, self._clock.natural(), high)
            return
        self._name.shrink = 1
        line = self._name.pitch("body")
        base = low + (high - 2 * line) / 2
        self._name.place(name, base + line, right - name - theme.u(2), line)
        self._clock.place(name, base, self._clock.natural(), line)

    @staticmethod
    def _name_step() -> str:
        if theme.landscape:
            return "body"
        return "cap" if theme.letters == "elder" else "button"

    def paint(self) -> None:
        """Surface with a hairline under it."""
        shape.flat(*self.pos, *self.size, theme.color.named(self.ground))
        shape.flat(self.x, self.y, self.width, theme.u(0.25), theme.color.line)
