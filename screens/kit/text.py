"""Text: the only way a screen puts words on the glass."""

import re
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple

from kivy.core.text import Label as CoreLabel
from kivy.graphics import Color, Rectangle
from kivy.graphics.texture import Texture
from kivy.properties import BooleanProperty, NumericProperty, OptionProperty, StringProperty

from kiosk.text import Words
from screens.kit.fonts import face
from screens.kit.piece import Piece
from screens.kit.shape import unsmoothed
from screens.kit.theme import FIXED_SHARE, SMALLER, theme
from screens.kit.untyped import Untyped
from screens.kit.wrap import ellipsis, halves, joined, tokens, wrap

# Hanzi stand this much of an em below the middle of the font's natural line.
DROP_EM = 0.06


Fit = tuple[list[str], str, list[tuple[bool, str]]]
"""Lines, the type step they are set in, and each character's look: bold, and its colour token."""
WIDTHS_KEPT = 4


class Run(NamedTuple):
    """Words of one look within a line."""

    text: str
    bold: bool
    color: str


def pen(size: int, bold: bool) -> Untyped:
    """A Kivy text drawer of that pixel size."""
    return CoreLabel(font_name=face(), font_size=size, bold=bold, color=(1, 1, 1, 1))


@lru_cache(maxsize=32)
def _ruler(size: int, bold: bool) -> Untyped:
    return pen(size, bold)


_WHOLE_EMS = re.compile(
    r"[\u4e00-\u9fa5\u3001\u3002\u300a\u300b\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]*"
)
"""Hanzi and full-width signs (、，。；：？！（）《》): each is an em wide in every face we use."""


def extent(text: str, size: int, bold: bool) -> float:
    """Width of one line in pixels."""
    if _WHOLE_EMS.fullmatch(text):
        return float(size * len(text))
    return float(_ruler(size, bold).get_extents(text)[0])


def draw_line(text: str, size: int, bold: bool) -> Texture:
    """One line as a white texture, to be tinted and drawn pixel by pixel (see shape.unsmoothed)."""
    label = pen(size, bold)
    label.text = text
    label.refresh()
    return unsmoothed(label.texture)


_TAG = re.compile(r"(\[/?[bhd]\])")


def parse(text: str, bold: bool, color: str) -> tuple[str, list[tuple[bool, str]]]:
    """Take out [b] bold, [h] blue and bold, [d] second ink; each character with its look."""
    plain: list[str] = []
    looks: list[tuple[bool, str]] = []
    now = (bold, color)
    for part in _TAG.split(text):
        if _TAG.fullmatch(part):
            opened = {"[b]": (True, color), "[h]": (True, "blue"), "[d]": (False, "ink2")}
            now = opened.get(part, (bold, color))
            continue
        plain.append(part)
        looks.extend([now] * len(part))
    return "".join(plain), looks


class Text(Piece):
    """Words: size by type step, colour by token, Chinese line breaking, never clipped.

    With `rich`, [b]…[/b] is bold, [h]…[/h] a search hit, [d]…[/d] second ink; never set `rich` on
    text a citizen typed. With `lines`, what does not fit first goes to smaller steps (`shrink` of
    them), then gains a line at the smallest, then ends in an ellipsis. With double letters only
    `firm` text heeds `lines`: all other takes as many as it needs, in its own step.
    """

    text = StringProperty("")
    step = StringProperty("body")
    color = StringProperty("ink")
    bold = BooleanProperty(False)
    rich = BooleanProperty(False)
    align = OptionProperty("left", options=["left", "center", "right"])
    lines = NumericProperty(0)
    """Most lines; 0 = as many as it takes."""
    shrink = NumericProperty(0)
    """How many smaller steps may be tried before an ellipsis."""
    firm = BooleanProperty(False)
    """Stands where there is no room for more lines than `lines`."""

    LAYOUT: ClassVar[tuple[str, ...]] = ("step", "bold", "lines", "shrink", "rich", "firm")
    PAINT: ClassVar[tuple[str, ...]] = ("color", "align")

    def __init__(self, text: str = "", **options: Untyped) -> None:
        self._fit_key: tuple[Any, ...] = ()
        self._fits: dict[float, Fit] = {}
        self._natural = 0.0
        self._room = (-1.0, -1.0)
        self._drawn_key: tuple[Any, ...] = ()
        self._drawn: list[list[tuple[Texture, str]]] = []
        super().__init__(text=text, **options)
        self.fbind("text", self._rewritten)

    def _rewritten(self, *_: object) -> None:
        """New words in the same room only need a repaint: a clock must not lay the page out."""
        if self._placed and (self.natural(), self.measure(self.width)) == self._room:
            self.repaint()
        else:
            self.changed()

    # -- measuring --------------------------------------------------------------------------

    def _width_of(self, step: str, line: str) -> float:
        size = getattr(theme.size, step)
        # A line with bold parts is measured as if all of it were bold: never too narrow.
        return extent(line, size, self.bold or self.rich)

    def fit(self, width: float) -> Fit:
        """Lines at that width, the step they are set in, and each character's look.

        Kept for the widths a layout asks for in turn: what it would like to have, and what it gets.
        """
        key = (self.text, self.step, self.bold, self.lines, self.shrink, self.rich)
        if key != self._fit_key or len(self._fits) > WIDTHS_KEPT:
            self._fit_key, self._fits, self._natural = key, {}, 0.0
        if width not in self._fits:
            self._fits[width] = self._fit_now(width)
        return self._fits[width]

    def _fit_now(self, width: float) -> Fit:
        text, looks = self.text, list[tuple[bool, str]]()
        if self.rich:
            text, looks = parse(text, self.bold, self.color)
        step, limit = self.step, self._limit()
        lines = self._broken(text, width, step)
        for _ in range(self._falls()):
            fits = not limit or len(lines) <= limit
            if step not in SMALLER or (fits and not self._torn(text, width, step)):
                break
            step = SMALLER[step]
            lines = self._broken(text, width, step)
        if limit and self.shrink and limit > 1:
            limit += 1 if step != self.step else 0
        if limit and len(lines) > limit:
            rest = joined(lines[limit - 1 :])
            lines = lines[: limit - 1]
            lines.append(ellipsis(rest, width, lambda line: self._width_of(step, line)))
        return lines, step, looks

    def _limit(self) -> int:
        return 0 if theme.double and not self.firm else int(self.lines)

    def _falls(self) -> int:
        """How many steps it may fall; with double letters any, but only for a word too long."""
        return len(SMALLER) if theme.double and not self.firm else int(self.shrink)

    def _torn(self, text: str, width: float, step: str) -> bool:
        """Whether a number or word would have to be cut in two at that size; double letters rather
        leave a number's unit to the next line than get smaller."""
        parts = tokens(text) if width > 0 else []
        if theme.double:
            parts = [half for part in parts for half in halves(part)]
        return any(self._width_of(step, part) > width + 1 for part in parts)

    def longest_word(self) -> float:
        """Room that no word or number has to be torn in, at the smallest step there is, pixels."""
        step = self.step
        for _ in range(self._falls()):
            step = SMALLER.get(step, step)
        return max((self._width_of(step, part) + 1 for part in tokens(self.text)), default=0.0)

    def _broken(self, text: str, width: float, step: str) -> list[str]:
        if width <= 0:
            return text.replace("|", "").split("\n")
        return wrap(text, width + 1, lambda line: self._width_of(step, line))

    def pitch(self, step: str) -> float:
        """From one line to the next, pixels."""
        return float(round(getattr(theme.size, step) * getattr(theme.line, step)))

    def measure(self, width: float) -> float:
        """Lines times pitch."""
        if not self.text:
            return 0.0
        lines, step, _ = self.fit(width)
        return float(len(lines) * self.pitch(step))

    def wanted_width(self) -> float:
        """A fixed width holds as many words of double letters."""
        wide = super().wanted_width()
        if not (theme.double and self.wide and wide):
            return wide
        return max(wide * FIXED_SHARE, self.longest_word())

    def natural(self) -> float:
        """Longest line when nothing is broken."""
        if not self.text:
            return 0.0
        lines, step, _ = self.fit(0)
        if not self._natural:
            self._natural = max(self._width_of(step, line) for line in lines) + 1
        return self._natural

    # -- drawing ----------------------------------------------------------------------------

    def _runs(self, line: str, looks: list[tuple[bool, str]]) -> list[Run]:
        runs: list[Run] = []
        for char, (bold, color) in zip(line, looks, strict=True):
            if runs and runs[-1][1:] == (bold, color):
                runs[-1] = Run(runs[-1].text + char, bold, color)
            else:
                runs.append(Run(char, bold, color))
        return runs

    def _styled(
        self, lines: list[str], looks: list[tuple[bool, str]]
    ) -> list[list[tuple[bool, str]]]:
        """Each line's looks: wrapping only ever drops blanks and `|`, so walk both together."""
        if not looks:
            return [[(self.bold, "")] * len(line) for line in lines]
        plain, at, styled = parse(self.text, self.bold, self.color)[0], 0, []
        for line in lines:
            row = []
            for char in line:
                while at < len(plain) - 1 and plain[at] != char and char != "…":
                    at += 1
                row.append(looks[at])
                at = min(at + 1, len(looks) - 1)
            styled.append(row)
        return styled

    def _render(self) -> None:
        lines, step, looks = self.fit(self.width)
        key = (tuple(lines), step, self.bold, tuple(looks))
        if key == self._drawn_key:
            return
        size = getattr(theme.size, step)
        self._drawn_key = key
        self._drawn = [
            [(draw_line(run.text, size, run.bold), run.color) for run in self._runs(line, styles)]
            for line, styles in zip(lines, self._styled(lines, looks), strict=True)
        ]

    def arrange(self) -> None:
        """Remember what was wished for in this room."""
        self._room = (self.natural(), self.measure(self.width))

    def paint(self) -> None:
        """Line by line from the top of a block centred in the height it was given."""
        if not self.text:
            return
        self._render()
        step = self.fit(self.width)[1]
        pitch, size = self.pitch(step), getattr(theme.size, step)
        top = self.center_y + pitch * len(self._drawn) / 2
        for row, runs in enumerate(self._drawn):
            wide = sum(texture.width for texture, _ in runs)
            free = self.width - wide
            x = self.x + {"left": 0.0, "center": free / 2, "right": free}[self.align]
            middle = top - (row + 0.5) * pitch + DROP_EM * size
            for texture, color in runs:
                Color(*theme.color.named(color or self.color))
                y = middle - texture.height / 2
                Rectangle(pos=(round(x), round(y)), size=texture.size, texture=texture)
                x += texture.width

    def drawn_size(self) -> tuple[float, float]:
        """Width and height of the ink on the glass in pixels (for checks)."""
        wide = max((sum(t.width for t, _ in runs) for runs in self._drawn), default=0)
        return wide, len(self._drawn) * self.pitch(self.fit(self.width)[1])

    def forget(self) -> None:
        """Drop lines and pixels kept from before; the words stay, they are the screen's own."""
        self._fit_key, self._drawn_key = (), ()
        self._fits, self._drawn = {}, []
        self.canvas.before.clear()
        self.changed()


class SecretText(Text):
    """Text that may hold a citizen's words: `forget` empties it.

    `aloud`: it may be read out to whoever stands there: a number to name, a sentence of our own.
    """

    said_aloud = BooleanProperty(False)

    @property
    def aloud(self) -> bool:
        """Set by the screen, or because nothing was put into the sentence."""
        return bool(self.said_aloud) or (isinstance(self.text, Words) and self.text.own)

    def forget(self) -> None:
        """Empty."""
        self.text = ""
        super().forget()
