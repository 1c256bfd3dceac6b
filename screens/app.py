"""The shell: one window, one screen at a time, dialogs over it, and forgetting.

app = make_app(settings, ask_aside, begin)   # configures Kivy; before any other Kivy import
app.run()                                    # the main thread, until app.stop()

The resting screen comes first, before anything that takes time: `begin`, called once it is on the
glass, starts the core, whose questions come through `app.presenter`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

from kivy.animation import Animation
from kivy.app import App
from kivy.clock import Clock

from kiosk.conversation import questions as q
from kiosk.conversation.notices import Aside, HelpNews, Notice
from kiosk.text import _
from screens.early import EarlyReply, early_question
from screens.host import Host
from screens.idle import IdleDialog, IdleWatch
from screens.kit.damage import damage
from screens.kit.dialog import Dialog
from screens.kit.palette import MODES
from screens.kit.retained import Retained
from screens.kit.screen import Answering, Screen
from screens.kit.theme import theme
from screens.pace import Pace
from screens.presenter import ScreenPresenter
from screens.table import SCREENS

if TYPE_CHECKING:
    from kiosk.conversation import Reply
    from kiosk.settings import Settings
    from screens.help import HelpDialog

NOTHING_TYPED = (q.Home, q.FindService)
"""Questions with the shorter idle time; home ends without a warning, there is nothing to lose."""
WARM_UP_PAUSE = 0.4
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
        self._built: dict[type[q.Question[Any]], Screen] = {}
        self._screen: Screen | None = None
        self._asked: tuple[q.Question[Any], Answering] | None = None
        self._overlays: list[Dialog] = []
        self._idle_dialog: IdleDialog | None = None
        self._warm_up: Any = None
        self._fades = False
        self._pace = Pace()
        self.host = Host()
        self.host.on_touch = self._touched
        self.presenter = ScreenPresenter(self)
        self.idle = IdleWatch(
            tell=self._tell_time, warn=self._warn, calm=self._calm, over=self._time_over
        )
        self._configure(settings.glass.colours)

    # -- Kivy -------------------------------------------------------------------------------

    def load_kv(self, filename: str | None = None) -> bool:
        """No kv file of the app's own; screens load theirs."""
        return False

    def build(self) -> Retained:
        """The host, sized to the window, drawn through a buffer."""
        from kivy.core.window import Window
        from kivy.graphics.opengl import GL_RENDERER, glGetString

        renderer = (glGetString(GL_RENDERER) or b"").decode("ascii", "replace").lower()
        self._fades = not any(name in renderer for name in SOFTWARE_GL)
        Window.clearcolor = theme.color.bg
        damage.costly = not self._fades
        self.host.place(0, 0, theme.width, theme.height)
        glass = Retained(self.host, theme.width, theme.height)
        if not self._fades:
            Clock.schedule_once(glass.start, RETAIN_AFTER)
        return glass

    def on_start(self) -> None:
        """The resting screen first; the core once it is on the glass."""
        self._early = EarlyReply()
        self._put(early_question(), self._early)
        # What is scheduled now runs before the first frame, what it schedules after that.
        Clock.schedule_once(lambda *_: Clock.schedule_once(lambda *_: self._begin()))

    def stop_soon(self) -> None:
        """Stop; from any thread."""
        Clock.schedule_once(lambda *_: self.stop())

    def _configure(self, mode: str) -> None:
        glass = self._settings.glass
        theme.configure(glass.width, glass.height, glass.inch, mode)

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
        self._asked = (question, reply)
        self._close_dialogs()
        self._pace.touched()
        screen = self._screen_for(type(question))
        if self._screen is not None and not (screen is self._screen and screen.keeps_fingers):
            self.host.deafen()
        self._tools(screen)
        screen.present(question, reply)
        self._swap(screen)
        self._start_time(question)
        self._warm_up_during(question)
        self._lay_out_next(question)

    def news(self, notice: Notice) -> None:
        """Pass it to the dialog on top if it is about help, else to the screen."""
        if isinstance(notice, HelpNews):
            for dialog in self._overlays:
                dialog.news(notice)
        elif self._screen is not None:
            self._screen.news(notice)

    def purge(self) -> None:
        """Nothing of the citizen stays in any widget; colours go back to the site's own."""
        self.idle.stop()
        self._close_dialogs()
        self._asked = None
        for screen in self._built.values():
            screen.forget()
        if theme.mode != self._settings.glass.colours:
            self._drop_screens()
            self._configure(self._settings.glass.colours)

    # -- screens ----------------------------------------------------------------------------

    def _screen_for(self, question: type[q.Question[Any]]) -> Screen:
        if question not in self._built:
            module, name = SCREENS[question]
            screen: Screen = getattr(import_module(module), name)()
            screen.ask_aside = self._ask_aside
            screen.call_staff = self.call_staff
            screen.header.site = self._settings.terminal.site_name
            self._built[question] = screen
        return self._built[question]

    def _tools(self, screen: Screen) -> None:
        """The tools that work: colours, help. Language, elder mode and speech come later."""
        phone = self._settings.terminal.help_phone
        screen.header.tools = [
            ("circle-half-bold", _("颜色"), self.next_mode),
            ("headset-bold", _("求助 {phone}").format(phone=phone), self.help),
        ]

    def _swap(self, screen: Screen) -> None:
        old, self._screen = self._screen, screen
        if old is screen:
            return
        if old is not None:
            old.hide()
        if screen.parent is not None:
            # Still fading away: it was left only a moment ago.
            self.host.remove_widget(screen)
        self.host.add_widget(screen)
        screen.place(*self.host.pos, *self.host.size)
        screen.resume()
        if old is None:
            return
        if self._fades and not theme.calm:
            screen.opacity = 0
            fade = Animation(opacity=1, duration=theme.motion.change)
            fade.bind(
                on_progress=lambda *_: screen.stain(), on_complete=lambda *_: self._remove(old)
            )
            fade.start(screen)
        else:
            self._remove(old)

    def _remove(self, screen: Screen) -> None:
        if screen is not self._screen:
            self.host.remove_widget(screen)

    def _drop_screens(self) -> None:
        for screen in self._built.values():
            screen.hide()
        self._built.clear()

    def _warm_up_during(self, question: q.Question[Any]) -> None:
        """While nobody is here, build the other screens, one at a time."""
        if self._warm_up is not None:
            self._warm_up.cancel()
            self._warm_up = None
        if isinstance(question, q.Attract):
            rest = iter([kind for kind in SCREENS if kind not in self._built])
            self._warm_up = Clock.schedule_once(lambda *_: self._build_next(rest), WARM_UP_PAUSE)

    def _build_next(self, rest: Iterator[type[q.Question[Any]]]) -> None:
        kind = next(rest, None)
        if kind is not None:
            self._screen_for(kind)
            self._warm_up = Clock.schedule_once(lambda *_: self._build_next(rest), WARM_UP_PAUSE)

    def _lay_out_next(self, question: q.Question[Any]) -> None:
        """While the citizen looks for the card, lay out the screen that shows what it tells."""
        if isinstance(question, q.PlaceCard):
            Clock.schedule_once(lambda *_: self._lay_out(q.FillForm), WARM_UP_PAUSE)

    def _lay_out(self, kind: type[q.Question[Any]]) -> None:
        screen = self._screen_for(kind)
        if screen is not self._screen:
            with damage.unseen():
                screen.place(*self.host.pos, *self.host.size)

    # -- time -------------------------------------------------------------------------------

    def _start_time(self, question: q.Question[Any]) -> None:
        times = self._settings.times
        stopped = isinstance(question, q.Trouble) and bool(question.clock_stopped)
        if not question.timed or stopped:
            self.idle.stop()
            return
        early = isinstance(question, NOTHING_TYPED)
        home = isinstance(question, q.Home)
        self.idle.start(
            (times.idle_home if early else times.idle) + (0 if home else times.warning),
            warning=0 if home else times.warning,
            # A countdown redraws every second; a resting home page should not.
            shown_below=QUIET_BELOW if home else float("inf"),
        )

    def _tell_time(self, seconds: int) -> None:
        if self._screen is not None:
            self._screen.footer.time.left = seconds

    def _touched(self) -> None:
        self._pace.touched()
        self.idle.touched()

    def _warn(self, seconds: int) -> None:
        if self._idle_dialog is None:
            self._idle_dialog = IdleDialog(self._settings.times.warning, self._leave)
            self.open_dialog(self._idle_dialog)
        self._idle_dialog.show_left(seconds)

    def _calm(self) -> None:
        dialog, self._idle_dialog = self._idle_dialog, None
        if dialog is not None:
            # Next frame: the finger that ended the warning may still be on one of its buttons.
            Clock.schedule_once(lambda *_: self.close_dialog(dialog), 0)

    def _leave(self) -> None:
        if self._screen is not None:
            self._screen.leave()

    def _time_over(self) -> None:
        if self._screen is not None:
            self._screen.time_out()

    # -- dialogs ----------------------------------------------------------------------------

    def open_dialog(self, dialog: Dialog) -> None:
        """Put a dialog over the screen."""
        self.host.deafen()
        self._overlays.append(dialog)
        self.host.add_widget(dialog)
        dialog.place(*self.host.pos, *self.host.size)
        dialog.resume()

    def close_dialog(self, dialog: Dialog) -> None:
        """Take it away."""
        if dialog in self._overlays:
            self._overlays.remove(dialog)
            self.host.deafen()
            self.host.remove_widget(dialog)

    def _close_dialogs(self) -> None:
        for dialog in list(self._overlays):
            self.close_dialog(dialog)
        self._idle_dialog = None

    def help(self) -> HelpDialog:
        """求助: the help dialog; it stands apart from the question, which stays."""
        from screens.help import HelpDialog

        places = self._settings.places
        dialog = HelpDialog(
            self._settings.terminal.help_phone,
            self._ask_aside,
            window=places.window,
            hours=places.window_hours,
        )
        dialog.bind(on_main=lambda *_: self.close_dialog(dialog))
        dialog.bind(on_outside=lambda *_: self.close_dialog(dialog))
        self.open_dialog(dialog)
        return dialog

    def call_staff(self) -> None:
        """请工作人员来, asked for by a screen."""
        self.help().call()

    # -- colours ----------------------------------------------------------------------------

    def next_mode(self) -> None:
        """颜色: the next of the four modes."""
        self.restyle(MODES[(MODES.index(theme.mode) + 1) % len(MODES)])

    def restyle(self, mode: str) -> None:
        """Rebuild the screen in another mode, with what was typed and the time that runs."""
        if self._screen is None or self._asked is None:
            return
        from kivy.core.window import Window

        question, reply = self._asked
        draft, left = self._screen.draft(), self._screen.footer.time.left
        old = self._screen
        self._close_dialogs()
        self.host.deafen()
        self._drop_screens()
        self._configure(mode)
        Window.clearcolor = theme.color.bg
        screen = self._screen_for(type(question))
        self._tools(screen)
        screen.present(question, reply)
        screen.restore(draft)
        screen.footer.time.left = left
        self._swap(screen)
        old.forget()


def make_app(
    settings: Settings, ask_aside: Callable[[Aside], None], begin: Callable[[], None]
) -> KioskApp:
    """Configure Kivy for this glass, register the typeface, make the app."""
    from screens.kit import fonts
    from screens.window import configure

    glass = settings.glass
    configure(glass.width, glass.height, fullscreen=glass.fullscreen)
    fonts.register()
    return KioskApp(settings, ask_aside, begin)
