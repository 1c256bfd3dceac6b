"""A queue number on paper and on the screen, with the people ahead as they stand."""

from __future__ import annotations

import asyncio
import contextlib
import uuid

from kiosk.catalogue.model import Item
from kiosk.conversation.notices import WaitNews
from kiosk.conversation.questions import (
    Accepted,
    After,
    Group,
    Milestone,
    Option,
    PaperStage,
    Row,
    ShowMatter,
)
from kiosk.journeys.hall.words import clock, imprint
from kiosk.journeys.hand_over import Slip, hand_over
from kiosk.onenetwork.hall import Ticket
from kiosk.onenetwork.problem import BackendError
from kiosk.papers.hall_slips import ahead, ticket_slip, wait
from kiosk.papers.shown_codes import ticket_code
from kiosk.session import Session
from kiosk.text import Words, _

EVERY = 8.0
"""Seconds between two looks at the queue."""
DONE = "done"


async def hand_out(session: Session, ticket: Ticket, item: Item | None) -> After:
    """The ticket on paper; the screen follows the queue until the citizen goes.

    Raises:
        Leave, TimedOut: as the citizen chose.
    """
    ref = uuid.uuid4().hex
    slip = Slip(ref, ticket.item_name, item, kept=_("号已经取好，记下号码就行。"))
    following = asyncio.create_task(_tell_changes(session, ticket))
    try:
        receipt = ticket_slip(ticket, imprint(session, ref))
        return await hand_over(session, slip, _handed(session, ticket), receipt)
    finally:
        following.cancel()


async def follow(session: Session, ticket: Ticket) -> None:
    """How far the queue has come, kept fresh until the citizen has seen enough.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    now, changed = ticket, asyncio.Event()

    async def look() -> None:
        nonlocal now
        while True:
            await asyncio.sleep(EVERY)
            later = await _looked_up(session, now)
            if later != now:
                now = later
                changed.set()

    looking = asyncio.create_task(look())
    try:
        await session.conversation.ask_kept_fresh(lambda: matter(now), changed)
    finally:
        looking.cancel()


def matter(ticket: Ticket) -> ShowMatter:
    """A ticket as it stands."""
    chip, kind = _state(ticket)
    return ShowMatter(
        service=ticket.item_name,
        title=progress(ticket),
        line=_("数字会自己更新。") if ticket.state == "waiting" else "",
        icon="ticket",
        chip=chip,
        chip_kind=kind,
        code=ticket.number,
        code_label=_("排队号"),
        groups=(
            Group(
                _("您的号"),
                rows=(
                    Row(_("去哪里"), ticket.window),
                    Row(_("大厅"), ticket.site.name),
                    Row(_("要等"), wait(ticket)),
                    Row(_("取号时间"), clock(ticket.issued_at)),
                ),
            ),
        ),
        main=Option(DONE, _("知道了")),
    )


def progress(ticket: Ticket) -> str:
    """How far it is, in one sentence."""
    match ticket.state:
        case "called":
            return _("叫到您了，|请到{window}").format(window=ticket.window)
        case "served":
            return _("这个号已经办过了")
        case "missed":
            return _("这个号过号了，|请问导办台")
        case _:
            return ahead(ticket)


def _state(ticket: Ticket) -> tuple[Words, str]:
    words = {
        "waiting": (_("在等"), "info"),
        "called": (_("叫到了"), "ok"),
        "served": (_("办过了"), "info"),
        "missed": (_("过号了"), "warn"),
    }
    return words[ticket.state]


def line(ticket: Ticket) -> str:
    """How far it is, and where to go."""
    if ticket.state != "waiting":
        return progress(ticket).replace("|", "")
    return _("{ahead}，{wait}，到{window}").format(
        ahead=ahead(ticket), wait=wait(ticket), window=ticket.window
    )


def _handed(session: Session, ticket: Ticket) -> Accepted:
    return Accepted(
        service=ticket.item_name,
        title=_("号取好了"),
        line=line(ticket),
        sent=True,
        code=ticket.number,
        code_label=_("排队号"),
        code_line=_("请听叫号，叫到再去窗口。"),
        qr=ticket_code(ticket.ticket_id),
        qr_line=_("扫码看|排到哪"),
        milestones=(
            Milestone(
                _("今天 {time}").format(time=clock(ticket.issued_at)), _("取好了号"), done=True
            ),
            Milestone(_("叫到时"), _("到{window}办").format(window=ticket.window)),
        ),
        card_on_reader=session.card_on_reader,
        paper=PaperStage.PRINTING,
        paper_line=_("从{where}出来").format(where=session.services.settings.places.receipt_slot),
    )


async def _tell_changes(session: Session, ticket: Ticket) -> None:
    """News of the queue for the screen with the ticket."""
    while True:
        await asyncio.sleep(EVERY)
        ticket = await _looked_up(session, ticket)
        session.conversation.tell(WaitNews(line(ticket)))


async def _looked_up(session: Session, ticket: Ticket) -> Ticket:
    """As the platform has it now; as it was while the platform is away."""
    with contextlib.suppress(BackendError):
        return await session.services.backend.hall.ticket(ticket.ticket_id)
    return ticket
