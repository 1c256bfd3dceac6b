"""Appointments (预约) from home: book, look at mine, check in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from kiosk.catalogue.model import Item
from kiosk.conversation import Back
from kiosk.conversation.questions import After, Choose, Entry
from kiosk.journeys.hall.book import book, book_help
from kiosk.journeys.hall.checking_in import check_in_by_code
from kiosk.journeys.hall.items import pick_bookable
from kiosk.journeys.hall.mine import mine
from kiosk.session import Session
from kiosk.text import _

NEW, HELPED, MINE, CHECK_IN = "new", "helped", "mine", "check_in"


async def booking(session: Session) -> After:
    """From home.

    Raises:
        Back: to home.
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    ways = {NEW: _book_one, HELPED: _book_helped, MINE: mine, CHECK_IN: check_in_by_code}
    while True:
        chosen = await session.conversation.ask(_what())
        try:
            return await ways[chosen.key](session)
        except Back:
            continue


async def _book_one(session: Session) -> After:
    return await _of_picked(session, book)


async def _book_helped(session: Session) -> After:
    return await _of_picked(session, book_help)


async def _of_picked(session: Session, way: Callable[[Session, Item], Awaitable[After]]) -> After:
    while True:
        item = await pick_bookable(session, _("约哪件事？"))
        try:
            return await way(session, item)
        except Back:
            continue


def _what() -> Choose:
    return Choose(
        title=_("预约"),
        line=_("约好时间再来，不用排长队。不预约也能办。"),
        entries=(
            Entry(NEW, _("约一个时间"), _("选要办的事、日子和钟点"), "when"),
            Entry(MINE, _("我的预约"), _("看一看，改时间，取消，刷身份证签到"), "booking"),
            Entry(CHECK_IN, _("拿着预约单来签到"), _("扫单子上的码，或者输号码"), "qr"),
            Entry(HELPED, _("约人帮办"), _("约个时间，到大厅有人陪着办"), "help"),
        ),
    )
