"""How the screens look for whoever stands there: the site's own way until somebody switches."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.text import use_language
from screens.kit.palette import MODES
from screens.kit.theme import theme

if TYPE_CHECKING:
    from kiosk.settings import Glass, Settings


@dataclass(frozen=True, slots=True)
class Look:
    """Colour mode, language, text size, and whether all to press stands within a seated reach."""

    mode: str
    language: str
    elder: bool = False
    low: bool = False

    def next_mode(self) -> Look:
        """颜色: the next of the four colour modes."""
        return replace(self, mode=MODES[(MODES.index(self.mode) + 1) % len(MODES)])

    def other_size(self) -> Look:
        """长辈模式 on or off."""
        return replace(self, elder=not self.elder)

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
        theme.configure(glass.width, glass.height, glass.inch, self.mode, elder=self.elder, low=low)


def site_look(settings: Settings, now: datetime) -> Look:
    """What every citizen begins with at that time of day."""
    mode = "night" if _is_night(settings.glass.night, now) else settings.glass.colours
    return Look(mode, settings.terminal.language, settings.glass.elder)


def _is_night(night: tuple[str, ...], now: datetime) -> bool:
    if not night:
        return False
    (begin, end), time = night, f"{now:%H:%M}"
    # Most nights go past midnight.
    return begin <= time < end if begin <= end else time >= begin or time < end
