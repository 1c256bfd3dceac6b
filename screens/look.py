"""How the screens look for whoever stands there: the site's own way until somebody switches."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from screens.kit.palette import MODES
from screens.kit.theme import theme

if TYPE_CHECKING:
    from kiosk.settings import Glass


@dataclass(frozen=True, slots=True)
class Look:
    """Colour mode, text size, and whether everything to press stands within a seated reach."""

    mode: str
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

    def take_effect(self, glass: Glass) -> None:
        """Set the tokens; only screens built from now on follow."""
        low = glass.reach - glass.mounted if self.low else 0.0
        theme.configure(glass.width, glass.height, glass.inch, self.mode, elder=self.elder, low=low)


def site_look(glass: Glass) -> Look:
    """What every citizen begins with."""
    return Look(glass.colours, glass.elder)
