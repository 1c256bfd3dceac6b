"""催办: a case that is later than promised is put on its office's desk again."""

from __future__ import annotations

import uuid
from datetime import date

from kiosk.conversation.questions import After, Group, Option, Row, ShowMatter
from kiosk.dates import full_date
from kiosk.journeys.cases.own import Doing, Own
from kiosk.journeys.cases.refusal import REFUSALS, no_longer, safe
from kiosk.journeys.cases.standing import is_late
from kiosk.journeys.reaching import reach
from kiosk.onenetwork.models import Case
from kiosk.onenetwork.problem import BackendProblem
from kiosk.onenetwork.voices import Feedback, NewFeedback
from kiosk.papers.pieces import spaced
from kiosk.text import _


async def _urge(own: Own) -> Case | After:
    case, session = own.case, own.session
    key = uuid.uuid4().hex
    words = _("承诺{day}办好，已经过了，请尽快办理。")
    late = full_date(case.promised_date) if case.promised_date else ""
    wanted = NewFeedback(kind="urge", words=words.format(day=late), case_no=case.case_no)

    async def send() -> Feedback:
        return await session.services.backend.voices.give(wanted, key=key)

    try:
        given = await reach(session, case.item_name, send, refusals=REFUSALS, kept=safe())
    except BackendProblem as problem:
        return await no_longer(own, problem)
    own.desk.urged.add(case.case_no)
    await session.conversation.ask(_urged(own, given))
    return case


def _urged(own: Own, given: Feedback) -> ShowMatter:
    rows = (
        Row(_("催的单位"), given.owner),
        Row(_("最晚答复"), _("{day}前").format(day=full_date(given.answer_by))),
    )
    return ShowMatter(
        service=own.case.item_name,
        title=_("已经替您催了"),
        line=_("凭下面的编号，可以在“反映问题”里看答复。"),
        chip=_("已催办"),
        chip_kind="ok",
        code=spaced(given.query_code),
        code_label=_("催办编号"),
        groups=(Group(_("接下来"), rows=rows),),
        main=Option("done", _("知道了")),
    )


def _applies(own: Own) -> bool:
    return is_late(own.case, date.today()) and own.case.case_no not in own.desk.urged


URGE = Doing(
    key="urge",
    name=_("催办"),
    line=_("请办理单位快一点"),
    icon="help",
    applies=_applies,
    go=_urge,
    presses=True,
)
