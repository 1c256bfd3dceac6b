"""What stands on a screen of ours as plain data, so that bare Kivy can draw the same.

Words, pictures and shapes are read off the canvas once it has been drawn; what a scroll view hides
is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kivy.graphics import BorderImage, Color, Mesh, Rectangle, ScissorPop, ScissorPush
from kivy.graphics.instructions import InstructionGroup

from screens.kit import icon, text
from tests.bench.bare_screens import Box, Mark


class Recorder:
    """Made before the screens are: it remembers which texture holds which words."""

    def __init__(self) -> None:
        self._words: dict[int, tuple[Any, str, int, bool]] = {}
        draw = text.draw_line

        def draw_line(line: str, size: int, bold: bool) -> Any:  # noqa: ANN401 - Kivy's texture
            texture = draw(line, size, bold)
            self._words[id(texture)] = (texture, line, size, bold)
            return texture

        text.draw_line = icon.draw_line = draw_line

    def marks(self, screen: Any) -> list[Mark]:  # noqa: ANN401 - Kivy's
        """What is drawn of a screen, in order."""
        self._rgba, self._clips = [1.0, 1.0, 1.0, 1.0], list[Box]()
        return list(self._walk(screen.canvas))

    def _walk(self, group: Any) -> Iterator[Mark]:  # noqa: ANN401 - Kivy's
        for one in group.children:
            if isinstance(one, InstructionGroup):
                if getattr(one, "opacity", 1):
                    yield from self._walk(one)
            elif isinstance(one, Color):
                self._rgba = list(one.rgba)
            elif isinstance(one, ScissorPush):
                self._clips.append((one.x, one.y, one.width, one.height))
            elif isinstance(one, ScissorPop):
                self._clips.pop()
            elif isinstance(one, Rectangle | Mesh) and (mark := self._mark(one)) is not None:
                yield mark

    def _mark(self, one: Any) -> Mark | None:  # noqa: ANN401 - Kivy's
        if isinstance(one, Mesh):
            v = one.vertices
            box = (v[0], v[1], v[-4] - v[0], v[-3] - v[1])
            return Mark("frame", box, self._rgba, size=round(v[4] - v[0])) if v else None
        box = (*one.pos, *one.size)
        if any(_apart(box, clip) for clip in self._clips):
            return None
        if isinstance(one, BorderImage):
            return Mark("box", box, self._rgba, size=round(one.border[0]))
        if id(one.texture) in self._words:
            _, line, size, bold = self._words[id(one.texture)]
            return Mark("word", box, self._rgba, line, size, bold)
        return Mark("picture" if (what := _picture(one.texture)) else "flat", box, self._rgba, what)


def _apart(one: Box, other: Box) -> bool:
    return any(
        one[axis] + one[axis + 2] <= other[axis] or other[axis] + other[axis + 2] <= one[axis]
        for axis in (0, 1)
    )


def _picture(texture: Any) -> str:  # noqa: ANN401 - Kivy's
    """Where Kivy finds an icon of ours; empty for a plain fill."""
    files = icon.ICONS.rglob("*.png")
    return next((str(file) for file in files if icon.picture(file) is texture), "")
