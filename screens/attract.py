"""The resting screen: what this is, that it works, public notices. Any touch wakes it.

After long it grows dark; then the first touch, or somebody who comes near, only brings the light
back.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from kivy.clock import Clock

from kiosk.conversation.notices import Notice, PresenceNews, StaffWanted
from kiosk.conversation.questions import Attract, PublicNotice
from kiosk.text import _, counted
from screens.attract_parts import HowItGoes, Shade, WakeButton
from screens.kit.banner import Banner
from screens.kit.box import Column, Line, Row, Spacer
from screens.kit.header import Mark, ToolBar
from screens.kit.icon import Icon
from screens.kit.screen import Screen
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.kit.untyped import Untyped
from screens.sections import at_most

TAP_EVERY = 6.0
"""Seconds between two taps of the drawn hand."""
TAP_LASTS = 0.35
DIM_AFTER, DIM_AT_NIGHT = 300.0, 30.0
"""Seconds without a touch until it grows dark."""
MOST_NOTICES = 5
FEW_NOTICES = 3
"""So many and fewer leave room beside them in landscape."""
LEAST_HERO = {False: 0.5, True: 0.45}
"""Share of the height that the blue block keeps; in the low layout."""
NOTICES_U = {"standard": 77, "elder": 86, "double": 100}
"""Width of the notices beside the blue block on landscape glass, by size of text."""
AREA_U = 20
"""An area's name wider than this breaks."""
STATUS_U = {False: 90, True: 46}
"""The same for the terminal's state, upright and landscape."""


def _side() -> float:
    return 5 if theme.tight or theme.landscape else 7


def _scarce() -> bool:
    """Whether the blue block has little height for double letters."""
    return theme.double and theme.short


def _poster_step() -> str:
    return "banner" if _scarce() else "poster"


def _patience() -> float:
    return DIM_AT_NIGHT if theme.mode == "night" else DIM_AFTER


class AttractScreen(Screen):
    """The whole glass is one button."""

    question = Attract
    keeps_fingers = True
    at_home = True

    def build(self) -> None:
        """Blue block over (portrait) or beside (landscape) the notices."""
        self._clock: Any = None
        self._tap: Any = None
        self._dim: Any = None
        self._notices_shown: tuple[PublicNotice, ...] = ()
        self._time = Text(step="h2", bold=True, color="onhero")
        scarce = theme.landscape and theme.double
        self._site = Text(
            step="cap" if scarce else "button", bold=True, color="onhero", lines=1, shrink=2, grow=1
        )
        words = _("办事，\n从这里开始")
        self._poster = Text(
            words, step=_poster_step(), bold=True, color="onhero", lines=2, shrink=1
        )
        self._line = Text(step="name" if _scarce() else "h2", color="onhero", lines=2, shrink=1)
        self._wake = WakeButton()
        self._wake.bind(on_release=lambda *_: self.answer(None))
        self._state_icon = Icon("check-circle-fill", size_u=4, color="ok")
        self._state = Text(step="cap", color="ok", lines=2)
        self._notices = Column()
        self._head = Text(_("公告"), step="name", bold=True)
        self._how = HowItGoes()
        self._tools = ToolBar(kind="nav", even=True)
        self.footer.fbind("tools", lambda _, tools: setattr(self._tools, "tools", tools))
        self._alarm = Banner(kind="bad", gone=True)
        self.header.fbind("alarm", self._set_alarm)
        self._hero, self._below = self._make_hero(), self._make_below()
        self._shade = Shade(gone=True)
        self.clear_widgets()
        self.add(self._hero, self._below, self._shade)

    def _make_hero(self) -> Column:
        self._mark = Mark(ground="onhero", ink="hero")
        self._mark.held = lambda: self.ask_aside(StaffWanted())
        self._mark.tapped = lambda: self.answer(None)
        head = Row(spacing=2).add(self._mark, self._site, self._time)
        side = _side()
        hero = Column(padding=[side, 5, side, 6], spacing=2 if theme.double else 3, ground="hero")
        hero.add(head, Spacer(grow=1), self._poster, self._line, self._alarm, Spacer(grow=0.6))
        return hero if theme.low else hero.add(self._wake)

    def _make_below(self) -> Column:
        state = Row(spacing=1).add(self._state_icon, self._state)
        side = _side()
        below = Column(padding=[side, 4, side, 4], spacing=1)
        if theme.low:
            below.add(self._wake, Spacer(high=3))
        below.add(Row(spacing=3).add(self._head, Spacer(grow=1), state), self._notices)
        return below.add(Spacer(grow=1), self._how, Spacer(grow=1, high=3), self._tools)

    def _set_alarm(self, _header: object, words: str) -> None:
        self._alarm.text, self._alarm.gone = words, not words
        self._line.gone = bool(words)
        self._poster.step = "hero" if words and theme.elder else _poster_step()
        self._poster.gone = bool(words) and _scarce()
        self.changed()

    def show(self, question: Attract) -> None:
        """Count, notices, state."""
        self._site.text = self.header.site
        count = question.service_count
        words = counted("刷身份证就能办 {n} 项", count)
        self._line.text = words if count else _("刷身份证就能办")
        self._state.text = question.status
        at_most(self._state, STATUS_U[theme.landscape])
        ok = question.status_ok
        self._state_icon.icon = "check-circle-fill" if ok else "warning-fill"
        self._state_icon.color = self._state.color = "ok" if ok else "warn"
        self._state_icon.gone = not question.status
        self._show_notices(question.notices[:MOST_NOTICES])
        self._head.text = _("公告") if question.notices else ""
        few = FEW_NOTICES if theme.landscape and not theme.elder else 0
        self._how.gone = len(question.notices) > few
        self._only_what_fits()
        self._start()

    def _only_what_fits(self) -> None:
        """The first notices; as many as leave the blue block its share."""
        if theme.landscape:
            wide, room = float(theme.u(NOTICES_U[theme.letters])), theme.height
        else:
            wide, room = theme.width, round(self._below_room())
        for row in reversed(self._notices.shown()):
            if self._below.wanted_height(wide) <= room:
                return
            row.gone = True
        # A heading over nothing would only puzzle.
        self._head.text = ""
        if theme.double and self._below.wanted_height(wide) > room:
            self._how.gone = True

    def _below_room(self) -> float:
        """What the notices and tools may take of upright glass, pixels."""
        if theme.low:
            return float(theme.reach)
        beside_hero = theme.height - self._hero.wanted_height(theme.width)
        if theme.double:
            return beside_hero
        return min(beside_hero, (1 - LEAST_HERO[theme.elder]) * theme.height)

    def _show_notices(self, notices: tuple[PublicNotice, ...]) -> None:
        if notices == self._notices_shown:
            for kept in self._notices.children:
                kept.gone = False
            return
        self._notices_shown = notices
        self._notices.clear_widgets()
        for notice in notices:
            row = Row(spacing=3, padding=[0, 2.25])
            row.add(Text(notice.text, step="lead", lines=3 if theme.landscape else 2, grow=1))
            area = Text(notice.area, step="body", color="ink2", lines=2, align="right")
            row.add(at_most(area, AREA_U))
            self._notices.add(Column().add(Line(), row))

    # -- the only things that move: the minute, and the hand ---------------------------------

    def _start(self) -> None:
        self._stop()
        self._minute()
        self._tap = Clock.schedule_once(self._tap_down, TAP_EVERY)
        if self._dim is None and self._shade.gone:
            self._dim = Clock.schedule_once(self._darken, _patience())

    @property
    def dimmed(self) -> bool:
        """Whether it is dark."""
        return not self._shade.gone

    def _darken(self, *_args: object) -> None:
        self._shade.gone = False
        self.changed()

    def _lighten(self) -> None:
        """Light again, and for as long as before."""
        if self._dim is not None:
            self._dim.cancel()
        self._dim = Clock.schedule_once(self._darken, _patience())
        self._shade.gone = True

    def _stop(self) -> None:
        for event in (self._clock, self._tap):
            if event is not None:
                event.cancel()
        self._clock = self._tap = None
        self._wake.pressed = False

    def _minute(self, *_args: object) -> None:
        now = datetime.now()
        self._time.text = f"{now:%H:%M}"
        self._clock = Clock.schedule_once(self._minute, 60.05 - now.second)

    def _tap_down(self, *_args: object) -> None:
        self._wake.pressed = not self.dimmed
        self._tap = Clock.schedule_once(self._tap_up, TAP_LASTS)

    def _tap_up(self, *_args: object) -> None:
        self._wake.pressed = False
        self._tap = Clock.schedule_once(self._tap_down, TAP_EVERY)

    def news(self, notice: Notice) -> None:
        """Somebody came: the hand shows at once what to do."""
        if isinstance(notice, PresenceNews) and notice.present and self._tap is not None:
            self._lighten()
            self._tap.cancel()
            self._tap_down()

    @property
    def moving(self) -> bool:
        """Whether the minute or the hand will move by itself."""
        return self._clock is not None or self._tap is not None

    def hide(self) -> None:
        """Nothing moves behind another screen."""
        self._stop()
        self._lighten()
        self._dim.cancel()
        self._dim = None
        super().hide()

    # -- the whole glass answers --------------------------------------------------------------

    def arrange(self) -> None:
        """Notices stand beside the blue block in landscape, else below it."""
        self._shade.place(*self.pos, *self.size)
        if theme.landscape:
            panel = theme.u(NOTICES_U[theme.letters])
            self._hero.place(self.x, self.y, self.width - panel, self.height)
            self._below.place(self.right - panel, self.y, panel, self.height)
            return
        high = theme.reach if theme.low else self._below.wanted_height(self.width)
        self._below.place(self.x, self.y, self.width, high)
        self._hero.place(self.x, self.y + high, self.width, self.height - high)

    def stirred(self) -> bool:
        """A key in the dark only brings the light back."""
        dark = self.dimmed
        self._lighten()
        return dark

    def on_touch_down(self, touch: Untyped) -> bool:
        """Felt at once, wherever it is; the tools below answer for themselves."""
        touch.ud["only_wakes"] = self.dimmed
        if not self.dimmed and (
            self._tools.on_touch_down(touch) or self._mark.on_touch_down(touch)
        ):
            return True
        self._wake.pressed = not self.dimmed
        touch.grab(self)
        return True

    def dropped(self, _touch: Untyped) -> None:
        """The finger no longer counts."""
        self._wake.pressed = False

    def on_touch_up(self, touch: Untyped) -> bool:
        """Let go: wake."""
        if touch.grab_current is not self:
            return False
        touch.ungrab(self)
        self._wake.pressed = False
        self._lighten()
        if not touch.ud["only_wakes"]:
            self.answer(None)
        return True
