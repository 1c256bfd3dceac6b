"""Device pictures: the reader with the card sinking onto it (or taken away), the slot for a card
with a chip, the receipt slot."""

from functools import partial
from typing import Any, ClassVar

from kivy.clock import Clock
from kivy.graphics import Color, Rectangle
from kivy.properties import BooleanProperty, NumericProperty, OptionProperty, StringProperty

from screens.kit import shape
from screens.kit.icon import art, draw_icon, put_text
from screens.kit.palette import rgba
from screens.kit.piece import Piece
from screens.kit.slot_art import (
    RECEIPT_H,
    RECEIPT_W,
    SLOT_H,
    SLOT_W,
    draw_no_receipt,
    draw_slot,
)
from screens.kit.text import extent
from screens.kit.theme import theme
from screens.kit.untyped import Untyped
from screens.kit.wrap import wrap

# Height of the card above the plate (1 = hanging, 0 = lying) and the light ring, per frame, with
# the second at which the frame begins: it sinks in 0.9 s, the ring brightens, holds, fades.
FRAMES = (
    (0.00, 1.0, False), (0.12, 0.97, False), (0.24, 0.88, False), (0.36, 0.72, False),
    (0.48, 0.5, False), (0.60, 0.28, False), (0.70, 0.12, False), (0.80, 0.03, False),
    (0.90, 0.0, False), (1.00, 0.0, True), (2.00, 0.0, False), (2.20, 1.0, False),
)  # fmt: skip
LOOPS = 3
VIEW_W, VIEW_H, FALL = 960, 660, 300
AROUND_U = 11.5
"""Beside the words of where it is: margins, gap and arrow."""
MOST_LINES, LINE = 2, 1.4
# Where the guides stand on the plate, from the picture's upper left, in its own measure.
GUIDES = ((207, 441), (525, 534), (693, 439))
GUIDE_COLOR = rgba("6E7A8D")


class DeviceArt(Piece):
    """`scene`: place, take, insert, pull, receipt, no-receipt, or none. Runs three loops while
    shown, then rests. `where` names the place of the device; `part` (reader, receipt, camera)
    rings it on the small terminal."""

    scene = OptionProperty(
        "place",
        options=["place", "take", "insert", "pull", "none", "receipt", "no-receipt"],
    )
    bright = BooleanProperty(False)
    """The ring stays bright: the card is being read."""
    where = StringProperty("")
    part = OptionProperty("", options=["", "reader", "receipt", "camera"])
    ground = StringProperty("tint")
    radius = NumericProperty(2.5)
    least_high = NumericProperty(60)

    PAINT: ClassVar[tuple[str, ...]] = ("scene", "bright", "where", "part", "ground")

    def __init__(self, **options: Untyped) -> None:
        self._frame, self._loops = 0, 0
        self._due: Any = None
        super().__init__(**options)

    def measure(self, width: float) -> float:
        """`least_high` u, two thirds of it in landscape, where double letters take none of it."""
        least = float(theme.u(self.least_high * (0.66 if theme.landscape else 1)))
        return least + (self._foot(width, least) if theme.landscape and theme.double else 0)

    # -- motion -----------------------------------------------------------------------------

    def play(self) -> None:
        """Start from the first frame."""
        self.stop()
        if self.scene in ("place", "take", "insert", "pull"):
            self._loops = LOOPS
            # Screens are filled before they are put on the glass: look for a window a frame later.
            self._due = Clock.schedule_once(self._next, FRAMES[1][0])

    def stop(self) -> None:
        """Rest on the explaining frame."""
        if self._due is not None:
            self._due.cancel()
            self._due = None
        self._frame = 0
        self.repaint()

    def _next(self, *_: object) -> None:
        self._frame += 1
        length = theme.motion.picture
        if self._frame >= len(FRAMES):
            self._frame, self._loops = 0, self._loops - 1
        begin = FRAMES[self._frame][0]
        end = FRAMES[self._frame + 1][0] if self._frame + 1 < len(FRAMES) else length
        self.repaint()
        if self._loops > 0 and self.get_root_window() is not None:
            self._due = Clock.schedule_once(self._next, end - begin)
        else:
            self._frame, self._due = 0, None
            self.repaint()

    # -- drawing ----------------------------------------------------------------------------

    def paint(self) -> None:
        """Ground, picture, small terminal, words."""
        if self.ground:
            ground = theme.color.named(self.ground)
            shape.box(*self.pos, *self.size, theme.u(self.radius), ground)
        if self.scene == "receipt":
            self._layer("receipt", *self._fit(RECEIPT_W, RECEIPT_H), 1)
        elif self.scene == "no-receipt":
            draw_no_receipt(*self._fit(RECEIPT_W, RECEIPT_H))
        elif self.scene in ("insert", "pull"):
            _, out, _ = FRAMES[self._frame]
            pull = self.scene == "pull"
            room = self._fit(SLOT_W, SLOT_H, 0, self._foot(*self.size))
            draw_slot(*room, 1 - out if pull else out, pull=pull)
        else:
            self._reader()
        if self.part:
            self._terminal()
        if self.where:
            self._where()

    def _fit(
        self, wide: float, high: float, left: float = 0, foot: float = 0
    ) -> tuple[float, float, float]:
        """Lower left corner and scale of a picture right of `left` and above `foot` pixels."""
        pad = theme.u(1.5)
        scale = min((self.width - left - 2 * pad) / wide, (self.height - foot - 2 * pad) / high)
        x = self.x + left + (self.width - left - wide * scale) / 2
        return x, self.center_y + foot / 2 - high * scale / 2, scale

    def _layer(self, name: str, x: float, y: float, scale: float, alpha: float) -> None:
        texture = art(name)
        natural = RECEIPT_W if name == "receipt" else VIEW_W
        wide = natural * scale
        Color(1, 1, 1, alpha)
        size = (wide, wide * texture.height / texture.width)
        Rectangle(pos=(round(x), round(y)), size=size, texture=texture)

    def _reader(self) -> None:
        _, up, lit = FRAMES[self._frame]
        if self.scene == "take" and self._frame:
            up = 1 - up
        if self.scene == "none":
            up = 0
        # Room for the small terminal and the words at the foot of a wide picture.
        left = self._map_width() if self.part else 0
        x, y, scale = self._fit(VIEW_W, VIEW_H, left, self._foot(*self.size))
        self._layer("plate-bright" if lit or self.bright else "plate", x, y, scale, 1)
        self._layer("card", x, y - FALL * (1 - up) * scale, scale, 1)
        self._guides(x, y, scale, up)
        # A card that lies on the plate needs no arrow down onto it.
        if not self.bright and (self.scene == "take" or (self.scene == "place" and up > 0.3)):
            self._arrow(x, y, scale)

    def _guides(self, x: float, y: float, scale: float, up: float) -> None:
        """Dashed lines from the corners of the place on the plate up to the card's corners."""
        stroke = max(1, round(4 * scale))
        for across, down in GUIDES if up > 0.05 else ():
            foot = y + (VIEW_H - down) * scale
            left = round(x + across * scale)
            shape.dashed(left, foot, FALL * up * scale, GUIDE_COLOR, stroke, upright=True)

    def _arrow(self, x: float, y: float, scale: float) -> None:
        name = "arrow-down" if self.scene == "place" else "arrow-up"
        left, top = (380, 270) if self.scene == "place" else (820, 130)
        wide, high = 140 * scale, 160 * scale
        Color(1, 1, 1, 1)
        Rectangle(
            pos=(round(x + left * scale), round(y + (VIEW_H - top) * scale - high)),
            size=(wide, high),
            texture=art(name),
        )

    @staticmethod
    def _map_high(high: float) -> float:
        return float(min(theme.u(35), high * 0.5))

    def _map_width(self) -> float:
        """Room the small terminal takes at the left: the plate's corner may pass above it."""
        return self._map_high(self.height) * 200 / 340 * 0.85

    def _terminal(self) -> None:
        high = self._map_high(self.height)
        size = (high * 200 / 340, high)
        pos = (self.x + theme.u(3), self.y + theme.u(3))
        Color(1, 1, 1, 1)
        for name in ("terminal", f"at-{self.part}"):
            Rectangle(pos=pos, size=size, texture=art(name))

    def _words(self, width: float, high: float) -> tuple[list[str], str, float]:
        """Where the device is, in lines that stand beside the small terminal; their step, and the
        height of the plate they stand on."""
        beside = self._map_high(high) * 200 / 340 + theme.u(2) if self.part else 0
        room = width - 2 * theme.u(3) - beside - theme.u(AROUND_U)
        for step in ("body", "cap"):
            size = getattr(theme.size, step)
            lines = wrap(self.where, room, partial(extent, size=size, bold=True))
            if len(lines) <= MOST_LINES:
                break
        plate = round(len(lines) * size * LINE + theme.u(2))
        return lines, step, float(max(theme.pick(9, elder=11), plate))

    def _foot(self, width: float, high: float) -> float:
        """Room at the foot that the words' plate takes, with the margin below it."""
        return self._words(width, high)[2] + theme.u(2) if self.where else 0.0

    def _where(self) -> None:
        lines, step, high = self._words(*self.size)
        size = getattr(theme.size, step)
        wide = max(extent(line, size, True) for line in lines)
        x, y = self.right - theme.u(3) - wide - theme.u(AROUND_U), self.y + theme.u(3)
        radius = min(int(high // 2), theme.u(4.5))
        shape.box(round(x), y, wide + theme.u(AROUND_U), high, radius, theme.color.surface)
        middle = y + high / 2 + (len(lines) - 1) * size * LINE / 2
        for line in lines:
            at = x + theme.u(2.5) + extent(line, size, True) / 2
            put_text(line, at, middle, step, "ink", bold=True)
            middle -= size * LINE
        icon = theme.u(5)
        left = x + wide + theme.u(AROUND_U - 2.5) - icon
        draw_icon("arrow-down-right-bold", left, y + (high - icon) / 2, icon, "warn")
