"""How the screens look for whoever stands there: the site's own way until somebody switches.

Between two citizens it goes back to that: at once, and whenever night comes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from kivy.clock import Clock

from kiosk.conversation.questions import Attract, OutOfService, Question
from kiosk.text import use_language
from screens.kit.palette import MODES
from screens.kit.theme import LETTERS, theme

if TYPE_CHECKING:
    from kiosk.setting_tables import Glass
    from kiosk.settings import Settings

LOOK_AGAIN = 60.0
"""Seconds between two looks at the clock, and for which a switch on the resting screen holds."""


@dataclass(frozen=True, slots=True)
class Look:
    """Colour mode, language, text size, and whether all to press stands within a seated reach."""

    mode: str
    language: str
    letters: str = "standard"
    low: bool = False

    def next_mode(self) -> Look:
        """颜色: the next of the four colour modes."""
        return replace(self, mode=MODES[(MODES.index(self.mode) + 1) % len(MODES)])

    def next_size(self) -> Look:
        """字号: the next size of text, after the largest the standard."""
        return replace(self, letters=LETTERS[(LETTERS.index(self.letters) + 1) % len(LETTERS)])

    def other_height(self) -> Look:
        """低位操作 on or off."""
        return replace(self, low=not self.low)

    def in_language(self, language: str) -> Look:
        """语言: this one."""
        return replace(self, language=language)

    def take_effect(self, glass: Glass) -> None:
        """Set tokens and language; only screens built from now on follow."""
        low = glass.reach - glass.mounted if self.low else 0.0
        use_language(self.language)
        theme.configure(glass.width, glass.height, glass.inch, self.mode, self.letters, low)


def site_look(settings: Settings, now: datetime) -> Look:
    """What every citizen begins with at that time of day."""
    mode = "night" if _is_night(settings.glass.night, now) else settings.glass.colours
    letters = "elder" if settings.glass.elder else "standard"
    return Look(mode, settings.terminal.language, letters)


def _is_night(night: tuple[str, ...], now: datetime) -> bool:
    if not night:
        return False
    (begin, end), time = night, f"{now:%H:%M}"
    # Most nights go past midnight.
    return begin <= time < end if begin <= end else time >= begin or time < end


class Dressed(Protocol):
    """What the watch over the look needs of the app."""

    look: Look

    def site_look(self) -> Look:
        """What a citizen begins with now."""

    def dress(self, look: Look) -> None:
        """Build all screens anew in this look."""

    def restyle(self, look: Look) -> None:
        """Show the same question in another look."""

    def rest(self) -> None:
        """Nobody is there."""


class RestingLook:
    """Watches the resting screens; whoever switches there and stays is no longer at rest soon."""

    def __init__(self, app: Dressed) -> None:
        self._app = app
        self._due: Any = None

    def put(self, question: Question[Any]) -> None:
        """A question comes: of a resting screen, or of somebody's visit."""
        if not isinstance(question, (Attract, OutOfService)):
            self._stop()
        elif self._due is None:
            self._app.rest()
            if self._app.look != self._app.site_look():
                self._app.dress(self._app.site_look())
            self._due = Clock.schedule_once(self._again, LOOK_AGAIN)

    def switched(self) -> None:
        """Somebody switched the look: on a resting screen it holds for a while."""
        if self._due is not None:
            self._stop()
            self._due = Clock.schedule_once(self._again, LOOK_AGAIN)

    def refresh(self) -> None:
        """The site's own look may be another now."""
        if self._due is not None:
            self._due.cancel()
            self._again()

    def _stop(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None

    def _again(self, *_: object) -> None:
        self._due = Clock.schedule_once(self._again, LOOK_AGAIN)
        self._app.rest()
        if self._app.look != self._app.site_look():
            self._app.restyle(self._app.site_look())
