"""What one can do about an item, from its guide: in words, and where it is offered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kiosk.catalogue.model import Depth, Item
from kiosk.conversation.questions import Option
from kiosk.session import Session
from kiosk.text import _, in_context, retold


def _never(_session: Session, _item: Item) -> bool:
    """Not beside the main button: it is what the main button does."""
    return False


def _always(_session: Session, _item: Item) -> bool:
    return True


def _with_appointments(_session: Session, item: Item) -> bool:
    return item.appointment


def _at_a_window(_session: Session, item: Item) -> bool:
    return bool(item.place.window)


def _may_be_applied_for(_session: Session, item: Item) -> bool:
    """A firm names who acts for it anyway (经办人)."""
    return item.can_apply and "personal" in item.audience


@dataclass(frozen=True)
class Way:
    """`name` stands on the guide's main button, or with `line` and `icon` on a card beside it,
    where it is `offered`."""

    name: str
    line: str = ""
    icon: str = ""
    offered: Callable[[Session, Item], bool] = _never


MORE: Final = "more"
"""Not a journey: the fold behind the guide, from which one goes on as from the guide."""
ITEM_WAYS: Final = {
    "apply": Way(_("立即办理")),
    "print": Way(in_context("deed", "打印")),
    "query": Way(_("查询")),
    "bill": Way(_("查询应缴费用")),
    "take": Way(_("打印带走"), _("指南、材料清单、空表、样表"), "print", _always),
    "book": Way(_("预约时间"), _("选好日子和钟点再来"), "booking", _with_appointments),
    "book help": Way(_("约人帮办"), _("约个时间，到大厅有人陪着办"), "help", _with_appointments),
    "ticket": Way(_("取号"), _("现在就到窗口办"), "ticket", _at_a_window),
    "for another": Way(_("替别人办"), _("代家人或委托人办"), "elder", _may_be_applied_for),
    MORE: Way(_("更多说明"), icon="more", offered=_always),
}
"""By key: a guide's main way by MAIN, the others as cards."""
MAIN: Final = {
    Depth.APPLY: "apply",
    Depth.FULL: "apply",
    Depth.PRINT: "print",
    Depth.QUERY: "query",
    Depth.BILL: "bill",
    Depth.BOOK: "book",
}


def main_way(depth: Depth) -> str | None:
    """The key of what an item of this depth is here for; None: its guide can be read."""
    return MAIN.get(depth)


def ways_of(session: Session, item: Item) -> tuple[Option, ...]:
    """What the guide offers beside its main button."""
    return tuple(
        Option(key, retold(way.name), retold(way.line), way.icon)
        for key, way in ITEM_WAYS.items()
        if key != main_way(item.self_service) and way.offered(session, item)
    )
