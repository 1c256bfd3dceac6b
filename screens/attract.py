"""The resting screen: what this is, that it works, public notices. Any touch wakes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from kivy.clock import Clock

from kiosk.conversation.notices import Notice, PresenceNews
from kiosk.conversation.questions import Attract, PublicNotice
from kiosk.text import _, counted
from screens.kit.box import Column, Line, Row, Spacer
from screens.kit.header import Mark
from screens.kit.icon import Icon
from screens.kit.press import Pressable
from screens.kit.screen import Screen
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.kit.untyped import Untyped
from screens.sections import at_most

TAP_EVERY = 6.0
"""Seconds between two taps of the drawn hand."""
TAP_LASTS = 0.35
MOST_NOTICES = 5
NOTICES_U = 77
"""Width of the notices beside the blue block on landscape glass."""
AREA_U = 20
"""An area's name wider than this breaks."""
STATUS_U = {False: 90, True: 46}
"""The same for the terminal's state, upright and landscape."""


def _side() -> float:
    return 5 if theme.tight or theme.landscape else 7


class WakeButton(Pressable):
    """轻触屏幕, with a hand that taps. It is pressed like all the rest of the screen."""

    def __init__(self) -> None:
        self._hand = Icon("hand-tap-duotone", size_u=9 if theme.landscape else 12)
        self._words = Text(
            _("轻触屏幕"), step="h1" if theme.landscape else "hero", bold=True, color="blue"
        )
        frame = "line" if theme.outlined else ""
        super().__init__(sill="accentedge", frame=frame, radius=3, depth=1)
        self._row = Row(spacing=3).add(self._hand, self._words)
        self.add(self._row)

    def measure(self, width: float) -> float:
        """20 u and its sill; landscape 16."""
        return float(theme.u(16 if theme.landscape else 20) + self.sill_px)

    def arrange(self) -> None:
        """Hand and words in the middle of the face."""
        x, y, w, h = self.face()
        wide, high = min(self._row.natural(), w), self._row.wanted_height(w)
        self._row.place(x + (w - wide) / 2, y + (h - high) / 2, wide, high)


class AttractScreen(Screen):
    """The whole glass is one button."""

    question = Attract
    keeps_fingers = True
    at_home = True

    def build(self) -> None:
        """Blue block over (portrait) or beside (landscape) the notices."""
        self._clock: Any = None
        self._tap: Any = None
        self._notices_shown: tuple[PublicNotice, ...] = ()
        self._time = Text(step="h2", bold=True, color="onhero")
        self._site = Text(step="button", bold=True, color="onhero", lines=1, shrink=1, grow=1)
        words = _("办事，\n从这里开始")
        self._poster = Text(words, step="poster", bold=True, color="onhero", lines=2, shrink=1)
        self._line = Text(step="h2", color="onhero", lines=2, shrink=1)
        self._wake = WakeButton()
        self._state_icon = Icon("check-circle-fill", size_u=4, color="ok")
        self._state = Text(step="cap", color="ok", lines=2)
        self._notices = Column()
        self._head = Text(_("公告"), step="name", bold=True)
        self._hero, self._below = self._make_hero(), self._make_below()
        self.clear_widgets()
        self.add(self._hero, self._below)

    def _make_hero(self) -> Column:
        head = Row(spacing=2).add(Mark(ground="onhero", ink="hero"), self._site, self._time)
        side = _side()
        hero = Column(padding=[side, 5, side, 6], spacing=3, ground="hero")
        return hero.add(
            head, Spacer(grow=1), self._poster, self._line, Spacer(grow=0.6), self._wake
        )

    def _make_below(self) -> Column:
        state = Row(spacing=1).add(self._state_icon, self._state)
        side = _side()
        below = Column(padding=[side, 4, side, 4], spacing=1)
        return below.add(Row(spacing=3).add(self._head, Spacer(grow=1), state), self._notices)

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
        self._below.gone = not (question.notices or question.status)
        self._start()

    def _show_notices(self, notices: tuple[PublicNotice, ...]) -> None:
        if notices == self._notices_shown:
            return
        self._notices_shown = notices
        self._notices.clear_widgets()
        for notice in notices:
            row = Row(spacing=3, padding=[0, 2.25])
            row.add(Text(notice.text, step="lead", lines=3 if theme.landscape else 2, grow=1))
            area = Text(notice.area, step="body", color="ink2", lines=2, align="right")
            row.add(at_most(area, AREA_U))
            self._notices.add(Line(), row)

    # -- the only things that move: the minute, and the hand ---------------------------------

    def _start(self) -> None:
        self._stop()
        self._minute()
        self._tap = Clock.schedule_once(self._tap_down, TAP_EVERY)

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
        self._wake.pressed = True
        self._tap = Clock.schedule_once(self._tap_up, TAP_LASTS)

    def _tap_up(self, *_args: object) -> None:
        self._wake.pressed = False
        self._tap = Clock.schedule_once(self._tap_down, TAP_EVERY)

    def news(self, notice: Notice) -> None:
        """Somebody came: the hand shows at once what to do."""
        if isinstance(notice, PresenceNews) and notice.present and self._tap is not None:
            self._tap.cancel()
            self._tap_down()

    @property
    def moving(self) -> bool:
        """Whether the minute or the hand will move by itself."""
        return self._clock is not None or self._tap is not None

    def hide(self) -> None:
        """Nothing moves behind another screen."""
        self._stop()
        super().hide()

    # -- the whole glass answers --------------------------------------------------------------

    def arrange(self) -> None:
        """Notices stand beside the blue block in landscape, else below it."""
        if theme.landscape and self._notices.shown():
            panel = theme.u(NOTICES_U)
            self._hero.place(self.x, self.y, self.width - panel, self.height)
            self._below.place(self.right - panel, self.y, panel, self.height)
            return
        high = self._below.wanted_height(self.width)
        self._below.place(self.x, self.y, self.width, high)
        self._hero.place(self.x, self.y + high, self.width, self.height - high)

    def on_touch_down(self, touch: Untyped) -> bool:
        """Felt at once, wherever it is."""
        self._wake.pressed = True
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
        self.answer(None)
        return True
