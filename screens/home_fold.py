"""What home has under large letters in place of the four columns: 全部事项, and a person."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.text import _
from screens.kit.box import Column, Row
from screens.kit.cards import ListRow
from screens.kit.theme import theme


class Fold(Column):
    """Two rows to press; side by side in portrait, so that six services stand over them."""

    def __init__(self, open_all: Callable[[], None], call_staff: Callable[[], None]) -> None:
        self.all = ListRow(icon="squares-four-duotone", text=_("全部事项"), action=open_all)
        staff = ListRow(icon="hand-waving-duotone", text=_("请工作人员来帮我"), action=call_staff)
        staff.fill = "tint"
        self.all.grow = staff.grow = 1
        super().__init__()
        column = theme.landscape or theme.double
        rows = Column(spacing=3) if column else Row(spacing=3)
        self.add(rows.add(self.all, staff))
