"""Camera view: live frames or the page that was taken, with the page's outline and state chips."""

from typing import ClassVar

from kivy.graphics import Color, Ellipse, Rectangle, SmoothLine
from kivy.graphics.texture import Texture
from kivy.properties import BooleanProperty, NumericProperty, StringProperty

from kiosk.conversation.questions import Picture
from kiosk.text import _
from screens.kit import shape
from screens.kit.icon import draw_icon, put_text
from screens.kit.piece import Piece
from screens.kit.text import extent
from screens.kit.theme import theme
from screens.kit.untyped import Untyped
from screens.kit.wrap import wrap

Corners = tuple[tuple[float, float], ...]


def _lead_wide(words: str) -> float:
    return extent(words, theme.size.lead, False)


class PictureView(Piece):
    """A picture that may show a citizen's papers: fitted into its room, dropped by `forget`."""

    ground = StringProperty("stage")
    ratio = NumericProperty(3.4 / 5)
    """Height wanted ÷ width."""

    def __init__(self, **options: Untyped) -> None:
        self.texture: Texture | None = None
        super().__init__(**options)

    def show(self, picture: Picture | None) -> None:
        """Show a picture; a frame of the same size reuses its texture."""
        if picture is None:
            self.forget()
            return
        size = (picture.width, picture.height)
        texture = self.texture
        fresh = texture is None or tuple(texture.size) != size
        if texture is None or fresh:
            texture = self.texture = Texture.create(size=size, colorfmt="rgb")
            texture.flip_vertical()
        texture.blit_buffer(picture.rgb, colorfmt="rgb", bufferfmt="ubyte")
        if fresh:
            self.repaint()
        else:
            self.stain()
            self.canvas.ask_update()

    def measure(self, width: float) -> float:
        """By its ratio."""
        return float(round(width * self.ratio))

    def fitted(self) -> tuple[float, float, float, float]:
        """Where the picture stands: x, y, width, height in pixels."""
        if self.texture is None:
            return self.x, self.y, self.width, self.height
        wide, high = self.texture.size
        scale = min(self.width / wide, self.height / high)
        wide, high = wide * scale, high * scale
        return self.center_x - wide / 2, self.center_y - high / 2, wide, high

    def paint(self) -> None:
        """Ground, then the picture."""
        shape.box(*self.pos, *self.size, theme.u(2.5), theme.color.named(self.ground))
        if self.texture is not None:
            x, y, w, h = self.fitted()
            Color(1, 1, 1, 1)
            Rectangle(pos=(x, y), size=(w, h), texture=self.texture)

    def forget(self) -> None:
        """Drop the pixels."""
        self.texture = None
        self.repaint()


class CameraView(PictureView):
    """Live view. `corners` outlines the page in 0..1 from top left; `line` says what is seen."""

    line = StringProperty("")
    opening = StringProperty("")
    """Words until the first frame."""
    ok = BooleanProperty(False)

    PAINT: ClassVar[tuple[str, ...]] = ("line", "opening", "ok")

    def __init__(self, **options: Untyped) -> None:
        self.corners: Corners | None = None
        self._lines: list[SmoothLine] = []
        self._rings: list[tuple[Ellipse, int, int]] = []
        super().__init__(**options)

    def show_frame(self, picture: Picture, corners: Corners | None, line: str, ok: bool) -> None:
        """One live frame and what was found in it."""
        appeared = bool(corners) != bool(self._lines)
        self.corners, self.line, self.ok = corners, line, ok
        self.show(picture)
        if appeared:
            self.repaint()
        else:
            self._move_outline()

    def paint(self) -> None:
        """Picture, outline, chips."""
        super().paint()
        self._lines, self._rings = [], []
        if self.corners and self.texture is not None:
            self._outline()
        margin = theme.u(2.5)
        if self.texture is None:
            self._starting()
            return
        live = _("实时画面")
        wide = self._chip_width(self.line) if self.line else 0.0
        if self._chip_width(live) + wide + 3 * margin <= self.width:
            self._chip(live, self.x + margin, dot=True)
        if self.line:
            self._chip(self.line, self.right - margin - wide, icon=self.ok)

    def _starting(self) -> None:
        """Words until the first frame: an empty grey field looks broken."""
        side, gap, middle = theme.u(5), theme.u(1.5), self.center_y
        room = self.width - side - gap - 2 * theme.u(2.5)
        lines = wrap(self.opening, room, _lead_wide)
        half = max(map(_lead_wide, lines)) / 2
        left = self.center_x - (side + gap) / 2 - half
        draw_icon("circle-notch-bold", left, middle - side / 2, side, "onchip")
        pitch = theme.size.lead * theme.line.lead
        for number, line in enumerate(lines):
            y = middle + ((len(lines) - 1) / 2 - number) * pitch
            put_text(line, left + side + gap + half, y, "lead", "onchip")

    def _outline(self) -> None:
        """The outline's instructions, made once; `_move_outline` sets where they stand."""
        for color, width in ((theme.color.chip, 0.9), (theme.color.found, 0.5)):
            Color(*color)
            self._lines.append(SmoothLine(close=True, width=theme.u(width)))
        for corner in range(len(self.corners or ())):
            for color, side in ((theme.color.found, 3.5), (theme.color.chip, 2.25)):
                Color(*color)
                size = theme.u(side)
                ring = Ellipse(size=(size, size), segments=32)
                self._rings.append((ring, corner, size))
        self._move_outline()

    def _move_outline(self) -> None:
        if not self.corners or not self._lines:
            return
        x, y, w, h = self.fitted()
        points = [(x + cx * w, y + h - cy * h) for cx, cy in self.corners]
        flat = [value for point in points for value in point]
        for line in self._lines:
            line.points = flat
        for ring, corner, size in self._rings:
            px, py = points[corner]
            ring.pos = (px - size / 2, py - size / 2)

    def _chip_width(self, words: str) -> float:
        return extent(words, theme.size.cap, False) + theme.u(7.5)

    def _chip(self, words: str, x: float, *, dot: bool = False, icon: bool = False) -> None:
        high, wide = theme.pick(6, elder=8), self._chip_width(words)
        y = self.top - theme.u(2.5) - high
        shape.box(round(x), round(y), wide, high, high // 2, theme.color.chip)
        middle, left = y + high / 2, x + theme.u(2)
        side = theme.u(1.75 if dot else 3)
        if dot:
            shape.disc(left, middle - side / 2, side, theme.color.found)
        else:
            name = "check-circle-fill" if icon else "circle-notch-bold"
            draw_icon(name, left, middle - side / 2, side, "onchip")
        half = extent(words, theme.size.cap, False) / 2
        put_text(words, left + theme.u(3.75) + half, middle, "cap", "onchip")

    def forget(self) -> None:
        """Drop picture and outline."""
        self.corners, self.line = None, ""
        super().forget()
