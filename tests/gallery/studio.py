"""Shows an entry in a look, in one window: the checks' findings, and a picture."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from kiosk import text
from tests.gallery.entries import Entry
from tests.gallery.looks import GLASSES, REACH, Showing
from tests.gallery.told import told

NOW = datetime(2026, 11, 20, 14, 32)
SITE = "示例市示例区××街道便民服务中心"


class _Always(datetime):
    """The same minute in every picture."""

    @classmethod
    def now(cls, tz: Any = None) -> datetime:  # noqa: ANN401 - as datetime's own
        return NOW


@contextmanager
def standing_clock() -> Iterator[None]:
    """The header's clock and the resting screen's stand at NOW."""
    from screens import attract
    from screens.kit import header

    kept = [(module, module.datetime) for module in (attract, header)]
    for module, _ in kept:
        module.datetime = _Always  # type: ignore[attr-defined]
    try:
        yield
    finally:
        for module, own in kept:
            module.datetime = own  # type: ignore[attr-defined]


class Studio:
    """One look; its screens are built once and used again. `close` when the next look comes."""

    def __init__(self, showing: Showing) -> None:
        from screens.kit import driver
        from screens.kit.theme import theme
        from screens.stock import Stock

        self._driver, self._showing = driver, showing
        text.use_language(showing.language)
        low = REACH if showing.low else 0.0
        theme.configure(*GLASSES[showing.glass], showing.mode, showing.letters, low)
        driver.resize(theme.width, theme.height)
        self._stock = Stock(self._equip)
        self._screen: Any = None

    def _equip(self, screen: Any) -> None:  # noqa: ANN401 - a screen
        from screens.look import Look
        from screens.tools import put_tools

        screen.header.site = SITE
        shown = self._showing
        look = Look(shown.mode, shown.language, shown.letters, shown.low)
        app = SimpleNamespace(look=look, reader=SimpleNamespace(fitted=True, on=False))
        put_tools(screen, app, "12345")  # type: ignore[arg-type]

    def show(self, entry: Entry) -> list[str]:
        """Put it on the glass; what the checks find."""
        from kivy.core.window import Window

        from screens.kit import checks
        from tests.gallery.focusing import focus_faults
        from tests.screens.conftest import Answers

        if self._screen is not None:
            self._screen.hide()  # as the host does: a resting screen grows light again
        self._screen = screen = self._stock.screen(type(entry.question))
        screen.header.alarm = ""
        screen.footer.time.left = 225 if entry.question.timed else -1
        screen.present(told(entry.question), Answers())
        self._driver.fill_window(screen)
        for notice in entry.news:
            screen.news(told(notice))
        dialog = entry.act(screen)
        if dialog is not None:
            Window.add_widget(dialog)
            dialog.place(*screen.pos, *screen.size)
        self._driver.frames(2)
        shown = dialog or screen
        return [*checks.faults(shown, whole_words=not entry.long), *focus_faults(shown)]

    def hold_still(self) -> None:
        """Stop what moves by itself."""
        self._screen.hide()
        self._driver.frames(2)

    def shot(self, path: Path) -> Path:
        """A picture of what is shown."""
        return self._driver.shot(path)

    def close(self) -> None:
        """Nothing moves on; the first language again."""
        self._stock.drop()
        text.use_language("zh_CN")
