"""Dialog: a scrim over everything and a panel in the lower middle."""

from functools import cache
from typing import ClassVar

from kivy.graphics import BorderImage, Color
from kivy.graphics.texture import Texture
from kivy.properties import BooleanProperty, NumericProperty, StringProperty

from kiosk.conversation.notices import Notice
from screens.kit import shape
from screens.kit.box import Column, Row
from screens.kit.piece import Piece
from screens.kit.press import PushButton
from screens.kit.scroll import Scroll
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.kit.untyped import Untyped


@cache
def _shadow(soft: int) -> Texture:
    """Nine-patch of a soft shadow, `soft` pixels from nothing to full."""
    side = 2 * soft + 2
    data = bytearray()
    for row in range(side):
        for column in range(side):
            dx = max(0, soft - column - 0.5, column + 0.5 - soft - 2)
            dy = max(0, soft - row - 0.5, row + 0.5 - soft - 2)
            near = max(0.0, 1 - (dx * dx + dy * dy) ** 0.5 / soft)
            data += bytes((255, 255, 255, round(255 * near * near)))
    texture = Texture.create(size=(side, side), colorfmt="rgba")
    texture.blit_buffer(bytes(data), colorfmt="rgba", bufferfmt="ubyte")
    return texture


DOUBLE_WIDE_U = 190
ROOMY, CLOSE = (5.5, 4), (2.5, 2.5)
"""Padding above and below, and between the parts, u: as a rule, and where the glass is too low."""


class Dialog(Piece):
    """Put pieces with `add_content`; set the buttons' words. Fires on_main and on_second."""

    title = StringProperty("")
    text = StringProperty("")
    main_text = StringProperty("")
    second_text = StringProperty("")
    second_icon = StringProperty("")
    second_kind = StringProperty("secondary")
    centred = BooleanProperty(True)
    panel_wide = NumericProperty(117)
    """Width of the panel, u."""
    is_root = True
    SCROLLS = True
    """Double letters, or a seated reach, may need more height than there is: the words scroll, the
    buttons stand."""

    __events__ = ("on_main", "on_second", "on_outside")
    PAINT: ClassVar[tuple[str, ...]] = ()

    def __init__(self, **options: Untyped) -> None:
        self._title = Text(step="hero", bold=True, lines=2, shrink=1)
        self._text = Text(step="lead", color="ink2")
        self.content = Column(spacing=2.5)
        self.main, self.second = PushButton(kind="main", icon=""), PushButton(icon_first=True)
        self._buttons = Row(spacing=2.5)
        self._words = Column(spacing=1.5).add(self._title, self._text)
        self.panel = Column(ground="surface", radius=3)
        super().__init__(**options)
        self._scroll: Scroll | None = None
        if (theme.double or theme.low) and self.SCROLLS:
            if theme.double:
                self.panel_wide = DOUBLE_WIDE_U
            body = Column(spacing=4).add(self.content, self._words)
            self._scroll = Scroll(body)
            self.panel.add(self._scroll, self._buttons)
        else:
            self.panel.add(self.content, self._words, self._buttons)
        if theme.outlined:
            self.panel.frame = "line"
        self._buttons.add(self.second, self.main)
        self.second.grow, self.main.grow = 1, 1.6
        self.add(self.panel)
        self.main.bind(on_release=lambda *_: self.dispatch("on_main"))
        self.second.bind(on_release=lambda *_: self.dispatch("on_second"))
        for name in (
            "title", "text", "main_text", "second_text", "second_icon", "second_kind", "centred",
        ):  # fmt: skip
            self.fbind(name, self._fill)
        self._fill()

    def _fill(self, *_: object) -> None:
        align = "center" if self.centred else "left"
        self._title.text, self._text.text = self.title, self.text
        self._title.align = self._text.align = align
        self._title.gone, self._text.gone = not self.title, not self.text
        self.main.text, self.main.gone = self.main_text, not self.main_text
        self.second.text, self.second.gone = self.second_text, not self.second_text
        self.second.icon, self.second.kind = self.second_icon, self.second_kind
        self.main.high = self.second.high = 13.5 if not theme.elder else 16
        self.changed()

    def add_content(self, *pieces: Piece) -> None:
        """Above the words."""
        self.content.add(*pieces)

    def news(self, notice: Notice) -> None:
        """A notice about what this dialog asked for."""

    def arrange(self) -> None:
        """In the middle, its buttons in the lower 55 % of a portrait screen; in the low layout all
        of it within a seated reach, if there is more to press than them."""
        wide = min(theme.u(self.panel_wide), self.width - 2 * theme.pad)
        self.content.gone = not self.content.shown()
        high = self._panel_high(wide)
        middle = self.y + self.height * (0.5 if theme.landscape else 0.545)
        top = self.y + self._room() - theme.u(2)
        low = max(self.y + theme.u(2), min(middle - high / 2, top - high))
        self.panel.place(self.center_x - wide / 2, low, wide, high)

    def _room(self) -> float:
        pressed = any(piece.touchable for piece in self.content.pieces())
        return float(theme.reach if theme.low and pressed else self.height)

    def _panel_high(self, wide: float) -> float:
        most = float(self._room() - 2 * theme.u(2))
        if self._scroll is not None:
            self._scroll.most = 0.0
        self._space(*ROOMY)
        if self.panel.wanted_height(wide) > most:
            self._space(*CLOSE)
        if self._scroll is None:
            return min(self.panel.wanted_height(wide), most)
        wanted = self.panel.wanted_height(wide)
        left, _, right, _ = self.panel.pads()
        inside = self._scroll.wanted_height(wide - left - right)
        self._scroll.most = inside - max(0.0, wanted - most)
        return min(wanted, most)

    def _space(self, above_u: float, between_u: float) -> None:
        self.panel.padding, self.panel.spacing = [5.5, above_u], between_u

    def paint(self) -> None:
        """Scrim and shadow."""
        shape.flat(*self.pos, *self.size, theme.color.scrim)
        soft, panel = theme.u(6), self.panel
        Color(12 / 255, 18 / 255, 30 / 255, 0.35)
        BorderImage(
            pos=(panel.x - soft / 2, panel.y - soft / 2 - theme.u(2)),
            size=(panel.width + soft, panel.height + soft),
            texture=_shadow(soft),
            border=(soft, soft, soft, soft),
        )

    def on_touch_down(self, touch: Untyped) -> bool:
        """Nothing below answers."""
        if not super().on_touch_down(touch) and not self.panel.collide_point(*touch.pos):
            self.dispatch("on_outside")
        return True

    def on_main(self) -> None:
        """Event."""

    def on_second(self) -> None:
        """Event."""

    def on_outside(self) -> None:
        """Event: touched beside the panel."""
