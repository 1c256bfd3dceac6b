"""Take a number (取号), or see how far it is. Nobody has to say who they are."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import get_args

from kiosk.catalogue.model import Item
from kiosk.conversation import Back
from kiosk.conversation.questions import (
    After,
    Choose,
    Entry,
    FieldKind,
    FillForm,
    FormField,
    Option,
)
from kiosk.journeys import troubles
from kiosk.journeys.hall.codes import SIX_DIGITS, shown_or_typed
from kiosk.journeys.hall.items import pick_item
from kiosk.journeys.hall.now import show_hall, wait_now
from kiosk.journeys.hall.refusals import BOOK, closed, ticket_unknown
from kiosk.journeys.hall.tickets import follow, hand_out
from kiosk.journeys.reaching import reach
from kiosk.onenetwork.hall import TICKET, NewTicket, Priority, Ticket
from kiosk.onenetwork.problem import BackendProblem, ProblemCode
from kiosk.papers.shown_codes import TicketCode
from kiosk.session import Session
from kiosk.text import Words, _

TAKE, LOOK, HALL = "take", "look", "hall"
NONE: Priority = "none"
PRIORITIES: tuple[Priority, ...] = get_args(Priority)


async def queue(session: Session) -> After:
    """From home: a number, or how far it is.

    Raises:
        Back: to home.
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    while True:
        chosen = await session.conversation.ask(_what())
        try:
            if chosen.key == LOOK:
                await how_far(session)
                continue
            if chosen.key == HALL:
                await show_hall(session)
                continue
            while True:
                item = await pick_item(session, _("取号|办什么事？"))
                try:
                    return await take_number(session, item)
                except Back:
                    continue
        except Back:
            continue


async def take_number(session: Session, item: Item) -> After:
    """A number for this service.

    Raises:
        Back: nothing was taken.
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    visit = uuid.uuid4()
    while True:
        chosen = await session.conversation.ask(_priority(item, await wait_now(session, item)))
        wanted = NewTicket(
            item_code=item.code,
            priority=next(one for one in PRIORITIES if one == chosen.key),
        )
        # Another wish is another ticket, and the same wish asked again the same one.
        key = uuid.uuid5(visit, wanted.priority).hex
        try:
            ticket = await reach(
                session,
                item.short_name,
                lambda: session.services.backend.hall.take_ticket(wanted, key=key),  # noqa: B023
                refusals=(ProblemCode.CLOSED, ProblemCode.ITEM_WITHDRAWN),
            )
        except Back:
            continue
        except BackendProblem as problem:
            return await _not_given(session, item, problem)
        return await hand_out(session, ticket, item)


async def _not_given(session: Session, item: Item, problem: BackendProblem) -> After:
    """Say why there is no number, and offer an appointment."""
    if problem.code is ProblemCode.ITEM_WITHDRAWN:
        await troubles.ask(session, troubles.withdrawn(session, item.short_name))
        return After.ANOTHER
    trouble = closed(session, item.short_name, problem, bookable=item.appointment)
    if await troubles.ask(session, trouble) == BOOK:
        from kiosk.journeys.hall.book import book

        return await book(session, item)
    return After.ANOTHER


async def how_far(session: Session) -> None:
    """Look a ticket up by its code, and follow it.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    while True:
        answer = await shown_or_typed(session, _which())
        typed = TICKET + answer["ticket"] if isinstance(answer, Mapping) else ""
        code = answer.ticket_id if isinstance(answer, TicketCode) else typed
        try:
            ticket = await _found(session, code)
        except Back:
            continue
        if ticket is not None:
            return await follow(session, ticket)


async def _found(session: Session, code: str) -> Ticket | None:
    """The ticket; None when the citizen was told that there is none of that code.

    Raises:
        Back: the citizen looks for another one.
    """
    problem: BackendProblem | None = None
    if code:
        try:
            return await reach(
                session,
                "",
                lambda: session.services.backend.hall.ticket(code),
                refusals=(ProblemCode.NOT_FOUND,),
            )
        except BackendProblem as unknown:
            problem = unknown
    await troubles.ask(session, ticket_unknown(session, problem))
    return None


def _what() -> Choose:
    return Choose(
        title=_("取号"),
        line=_("取号不用刷身份证。"),
        entries=(
            Entry(TAKE, _("取一个号"), _("先选要办的事，再拿号单"), "ticket"),
            Entry(LOOK, _("看我的号排到哪了"), _("扫号单上的码，或者输号码"), "qr"),
            Entry(HALL, _("大厅里有什么"), _("窗口在哪，谁来帮您，附近还有哪里"), "where"),
        ),
    )


def _priority(item: Item, wait: Words | str) -> Choose:
    line = _("说一声就行，不用出示证件。")
    return Choose(
        service=item.short_name,
        title=_("需要优先吗？"),
        line=_("{wait}{line}").format(wait=wait, line=line) if wait else line,
        entries=(
            Entry("elder", _("老年人"), _("60 岁以上"), "elder"),
            Entry("disabled", _("残疾人"), _("行动、看、听不方便"), "wheelchair"),
            Entry("pregnant", _("孕妇"), _("带婴儿的也算"), "baby"),
            Entry("veteran", _("军人、退役军人"), _("现役军人和家属也算"), "shield"),
        ),
        main=Option(NONE, _("不用，普通号")),
    )


def _which() -> FillForm:
    def check(_name: str, value: str) -> str | None:
        return None if SIX_DIGITS.fullmatch(value) else _("查询号是 6 位数字，在号单最下面。")

    return FillForm(
        title=_("把号单上的码对准扫码口，|或者输入查询号"),
        from_card=(),
        fields=(
            FormField("ticket", _("查询号"), FieldKind.NUMBER, _("在号单最下面"), max_length=6),
        ),
        values={},
        check=check,
    )
