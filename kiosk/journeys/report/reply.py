"""看答复: by the code on the slip, typed or held up: who has it, by when, what they answered."""

from __future__ import annotations

import re
import sqlite3
from datetime import date

from kiosk.conversation import Back
from kiosk.conversation.questions import (
    After,
    FieldKind,
    Group,
    Option,
    Row,
    ShowMatter,
)
from kiosk.dates import full_date
from kiosk.journeys.held_up import held_up
from kiosk.journeys.paper_code import CodeAsked, ask_code
from kiosk.journeys.reaching import reach
from kiosk.journeys.report.letter import kind_name
from kiosk.onenetwork.problem import BackendProblem, ProblemCode
from kiosk.onenetwork.voices import Feedback, Reply
from kiosk.papers.pieces import spaced
from kiosk.papers.shown_codes import FeedbackCode
from kiosk.session import Session
from kiosk.text import Words, _

DONE, AGAIN = "done", "again"
_TYPED = re.compile(r"[0-9A-F]{8}")


async def read_reply(session: Session) -> After:
    """Ask for a code and show what became of what was told.

    Raises:
        Back: before a code was given.
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    while True:
        answer = await ask_code(session, _code_asked(), held_up(session, FeedbackCode))
        given = answer.code if isinstance(answer, FeedbackCode) else answer
        try:
            shown = await _found(session, given)
            if (await session.conversation.ask(shown)).key == DONE:
                return After.ANOTHER
        except Back:
            continue


def _code_asked() -> CodeAsked:
    return CodeAsked(
        service=_("看答复"),
        title=_("请输回执上的码"),
        label=_("查询码或收件码"),
        kind=FieldKind.CODE,
        hint=_("在回执上，8 位"),
        scan=_("也可以把回执上的码放到扫码口"),
        longest=9,
        pattern=_TYPED,
        wrong=_("这个码是 8 位，请再看一遍。"),
    )


async def _found(session: Session, code: str) -> ShowMatter:
    """What is known under the code. Raises Back, Leave, TimedOut, ToWindow."""
    try:
        kept = await session.services.outbox.letters.code_under(code)
    except sqlite3.Error:
        kept = None
    if kept == "":
        return _on_its_way(code)
    feedback = await _asked(session, kept or code)
    return _unknown() if feedback is None else _told(feedback)


async def _asked(session: Session, query_code: str) -> Feedback | None:
    """What the platform knows of it; None: nothing."""
    backend = session.services.backend
    unknown = (ProblemCode.NOT_FOUND, ProblemCode.INVALID)
    kept = _("您反映的还在，没有丢。")
    try:
        return await reach(
            session,
            _("看答复"),
            lambda: backend.voices.feedback(query_code),
            refusals=unknown,
            kept=kept,
        )
    except BackendProblem:
        return None


def _told(feedback: Feedback) -> ShowMatter:
    chip, kind = _state(feedback)
    return ShowMatter(
        service=_("看答复"),
        title=kind_name(feedback.kind),
        chip=chip,
        chip_kind=kind,
        code=spaced(feedback.query_code),
        code_label=_("查询码"),
        groups=(*_answer(feedback.reply), _who(feedback)),
        options=(_again(),),
        main=Option(DONE, _("知道了")),
    )


def _answer(reply: Reply | None) -> tuple[Group, ...]:
    if reply is None:
        return ()
    rows = (Row(_("谁答复"), reply.by), Row(_("什么时候"), full_date(reply.at.date())))
    return (Group(_("答复"), rows, (reply.text,)),)


def _who(feedback: Feedback) -> Group:
    rows = (
        Row(_("负责单位"), feedback.owner),
        Row(_("收到时间"), full_date(feedback.received_at.date())),
        Row(_("答复期限"), _("{day}前").format(day=full_date(feedback.answer_by))),
    )
    late = _("过了期限还没有答复。请打 12345，报查询码，会有人督办。")
    return Group(_("谁在办"), rows, (late,) if _late(feedback) else ())


def _late(feedback: Feedback) -> bool:
    return feedback.reply is None and feedback.answer_by < date.today()


def _state(feedback: Feedback) -> tuple[Words, str]:
    """As a chip: words and kind."""
    if feedback.reply is not None:
        return _("已经答复"), "ok"
    if feedback.state == "closed":
        return _("已经办结"), "ok"
    return (_("超过期限"), "bad") if _late(feedback) else (_("正在办"), "info")


def _on_its_way(code: str) -> ShowMatter:
    return ShowMatter(
        service=_("看答复"),
        title=_("还在送往办事平台"),
        line=_("网络不通。您说的在本机存好了，一通就送。"),
        chip=_("还没有送到"),
        chip_kind="warn",
        code=spaced(code),
        code_label=_("收件码"),
        options=(_again(),),
        main=Option(DONE, _("知道了")),
    )


def _unknown() -> ShowMatter:
    return ShowMatter(
        service=_("看答复"),
        title=_("没有查到这个码"),
        line=_("请看一看码对不对。收件码只能在收件的那台终端上查。"),
        options=(_again(),),
        main=Option(DONE, _("知道了")),
    )


def _again() -> Option:
    return Option(AGAIN, _("再查一个"), _("换一个码"), "progress")
