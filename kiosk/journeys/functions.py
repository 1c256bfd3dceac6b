"""What the terminal does besides taking applications: from home, from a search, from a guide.

Each journey is imported when it is first gone: the first screen does not wait for it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from kiosk.catalogue.model import Depth, Item
from kiosk.conversation.questions import After, Function, Option
from kiosk.session import Session
from kiosk.text import _, in_context, retold

Journey = Callable[[Session], Awaitable[After]]
ItemJourney = Callable[[Session, Item], Awaitable[After]]


async def _apply(session: Session, item: Item) -> After:
    from kiosk.journeys.apply import apply

    return await apply(session, item)


async def _more(session: Session, item: Item) -> After:
    from kiosk.journeys.more import more

    return await more(session, item)


async def _certificate(session: Session, item: Item) -> After:
    from kiosk.journeys.certificate import certificate

    return await certificate(session, item)


async def _take_papers(session: Session, item: Item) -> After:
    from kiosk.journeys.take_papers import take_papers

    return await take_papers(session, item)


async def _prints(session: Session) -> After:
    from kiosk.journeys.my_papers import my_papers

    return await my_papers(session)


async def _booking(session: Session) -> After:
    from kiosk.journeys.hall.booking import booking

    return await booking(session)


async def _queue(session: Session) -> After:
    from kiosk.journeys.hall.queue import queue

    return await queue(session)


async def _book(session: Session, item: Item) -> After:
    from kiosk.journeys.hall.book import book

    return await book(session, item)


async def _book_help(session: Session, item: Item) -> After:
    from kiosk.journeys.hall.book import book_help

    return await book_help(session, item)


async def _ticket(session: Session, item: Item) -> After:
    from kiosk.journeys.hall.queue import take_number

    return await take_number(session, item)


async def _for_another(session: Session, item: Item) -> After:
    from kiosk.journeys.apply import apply_for_another

    return await apply_for_another(session, item)


def _may_be_applied_for(session: Session, item: Item) -> bool:
    """A firm names who acts for it anyway (经办人)."""
    return item.can_apply and "personal" in item.audience


@dataclass(frozen=True)
class Way:
    """Something one can do about an item, from its guide. `name` stands on the guide's main
    button, or with `line` and `icon` on a card beside it, where it is `offered`."""

    go: ItemJourney
    name: str
    line: str = ""
    icon: str = ""
    offered: Callable[[Session, Item], bool] = lambda session, item: False


async def _progress(session: Session) -> After:
    from kiosk.journeys.cases.progress import progress

    return await progress(session)


async def _report(session: Session) -> After:
    from kiosk.journeys.report.telling import report

    return await report(session)


async def _broken(session: Session) -> After:
    from kiosk.journeys.report.telling import broken

    return await broken(session)


async def _copy(session: Session) -> After:
    from kiosk.journeys.copying.copying import copy

    return await copy(session)


FUNCTIONS: Final[dict[str, Journey]] = {
    "progress": _progress,
    "prints": _prints,
    "report": _report,
    "complaint": _report,
    "fault": _broken,
    "booking": _booking,
    "queue": _queue,
    "copy": _copy,
}
"""By key (see `_names`); one that is not here is not shown, nor one that is not `offered`."""

ITEM_WAYS: Final[dict[str, Way]] = {
    "apply": Way(_apply, _("立即办理")),
    "print": Way(_certificate, in_context("deed", "打印")),
    "query": Way(_certificate, _("查询")),
    "take": Way(
        _take_papers,
        _("打印带走"),
        _("指南、材料清单、空表、样表"),
        "print",
        offered=lambda session, item: True,
    ),
    "book": Way(
        _book,
        _("预约时间"),
        _("选好日子和钟点再来"),
        "booking",
        lambda session, item: item.appointment,
    ),
    "book help": Way(
        _book_help,
        _("约人帮办"),
        _("约个时间，到大厅有人陪着办"),
        "help",
        lambda session, item: item.appointment,
    ),
    "ticket": Way(
        _ticket,
        _("取号"),
        _("现在就到窗口办"),
        "ticket",
        lambda session, item: bool(item.place.window),
    ),
    "for another": Way(
        _for_another, _("替别人办"), _("代家人或委托人办"), "elder", _may_be_applied_for
    ),
    "more": Way(_more, _("更多说明"), icon="more", offered=lambda session, item: True),
}
"""By key: a guide's main way by MAIN, the others as cards."""

HOME: Final = ("progress", "booking", "queue", "prints", "report", "copy")
MAIN: Final = {
    Depth.APPLY: "apply",
    Depth.FULL: "apply",
    Depth.PRINT: "print",
    Depth.QUERY: "query",
    Depth.BOOK: "book",
}


def main_way(depth: Depth) -> str | None:
    """The key of what an item of this depth is here for; None: its guide can be read."""
    key = MAIN.get(depth)
    return key if key in ITEM_WAYS else None


def ways_of(session: Session, item: Item) -> tuple[Option, ...]:
    """What the guide offers beside its main button."""
    return tuple(
        Option(key, retold(way.name), retold(way.line), way.icon)
        for key, way in ITEM_WAYS.items()
        if key != main_way(item.self_service) and way.offered(session, item)
    )


def offered(session: Session, key: str) -> bool:
    """Whether this terminal does that; copying needs devices that not every one has."""
    if key != "copy":
        return key in FUNCTIONS
    hub = session.services.hub
    sees = hub.scanner.configured or hub.document_camera.configured
    return sees and hub.page_printer.configured


def home_functions(session: Session) -> tuple[Function, ...]:
    """The row under the columns of the home page."""
    return tuple(function(key) for key in HOME if offered(session, key))


def function(key: str) -> Function:
    """A function that is in FUNCTIONS, in words."""
    name, line = _names()[key]
    return Function(key, name, line, here=True)


def _names() -> dict[str, tuple[str, str]]:
    return {
        "progress": (_("查进度"), _("看您办的事到了哪一步。")),
        "booking": (_("预约"), _("约好时间再去窗口，或者改时间。")),
        "queue": (_("取号"), _("取一个号，看前面还有几个人。")),
        "prints": (_("证照打印"), _("打印办好的证明和通知书。")),
        "report": (_("反映问题"), _("投诉、提意见，办不成的事也可以说。")),
        "complaint": (_("投诉、提意见"), _("说给我们听，有人答复您。")),
        "fault": (_("机器坏了"), _("告诉我们哪里坏了，马上有人修。")),
        "copy": (_("复印"), _("身份证和一般的纸都可以，不收费。")),
    }
