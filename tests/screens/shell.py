"""The real shell with the real screens, and fingers on it; no core behind."""

from __future__ import annotations

from types import SimpleNamespace

from kiosk.conversation.questions import Question
from screens.kit.untyped import Untyped
from tests.screens.conftest import Answers

SETTINGS = SimpleNamespace(
    glass=SimpleNamespace(
        width=1080,
        height=1920,
        inch=24.0,
        fullscreen=False,
        mounted=880.0,
        reach=1170.0,
        colours="light",
        elder=False,
        night=(),
    ),
    terminal=SimpleNamespace(
        site_name="示例市示例区××街道便民服务中心", help_phone="12345", language="zh_CN"
    ),
    places=SimpleNamespace(window="一楼 3 号窗口", window_hours="工作日 9:00 至 17:00"),
    sound=SimpleNamespace(device="", record=""),
    help=SimpleNamespace(video=""),
    times=SimpleNamespace(same_key=0.0, idle=120.0, idle_home=60.0, warning=20.0),
)


class Shell:
    """Puts questions as the core would, and touches what stands on the glass."""

    def __init__(self) -> None:
        from kivy.core.window import Window

        from screens.app import KioskApp
        from screens.kit import driver

        self.driver, self.asides = driver, []  # type: tuple[Untyped, list[object]]
        driver.resize(SETTINGS.glass.width, SETTINGS.glass.height)
        self.app = KioskApp(SETTINGS, self.asides.append)  # type: ignore[arg-type]
        for child in list(Window.children):
            Window.remove_widget(child)
        Window.add_widget(self.app.build())

    def close(self) -> None:
        """Nothing runs on."""
        from kivy.core.window import Window

        from screens.kit.damage import damage

        self.app.idle.stop()
        self.app.stock.drop()
        for child in list(Window.children):
            Window.remove_widget(child)
        self.driver.frames()
        damage.listener = None

    def put(self, question: Question[Untyped], *, wait: bool = True) -> tuple[Untyped, Answers]:
        """The question's screen, and where its answers go."""
        answers = Answers()
        self.app.present(question, answers)  # type: ignore[arg-type]
        self.driver.frames(2)
        if wait:
            self.wait()
        return self.app.screen, answers

    def wait(self) -> None:
        """Until touches count again."""
        assert self.driver.until(lambda: not self.app.host.deaf)

    def down(self, widget: Untyped) -> Untyped:
        """A finger comes down on its middle."""
        finger = self.driver.touch(*self.driver.centre(widget))
        finger.touch_down()
        return finger

    def tap(self, widget: Untyped) -> None:
        """Down and up."""
        self.down(widget).touch_up()
        self.driver.frames(1)
