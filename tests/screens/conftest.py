"""A real window in-process: show a screen, press it, photograph it, check that nothing clips.

Needs a display: xvfb-run -a -s "-screen 0 1920x1920x24" .venv/bin/pytest tests/screens
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kiosk.conversation import Outcome
from kiosk.conversation.notices import Notice
from kiosk.conversation.questions import Question

if TYPE_CHECKING:
    from tests.screens.ear import Ear
    from tests.screens.shell import Shell


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Without a display there is nothing to test here but what needs no window."""
    windowless = ("test_kit_wrap.py", "test_kit_theme.py", "test_kit_fonts.py")
    needs = collection_path.name.startswith("test_") and collection_path.name not in windowless
    return True if needs and not os.environ.get("DISPLAY") else None


@dataclass(frozen=True)
class Panel:
    """A glass to test on: width and height in pixels, inches, colour mode, size of text."""

    width: int
    height: int
    inch: float
    mode: str = "light"
    letters: str = "standard"
    low: float = 0.0
    """Millimetres of glass within a seated reach; 0 = the ordinary layout."""


PORTRAIT = Panel(1080, 1920, 24.0)
TIGHT = Panel(1080, 1920, 21.5)
LANDSCAPE = Panel(1920, 1080, 21.5)


@dataclass
class Answers:
    """Stands in for the core's Reply: keeps what was answered."""

    values: list[Any] = field(default_factory=list)
    outcomes: list[type[Outcome]] = field(default_factory=list)

    def answer(self, value: Any) -> None:  # noqa: ANN401 - any question's answer
        """Keep it."""
        self.values.append(value)

    def outcome(self, outcome: type[Outcome]) -> None:
        """Keep it."""
        self.outcomes.append(outcome)


@pytest.fixture(scope="session")
def window() -> None:
    """The one window of this process."""
    from screens.window import open_window

    open_window(1080, 1920, fullscreen=False)
    hurry()


def hurry() -> None:
    """Nobody looks: frames need not wait for each other, nor be drawn but for a picture."""
    from kivy.clock import Clock

    from screens.pace import Pace

    Clock._max_fps = Pace.AWAKE = Pace.RESTING = 1000
    _draw_for_pictures_only()


def _draw_for_pictures_only() -> None:
    from kivy.core.window import Window

    from screens.kit import driver

    draw, shot = Window.on_draw, driver.shot

    def picture(path: str | Path) -> Path:
        Window.on_draw = draw
        try:
            return shot(path)
        finally:
            Window.on_draw = lambda: None

    Window.on_draw = lambda: None
    driver.shot = picture


@pytest.fixture
def drawn(window: None) -> Iterator[None]:
    """Every frame is drawn, as in real life."""
    from kivy.core.window import Window

    blind = Window.on_draw
    del Window.on_draw
    yield
    Window.on_draw = blind


class Stage:
    """Shows one screen on one glass. `answers` collects what it answered."""

    def __init__(self, panel: Panel) -> None:
        from screens.kit import driver
        from screens.kit.theme import theme

        self.driver = driver
        self.panel = panel
        glass = (panel.width, panel.height, panel.inch)
        theme.configure(*glass, panel.mode, panel.letters, panel.low)
        driver.resize(panel.width, panel.height)
        self.answers = Answers()
        self.screen: Any = None

    def show(self, screen: Any, question: Question[Any]) -> Any:  # noqa: ANN401 - any screen
        """Put a question on a screen (a class, or an instance to use it again)."""
        if isinstance(screen, type):
            screen = screen()
            screen.header.site = "示例市示例区××街道便民服务中心"
            screen.header.toolbar.tools = [
                ("circle-half-bold", "颜色", lambda: None),
                ("headset-bold", "求助 12345", lambda: None),
            ]
        self.screen = screen
        screen.footer.time.left = 225 if question.timed else -1
        screen.present(question, self.answers)
        self.driver.fill_window(screen)
        return screen

    def news(self, notice: Notice) -> None:
        """Send a notice to the screen."""
        self.screen.news(notice)
        self.driver.frames()

    def tap(self, widget: Any) -> None:  # noqa: ANN401 - any widget
        """Press it as a finger would."""
        self.driver.tap(widget)

    def shot(self, path: Path) -> Path:
        """A picture of the glass."""
        return self.driver.shot(path)


@pytest.fixture(params=[PORTRAIT, TIGHT, LANDSCAPE], ids=["portrait", "tight", "landscape"])
def stage(request: pytest.FixtureRequest, window: None) -> Iterator[Stage]:
    """A stage on each of the three glasses."""
    made = Stage(request.param)
    yield made
    if made.screen is not None:
        made.screen.hide()


@pytest.fixture
def ear() -> Ear:
    """Hears what `shell` reads aloud."""
    from tests.screens.ear import Ear

    return Ear()


@pytest.fixture
def shell(window: None, ear: Ear) -> Iterator[Shell]:
    """The real shell, with nothing on the glass."""
    from tests.screens.shell import Shell

    made = Shell()
    made.app.reader._voice = ear
    yield made
    made.close()


@pytest.fixture
def portrait(window: None) -> Stage:
    """A stage on 24-inch portrait only, for tests of behaviour."""
    return Stage(PORTRAIT)


def assert_no_clipping(root: Any) -> None:  # noqa: ANN401 - any page
    """Words inside their room, targets big enough and apart, everything in the window."""
    from screens.kit.checks import faults

    found = faults(root)
    assert not found, "\n".join(found)


@pytest.fixture(name="assert_no_clipping")
def _assert_no_clipping() -> Any:  # noqa: ANN401 - a function
    """`assert_no_clipping(screen)`."""
    return assert_no_clipping
