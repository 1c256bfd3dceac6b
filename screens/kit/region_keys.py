"""Province, city, district, street: each pressed name goes into the address."""

from collections.abc import Callable
from typing import ClassVar

from screens.kit.keys import Key, function_key
from screens.kit.piece import Piece
from screens.kit.theme import theme
from screens.writing.regions import Region, regions_below


class RegionKeys(Piece):
    """A page of regions over a row of function keys. A press types the name and goes one level
    down; 上一级 takes it back.
    """

    LAYOUT: ClassVar[tuple[str, ...]] = ()

    def __init__(self, type_: Callable[[str], object], act: Callable[[str], object]) -> None:
        super().__init__()
        self._type, self._act = type_, act
        self._columns, self._lines = (5, 2) if theme.landscape else (4, 4)
        if theme.double:
            self._columns, self._lines = 2, 3
        self._path: list[Region] = []
        self._begin = 0
        self._keys = [self._region_key(at) for at in range(self._columns * self._lines)]
        names = ("<up>", "<before>", "<after>", "<erase>", "<close>")
        self._functions = {
            name: function_key(name, self._pressed, short=theme.double) for name in names
        }
        self.add(*self._keys, *self._functions.values())
        self._fill()

    def _region_key(self, at: int) -> Key:
        key = Key("", lines=2, step="keyword" if theme.landscape or theme.double else "lead")
        key.bind(on_release=lambda *_: self._chose(at))
        return key

    def _regions(self) -> list[Region]:
        return regions_below(self._path[-1].code if self._path else "")

    def _fill(self) -> None:
        found, room = self._regions(), len(self._keys)
        for at, key in enumerate(self._keys):
            place = self._begin + at
            key.gone = place >= len(found)
            key.text = "" if key.gone else found[place].name
        self._functions["<up>"].off = not self._path
        self._functions["<before>"].off = self._begin == 0
        self._functions["<after>"].off = self._begin + room >= len(found)
        self.rearrange()

    def _chose(self, at: int) -> None:
        region = self._regions()[self._begin + at]
        self._type(region.name)
        if regions_below(region.code):
            self._path.append(region)
            self._begin = 0
            self._fill()

    def _pressed(self, name: str) -> None:
        if name == "<up>":
            region = self._path.pop()
            for _letter in region.name:
                self._act("<erase>")
            self._begin = 0
        elif name in ("<before>", "<after>"):
            self._begin += len(self._keys) * (1 if name == "<after>" else -1)
        else:
            self._act(name)
        self._fill()

    def start(self) -> None:
        """From the provinces again."""
        self._path, self._begin = [], 0
        self._fill()

    def forget(self) -> None:
        """Nobody's province is pressed."""
        self.start()
        super().forget()

    def arrange(self) -> None:
        """A grid, and the function keys below it in one row."""
        gap, between = theme.pick(1.25, elder=1.9), theme.pick(1.15, elder=1.9)
        rows = self._lines + 1
        high = (self.height - gap * (rows - 1)) / rows
        wide = (self.width - between * (self._columns - 1)) / self._columns
        for at, key in enumerate(self._keys):
            row, column = divmod(at, self._columns)
            x = self.x + column * (wide + between)
            key.place(x, self.top - high - row * (high + gap), wide, high)
        wide = (self.width - between * (len(self._functions) - 1)) / len(self._functions)
        for at, key in enumerate(self._functions.values()):
            key.place(self.x + at * (wide + between), self.y, wide, high)
