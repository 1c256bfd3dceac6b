"""The shell: one window, one screen at a time, dialogs over it, and forgetting.

app = make_app(settings, ask_aside, begin)   # screens/start.py, before any other Kivy import
app.run()                                    # the main thread, until app.stop()

The resting screen comes first, before anything that takes time: `begin`, called once it is on the
glass, starts the core, whose questions come through `app.presenter`. Until then no question but its
own is named here: to name one loads it and all of its area.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kivy.app import App
from kivy.clock import Clock

from kiosk.conversation import questions as q
from kiosk.conversation.notices import (
    Aside,
    EmergencyNews,
    HeadphonesNews,
    HelpNews,
    Notice,
    SettingsNews,
    Spoken,
)
from kiosk.text import retold
from screens.curtain import Curtain
from screens.early import EarlyReply, early_question
from screens.emergency import EmergencyWatch
from screens.host import Host
from screens.idle import IdleDialog, IdleWatch
from screens.keys import Keys
from screens.kit.damage import damage
from screens.kit.retained import Retained
from screens.kit.screen import Answering, Screen
from screens.kit.theme import theme
from screens.look import Look, RestingLook, site_look
from screens.overlays import Overlays
from screens.pace import Pace
from screens.presenter import ScreenPresenter
from screens.speech.reader import Reader
from screens.speech.voice import voice_for
from screens.stock import WARM_UP_PAUSE, Stock
from screens.tools import put_tools

if TYPE_CHECKING:
    from kiosk.conversation import Reply
    from kiosk.settings import Settings
    from screens.help import HelpDialog

PATIENCE = 2.0
"""Times the ordinary idle time, for those who read large letters or listen."""
QUIET_BELOW = 30.0
RETAIN_AFTER = 1.0
SOFTWARE_GL = ("llvmpipe", "softpipe", "swrast", "swiftshader")


class KioskApp(App):  # type: ignore[misc]
    """The screens of one terminal."""

    title = "One-Network Kiosk"

    def __init__(
        self,
        settings: Settings,
        ask_aside: Callable[[Aside], None],
        begin: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__()
        self._settings, self._ask_aside, self._begin = settings, ask_aside, begin
        self._early: EarlyReply | None = None
        self._asked: tuple[q.Question[Any], Answering] | None = None
        self._idle_dialog: IdleDialog | None = None
        self._help_news: HelpNews | None = None
        self._pace = Pace()
        self.host = Host()
        self.host.on_touch = self._touched
        self.stock = Stock(self._equip)
        self.presenter = ScreenPresenter(self)
        self.idle = IdleWatch(
            tell=self._tell_time, warn=self._warn, calm=self._calm, over=self._time_over
        )
        self.reader = Reader(self.host, voice_for(settings.sound), self._read_aloud)
        self.curtain = Curtain(self.host, self.reader)
        self.host.on_press = self._pressed
        self.host.on_woken = self.curtain.open
        self.overlays = Overlays(self.host, self._changed)
        self.keys = Keys(self, self._touched, same_key=settings.times.same_key)
        self.resting = RestingLook(self)
        self.emergency = EmergencyWatch(self)
        self.look = site_look(settings, datetime.now())
        self.look.take_effect(settings.glass)

    @property
    def screen(self) -> Screen | None:
        """The screen that is shown."""
        return self.host.screen

    # -- Kivy -------------------------------------------------------------------------------

    def load_kv(self, filename: str | None = None) -> bool:
        """No kv file: screens are Python (docs/decisions/0003)."""
        return False

    def build(self) -> Retained:
        """The host, sized to the window, drawn through a buffer."""
        from kivy.core.window import Window
        from kivy.graphics.opengl import GL_RENDERER, glGetString

        renderer = (glGetString(GL_RENDERER) or b"").decode("ascii", "replace").lower()
        self.host.fades = not any(name in renderer for name in SOFTWARE_GL)
        Window.clearcolor = theme.color.bg
        damage.costly = not self.host.fades
        self.host.place(0, 0, theme.width, theme.height)
        glass = Retained(self.host, theme.width, theme.height)
        if not self.host.fades:
            Clock.schedule_once(glass.start, RETAIN_AFTER)
        return glass

    def on_start(self) -> None:
        """The resting screen first; the core once it is on the glass."""
        from kivy.core.window import Window

        Window.bind(on_key_down=self.keys.down, on_key_up=self.keys.up)
        self._early = EarlyReply()
        self._put(early_question(), self._early)
        # What is scheduled now runs before the first frame, what it schedules after that.
        Clock.schedule_once(lambda *_: Clock.schedule_once(self._shown))

    def _shown(self, *_: object) -> None:
        """The first frame is on the glass: now what it need not wait for."""
        from kivy.core.window import Window

        self._pace.listen(Window)
        self._begin()

    def stop_soon(self) -> None:
        """Stop; from any thread."""
        Clock.schedule_once(lambda *_: self.stop())

    # -- the shell's three calls (see presenter.Shell) ------------------------------------------

    def present(self, question: q.Question[Any], reply: Reply[Any]) -> None:
        """Show the screen that answers this question."""
        if not isinstance(question, (q.Attract, q.OutOfService)):
            self._early = None
        elif self._early is not None and self._early.touched and isinstance(question, q.Attract):
            # Every time until it leads on: the core may just be asking the same anew.
            reply.answer(None)
        self._put(question, reply)

    def _put(self, question: q.Question[Any], reply: Answering) -> None:
        self._close_dialogs()
        self.resting.put(question)
        # The core's words may have been made before somebody switched.
        question = retold(question)
        # The same question, kept fresh: a press that is under way is still meant.
        same = self._asked is not None and self._asked[1] is reply
        self._asked = (question, reply)
        self._pace.touched()
        screen = self.stock.screen(type(question))
        fresh = not (screen is self.screen and (same or screen.keeps_fingers))
        if self.screen is not None and fresh:
            self.host.deafen()
        screen.present(question, reply)
        self.host.show(screen)
        self._start_time(question)
        if reply is not self._early:
            # On a slow machine they would come before the first frame and the core.
            self.stock.warm_up_during(question)
        if not isinstance(question, q.Attract):
            self._lay_out_next(question)
        self._changed(fresh=fresh)
        self.emergency.cover()

    def news(self, notice: Notice) -> None:
        """Pass it to the dialog on top if it is about help, else to the screen."""
        notice = retold(notice)
        if isinstance(notice, HeadphonesNews):
            self.reader.plug(notice.inserted)
        elif isinstance(notice, EmergencyNews):
            self.emergency.news(notice)
        elif isinstance(notice, Spoken):
            self.reader.announce(notice.line)
        elif isinstance(notice, SettingsNews):
            self._use(notice.settings)
        elif isinstance(notice, HelpNews):
            self._help_news = notice
            self.overlays.news(notice)
        elif self.screen is not None:
            self.screen.news(notice)
        self._changed()

    def purge(self) -> None:
        """Nothing of the citizen stays in any widget.

        The way it looks and speaks stays until the goodbye is over, which they must understand.
        """
        self.idle.stop()
        self._close_dialogs()
        self._asked = self._help_news = None
        self.emergency.citizen_gone()
        for screen in self.stock:
            screen.forget()

    def _use(self, settings: Settings) -> None:
        """The operator has changed something; nobody is here."""
        self._settings = settings
        for screen in self.stock:
            self._equip(screen)
        self.resting.refresh()

    def site_look(self) -> Look:
        """What a citizen begins with now."""
        return site_look(self._settings, datetime.now())

    # -- screens ----------------------------------------------------------------------------

    def _equip(self, screen: Screen) -> None:
        """What every screen needs of the app, and the tools that stand on it."""
        screen.ask_aside = self._ask_aside
        screen.call_staff = self.call_staff
        screen.enlarge = self.enlarge
        screen.header.site = self._settings.terminal.site_name
        self.emergency.equip(screen)
        put_tools(screen, self, self._settings.terminal.help_phone)

    def _read_aloud(self) -> None:
        """Reading aloud was switched: its tool says what it does next."""
        self.resting.switched()
        if not self.reader.on:
            # Neither seen nor heard would be nobody's.
            self.curtain.open()
        self._put_tools()

    def _put_tools(self) -> None:
        for screen in self.stock:
            put_tools(screen, self, self._settings.terminal.help_phone)

    def _lay_out_next(self, question: q.Question[Any]) -> None:
        """While the citizen looks for the card, lay out the screen that shows what it tells."""
        if isinstance(question, q.PlaceCard):
            Clock.schedule_once(lambda *_: self._lay_out(q.FillForm), WARM_UP_PAUSE)

    def _lay_out(self, kind: type[q.Question[Any]]) -> None:
        screen = self.stock.screen(kind)
        if screen is not self.screen:
            with damage.unseen():
                screen.place(*self.host.pos, *self.host.size)

    # -- time -------------------------------------------------------------------------------

    def _start_time(self, question: q.Question[Any]) -> None:
        times = self._settings.times
        if not question.timed or (isinstance(question, q.Trouble) and question.clock_stopped):
            self.idle.stop()
            return
        # Nothing typed yet: a shorter time, and home ends without a warning.
        early = isinstance(question, (q.Home, q.FindService))
        home = isinstance(question, q.Home)
        limit = (times.idle_home if early else times.idle) * self._patience
        self.idle.start(
            limit + (0 if home else times.warning),
            warning=0 if home else times.warning,
            # A countdown redraws every second; a resting home page should not.
            shown_below=QUIET_BELOW if home else float("inf"),
        )

    def _tell_time(self, seconds: int) -> None:
        if self.screen is not None:
            self.screen.footer.time.left = seconds

    def _touched(self) -> None:
        self._pace.touched()
        self.idle.touched()
        self._changed()

    def _changed(self, *, fresh: bool = False) -> None:
        """What stands on the glass may be another; `fresh`: of another question."""
        self.keys.look(fresh=fresh)
        self.reader.look()

    def _pressed(self) -> None:
        """A finger came: nothing is read on, and the keypad rests."""
        self.reader.hush()
        self.keys.rest()

    def open_settings(self, *_args: object) -> bool:
        """Kivy's own panel, which F1 would open."""
        return False

    def rest(self) -> None:
        """Nobody is there: seen, read and reached in the ordinary way."""
        self.curtain.open()
        self.reader.rest()
        self.keys.rest()

    @property
    def _patience(self) -> float:
        return PATIENCE if theme.elder or self.reader.on else 1.0

    def _warn(self, seconds: int) -> None:
        if self._idle_dialog is None:
            self._idle_dialog = IdleDialog(self._settings.times.warning, self._leave)
            self.overlays.open(self._idle_dialog)
        self._idle_dialog.show_left(seconds)

    def _calm(self) -> None:
        dialog, self._idle_dialog = self._idle_dialog, None
        if dialog is not None:
            # Next frame: the finger that ended the warning may still be on one of its buttons.
            Clock.schedule_once(lambda *_: self.overlays.close(dialog), 0)

    def _leave(self) -> None:
        if self.screen is not None:
            self.screen.leave()

    def _time_over(self) -> None:
        if self.screen is not None:
            self.screen.time_out()

    # -- dialogs ----------------------------------------------------------------------------

    def _close_dialogs(self) -> None:
        self.overlays.close_all()
        self._idle_dialog = None

    def help(self) -> HelpDialog:
        """求助: the help dialog; it stands apart from the question, which stays."""
        from screens.help import HelpDialog, Places

        told = self._settings
        places = Places(told.terminal.help_phone, told.places.window, told.places.window_hours)
        dialog = HelpDialog(places, self._ask_aside, video=bool(told.help.video))
        if self._help_news is not None:
            dialog.news(retold(self._help_news))
        dialog.bind(on_main=lambda *_: self.overlays.close(dialog))
        dialog.bind(on_outside=lambda *_: self.overlays.close(dialog))
        self.overlays.open(dialog)
        return dialog

    def ask_language(self) -> None:
        """语言: the three, each by its own name."""
        from screens.languages import LanguageDialog

        self.overlays.open(LanguageDialog(self.look.language, self._chose_language))

    def _chose_language(self, language: str) -> None:
        self._close_dialogs()
        if language != self.look.language:
            self.restyle(self.look.in_language(language))

    def call_staff(self) -> None:
        """请工作人员来, asked for by a screen; who was called already is not called again."""
        dialog = self.help()
        if not dialog.called:
            dialog.call()

    # -- how it looks -----------------------------------------------------------------------

    def enlarge(self) -> None:
        """Larger letters, asked for by a screen that does not stand in the largest."""
        self.restyle(self.look.next_size())

    def restyle(self, look: Look) -> None:
        """Show the same question in another look, with what was typed and the time that runs."""
        old = self.screen
        if old is None or self._asked is None:
            return
        question, reply = self._asked
        draft = old.draft()
        self._close_dialogs()
        self.host.deafen()
        self.dress(look)
        question = retold(question)
        self._asked = (question, reply)
        self.resting.switched()
        screen = self.stock.screen(type(question))
        screen.present(question, reply)
        screen.restore(draft)
        self.host.show(screen)
        self._changed(fresh=True)
        # In elder mode there is more of it.
        self._start_time(question)
        old.forget()
        self.emergency.cover()

    def dress(self, look: Look) -> None:
        """Build all screens anew in this look, when they are next wanted."""
        from kivy.core.window import Window

        self.look = look
        self.stock.drop()
        look.take_effect(self._settings.glass)
        Window.clearcolor = theme.color.bg
