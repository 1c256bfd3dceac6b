"""Icons: white pictures of their own, loaded when first shown and tinted with a colour token."""

from functools import cache
from pathlib import Path
from typing import ClassVar

from kivy.core.image import Image as CoreImage
from kivy.graphics import Color, Rectangle
from kivy.graphics.texture import Texture
from kivy.properties import NumericProperty, StringProperty

from screens.kit import shape
from screens.kit.piece import Piece
from screens.kit.text import DROP_EM, draw_line
from screens.kit.theme import theme
from screens.kit.untyped import Untyped

ASSETS = Path(__file__).parent.parent / "assets"


ICONS = ASSETS / "icons"


@cache
def picture(file: Path) -> Texture:
    """What is drawn there.

    No mipmaps: drawn at no less than half its size, and the first costs 0.1 s on software GL.
    """
    return CoreImage(str(file)).texture


def icon_texture(name: str, pixels: float) -> Texture:
    """The master nearest above `pixels`; KeyError names an icon that is not there."""
    large = ICONS / "160" / f"{name}.png"
    if pixels > 64 and large.exists():
        return picture(large)
    file = ICONS / ("40" if pixels <= 40 else "64") / f"{name}.png"
    if not file.exists():
        raise KeyError(f"icon {name!r} is not in screens/assets (see build.py)")
    return picture(file)


def art(name: str) -> Texture:
    """One of our own drawings."""
    return picture(ASSETS / f"art-{name}.png")


def draw_icon(name: str, x: float, y: float, pixels: float, color: str) -> None:
    """Into the canvas that is open; (x, y) is its lower left corner."""
    Color(*theme.color.named(color))
    Rectangle(pos=(round(x), round(y)), size=(pixels, pixels), texture=icon_texture(name, pixels))


class Icon(Piece):
    """One icon, `size_u` u across; with `disc`, on a round tinted ground `disc` u across."""

    icon = StringProperty("")
    size_u = NumericProperty(5)
    color = StringProperty("blue")
    disc = NumericProperty(0)
    ground = StringProperty("tint")

    LAYOUT: ClassVar[tuple[str, ...]] = ("size_u", "disc")
    PAINT: ClassVar[tuple[str, ...]] = ("icon", "color", "ground")

    def __init__(self, icon: str = "", **options: Untyped) -> None:
        super().__init__(icon=icon, **options)

    def measure(self, width: float) -> float:
        """Square."""
        return float(theme.u(self.disc or self.size_u))

    def natural(self) -> float:
        """Square."""
        return float(theme.u(self.disc or self.size_u))

    def paint(self) -> None:
        """Centred in its room."""
        side = theme.u(self.disc)
        if side:
            shape.disc(
                round(self.center_x - side / 2),
                round(self.center_y - side / 2),
                side,
                theme.color.named(self.ground),
            )
        if self.icon:
            pixels = theme.u(self.size_u)
            x, y = self.center_x - pixels / 2, self.center_y - pixels / 2
            draw_icon(self.icon, x, y, pixels, self.color)


class IconTile(Piece):
    """The square tinted tile an icon stands on in cards and rows."""

    icon = StringProperty("")
    side = NumericProperty(10)
    size_u = NumericProperty(6)
    color = StringProperty("blue")
    ground = StringProperty("tint")

    PAINT: ClassVar[tuple[str, ...]] = ("icon", "color", "ground")

    def __init__(self, icon: str = "", **options: Untyped) -> None:
        super().__init__(icon=icon, **options)

    def measure(self, width: float) -> float:
        """`side` u."""
        return float(theme.u(self.side))

    def natural(self) -> float:
        """`side` u."""
        return float(theme.u(self.side))

    def paint(self) -> None:
        """Tile (none in high contrast), then icon."""
        if not theme.outlined:
            shape.box(*self.pos, *self.size, theme.u(2), theme.color.named(self.ground))
        if self.icon:
            pixels = theme.u(self.size_u)
            draw_icon(
                self.icon,
                self.center_x - pixels / 2,
                self.center_y - pixels / 2,
                pixels,
                self.color,
            )


class Number(Piece):
    """A step's number on a round ground: 1, 2, …"""

    text = StringProperty("")
    color = StringProperty("blue")
    ground = StringProperty("tint")

    PAINT: ClassVar[tuple[str, ...]] = ("text", "color", "ground")

    def measure(self, width: float) -> float:
        """6 u, or as the text size asks."""
        return float(theme.pick(6, elder=8))

    def natural(self) -> float:
        """Round."""
        return self.measure(0)

    def paint(self) -> None:
        """Disc and digit."""
        side = self.measure(0)
        x, y = round(self.center_x - side / 2), round(self.center_y - side / 2)
        shape.disc(x, y, side, theme.color.named(self.ground))
        put_text(self.text, self.center_x, self.center_y, "body", self.color, bold=True)


def put_text(
    text: str, x: float, y: float, step: str, color: str, *, bold: bool = False
) -> Rectangle:
    """Draw a word or two centred on (x, y) into the open canvas."""
    size = getattr(theme.size, step)
    texture = draw_line(text, size, bold)
    Color(*theme.color.named(color))
    return Rectangle(
        pos=(round(x - texture.width / 2), round(y - texture.height / 2 + DROP_EM * size)),
        size=texture.size,
        texture=texture,
    )
