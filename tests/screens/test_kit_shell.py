"""Idle time, the presenter's order, and the app around the screens."""

import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import ClassVar

import pytest

from kiosk.conversation import Leave, TimedOut
from kiosk.conversation.notices import LiveFrame, StillWorking
from kiosk.conversation.questions import Attract, Consent, Home, Picture, Question, Working
from screens.kit.untyped import Untyped


class FakeClock:
    """Kivy's clock by hand."""

    def __init__(self) -> None:
        self.now = 100.0
        self.due: list[SimpleNamespace] = []

    def time(self) -> float:
        return self.now

    def schedule_once(self, call: Callable[[float], None], wait: float) -> SimpleNamespace:
        event = SimpleNamespace(call=call, at=self.now + wait)
        event.cancel = lambda: self.due.remove(event) if event in self.due else None
        self.due.append(event)
        return event

    def run(self, seconds: float) -> int:
        """Let time pass; how often anything woke up."""
        end, woken = self.now + seconds, 0
        while self.due and min(event.at for event in self.due) <= end:
            event = min(self.due, key=lambda one: one.at)
            self.due.remove(event)
            self.now = max(self.now, event.at)
            event.call(0)
            woken += 1
        self.now = end
        return woken


@pytest.fixture
def idle(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    from screens import idle as module

    clock, seen = FakeClock(), SimpleNamespace(told=[], warned=[], calmed=0, over=0)
    monkeypatch.setattr(module, "Clock", clock)

    def calm() -> None:
        seen.calmed += 1

    def over() -> None:
        seen.over += 1

    watch = module.IdleWatch(tell=seen.told.append, warn=seen.warned.append, calm=calm, over=over)
    return SimpleNamespace(clock=clock, seen=seen, watch=watch)


def test_warning_counts_down_and_ends(idle: SimpleNamespace) -> None:
    idle.watch.start(140, warning=20, shown_below=float("inf"))
    idle.clock.run(119.5)
    assert not idle.seen.warned
    idle.clock.run(21)
    assert idle.seen.warned == list(range(20, 0, -1))
    assert idle.seen.over == 1
    assert not idle.watch.running


def test_any_touch_extends_as_often_as_one_likes(idle: SimpleNamespace) -> None:
    idle.watch.start(140, warning=20, shown_below=float("inf"))
    for _ in range(12):
        idle.clock.run(125)
        assert idle.watch.warned
        idle.watch.touched()
        assert not idle.watch.warned
    assert idle.seen.calmed == 12
    assert idle.seen.over == 0


def test_nothing_wakes_while_nothing_is_shown(idle: SimpleNamespace) -> None:
    idle.watch.start(120, warning=0, shown_below=30)
    assert idle.clock.run(89) == 0
    assert idle.clock.run(31.5) <= 32
    assert idle.seen.told[-2:] == [1, -1]
    assert idle.seen.over == 1


def test_a_device_step_has_no_time(idle: SimpleNamespace) -> None:
    idle.watch.start(120, warning=20, shown_below=120)
    idle.watch.stop()
    assert idle.clock.run(1000) == 0
    assert idle.seen.told[-1] == -1


class Recorder:
    """A shell that writes down what it is told."""

    def __init__(self) -> None:
        self.heard: list[object] = []
        self.thread: set[str] = set()

    def present(self, question: Untyped, reply: Untyped) -> None:
        self.heard.append(question)
        self.thread.add(threading.current_thread().name)

    def news(self, notice: Untyped) -> None:
        self.heard.append(notice)

    def purge(self) -> None:
        self.heard.append("purge")


def test_presenter_keeps_order_and_only_the_newest_frame(portrait: Untyped) -> None:
    from screens.presenter import ScreenPresenter

    shell = Recorder()
    presenter = ScreenPresenter(shell)
    question = Working(title="正在提交", line="")
    frames = [LiveFrame(Picture(1, 1, b"abc"), None, str(n), ok=False) for n in range(50)]

    def core() -> None:
        presenter.present(question, SimpleNamespace())
        for frame in frames:
            presenter.notify(frame)
        presenter.notify(StillWorking("还在办"))

    worker = threading.Thread(target=core, name="core")
    worker.start()
    worker.join(60)
    assert portrait.driver.until(lambda: len(shell.heard) == 3)
    assert shell.heard[0] is question
    assert shell.heard[-1] == StillWorking("还在办")
    shown = [one for one in shell.heard if isinstance(one, LiveFrame)]
    assert shown == [frames[-1]]
    assert shell.thread == {"MainThread"}


def test_no_frame_is_shown_after_the_citizen_has_gone(portrait: Untyped) -> None:
    from screens.presenter import ScreenPresenter

    shell = Recorder()
    presenter = ScreenPresenter(shell)
    presenter.notify(LiveFrame(Picture(1, 1, b"abc"), None, "", ok=False))
    presenter.forget()
    assert portrait.driver.until(lambda: "purge" in shell.heard)
    assert shell.heard == ["purge"]


class Glass:
    width, height, inch, fullscreen, colours = 1080, 1920, 24.0, False, "light"
    mounted, reach, elder, night = 880.0, 1170.0, False, ()


class Settings:
    """As much of the settings as the shell reads."""

    glass = Glass
    terminal = SimpleNamespace(
        site_name="示例市示例区××街道便民服务中心", help_phone="12345", language="zh_CN"
    )
    sound = SimpleNamespace(device="", record="")
    places = SimpleNamespace(window="一楼 3 号窗口", window_hours="工作日 9:00 至 17:00")
    times = SimpleNamespace(same_key=0.0, idle=120.0, idle_home=60.0, warning=20.0)


@pytest.fixture
def app(portrait: Untyped, monkeypatch: pytest.MonkeyPatch) -> Untyped:
    """The shell with a screen of its own for every question."""
    from kivy.core.window import Window

    from screens import app as module
    from screens import stock
    from screens.kit.field import Field
    from screens.kit.screen import Screen

    class Plain(Screen):
        question: ClassVar[type[Question[Untyped]]] = Working

        def build(self) -> None:
            self.field = Field(label="手机号")
            self.add_content(self.field)
            self.notices: list[object] = []

        def show(self, question: Untyped) -> None:
            self.title = "请稍等"

        def news(self, notice: Untyped) -> None:
            self.notices.append(notice)

        def draft(self) -> dict[str, str]:
            return {"typed": self.field.text}

        def restore(self, draft: dict[str, str]) -> None:
            self.field.text = draft["typed"]

    monkeypatch.setattr(stock, "SCREENS", dict.fromkeys(stock.SCREENS, ("plain", "Plain")))
    monkeypatch.setattr(stock, "import_module", lambda _: SimpleNamespace(Plain=Plain))
    made = module.KioskApp(Settings, lambda aside: None)  # type: ignore[arg-type]
    for child in list(Window.children):
        Window.remove_widget(child)
    Window.add_widget(made.build())
    yield made
    made.idle.stop()
    made.stock.drop()


CONSENT = Consent(asker="", purpose="", reads=(), kept="", shared_with="")


def test_screens_are_reused(app: Untyped, portrait: Untyped) -> None:
    app.present(CONSENT, portrait.answers)
    first = app.screen
    app.present(Working(title="", line=""), portrait.answers)
    app.present(CONSENT, portrait.answers)
    portrait.driver.frames()
    assert app.screen is first
    assert app.host.children == [first]
    assert first.size == [1080, 1920]


def test_color_change_keeps_what_was_typed(app: Untyped, portrait: Untyped) -> None:
    from screens.kit.theme import theme

    app.present(CONSENT, portrait.answers)
    app.screen.field.text = "13800000000"
    app.restyle(app.look.next_mode())
    assert theme.mode == "dark"
    assert app.screen.field.text == "13800000000"
    app.purge()
    assert theme.mode == "dark"
    app.present(Attract(service_count=1), portrait.answers)
    assert theme.mode == "light"
    assert len(app.stock) == 1


def test_purge_empties_every_screen(app: Untyped, portrait: Untyped) -> None:
    app.present(CONSENT, portrait.answers)
    screen = app.screen
    screen.field.text = "13800000000"
    app.purge()
    assert screen.field.text == ""
    assert screen.reply is None
    assert not app.idle.running


def test_idle_warning_comes_and_goes(app: Untyped, portrait: Untyped) -> None:
    app.present(CONSENT, portrait.answers)
    assert app.idle.running
    app.time.warn(16)
    dialog = app.time.dialog
    portrait.driver.frames()
    assert "16 秒" in dialog.text
    app.idle.warned = True
    assert portrait.driver.until(lambda: not app.host.deaf)
    portrait.tap(dialog.second)
    portrait.driver.frames()
    assert portrait.answers.outcomes == [Leave]
    assert app.time.dialog is None
    assert app.host.children == [app.screen]
    app.time.over()
    assert portrait.answers.outcomes == [Leave, TimedOut]


def test_time_runs_by_question(app: Untyped, portrait: Untyped) -> None:
    app.present(Working(title="", line=""), portrait.answers)
    assert not app.idle.running
    home = Home(greeting="您好", hot=(), categories=(), service_count=0)
    app.present(home, portrait.answers)
    assert app.idle.left() == pytest.approx(60, abs=1)
    assert app.screen.footer.time.left == -1
    app.present(CONSENT, portrait.answers)
    assert app.idle.left() == pytest.approx(140, abs=1)
    assert app.screen.footer.time.left == pytest.approx(140, abs=1)


def test_the_core_wakes_the_loop_at_once(portrait: Untyped) -> None:
    from kivy.clock import Clock, ClockBaseInterrupt

    assert isinstance(Clock, ClockBaseInterrupt)


def test_it_is_told_once_after_each_citizen_that_nobody_is_here(
    app: Untyped, portrait: Untyped, monkeypatch: pytest.MonkeyPatch
) -> None:
    from screens import stock

    monkeypatch.setattr(stock, "WARM_UP_PAUSE", 0)
    settled: list[int] = []
    app.stock.when_settled = lambda: settled.append(len(app.stock))
    rest = Attract(service_count=1)
    app.present(rest, portrait.answers)
    assert portrait.driver.until(lambda: bool(settled))
    assert settled == [len(stock.SCREENS)]
    app.present(rest, portrait.answers)
    portrait.driver.frames(5)
    assert len(settled) == 1
    app.present(CONSENT, portrait.answers)
    app.present(rest, portrait.answers)
    assert portrait.driver.until(lambda: len(settled) == 2)


def test_no_screen_is_built_beforehand_until_the_core_asks(
    app: Untyped, portrait: Untyped, monkeypatch: pytest.MonkeyPatch
) -> None:
    from screens import stock

    monkeypatch.setattr(stock, "WARM_UP_PAUSE", 0)
    monkeypatch.setattr(app._pace, "listen", lambda _window: None)
    app.on_start()
    portrait.driver.frames(5)
    assert len(app.stock) == 1
    app.present(Attract(service_count=1), portrait.answers)
    assert portrait.driver.until(lambda: len(app.stock) > 1)
