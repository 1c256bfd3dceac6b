"""Kivy's RecycleView with rows as the terminal's: a face and its edge, a tile, two lines."""

from __future__ import annotations

from typing import Any

from kivy.lang import Builder
from kivy.uix.recycleview import RecycleView

from screens.kit import fonts

ROWS = """
<BareRow@FloatLayout>:
    name: ""
    line: ""
    canvas.before:
        Color:
            rgba: .85, .84, .81, 1
        RoundedRectangle:
            pos: self.x + 40, self.y + 6
            size: self.width - 80, self.height - 12
            radius: [20]
        Color:
            rgba: 1, 1, 1, 1
        RoundedRectangle:
            pos: self.x + 40, self.y + 12
            size: self.width - 80, self.height - 18
            radius: [20]
        Color:
            rgba: .9, .93, .97, 1
        RoundedRectangle:
            pos: self.x + 64, self.y + 28
            size: 80, 80
            radius: [16]
    Label:
        text: root.name
        font_size: 36
        bold: True
        color: .08, .13, .2, 1
        size_hint: None, None
        size: self.texture_size
        pos: root.x + 168, root.y + 66
    Label:
        text: root.line
        font_size: 28
        color: .25, .3, .37, 1
        size_hint: None, None
        size: self.texture_size
        pos: root.x + 168, root.y + 24
<BareList>:
    viewclass: "BareRow"
    RecycleBoxLayout:
        default_size: None, root.row
        default_size_hint: 1, None
        size_hint_y: None
        height: self.minimum_height
        orientation: "vertical"
"""


class BareList(RecycleView):  # type: ignore[misc]
    """Rows `row` pixels high."""

    def __init__(self, row: int, **options: Any) -> None:  # noqa: ANN401 - Kivy's
        self.row = row
        super().__init__(**options)


def thousand(items: int, row: int, name: str, line: str) -> BareList:
    """A list of that many."""
    fonts.register()
    Builder.load_string(ROWS)
    listed = BareList(row)
    listed.data = [{"name": name.format(n), "line": line} for n in range(items)]
    return listed
