"""Cards and rows a finger chooses from, and chips."""

from typing import ClassVar

from kivy.properties import NumericProperty, StringProperty

from screens.kit import shape
from screens.kit.box import Box, Column, Row, Spacer
from screens.kit.icon import Icon, IconTile, draw_icon
from screens.kit.piece import Piece
from screens.kit.press import Pressable
from screens.kit.text import SecretText, Text
from screens.kit.theme import theme
from screens.kit.untyped import Untyped


class _Holder(Pressable):
    """A pressable with one box inside, which moves with the face."""

    def __init__(self, inside: Box, **options: Untyped) -> None:
        self.inside = inside
        super().__init__(**options)
        self.add_widget(inside)

    def measure(self, width: float) -> float:
        """The inside and the sill."""
        return self.inside.wanted_height(width) + self.sill_px

    def natural(self) -> float:
        """As the inside."""
        return self.inside.wanted_width()

    def arrange(self) -> None:
        """Centred on the face."""
        x, y, w, h = self.face()
        inner = min(h, self.inside.wanted_height(w))
        if self.inside.grow:
            inner = h
        self.inside.place(x, y + (h - inner) / 2, w, inner)


class Card(_Holder):
    """Service card: tile with icon, name (two lines, three when smaller), meta line."""

    icon = StringProperty("")
    name = StringProperty("")
    """`|` marks good breaks. `name` is a card's word; Kivy's own `name` belongs to Screen."""
    meta = StringProperty("")
    face_high = NumericProperty(0)
    """Least height of the face in u; 0 = 22 (tight 19.5, landscape 20, elder 27.5 or 24.5)."""

    def __init__(self, **options: Untyped) -> None:
        self._tile = IconTile(side=theme_side(), size_u=6.5)
        self._name = Text(step="name", bold=True, lines=2, shrink=2 if theme.elder else 1)
        self._meta = Text(step="cap", color="ink2", lines=1)
        words = Column(spacing=0.5, grow=1).add(self._name, self._meta)
        pad = 1.75 if theme.tight or theme.landscape or theme.elder else 2.5
        inside = Row(spacing=pad, padding=[pad, 1]).add(self._tile, words)
        super().__init__(inside, **options)
        for prop, piece, field in (
            ("icon", self._tile, "icon"),
            ("name", self._name, "text"),
            ("meta", self._meta, "text"),
        ):
            self.fbind(prop, lambda _, value, p=piece, f=field: setattr(p, f, value))
        self._tile.icon, self._name.text, self._meta.text = self.icon, self.name, self.meta

    def measure(self, width: float) -> float:
        """Never lower than the standard card."""
        high = 24.5 if theme.tight or theme.landscape else 27.5
        standard = theme.pick(20 if theme.landscape else 22, tight=19.5, elder=high)
        least = theme.u(self.face_high) if self.face_high else standard
        return max(super().measure(width), float(least + self.sill_px))


def theme_side() -> float:
    """Side of a card's tile in u for the density in force."""
    if theme.elder:
        return 8.5 if theme.tight else 11
    return 9.5 if theme.tight or theme.landscape else 11


class Tile(_Holder):
    """Small tile: icon over a word and, on request, a line. `high` of the face by `face_high`."""

    icon = StringProperty("")
    text = StringProperty("")
    line = StringProperty("")
    face_high = NumericProperty(0)
    """Least height of the face in u; 0 = 24.5 with a line (tight 21, landscape 17.5), else 19
    (tight 15.5)."""
    icon_u = NumericProperty(6)

    def __init__(self, **options: Untyped) -> None:
        self._icon = Icon(size_u=options.get("icon_u", 6))
        self._text = Text(step="body", align="center", lines=2, shrink=1)
        self._line = Text(step="cap", color="ink2", align="center", lines=2)
        inside = Column(spacing=1, padding=[1, 1]).add(self._icon, self._text, self._line)
        super().__init__(inside, **options)
        self.fbind("icon", self._fill)
        self.fbind("text", self._fill)
        self.fbind("line", self._fill)
        self._fill()

    def _fill(self, *_: object) -> None:
        self._icon.icon, self._text.text, self._line.text = self.icon, self.text, self.line
        self._icon.gone = not self.icon
        self._line.gone = not self.line
        self._text.bold = bool(self.line)
        self._text.step = "lead" if self.line else "body"

    def natural(self) -> float:
        """The word and its padding."""
        return self.inside.wanted_width() + theme.u(2)

    def measure(self, width: float) -> float:
        """Never lower than the standard tile."""
        if self.face_high:
            least = theme.u(self.face_high)
        elif self.line:
            least = theme.pick(17.5 if theme.landscape else 24.5, tight=21, elder=30)
        else:
            least = theme.pick(19, tight=15.5, elder=24)
        return max(super().measure(width), float(least + self.sill_px))


class ListRow(_Holder):
    """A row to press: tile, name, line, chip, caret. `secret`: the words are a citizen's.

    `narrow`: the chip stands below the words, which need the width. `large`: where there are few.
    """

    icon = StringProperty("")
    text = StringProperty("")
    line = StringProperty("")
    chip = StringProperty("")
    chip_kind = StringProperty("info")

    def __init__(
        self,
        *,
        rich: bool = False,
        secret: bool = False,
        narrow: bool = False,
        large: bool = False,
        **options: Untyped,
    ) -> None:
        words_of = SecretText if secret else Text
        side = (8.5 if theme.tight else 10) + 3 * large
        self._large = large
        self._tile = IconTile(side=side, size_u=side * 0.6)
        step, beside = ("h2", "body") if large else ("button", "cap")
        self._text = words_of(step=step, bold=True, lines=2, shrink=1 + large, rich=rich)
        self._line = words_of(step=beside, color="ink2", lines=2)
        self._chip = Chip()
        words = Column(spacing=0.5, grow=1).add(self._text, self._line)
        caret = Icon("caret-right-bold", size_u=4.5)
        inside = Row(spacing=3 if large else 2.5, padding=[3.5 if large else 2.5, 1])
        if narrow or theme.double:
            words.add(Row().add(self._chip, Spacer(grow=1)))
            inside.add(self._tile, words, caret)
        else:
            inside.add(self._tile, words, self._chip, caret)
        super().__init__(inside, depth=0.4, **options)
        for name in ("icon", "text", "line", "chip", "chip_kind"):
            self.fbind(name, self._fill)
        self._fill()

    def _fill(self, *_: object) -> None:
        self._tile.icon, self._text.text = self.icon, self.text
        self._line.text = self.line
        self._chip.text, self._chip.kind = self.chip, self.chip_kind
        self._tile.gone = not self.icon
        self._line.gone = not self.line
        self._chip.gone = not self.chip

    def measure(self, width: float) -> float:
        """17.25 u and the sill (without an icon 11; large 22)."""
        least = theme.pick(11, elder=14)
        if self._large:
            least = theme.pick(22, tight=19.5, elder=22 if theme.short else 26)
        elif self.icon:
            least = theme.pick(17.25, tight=13.75, elder=16 if theme.short else 21)
        return max(super().measure(width), float(least + self.sill_px))


class CheckRow(_Holder):
    """A row to tick: mark, name, line, chip. Pressing it ticks or unticks (`chosen`)."""

    def __init__(self, text: str, line: str = "", chip: str = "", **options: Untyped) -> None:
        side = 6 if theme.tight else 7
        self._empty = Icon("square", size_u=side, color="ink2")
        self._full = Icon("check-square-fill", size_u=side)
        words = Column(spacing=0.5, grow=1).add(Text(text, step="button", bold=True, lines=2))
        if line:
            words.add(Text(line, step="cap", color="ink2", lines=2))
        inside = Row(spacing=2.5, padding=[2.5, 1.25]).add(self._empty, self._full, words)
        if chip:
            inside.add(Chip(chip))
        super().__init__(inside, depth=0.4, **options)
        self.fbind("chosen", self._mark)
        self._mark()

    def on_release(self) -> None:
        """Ticked or unticked."""
        self.chosen = not self.chosen

    def _mark(self, *_: object) -> None:
        self._empty.gone, self._full.gone = self.chosen, not self.chosen

    def measure(self, width: float) -> float:
        """As high as a row with a picture: a tick is as important."""
        least = theme.pick(15, tight=13, elder=15 if theme.short else 19)
        return max(super().measure(width), float(least + self.sill_px))


class Chip(Piece):
    """A small state label, never pressable. `kind`: info, ok, warn, bad."""

    text = StringProperty("")
    icon = StringProperty("")
    kind = StringProperty("info")

    LAYOUT: ClassVar[tuple[str, ...]] = ("text", "icon")
    PAINT: ClassVar[tuple[str, ...]] = ("kind",)

    LOOKS: ClassVar[dict[str, tuple[str, str]]] = {
        "info": ("tint", "blue"),
        "ok": ("oktint", "ok"),
        "warn": ("warntint", "warn"),
        "bad": ("badtint", "bad"),
    }

    def __init__(self, text: str = "", **options: Untyped) -> None:
        self._label = Text(step="cap")
        super().__init__(text=text, **options)
        self.add_widget(self._label)

    def measure(self, width: float) -> float:
        """5 u; with double letters as many lines as the words need."""
        if not theme.double:
            return float(theme.pick(5, elder=7))
        self._label.text = self.text
        room = width - self._icon_room() - 2 * theme.u(1.5)
        return max(self._label.wanted_height(room), self._label.pitch("cap")) + theme.u(0.5)

    def _icon_room(self) -> int:
        return theme.pick(3.5, elder=4.5) + theme.u(0.75) if self.icon else 0

    def natural(self) -> float:
        """Word, icon, padding."""
        self._label.text = self.text
        return self._label.natural() + self._icon_room() + 2 * theme.u(1.5)

    def arrange(self) -> None:
        """The word after the icon."""
        self._label.text, self._label.color = self.text, self.LOOKS[self.kind][1]
        left = self.x + theme.u(1.5) + self._icon_room()
        self._label.place(left, self.y, self.right - theme.u(1.5) - left, self.height)

    def paint(self) -> None:
        """Half-round ground."""
        ground, ink = self.LOOKS[self.kind]
        radius = int(self.height // 2)
        shape.box(*self.pos, *self.size, radius, theme.color.named(ground))
        if theme.outlined:
            shape.box(*self.pos, *self.size, radius, theme.color.line, theme.u(0.25))
        if self.icon:
            side = theme.pick(3.5, elder=4.5)
            draw_icon(self.icon, self.x + theme.u(1.5), self.center_y - side / 2, side, ink)
