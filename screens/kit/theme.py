"""Design tokens: everything a screen may know about size, colour, type and motion.

One `theme`, set once by `theme.configure` before any widget is built. A change of mode, size or
density rebuilds the screens (`KioskApp.restyle`), so no widget watches the theme.

Lengths are in u: 1 u = 2.2137 mm of glass, whatever the pixels (8 px on 24" 1080 × 1920). `theme.u`
rounds to whole pixels once, here, and never in a screen.
"""

from dataclasses import dataclass
from math import hypot
from types import SimpleNamespace

from screens.kit.palette import PALETTES, Palette

U_MM = 2.2137
TIGHT_WIDTH_U, TIGHT_HEIGHT_U = 130, 225
COLUMN_MAX_U = 150
LOW_SHARE = 0.55
"""Of portrait glass, from below: what a seated person reaches."""
ROOM_MAX_U = 205
"""Question, content and keyboard together; on higher glass the rest stands empty above them, so
that what is pressed stays low."""

LETTERS = ("standard", "elder", "double")
"""Sizes of text: as usual, 长辈模式 (143 to 150 % of it), and 特大字号 (200 %)."""

# step -> (standard u, elder u, standard line height, elder line height)
TYPE = {
    "cap": (3, 4.5, 1.4, 1.5),
    "body": (3.5, 5, 1.4, 1.5),
    "lead": (4, 5.5, 1.4, 1.5),
    "button": (4.25, 5.5, 1.3, 1.5),
    "name": (4.5, 6, 1.3, 1.5),
    "candidate": (4.5, 6, 1.3, 1.5),
    "typed": (4.75, 6, 1.3, 1.5),
    "key": (4.75, 6, 1.3, 1.5),
    "keyword": (3.5, 5, 1.4, 1.5),
    "keyhint": (3, 4.5, 1.4, 1.5),
    "h2": (5.5, 7, 1.3, 1.5),
    "h1": (7, 8.5, 1.3, 1.5),
    "hero": (8, 8.5, 1.3, 1.5),
    "code": (10, 12, 1.3, 1.5),
    "timer": (13, 13, 1.3, 1.3),
    "banner": (15, 15, 1.3, 1.3),
    "poster": (21, 21, 1.3, 1.3),
}
NOT_DOUBLED = ("timer", "banner", "poster")
"""With double letters as in elder mode: they stand 29 mm high and more already."""
FIXED_SHARE = 1.4
"""A width fixed in u for words in elder mode (body 5 u) holds as many in double letters (7 u)."""

# Smaller steps a text may fall back to when it does not fit (see Text.shrink).
SMALLER = {
    "poster": "banner",
    "h1": "h2",
    "h2": "name",
    "hero": "h1",
    "name": "lead",
    "button": "lead",
    "lead": "body",
    "body": "cap",
    "typed": "lead",
    "candidate": "keyword",
    "key": "keyword",
    "keyword": "keyhint",
}


@dataclass(frozen=True, slots=True)
class Motion:
    """Seconds."""

    release: float = 0.08
    change: float = 0.12
    turn: float = 1.2
    picture: float = 2.4
    explain_after: float = 1.0
    offer_cancel_after: float = 8.0
    countdown: float = 20.0


class Theme:
    """The tokens in force. `size` and `line` hold pixels and factors by type step."""

    def __init__(self) -> None:
        self.motion = Motion()
        self.configure(1080, 1920, 24.0)

    def configure(
        self,
        width: int,
        height: int,
        inch: float,
        mode: str = "light",
        letters: str = "standard",
        low: float = 0.0,
    ) -> None:
        """Take the glass (pixels, pixels, diagonal inches), colour mode and LETTERS in force.

        `low` above 0 asks for the low layout on portrait glass: nothing to press stands higher
        than so many millimetres above its lower edge, nor above its lower 55 %.
        """
        self.width, self.height, self.inch = width, height, inch
        self.mode, self.letters = mode, letters
        self.elder, self.double = letters != "standard", letters == "double"
        self.px_per_mm = hypot(width, height) / (inch * 25.4)
        self.landscape = width > height
        wide, high = (side / self.px_per_mm / U_MM for side in (width, height))
        narrow = wide < TIGHT_WIDTH_U or high < TIGHT_HEIGHT_U
        self.tight = narrow and not self.landscape
        self.low = low > 0 and not self.landscape
        self.reach = min(round(LOW_SHARE * height), round(self.mm(low)))
        self.color: Palette = PALETTES[mode]
        self.size = SimpleNamespace()
        self.line = SimpleNamespace()
        for step, (standard, large, high_line, elder_line) in TYPE.items():
            doubled = self.double and step not in NOT_DOUBLED
            setattr(
                self.size, step, self.u(2 * standard if doubled else (standard, large)[self.elder])
            )
            setattr(self.line, step, high_line if doubled or not self.elder else elder_line)

    def u(self, length: float) -> int:
        """`length` u in whole pixels of this glass; never 0 for a length above 0."""
        pixels = round(length * U_MM * self.px_per_mm)
        return max(1, pixels) if length > 0 else pixels

    def mm(self, length: float) -> float:
        """Millimetres of glass in pixels, unrounded (for checks)."""
        return length * self.px_per_mm

    def pick(
        self, standard: float, *, tight: float | None = None, elder: float | None = None
    ) -> int:
        """The length (u) for the density and text size in force, in pixels; elder wins."""
        if self.elder and elder is not None:
            return self.u(elder)
        if self.tight and tight is not None:
            return self.u(tight)
        return self.u(standard)

    @property
    def density(self) -> str:
        """`normal`, `tight` or `landscape`."""
        if self.landscape:
            return "landscape"
        return "tight" if self.tight else "normal"

    @property
    def pad(self) -> int:
        """Side padding of the screen, pixels."""
        return self.pick(5, tight=4)

    @property
    def gap(self) -> int:
        """Between blocks of one screen, pixels."""
        return self.u(3.25) if self.tight or self.landscape else self.u(4.75)

    @property
    def between(self) -> int:
        """Between cards, pixels, sill not counted."""
        return self.pick(2.5, tight=2.1, elder=3)

    @property
    def short(self) -> bool:
        """Little height for content over a keyboard: keys are lower, and stand in one strip."""
        return self.landscape or self.low

    @property
    def crowded(self) -> bool:
        """Double letters within a seated reach: what need not stand where one presses gives way."""
        return self.double and self.low

    @property
    def outlined(self) -> bool:
        """High contrast: cards, panels, chips and banners get a white border, tiles lose fill."""
        return self.mode == "contrast"

    @property
    def calm(self) -> bool:
        """No fades: elder mode and high contrast."""
        return self.elder or self.outlined


theme = Theme()
