"""Rows to read: keys, values, and what may be done about one."""

from typing import Any

from kivy.properties import StringProperty

from screens.kit import shape
from screens.kit.box import Column, Row
from screens.kit.piece import Piece
from screens.kit.press import PushButton
from screens.kit.text import SecretText, Text
from screens.kit.theme import theme
from screens.kit.untyped import Untyped

KEY_SHARE = 0.36
"""Of a row's width that a key may take to stand on one line."""


class ReadRow(Row):
    """A row to read: key, value, a note below it, and on request a small button or a chip."""

    key = StringProperty("")
    value = StringProperty("")
    longest_key = 0.0
    """Width of the longest key of its list on one line, pixels."""

    def __init__(
        self,
        key: str,
        value: str = "",
        *,
        note: str = "",
        key_wide: float = 22,
        aloud: bool = False,
        **options: Untyped,
    ) -> None:
        self._key = Text(color="ink2", wide=key_wide, lines=2, shrink=1)
        self._value = SecretText(step="lead", grow=1, shrink=2, said_aloud=aloud)
        base: dict[str, Any] = {"spacing": 2, "padding": [3, 1]}
        super().__init__(**{**base, **options})
        told: Piece = self._value
        if note:
            told = Column(spacing=0.25, grow=1).add(
                self._value, Text(note, step="cap", color="ink2")
            )
        self.add(self._key, told)
        self.fbind("key", lambda _, text: setattr(self._key, "text", text))
        self.fbind("value", lambda _, text: setattr(self._value, "text", text))
        self.key, self.value = key, value

    @property
    def key_wide(self) -> float:
        """Width of the key's column, in u: at least its longest word at the smallest step."""
        return max(float(self._key.wide), self._key.longest_word() / theme.u(100) * 100)

    @key_wide.setter
    def key_wide(self, wide: float) -> None:
        self._key.wide = wide

    @property
    def key_natural(self) -> float:
        """Width of its key on one line, pixels."""
        return float(self._key.natural())

    def widths(self, inner: float) -> list[float]:
        """Keys are not broken where they leave the values room; the same in all rows of a list."""
        widths = super().widths(inner)
        more = self.longest_key - widths[0]
        if more > 0 and self.longest_key <= inner * KEY_SHARE:
            widths[0] += more
            widths[1] -= more
        return widths

    def measure(self, width: float) -> float:
        """10.25 u (tight 9) unless the value needs more lines."""
        return max(super().measure(width), float(theme.pick(10.25, tight=9, elder=13)))

    def forget(self) -> None:
        """Empty the value."""
        self.value = ""
        super().forget()


class ReadList(Column):
    """Rows to read in a panel, hairlines between."""

    PAINTS_CHILDREN = True

    def __init__(self, **options: Untyped) -> None:
        base = {"ground": "surface", "frame": "line", "radius": 2}
        super().__init__(**{**base, **options})

    def add(self, *pieces: Piece) -> Piece:
        """The keys of all rows stand in one column, wide enough for each."""
        super().add(*pieces)
        rows = [row for row in self.children if isinstance(row, ReadRow)]
        for row in rows:
            row.key_wide = max(other.key_wide for other in rows)
            row.longest_key = max(other.key_natural for other in rows)
        return self

    def paint(self) -> None:
        """Panel, then a hairline above every row but the first; the last takes no line."""
        super().paint()
        thin = theme.u(0.25)
        for row in self.shown()[1:]:
            shape.flat(self.x, row.top - thin / 2, self.width, thin, theme.color.line)


def edit_button(text: str, **options: Untyped) -> PushButton:
    """The small 改 button at the right of a row."""
    return PushButton(text, kind="small", icon="pencil-simple-bold", icon_first=True, **options)
