"""The picture of an A4 page that slides out of its slot, and then lies there to be taken."""

from typing import ClassVar

from kivy.graphics import Color, Rectangle
from kivy.properties import BooleanProperty, StringProperty

from screens.kit import shape
from screens.kit.film import Film
from screens.kit.icon import art, put_text
from screens.kit.text import extent
from screens.kit.theme import theme

VIEW_W, VIEW_H, MOUTH, SHEET_W, SHEET_H = 420, 470, 86, 260, 368


class PageArt(Film):
    """`moving`: pages come out one after another; else the page lies there, under an arrow. `at`
    is how much of a page is out: in steps, like a feed roller."""

    moving = BooleanProperty(True)
    where = StringProperty("")
    ground = StringProperty("tint")

    PAINT: ClassVar[tuple[str, ...]] = ("moving", "where", "ground")
    FRAMES = (
        (0.12, 0.30), (0.22, 0.25), (0.34, 0.25), (0.46, 0.25), (0.58, 0.25), (0.70, 0.25),
        (0.82, 0.25), (0.92, 0.25), (1.00, 1.40),
    )  # fmt: skip
    REST = len(FRAMES) - 1
    LOOPS = 40
    """Far more than a paper takes; a printer that stands still says so in words."""

    def measure(self, width: float) -> float:
        """Two thirds as high in landscape."""
        return float(theme.u(40 if theme.landscape else 60))

    def play(self) -> None:
        """Start from the first frame, if pages move."""
        if self.moving:
            super().play()
        else:
            self.stop()

    def paint(self) -> None:
        """Ground, slot, as much of the page as is out, words."""
        shape.box(*self.pos, *self.size, theme.u(2.5), theme.color.named(self.ground))
        pad, foot = theme.u(2), theme.u(11) if self.where else 0
        room = (self.width - 2 * pad, self.height - 2 * pad - foot)
        scale = min(room[0] / VIEW_W, room[1] / VIEW_H)
        left = self.center_x - VIEW_W * scale / 2
        top = self.top - pad - (room[1] - VIEW_H * scale) / 2
        slot = art("page-slot")
        high = VIEW_W * scale * slot.height / slot.width
        Color(1, 1, 1, 1)
        Rectangle(pos=(round(left), round(top - high)), size=(VIEW_W * scale, high), texture=slot)
        self._page(left + (VIEW_W - SHEET_W) / 2 * scale, top - MOUTH * scale, scale)
        if self.where:
            self._where()

    def _page(self, left: float, mouth: float, scale: float) -> None:
        """The lower part of the page, hanging from the mouth."""
        share = self.at
        sheet = art("page")
        u0, low, u1, _, _, high, _, _ = sheet.tex_coords
        cut = low + (high - low) * share
        size = (SHEET_W * scale, SHEET_H * scale * share)
        Rectangle(
            pos=(round(left), round(mouth - size[1])),
            size=size,
            texture=sheet,
            tex_coords=(u0, low, u1, low, u1, cut, u0, cut),
        )

    def _where(self) -> None:
        high = theme.pick(9, elder=11)
        wide = extent(self.where, theme.size.body, True) + theme.u(6)
        x, y = self.center_x - wide / 2, self.y + theme.u(2)
        shape.box(round(x), y, wide, high, high // 2, theme.color.surface)
        put_text(self.where, self.center_x, y + high / 2, "body", "ink", bold=True)
