"""Keys, and the rows of them that a keyboard may show."""

from collections.abc import Callable
from typing import ClassVar

from kivy.properties import StringProperty

from kiosk.text import _
from screens.kit.icon import draw_icon
from screens.kit.piece import Piece
from screens.kit.press import Pressable
from screens.kit.text import Text
from screens.kit.theme import SMALLER, theme
from screens.kit.untyped import Untyped

SIDES_U = 0.5
"""Left and right of a word on a key, together."""


class Key(Pressable):
    """One key. `function` keys have the second ground and smaller words."""

    text = StringProperty("")
    icon = StringProperty("")

    def __init__(
        self,
        text: str,
        *,
        function: bool = False,
        icon: str = "",
        step: str = "",
        lines: int = 1,
        **options: Untyped,
    ) -> None:
        step = step or ("keyword" if function else "key")
        self._label = Text(text, align="center", step=step, lines=lines, shrink=1, firm=True)
        self._step, self._shows_icon = step, False
        super().__init__(
            text=text, icon=icon, radius=1.5, frame="line" if theme.outlined else "", **options
        )
        self.fill = "key2" if function else "surface"
        self.add_widget(self._label)
        self.fbind("text", self._rewrite)

    def _rewrite(self, *_: object) -> None:
        self._label.text = self.text

    def write_in(self, step: str) -> None:
        """Set its word in this step."""
        self._label.step = step

    def measure(self, width: float) -> float:
        """Given by the keyboard."""
        return float(theme.u(11))

    def arrange(self) -> None:
        """Icon and word side by side. A word stands alone where the icon would break or cut it; one
        that may take two lines is set smaller where the key is too low for two."""
        x, y, w, h = self.face()
        icon = theme.u(5) if self.icon else 0
        gap = theme.u(1) if icon and self.text else 0
        room, two_lines = w - theme.u(SIDES_U), self._label.lines > 1
        if two_lines:
            high = self._label.pitch(self._step) + getattr(theme.size, self._step)
            self._label.step = self._step if high <= h else SMALLER[self._step]
        word = self._label.natural() if self.text else 0
        if word > room - icon - gap and (two_lines or self._cut(room - icon - gap)):
            icon = gap = 0
        self._shows_icon = icon > 0
        wide = min(word, room - icon - gap)
        left = x + (w - wide - icon - gap) / 2
        self._icon_at = (left, y + (h - icon) / 2)
        self._label.place(left + icon + gap, y, wide, h)

    def paint(self) -> None:
        """Face, then icon."""
        super().paint()
        if self._shows_icon:
            draw_icon(self.icon, *self._icon_at, theme.u(5), "ink")

    def _cut(self, room: float) -> bool:
        """Whether its word has to be cut in that room: words go before pictures."""
        return self._label.fit(room)[0][-1].endswith("…")


Rows = tuple[tuple[tuple[str, float], ...], ...]
"""Each key of a row as (text, width in key widths); names in <> are function keys."""

_PAD: Rows = (
    (("1", 1), ("2", 1), ("3", 1), ("<erase>", 1)),
    (("4", 1), ("5", 1), ("6", 1), ("<clear>", 1)),
    (("7", 1), ("8", 1), ("9", 1), ("<close>", 1)),
)
_LETTERS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SYMBOLS = ("，。、；：？！（）", "“”《》-—/@#", "*+=%&_.:")
DIGITS = "1234567890"


def _plain(text: str) -> tuple[tuple[str, float], ...]:
    return tuple((char, 1.0) for char in text)


def _letters(letters: tuple[str, ...], shift: str) -> Rows:
    """Three rows of letters, digits above them, and the long keys."""
    third = ((shift, 1.5), *_plain(letters[2]), ("<erase>", 1.5))
    space = (("<clear>", 1.6), ("-", 1.0), ("<space>", 3.3), (".", 1.0), ("<close>", 3.1))
    return (_plain(DIGITS), _plain(letters[0]), _plain(letters[1]), third, space)


_PINYIN: Rows = (
    _plain(_LETTERS[0]),
    _plain(_LETTERS[1]),
    (("<cut>", 1.5), *_plain(_LETTERS[2]), ("<erase>", 1.5)),
    (("<clear>", 1.8), ("，", 1.0), ("<space>", 3.1), ("。", 1.0), ("<close>", 3.1)),
)
LAYOUTS: dict[str, Rows] = {
    "number": (*_PAD, (("0", 3), ("<next>", 1))),
    "phone": (*_PAD, (("0", 3), ("<next>", 1))),
    "id": (*_PAD, (("0", 2), ("X", 1), ("<next>", 1))),
    "date": (*_PAD, (("0", 2), ("<today>", 1), ("<next>", 1))),
    "search": _PINYIN,
    "pinyin": _PINYIN,
    "pinyin+": (_plain(DIGITS), *_PINYIN),
    "letters": _letters(_LETTERS, "<upper>"),
    "capitals": _letters(tuple(row.upper() for row in _LETTERS), "<lower>"),
    "symbols": (
        *(_plain(row) for row in _SYMBOLS[:2]),
        (*_plain(_SYMBOLS[2]), ("<erase>", 1.5)),
        (("<clear>", 1.6), ("<space>", 4.3), ("<close>", 3.1)),
    ),
}
PADS = ("number", "phone", "id", "date")
COMPOSING = ("search", "pinyin", "pinyin+")
"""Letters of these become Chinese; they have the candidate bar."""

FUNCTION_ICONS = {
    "<erase>": "backspace-bold",
    "<next>": "arrow-down-bold",
    "<wipe>": "eraser-bold",
    "<before>": "caret-left-bold",
    "<after>": "caret-right-bold",
}


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
        "<cut>": _("分词"),
        "<today>": _("今天"),
        "<wipe>": _("擦掉"),
        "<up>": _("上一级"),
        "<before>": _("上一页"),
        "<after>": _("下一页"),
    }
    return words.get(name, "")


def function_key(
    name: str, act: Callable[[str], object], *, short: bool = False, lines: int = 1
) -> Key:
    """A function key that does `act(name)`; `short` leaves the word beside its icon out."""
    icon = FUNCTION_ICONS.get(name, "")
    word = "" if icon and short else function_word(name)
    return Key(word, function=True, icon=icon, lines=lines, action=lambda: act(name))


class KeyRows(Piece):
    """The keys of one layout, in rows that share the height they are given."""

    LAYOUT: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self, layout: str, type_: Callable[[str], object], act: Callable[[str], object]
    ) -> None:
        super().__init__()
        self._pad = layout in PADS
        self._lines = 2 if self._pad and theme.double and theme.landscape else 1
        self._rows: list[list[tuple[Key, float]]] = []
        self._letters: list[Key] = []
        for row in LAYOUTS[layout]:
            keys = [(self._key(name, type_, act), share) for name, share in row]
            self.add(*(key for key, _share in keys))
            self._rows.append(keys)

    def forget(self) -> None:
        """Nothing: these letters are nobody's, and stay drawn for whoever comes next."""

    def _key(self, name: str, type_: Callable[[str], object], act: Callable[[str], object]) -> Key:
        if function_word(name):
            short = name == "<erase>" and not self._pad
            return function_key(name, act, short=short, lines=self._lines)
        key = Key(name, action=lambda: type_(name))
        self._letters.append(key)
        return key

    def _sizes(self) -> tuple[int, int, int]:
        """Least height of a key with its sill, gap between rows, gap between columns."""
        short = theme.short
        if self._pad:
            high = theme.pick(11 if short else 13, tight=11, elder=11 if short else 15)
            rows = theme.pick(1.25, elder=1.9 if short else 2.4)
        else:
            high = theme.pick(
                8 if short else 10, tight=8 if short else 9, elder=8.25 if short else 10.5
            )
            rows = theme.pick(1.25, elder=1.9)
        return high + theme.u(0.5), rows, theme.pick(1.15, elder=1.9)

    def measure(self, width: float) -> float:
        """The rows and what is between them."""
        high, gap, _between = self._sizes()
        return float(len(self._rows) * (high + gap) - gap)

    def arrange(self) -> None:
        """Keys share their row by width; a short row is centred."""
        _high, gap, between = self._sizes()
        count = len(self._rows)
        high = (self.height - gap * (count - 1)) / count
        step = "key" if high - theme.u(0.5) >= theme.size.key else "keyword"
        for key in self._letters:
            key.write_in(step)
        widest = max(sum(share for _key, share in row) for row in self._rows)
        most = max(len(row) for row in self._rows)
        unit = (self.width - between * (most - 1)) / widest
        y = self.top - high
        for row in self._rows:
            self._place_row(row, y, high, between, unit)
            y -= high + gap

    def _place_row(
        self, row: list[tuple[Key, float]], y: float, high: float, between: int, unit: float
    ) -> None:
        shares = sum(share for _key, share in row)
        room = self.width - between * (len(row) - 1)
        if self._pad:
            cell = (self.width - 3 * between) / 4
            sizes = [cell * share + between * (share - 1) for _key, share in row]
        else:
            scale = min(unit * 1.12, room / shares)
            sizes = [scale * share for _key, share in row]
        x = self.x + (self.width - sum(sizes) - between * (len(row) - 1)) / 2
        for (key, _share), wide in zip(row, sizes, strict=True):
            key.place(x, y, round(x + wide) - round(x), high)
            x += wide + between
