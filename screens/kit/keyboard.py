"""On-screen keyboard: number, ID and phone pads, letters, symbols. What is pressed goes straight
into the target; there is no composing, so no candidate bar either."""

from typing import ClassVar, Protocol

from kivy.properties import StringProperty

from kiosk.text import _
from screens.kit import shape
from screens.kit.icon import draw_icon
from screens.kit.piece import Piece
from screens.kit.press import Pressable
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.kit.untyped import Untyped


class Target(Protocol):
    """Where keys go; `Field` is one."""

    def type(self, text: str) -> None:
        """Append."""

    def erase(self) -> None:
        """退格."""

    def clear(self) -> None:
        """清空."""


class Key(Pressable):
    """One key. `function` keys have the second ground and smaller words."""

    text = StringProperty("")
    icon = StringProperty("")

    def __init__(
        self, text: str, *, function: bool = False, icon: str = "", **options: Untyped
    ) -> None:
        step = "body" if function else "key"
        self._label = Text(text, align="center", step=step, lines=1, shrink=1)
        super().__init__(
            text=text, icon=icon, radius=1.5, frame="line" if theme.outlined else "", **options
        )
        self.fill = "key2" if function else "surface"
        self.add_widget(self._label)

    def measure(self, width: float) -> float:
        """Given by the keyboard."""
        return float(theme.u(11))

    def arrange(self) -> None:
        """Icon and word side by side."""
        x, y, w, h = self.face()
        icon = theme.u(5) if self.icon else 0
        gap = theme.u(1) if icon and self.text else 0
        wide = min(self._label.natural() if self.text else 0, w - icon - gap)
        left = x + (w - wide - icon - gap) / 2
        self._icon_at = (left, y + (h - icon) / 2)
        self._label.place(left + icon + gap, y, wide, h)

    def paint(self) -> None:
        """Face, then icon."""
        super().paint()
        if self.icon:
            draw_icon(self.icon, *self._icon_at, theme.u(5), "ink")


# A row is (text, width in key widths); names in <> are function keys.
_PAD = (
    (("1", 1), ("2", 1), ("3", 1), ("<erase>", 1)),
    (("4", 1), ("5", 1), ("6", 1), ("<clear>", 1)),
    (("7", 1), ("8", 1), ("9", 1), ("<close>", 1)),
)
_LETTERS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SYMBOLS = ("，。、；：？！（）", "“”《》-—/@#", "*+=%&_.:")

Rows = tuple[tuple[tuple[str, float], ...], ...]


def _pad(last: tuple[tuple[str, float], ...]) -> Rows:
    return (*_PAD, last)


def _plain(text: str) -> tuple[tuple[str, float], ...]:
    return tuple((char, 1.0) for char in text)


def _letters(letters: tuple[str, ...], shift: str) -> Rows:
    """Three rows of letters, digits above them, and the long keys."""
    third = ((shift, 1.5), *_plain(letters[2]), ("<erase>", 1.5))
    space = (("<clear>", 1.6), ("-", 1.0), ("<space>", 4.0), (".", 1.0), ("<close>", 2.4))
    return (_plain("1234567890"), _plain(letters[0]), _plain(letters[1]), third, space)


LAYOUTS: dict[str, Rows] = {
    "number": _pad((("0", 3), ("<next>", 1))),
    "phone": _pad((("0", 3), ("<next>", 1))),
    "id": _pad((("0", 2), ("X", 1), ("<next>", 1))),
    "letters": _letters(_LETTERS, "<upper>"),
    "search": (
        _plain(_LETTERS[0]),
        _plain(_LETTERS[1]),
        (("<clear>", 1.5), *_plain(_LETTERS[2]), ("<erase>", 1.5)),
        (("<space>", 7.2), ("<close>", 2.8)),
    ),
    "capitals": _letters(tuple(row.upper() for row in _LETTERS), "<lower>"),
    "symbols": (
        *(_plain(row) for row in _SYMBOLS[:2]),
        (*_plain(_SYMBOLS[2]), ("<erase>", 1.5)),
        (("<clear>", 1.6), ("<space>", 5.0), ("<close>", 2.4)),
    ),
}
PADS = ("number", "phone", "id")

FUNCTION_ICONS = {"<erase>": "backspace-bold", "<next>": "arrow-down-bold"}
# Layouts the 字母 tab leads back to; a search needs neither digits nor capitals at hand.
_LETTER_LAYOUTS = ("letters", "search")


def function_word(name: str) -> str:
    """What stands on a function key; nothing for a key that types."""
    words = {
        "<erase>": _("退格"),
        "<clear>": _("清空"),
        "<close>": _("收起键盘"),
        "<next>": _("下一格"),
        "<space>": _("空格"),
        "<upper>": _("大写"),
        "<lower>": _("小写"),
    }
    return words.get(name, "")


class Keyboard(Piece):
    """Set `layout` (see LAYOUTS) and `target`. Fires on_next and on_close."""

    layout = StringProperty("letters")

    __events__ = ("on_next", "on_close")
    LAYOUT: ClassVar[tuple[str, ...]] = ()

    def __init__(self, **options: Untyped) -> None:
        self.target: Target | None = None
        self._rows: list[list[tuple[Key, float]]] = []
        self._modes: list[Key] = []
        self._made: dict[str, list[list[tuple[Key, float]]]] = {}
        super().__init__(**options)
        self.fbind("layout", self._build)
        self._build()

    # -- keys -------------------------------------------------------------------------------

    def _build(self, *_: object) -> None:
        """Show the keys of the layout; each layout's keys are made once."""
        for child in list(self.children):
            self.remove_widget(child)
        if self.layout not in self._made:
            self._made[self.layout] = [
                [(self._key(name), share) for name, share in row] for row in LAYOUTS[self.layout]
            ]
        self._rows = self._made[self.layout]
        self._modes = [] if self.layout in PADS and not self._switchable else self._mode_tabs()
        self.add(*self._modes)
        for row in self._rows:
            self.add(*(key for key, _share in row))

    _switchable = False
    _letters = "letters"

    def use(self, layout: str, target: Target, *, switchable: bool | None = None) -> None:
        """Type into `target` with that layout; pads show the 字母 数字 符号 tabs if switchable."""
        self.target = target
        if layout in _LETTER_LAYOUTS:
            self._letters = layout
        wanted = layout not in PADS if switchable is None else switchable
        if wanted != self._switchable or layout != self.layout:
            self._switchable = wanted
            self.layout = layout
            self._build()

    def _mode_tabs(self) -> list[Key]:
        current = {"capitals": self._letters}.get(self.layout, self.layout)
        tabs = []
        words = {"letters": _("字母"), "number": _("数字"), "symbols": _("符号")}
        for name, word in words.items():
            layout = self._letters if name == "letters" else name
            tab = Key(word, function=True, depth=0.4, chosen=layout == current)
            tab.bind(on_release=lambda *_, to=layout: setattr(self, "layout", to))
            tabs.append(tab)
        return tabs

    def _key(self, name: str) -> Key:
        word, icon = function_word(name), FUNCTION_ICONS.get(name, "")
        if not word:
            return Key(name, action=lambda: self._type(name))
        if name == "<erase>" and self.layout not in PADS:
            word = ""
        actions = {
            "<erase>": self._erase,
            "<clear>": self._clear,
            "<close>": lambda: self.dispatch("on_close"),
            "<next>": lambda: self.dispatch("on_next"),
            "<space>": lambda: self._type(" "),
            "<upper>": lambda: setattr(self, "layout", "capitals"),
            "<lower>": lambda: setattr(self, "layout", "letters"),
        }
        return Key(word, function=True, icon=icon, action=actions[name])

    def _type(self, text: str) -> None:
        if self.target is not None:
            self.target.type(text)

    def _erase(self) -> None:
        if self.target is not None:
            self.target.erase()

    def _clear(self) -> None:
        if self.target is not None:
            self.target.clear()

    # -- layout -----------------------------------------------------------------------------

    def _sizes(self) -> tuple[int, int, int, int]:
        """Key height with sill, row gap, column gap, height of the tabs with their gap."""
        if self.layout in PADS:
            high = theme.pick(11 if theme.landscape else 13, tight=11, elder=15)
        else:
            high = theme.pick(8 if theme.landscape else 10, tight=9, elder=10.5)
        rows = (
            theme.pick(1.25, elder=1.9) if self.layout not in PADS else theme.pick(1.25, elder=2.4)
        )
        tabs = theme.pick(7, elder=9) + theme.u(1.5) if self._modes else 0
        return high + theme.u(0.5), rows, theme.pick(1.15, elder=1.9), tabs

    def measure(self, width: float) -> float:
        """Tabs, rows, padding."""
        high, gap, _, tabs = self._sizes()
        count = len(self._rows)
        return float(theme.u(2.25) + tabs + count * high + (count - 1) * gap + theme.u(2))

    def arrange(self) -> None:
        """Keys share their row by width; a short row is centred."""
        high, gap, between, tabs = self._sizes()
        pad = theme.u(2.5)
        left, inner = self.x + pad, self.width - 2 * pad
        y = self.top - theme.u(2.25)
        if self._modes:
            wide = (inner - between * (len(self._modes) - 1)) / len(self._modes)
            tall = tabs - theme.u(1.5)
            for index, tab in enumerate(self._modes):
                tab.place(left + index * (wide + between), y - tall, wide, tall)
            y -= tabs
        widest = max(sum(share for _key, share in row) for row in self._rows)
        most = max(len(row) for row in self._rows)
        unit = (inner - between * (most - 1)) / widest if self.layout not in PADS else 0
        for row in self._rows:
            self._place_row(row, left, y - high, inner, high, between, unit)
            y -= high + gap

    def _place_row(
        self,
        row: list[tuple[Key, float]],
        left: float,
        y: float,
        inner: float,
        high: int,
        between: int,
        unit: float,
    ) -> None:
        shares = sum(share for _key, share in row)
        room = inner - between * (len(row) - 1)
        if self.layout in PADS:
            cell = (inner - 3 * between) / 4
            sizes = [cell * share + between * (share - 1) for _key, share in row]
        else:
            scale = min(unit * 1.12, room / shares)
            sizes = [scale * share for _key, share in row]
        x = left + (inner - sum(sizes) - between * (len(row) - 1)) / 2
        for (key, _share), wide in zip(row, sizes, strict=True):
            key.place(x, y, round(x + wide) - round(x), high)
            x += wide + between

    def paint(self) -> None:
        """The tray."""
        shape.flat(*self.pos, *self.size, theme.color.tray)
        thin = theme.u(0.25)
        shape.flat(self.x, self.top - thin, self.width, thin, theme.color.edge)

    def on_touch_down(self, touch: Untyped) -> bool:
        """The tray swallows touches that fall between keys."""
        return super().on_touch_down(touch) or self.collide_point(*touch.pos)

    def on_next(self) -> None:
        """Event: 下一格."""

    def on_close(self) -> None:
        """Event: 收起键盘."""

    def forget(self) -> None:
        """No target."""
        self.target = None
