"""The platform's own papers of a case on A4, sealed: its result, and its notices."""

from __future__ import annotations

from kiosk.conversation.questions import After, Choose, Entry
from kiosk.journeys.as_citizen import reach_as_citizen
from kiosk.journeys.cases.opinion import give_opinion, may_rate
from kiosk.journeys.cases.own import Doing, Own
from kiosk.journeys.cases.refusal import now_at_platform, safe
from kiosk.journeys.cases.standing import moment
from kiosk.journeys.paper import CameOut
from kiosk.journeys.paper_out import print_paper
from kiosk.onenetwork.models import Case
from kiosk.onenetwork.prints import Print
from kiosk.text import _, counted


async def _print_result(own: Own) -> Case | After:
    """The result on paper; whoever has it in hand is asked how it went (领取结果时评价)."""
    papers = [one for one in await _papers(own) if one.print_id == _result_id(own)]
    if not papers or not await _print(own, papers[0]):
        return own.case
    case = await now_at_platform(own)
    fetched = Own(own.desk, case, own.item)
    return await give_opinion(fetched) if may_rate(fetched) and case.rating is None else case


async def _print_notice(own: Own) -> Case | After:
    papers = [one for one in await _papers(own) if one.kind == "notice"]
    if not papers:
        return own.case
    paper = papers[0] if len(papers) == 1 else await _chosen(own, papers)
    await _print(own, paper)
    return own.case


async def _chosen(own: Own, papers: list[Print]) -> Print:
    entries = tuple(Entry(one.print_id, one.title, _about(one), "certificate") for one in papers)
    question = Choose(service=own.case.item_name, title=_("打印哪一份？"), entries=entries)
    answer = await own.session.conversation.ask(question)
    return next(one for one in papers if one.print_id == answer.key)


def _about(paper: Print) -> str:
    pages = counted("{n} 页", paper.pages)
    return _("{moment}，{pages}").format(moment=moment(paper.ready_at), pages=pages)


async def _papers(own: Own) -> list[Print]:
    """What the platform has on paper of this case, newest first."""
    prints = own.session.services.backend.prints

    async def fetch(token: str) -> list[Print]:
        return list((await prints.of_citizen(token, case_no=own.case.case_no)).prints)

    return await reach_as_citizen(own.session, own.case.item_name, fetch, kept=safe())


async def _print(own: Own, paper: Print) -> bool:
    """Whether all of it came out."""
    token = (await own.session.citizen()).token
    return isinstance(await print_paper(own.session, paper, token=token), CameOut)


def _result_id(own: Own) -> str | None:
    return own.case.result.print_id if own.case.result else None


def _can_print(own: Own) -> bool:
    return own.session.services.hub.page_printer.configured


def _has_notice(own: Own) -> bool:
    return _can_print(own) and any(one.print_id for one in own.case.notices)


PRINT_RESULT = Doing(
    key="result",
    name=_("打印办理结果"),
    line=_("A4 纸，盖电子章"),
    icon="print",
    applies=lambda own: _can_print(own) and _result_id(own) is not None,
    go=_print_result,
    presses=True,
)
PRINT_NOTICE = Doing(
    key="notice",
    name=_("打印通知书"),
    line=_("A4 纸，盖电子章"),
    icon="print",
    applies=_has_notice,
    go=_print_notice,
)
