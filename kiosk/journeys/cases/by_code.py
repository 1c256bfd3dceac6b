"""One case by its receipt, without identity: where it stands and its days, nobody's name."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Awaitable
from datetime import date

from kiosk.conversation import Back
from kiosk.conversation.questions import After, FieldKind, Option, ShowMatter
from kiosk.journeys.cases.refusal import safe
from kiosk.journeys.cases.standing import chip, milestones, sentence
from kiosk.journeys.cases.telling import limits
from kiosk.journeys.held_up import held_up
from kiosk.journeys.paper_code import CodeAsked, ask_code
from kiosk.journeys.reaching import reach
from kiosk.onenetwork.ledger import RowState
from kiosk.onenetwork.models import Case
from kiosk.onenetwork.problem import BackendProblem, ProblemCode
from kiosk.papers.pieces import spaced
from kiosk.papers.shown_codes import CaseNumber, ReceiptCode, SlipCode
from kiosk.session import Session
from kiosk.text import _

QUERY_CODE = re.compile(r"[0-9]{8}")
ANOTHER = "another"
Shown = ReceiptCode | CaseNumber | SlipCode


async def by_code(session: Session) -> After:
    """Type the query code or hold up the receipt, and read how far the case is.

    Raises:
        Back: to how one wants to look.
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    while True:
        code = await _code(session)
        found = await _found(session, code)
        try:
            chosen = await session.conversation.ask(found)
        except Back:
            continue
        if chosen.key != ANOTHER:
            return After.ANOTHER


async def _code(session: Session) -> str | Shown:
    paper: Awaitable[Shown] = held_up(session, ReceiptCode, CaseNumber, SlipCode)
    return await ask_code(session, _asked(), paper)


def _asked() -> CodeAsked:
    return CodeAsked(
        service=_("查进度"),
        title=_("请输回执上的查询码"),
        label=_("查询码"),
        kind=FieldKind.NUMBER,
        hint=_("在回执上，8 位数字"),
        scan=_("也可以把回执上的二维码放到扫码口"),
        longest=8,
        pattern=QUERY_CODE,
        wrong=_("查询码是 8 位数字。"),
    )


async def _found(session: Session, code: str | Shown) -> ShowMatter:
    if isinstance(code, SlipCode):
        return await _of_slip(session, code)
    case = await _case(session, code)
    return _unknown() if case is None else _of_case(case)


async def _case(session: Session, code: str | ReceiptCode | CaseNumber) -> Case | None:
    backend = session.services.backend

    async def fetch() -> Case | None:
        if isinstance(code, str):
            return await backend.cases.by_code(code)
        return await backend.case(code.case_no)

    refusals = (ProblemCode.NOT_FOUND, ProblemCode.INVALID)
    try:
        return await reach(session, _("查进度"), fetch, refusals=refusals, kept=safe())
    except BackendProblem:
        return None  # no such case, or a number that cannot be one


async def _of_slip(session: Session, code: SlipCode) -> ShowMatter:
    """A case of this terminal that was not sent when its slip was printed (收件回执)."""
    try:
        entry = await session.services.outbox.under(code.code)
    except sqlite3.Error:
        entry = None
    if entry is not None and entry.state is RowState.WAITING:
        return _waiting(code)
    if entry is None or entry.case_no is None:
        return _unknown()
    case = await _case(session, ReceiptCode(entry.case_no))
    return _unknown() if case is None else _of_case(case)


def _waiting(code: SlipCode) -> ShowMatter:
    return ShowMatter(
        title=_("还在送往办事平台"),
        line=_("网络不通。申请在本机存好了，一通就送，不用再来。"),
        chip=_("还没有受理"),
        chip_kind="warn",
        code=spaced(code.code),
        code_label=_("收件码"),
        options=(_another(),),
        main=_done(),
    )


def _of_case(case: Case) -> ShowMatter:
    """State and days only: whoever holds a paper need not be the one it was printed for."""
    today = date.today()
    word, kind = chip(case, today)
    return ShowMatter(
        title=case.item_name,
        line=sentence(case, today),
        chip=word,
        chip_kind=kind,
        code=spaced(case.query_code),
        code_label=_("查询码"),
        groups=(limits(case, today),),
        milestones=milestones(case),
        options=(_another(),),
        main=_done(),
    )


def _unknown() -> ShowMatter:
    return ShowMatter(
        title=_("没有查到这一件"),
        line=_("请看一看号码对不对。刚刚提交的，请过几分钟再查。"),
        icon="qr",
        options=(_another(),),
        main=_done(),
    )


def _another() -> Option:
    return Option(ANOTHER, _("再查一件"), _("换一个查询码"), "qr")


def _done() -> Option:
    return Option("done", _("知道了"))
