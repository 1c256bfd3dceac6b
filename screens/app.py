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
from kiosk.text import retold
from screens.curtain import Curtain
from screens.early import EarlyReply, early_question
from screens.emergency import EmergencyWatch
from screens.helping import Helping
from screens.host import Host
from screens.idle import QuestionTime
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
from screens.stock import Stock
from screens.tools import put_tools
from screens.window import draws_in_software

if TYPE_CHECKING:
    from kiosk.conversation import Reply
    from kiosk.conversation.notices import Aside, Notice
    from kiosk.settings import Settings
    from screens.help import HelpDialog

PATIENCE = 2.0
"""Times the ordinary idle time, for those who read large letters or listen."""
RETAIN_AFTER = 1.0


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
        self._early = EarlyReply()
        self._asked: tuple[q.Question[Any], Answering] | None = None
        self._pace = Pace()
        self.host = Host()
        self.host.on_touch = self._touched
        self.stock = Stock(self._equip)
        self.presenter = ScreenPresenter(self)
        self.reader = Reader(self.host, voice_for(settings.sound), self._read_aloud)
        self.curtain = Curtain(self.host, self.reader)
        self.host.on_press = self._pressed
        self.host.on_woken = self.curtain.open
        self.overlays = Overlays(self.host, self._changed)
        self.helping = Helping(self.overlays, ask_aside)
        self.time = QuestionTime(self.host, self.overlays)
        self.idle = self.time.watch
        self.keys = Keys(self, self._touched, same_key=settings.times.same_key)
        self.resting = RestingLook(self)
        self.emergency = EmergencyWatch(self.stock, self.overlays, self.reader)
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

        self.host.fades = not draws_in_software()
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
        self._early.lead_on(question, reply)
        self._put(question, reply)

    def _put(self, question: q.Question[Any], reply: Answering) -> None:
        self.time.close_dialogs()
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
        self.time.start(question, self._settings.times, self._patience)
        if reply is not self._early:
            # On a slow machine they would come before the first frame and the core.
            self.stock.warm_up_during(question)
        self.stock.lay_out_during(question, self.host)
        self._changed(fresh=fresh)
        self.emergency.cover()

    def news(self, notice: Notice) -> None:
        """Hand it on to whom it is for."""
        from screens.news import hand_on

        hand_on(retold(notice), self)
        self._changed()

    def purge(self) -> None:
        """Nothing of the citizen stays in any widget.

        The way it looks and speaks stays until the goodbye is over, which they must understand.
        """
        self.idle.stop()
        self.time.close_dialogs()
        self._asked = None
        self.helping.forget()
        self.emergency.citizen_gone()
        for screen in self.stock:
            screen.forget()

    def use(self, settings: Settings) -> None:
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
        screen.call_staff = lambda: self.helping.call_staff(self._settings)
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

    # -- time -------------------------------------------------------------------------------

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

    # -- dialogs ----------------------------------------------------------------------------

    def help(self) -> HelpDialog:
        """求助: the help dialog."""
        return self.helping.open(self._settings)

    def ask_language(self) -> None:
        """语言: the three, each by its own name."""
        from screens.languages import LanguageDialog

        self.overlays.open(LanguageDialog(self.look.language, self._chose_language))

    def _chose_language(self, language: str) -> None:
        self.time.close_dialogs()
        if language != self.look.language:
            self.restyle(self.look.in_language(language))

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
        self.time.close_dialogs()
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
        self.time.start(question, self._settings.times, self._patience)
        old.forget()
        self.emergency.cover()

    def dress(self, look: Look) -> None:
        """Build all screens anew in this look, when they are next wanted."""
        from kivy.core.window import Window

        self.look = look
        self.stock.drop()
        look.take_effect(self._settings.glass)
        Window.clearcolor = theme.color.bg
