"""QR codes on the glass: always dark on white, with the quiet zone the standard asks for."""

from typing import ClassVar

import segno
from kivy.graphics import Color, Rectangle
from kivy.graphics.texture import Texture
from kivy.properties import NumericProperty, StringProperty

from screens.kit import shape
from screens.kit.piece import Piece
from screens.kit.theme import theme
from screens.kit.untyped import Untyped

QUIET = 4


class QrCode(Piece):
    """`text` as a QR code, `side` u across, error correction M, modules whole pixels."""

    text = StringProperty("")
    side = NumericProperty(26)

    LAYOUT: ClassVar[tuple[str, ...]] = ("text", "side")

    def __init__(self, text: str = "", **options: Untyped) -> None:
        self._made: tuple[str, Texture | None] = ("", None)
        super().__init__(text=text, **options)

    def measure(self, width: float) -> float:
        """Square."""
        return float(theme.u(self.side))

    def natural(self) -> float:
        """Square."""
        return float(theme.u(self.side))

    def _texture(self) -> Texture | None:
        if self.text and self._made[0] != self.text:
            self._made = (self.text, _draw(self.text))
        return self._made[1] if self.text else None

    def paint(self) -> None:
        """White ground, modules."""
        side = min(self.width, self.height)
        x, y = self.center_x - side / 2, self.center_y - side / 2
        shape.box(x, y, side, side, theme.u(1.5), (1, 1, 1, 1))
        texture = self._texture()
        if texture is None:
            return
        modules = texture.width + 2 * QUIET
        scale = max(1, int(side // modules))
        wide = texture.width * scale
        Color(1, 1, 1, 1)
        Rectangle(
            pos=(round(self.center_x - wide / 2), round(self.center_y - wide / 2)),
            size=(wide, wide),
            texture=texture,
        )

    def forget(self) -> None:
        """No text, no pixels."""
        self.text = ""
        self._made = ("", None)
        self.repaint()


def _draw(text: str) -> Texture:
    rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]
    side = len(rows)
    data = b"".join(
        b"\x00\x00\x00" if module else b"\xff\xff\xff" for row in reversed(rows) for module in row
    )
    texture = Texture.create(size=(side, side), colorfmt="rgb")
    texture.mag_filter = texture.min_filter = "nearest"
    texture.blit_buffer(data, colorfmt="rgb", bufferfmt="ubyte")
    return texture
