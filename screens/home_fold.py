"""What home has under large letters in place of the four columns: 全部事项, and a person."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.text import _
from screens.kit.box import Column
from screens.kit.cards import ListRow
from screens.kit.theme import theme


class Fold(Column):
    """Two rows to press."""

    def __init__(self, open_all: Callable[[], None], call_staff: Callable[[], None]) -> None:
        self.all = ListRow(icon="squares-four-duotone", text=_("全部事项"), action=open_all)
        staff = ListRow(
            icon="hand-waving-duotone",
            text=_("请工作人员来帮我"),
            line="" if theme.landscape else _("按一下，工作人员马上过来"),
            action=call_staff,
        )
        staff.fill = "tint"
        super().__init__(spacing=3)
        self.add(self.all, staff)
