"""证照打印: one's own papers by identity card, or one paper by its pick-up code (取件码)."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress

from drivers.code_reader.contract import Code
from drivers.driver import Health
from kiosk.conversation import Back, TimedOut
from kiosk.conversation.questions import (
    After,
    Choose,
    Chosen,
    Entry,
    FieldKind,
    FillForm,
    FormField,
    Option,
    ShowCode,
)
from kiosk.dates import full_date
from kiosk.journeys import page_troubles, troubles
from kiosk.journeys.as_citizen import reach_as_citizen
from kiosk.journeys.held_up import any_code
from kiosk.journeys.identify import Purpose, introduce
from kiosk.journeys.look_at import look_and_print
from kiosk.journeys.paper import CameOut
from kiosk.journeys.paper_code import plain
from kiosk.journeys.reaching import reach
from kiosk.onenetwork.prints import Print
from kiosk.onenetwork.problem import BackendProblem, ProblemCode
from kiosk.papers.shown_codes import PickUpCode, what_code
from kiosk.session import Session
from kiosk.text import _, counted, in_context

CARD, CODE, SCAN = "card", "code", "scan"
PICK_UP = re.compile(r"[2-9A-HJKMNP-Z]{8}")
"""As the contract has it: without 0, 1, I, L, O."""
LISTED = 50
REFUSED = (ProblemCode.NOT_FOUND, ProblemCode.CODE_EXPIRED, ProblemCode.TOO_MANY_REQUESTS)


async def my_papers(session: Session) -> After:
    """How one wants to get at them, then the papers.

    Raises:
        Back: home.
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    ways = {CARD: _by_card, CODE: _by_typed_code, SCAN: _by_shown_code}
    while True:
        chosen = await session.conversation.ask(_ways(session))
        try:
            return await ways[chosen.key](session)
        except Back:
            continue


def _ways(session: Session) -> Choose:
    entries = [
        Entry(CARD, _("刷身份证，看我的证照"), _("办好的证明、通知书都在里面"), "card"),
        Entry(CODE, _("输取件码"), _("不用身份证，打印取件单上的那一份"), "keypad"),
    ]
    if session.services.hub.code_reader.configured:
        entries.append(Entry(SCAN, _("扫取件单上的二维码"), _("不用身份证，不用输号码"), "qr"))
    return Choose(title=_service(), line=_("您想怎么取？"), entries=tuple(entries))


def _service() -> str:
    return _("证照打印")


# --- by card -----------------------------------------------------------------------------


async def _by_card(session: Session) -> After:
    asker = session.services.settings.terminal.site_name
    await introduce(session, Purpose("prints", _service(), asker, _("打印您自己的证照")))
    copies: dict[str, int] = {}
    """Of what was printed here just now: the platform may not have heard of it yet."""
    while True:
        papers = _sorted(_with_copies(one, copies) for one in await _own(session))
        chosen = await session.conversation.ask(_list(papers))
        paper = next(one for one in papers if one.print_id == chosen.key)
        try:
            token = (await session.citizen()).token
            printed = await look_and_print(session, paper, service=_service(), token=token)
        except Back:
            continue
        if isinstance(printed, CameOut):
            copies[paper.print_id] = paper.copies + 1
        if printed is not None and printed.after is After.DONE:
            return After.DONE


def _with_copies(paper: Print, copies: Mapping[str, int]) -> Print:
    printed = copies.get(paper.print_id, 0)
    if paper.copies >= printed:
        return paper
    return paper.model_copy(update={"copies": printed, "state": "done"})


async def _own(session: Session) -> tuple[Print, ...]:
    """The newest papers."""
    prints = session.services.backend.prints

    async def listed(token: str) -> tuple[Print, ...]:
        found = await prints.of_citizen(token)
        papers = list(found.prints)
        while found.next_cursor and len(papers) < LISTED:
            found = await prints.of_citizen(token, cursor=found.next_cursor)
            papers += found.prints
        return tuple(papers)

    return await reach_as_citizen(session, _service(), listed)


def _sorted(papers: Iterable[Print]) -> tuple[Print, ...]:
    """Those not printed yet before the others."""
    return tuple(sorted(papers, key=lambda one: one.state == "done"))


def _list(papers: tuple[Print, ...]) -> Choose:
    return Choose(
        service=_service(),
        title=_("您的证照"),
        line=_("选一份，先看再打印。") if papers else "",
        entries=tuple(_entry(one) for one in papers),
        empty=_("现在没有可以打印的证照。办好以后会出现在这里。"),
    )


def _entry(paper: Print) -> Entry:
    chips = {
        "ready": (_("可以打印"), "ok"),
        "partial": (counted("印了 {n} 页", paper.pages_printed), "warn"),
        "done": (in_context("papers", "打印过"), "info"),
    }
    chip, kind = chips[paper.state]
    line = _("{day}办好，{pages}").format(
        day=full_date(paper.ready_at.astimezone()), pages=counted("{n} 页", paper.pages)
    )
    return Entry(paper.print_id, paper.title, line, "certificate", chip, kind)


# --- by code -----------------------------------------------------------------------------


async def _by_typed_code(session: Session) -> After:
    field = FormField(
        name="code",
        label=_("取件码"),
        kind=FieldKind.CODE,
        hint=_("8 位，在取件单上，没有 0、1、I、L、O"),
        max_length=9,
    )
    typed = ""
    while True:
        answers: Mapping[str, str] = await session.conversation.ask(
            FillForm(
                service=_service(),
                title=_("请输入取件码"),
                from_card=(),
                fields=(field,),
                values={"code": typed},
                check=lambda _name, value: check_code(value),
            )
        )
        typed = answers["code"]
        with suppress(Back):
            after = await _by_code(session, plain(typed))
            if after is not None:
                return after


async def _by_shown_code(session: Session) -> After:
    """The code that is held up to the reader.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    wait = session.services.settings.times.card_wait
    online = session.services.hub.code_reader.status.health is Health.ONLINE
    problem: str = "" if online else _("扫码口没有反应，可以改为输取件码。")
    while True:
        question = ShowCode(
            service=_service(),
            title=_("请把二维码|对着扫码口"),
            hints=(_("取件单上的方块码，对着扫码口的光"), _("离开一拳远，拿稳，听到“嘀”一声")),
            problem=problem,
            other=Option(CODE, _("改为输取件码")),
        )
        outcome = await session.conversation.during(question, _shown_within(session, wait))
        match outcome:
            case Chosen():
                return await _by_typed_code(session)
            case Code(text=text):
                meant = what_code(text)
                if not isinstance(meant, PickUpCode):
                    problem = _("这不是取件码。请扫取件单上的那一个。")
                elif (after := await _by_code(session, meant.code)) is not None:
                    return after
            case None:
                raise TimedOut


async def _shown_within(session: Session, wait: float) -> Code | None:
    """The code that is held up within so many seconds."""
    try:
        async with asyncio.timeout(wait):
            return await any_code(session)
    except TimeoutError:
        return None


async def _by_code(session: Session, code: str) -> After | None:
    """The paper of the code; None: there is none, the citizen was told."""
    prints = session.services.backend.prints

    async def ask() -> tuple[Print, ...]:
        return await prints.by_code(code)

    try:
        papers = await reach(session, _service(), ask, refusals=REFUSED)
    except BackendProblem as problem:
        await troubles.ask(session, page_troubles.no_such_code(session, _service(), problem))
        return None
    for paper in papers:
        # Who finds a used slip must not get the paper once more.
        await look_and_print(session, paper, service=_service(), pick_up_code=code, again=False)
        return After.DONE
    return None


def check_code(value: str) -> str | None:
    """What is wrong with a pick-up code, or None."""
    code = plain(value)
    if len(code) != 8:
        return _("取件码是 8 位，请再看一遍。")
    return None if PICK_UP.fullmatch(code) else _("里面没有 0、1、I、L、O，请再看一遍。")
