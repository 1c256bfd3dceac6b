"""Stars: five buttons, nothing chosen beforehand."""

from typing import ClassVar

from kivy.properties import BooleanProperty, ListProperty, NumericProperty

from screens.kit.box import Grid
from screens.kit.icon import draw_icon
from screens.kit.press import Pressable
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.kit.untyped import Untyped

MARGINS_U = 2
"""Beside a star's words, both together."""


class Star(Pressable):
    """One star and its word."""

    lit = BooleanProperty(False)
    low = BooleanProperty(False)

    LAYOUT: ClassVar[tuple[str, ...]] = ("low",)
    PAINT: ClassVar[tuple[str, ...]] = (*Pressable.PAINT, "lit")

    def __init__(self, word: str, **options: Untyped) -> None:
        # Rich is measured as if it were bold: being chosen moves nothing.
        self._label = Text(word, align="center", lines=2, shrink=0, rich=True)
        super().__init__(**options)
        self.add_widget(self._label)

    def measure(self, width: float) -> float:
        """37 u, 25 once reasons show."""
        face = theme.u(22 if theme.landscape else 25 if self.low or theme.tight else 37)
        words = self._label.wanted_height(width - theme.u(MARGINS_U))
        return float(max(face, self._star_px() + words + theme.u(5)) + self.sill_px)

    def _star_px(self) -> int:
        return theme.u(10 if self.low or theme.tight or theme.landscape else 13)

    def arrange(self) -> None:
        """Star over word."""
        x, y, w, h = self.face()
        self._label.bold = self.chosen
        inner = w - theme.u(MARGINS_U)
        words, star, gap = self._label.wanted_height(inner), self._star_px(), theme.u(1.5)
        # All five stars stand level, however many lines their words take.
        line = self._label.pitch("body")
        most = max(one._label.wanted_height(inner) for one in self.parent.shown())
        base = max(y + (h + line + gap - star) / 2, y + most + gap + theme.u(1))
        self._label.place(x + (w - inner) / 2, base - gap - words, inner, words)
        self._star_at = (x + (w - star) / 2, base)

    def paint(self) -> None:
        """Face; amber fill under a gold outline when lit."""
        super().paint()
        star = self._star_px()
        if self.lit:
            draw_icon("star-fill", *self._star_at, star, "amber")
            draw_icon("star", *self._star_at, star, "gold")
        else:
            draw_icon("star", *self._star_at, star, "ink2")


class Stars(Grid):
    """`levels`: five words from 1 to 5; `value`: 0 = none. Fires on_change."""

    levels = ListProperty([])
    value = NumericProperty(0)
    low = BooleanProperty(False)

    __events__ = ("on_change",)

    def __init__(self, **options: Untyped) -> None:
        super().__init__(**{"columns": 5, "spacing": 2, **options})
        for name, wanted in (("levels", self._build), ("value", self._mark), ("low", self._mark)):
            self.fbind(name, wanted)
        self._build()

    def _build(self, *_: object) -> None:
        self.clear_widgets()
        for number, word in enumerate(self.levels, start=1):
            star = Star(word)
            star.bind(on_release=lambda *_, n=number: self._pressed(n))
            self.add_widget(star)
        self._mark()

    def _mark(self, *_: object) -> None:
        for number, star in enumerate(self.shown(), start=1):
            star.lit, star.chosen, star.low = number <= self.value, number == self.value, self.low

    def _pressed(self, number: int) -> None:
        self.value = number
        self.dispatch("on_change")

    def on_change(self) -> None:
        """Event: the citizen pressed a star."""

    def forget(self) -> None:
        """None."""
        self.value, self.low = 0, False
