"""Pick a time at the hall: what is free, two weeks at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from kiosk.catalogue.model import Item
from kiosk.conversation import Back
from kiosk.conversation.questions import (
    BookableDay,
    FreeTime,
    PickTime,
    Progress,
    TimesOfDay,
)
from kiosk.conversation.questions.hall import LATER
from kiosk.dates import month_day, weekday
from kiosk.journeys.hall.words import clock
from kiosk.journeys.reaching import reach
from kiosk.onenetwork.hall import Slot, SlotList
from kiosk.papers.pieces import in_beijing
from kiosk.session import Session
from kiosk.text import Words, _, counted

DAYS = 14
PAGES = 4
"""So many times fourteen days can be looked at."""
NOON = 12


async def pick_slot(session: Session, item: Item, progress: Progress) -> Slot:
    """A free time of the item's windows.

    Raises:
        Back: from the first days.
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    today = date.today()
    page = 0
    while True:
        first = today + timedelta(days=DAYS * page) if page else None
        found = await reach(
            session,
            item.short_name,
            lambda: session.services.backend.hall.slots(item.code, first, DAYS),  # noqa: B023
        )
        try:
            asked = replace(question(found, page), service=item.short_name, progress=progress)
            chosen = await session.conversation.ask(asked)
        except Back:
            if not page:
                raise
            page -= 1
            continue
        if chosen.key == LATER:
            page += 1
            continue
        return next(slot for slot in found.slots if slot.slot_id == chosen.key)


def question(found: SlotList, page: int) -> PickTime:
    """The days found, with what is free."""
    slots = found.slots
    where = _("{hall}，{window}")
    return PickTime(
        title=_("想哪一天来？"),
        line=where.format(hall=slots[0].site.name, window=slots[0].window) if slots else "",
        days=tuple(_day(day, list(some)) for day, some in groupby(slots, _day_of)),
        empty=_("这些天都没有可以约的时间，|请看以后的日子。"),
        estimate=_("这些日子是预计的：放假安排还没有公布，来之前请再看一看。")
        if found.estimated
        else "",
        later=_("看以后的日子") if page < PAGES - 1 else "",
    )


def left(places: int) -> Words:
    """余 2 个, 约满."""
    return counted("余 {n} 个", places) if places else _("约满")


def _day_of(slot: Slot) -> date:
    return in_beijing(slot.starts_at).date()


def _day(day: date, slots: list[Slot]) -> BookableDay:
    return BookableDay(
        name=weekday(day),
        day=month_day(day),
        line=left(sum(slot.left for slot in slots)),
        parts=tuple(_parts(slots)),
    )


def _parts(slots: list[Slot]) -> Iterable[TimesOfDay]:
    """Morning and afternoon, those that there are."""
    for late, some in groupby(slots, lambda slot: in_beijing(slot.starts_at).hour >= NOON):
        times = tuple(
            FreeTime(slot.slot_id, clock(slot.starts_at), left(slot.left), slot.left > 0)
            for slot in some
        )
        yield TimesOfDay(_("下午") if late else _("上午"), times)
