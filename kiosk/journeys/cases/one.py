"""One case of one's own: all about it, and what can be done with it now."""

from __future__ import annotations

from datetime import date
from typing import Final

from kiosk.conversation import Back, ToWindow
from kiosk.conversation.questions import After, Option, ShowMatter
from kiosk.journeys.cases.correct import BRING, CORRECT
from kiosk.journeys.cases.opinion import OPINION
from kiosk.journeys.cases.own import Desk, Doing, Own
from kiosk.journeys.cases.paper import PRINT_AGAIN
from kiosk.journeys.cases.sealed import PRINT_NOTICE, PRINT_RESULT
from kiosk.journeys.cases.standing import chip, milestones, sentence
from kiosk.journeys.cases.telling import groups
from kiosk.journeys.cases.urge import URGE
from kiosk.journeys.cases.wish import ASK_REVIEW, WITHDRAW
from kiosk.journeys.window import to_the_window
from kiosk.onenetwork.models import Case
from kiosk.papers.pieces import spaced
from kiosk.papers.receipts import qr_data
from kiosk.text import _, retold

DOINGS: Final = (
    CORRECT,
    PRINT_RESULT,
    URGE,
    BRING,
    ASK_REVIEW,
    OPINION,
    PRINT_NOTICE,
    PRINT_AGAIN,
    WITHDRAW,
)
"""The most pressing first."""


async def see_to(desk: Desk, case: Case) -> After:
    """Show the case, and do with it what its owner likes.

    Raises:
        Back: to the list.
        Leave, TimedOut: as the citizen chose.
    """
    session, item = desk.session, desk.session.services.catalogue.item(case.item_code)
    while True:
        own = Own(desk, case, item)
        try:
            chosen = await session.conversation.ask(question(own))
            outcome = await _step(own, chosen.key)
        except ToWindow:
            in_hand = [one.code for one in case.materials]
            if await to_the_window(session, item, spaced(case.query_code), in_hand):
                return After.DONE
            continue
        if isinstance(outcome, After):
            return outcome
        case = outcome


async def _step(own: Own, key: str) -> Case | After:
    """What was chosen, done; Back from it leads to the case."""
    doing = next(one for one in DOINGS if one.key == key)
    try:
        return await doing.go(own)
    except Back:
        return own.case


def question(own: Own) -> ShowMatter:
    """All about it; what presses is the main button."""
    case, today = own.case, date.today()
    open_to = [one for one in DOINGS if one.applies(own)]
    pressing = next((one for one in open_to if one.presses), None)
    word, kind = chip(case, today)
    return ShowMatter(
        title=case.item_name,
        line=sentence(case, today),
        icon=own.item.topic if own.item else "",
        chip=word,
        chip_kind=kind,
        code=spaced(case.query_code),
        code_label=_("查询码"),
        qr=qr_data(case),
        qr_line=_("手机扫码看进度"),
        groups=groups(case, today),
        milestones=milestones(case),
        options=tuple(_option(one) for one in open_to if one is not pressing),
        main=_option(pressing) if pressing else None,
    )


def _option(doing: Doing) -> Option:
    return Option(doing.key, retold(doing.name), retold(doing.line), doing.icon)
