"""Where a case stands, in plain words: a chip, a sentence, the way it has come."""

from __future__ import annotations

from datetime import date, datetime

from kiosk.catalogue.workdays import days_left
from kiosk.conversation.questions import Milestone
from kiosk.dates import full_date, month_day, weekday
from kiosk.onenetwork.case_details import CaseState
from kiosk.onenetwork.models import Case
from kiosk.papers.notices.document import newest
from kiosk.papers.pieces import in_beijing
from kiosk.text import _, counted

RUNNING = frozenset({CaseState.ACCEPTED, CaseState.HANDLING})
"""The clock of the limits runs, unless a special procedure stands in the way."""


def chip(case: Case, today: date) -> tuple[str, str]:
    """Its state in a word or two, and the kind of chip."""
    if is_late(case, today):
        return _("超期了"), "bad"
    if case.state in RUNNING and case.suspended is not None:
        return _("时间暂停"), "warn"
    if case.state is CaseState.DECIDED and is_refused(case):
        return _("没有通过"), "bad"
    return _chips()[case.state]


def state_words(state: CaseState) -> str:
    """A state in a word or two."""
    return _chips()[state][0]


def _chips() -> dict[CaseState, tuple[str, str]]:
    return {
        CaseState.DRAFT: (_("还没提交"), "warn"),
        CaseState.RECEIVED: (_("已收件"), "info"),
        CaseState.ACCEPTED: (_("已受理"), "info"),
        CaseState.NOT_ACCEPTED: (_("不予受理"), "bad"),
        CaseState.CORRECTION: (_("要补正"), "warn"),
        CaseState.HANDLING: (_("正在办"), "info"),
        CaseState.DECIDED: (_("已办结"), "ok"),
        CaseState.RESULT_READY: (_("可以领取"), "ok"),
        CaseState.DELIVERED: (_("已领取"), "ok"),
        CaseState.WITHDRAWN: (_("已撤回"), "info"),
    }


def is_refused(case: Case) -> bool:
    """Whether it was decided against the applicant."""
    return case.decision is not None and case.decision.outcome == "refused"


def is_late(case: Case, today: date) -> bool:
    """Whether its promised day is past and nothing stopped the clock."""
    running = case.state in RUNNING and case.suspended is None
    return running and case.promised_date is not None and case.promised_date < today


def sentence(case: Case, today: date) -> str:
    """How it stands and what comes, in one sentence."""
    match case.state:
        case CaseState.DRAFT:
            return _("还没有提交。七天里没有接着办，就会删除。")
        case CaseState.RECEIVED:
            return _("{department}看过材料，就告诉您是否受理。").format(department=case.department)
        case CaseState.CORRECTION:
            return _to_mend(case)
        case CaseState.NOT_ACCEPTED:
            return _("通知书上写着理由，也写着您能怎么办。")
        case CaseState.ACCEPTED | CaseState.HANDLING:
            return _running(case, today)
        case CaseState.DECIDED:
            return (
                _("通知书上写着理由，也写着您能怎么办。") if is_refused(case) else _("已经办好了。")
            )
        case CaseState.RESULT_READY:
            where = case.result.pick_up if case.result else case.department
            return _("办好了，{where}。").format(where=where)
        case CaseState.DELIVERED:
            return _("办好了，结果已经领走。")
        case CaseState.WITHDRAWN:
            return _("您已经撤回，不再办理。")


def _to_mend(case: Case) -> str:
    notice = newest(case, "correction")
    if notice is None or notice.answer_by is None:
        return _("有几处要改、要补，补好就接着办。")
    day = month_day(notice.answer_by)
    return _("有几处要改、要补，{day}前补好就接着办。").format(day=day)


def _running(case: Case, today: date) -> str:
    if case.suspended is not None:
        return _("办理时间暂停计算。")
    if case.promised_date is None:
        return _("{department}正在办。").format(department=case.department)
    day = month_day(case.promised_date)
    if case.promised_date < today:
        return _("已经过了承诺的日期（{day}），可以催办。").format(day=day)
    left = days_left(today, case.promised_date)
    if left.estimated or case.estimated:
        return counted("还有 {n} 个工作日，预计{day}前办好。", left.days, day=day)
    return counted("还有 {n} 个工作日，{day}前办好。", left.days, day=day)


def milestones(case: Case) -> tuple[Milestone, ...]:
    """What has happened, and the days that matter still."""
    past = tuple(
        Milestone(moment(step.at), state_words(step.state), True)
        for step in case.history
        if step.state is not CaseState.DRAFT
    )
    return (*past, *_ahead(case))


def _ahead(case: Case) -> tuple[Milestone, ...]:
    if case.state is CaseState.CORRECTION:
        notice = newest(case, "correction")
        day = notice.answer_by if notice else None
        return (Milestone(_by(day), _("补正的最后一天")),) if day else ()
    if case.state not in RUNNING:
        return ()
    days = (
        (case.promised_date, _("办好（承诺的日期）")),
        (case.statutory_date, _("最晚办好（法律规定）")),
    )
    return tuple(Milestone(_by(day, case.estimated), what) for day, what in days if day)


def moment(at: datetime) -> str:
    """11月20日 14:41, Beijing's."""
    local = in_beijing(at)
    when = {"day": month_day(local), "time": f"{local:%H:%M}"}
    return _("{day} {time}").format(**when)


def _by(day: date, estimated: bool = False) -> str:
    when = {"day": month_day(day), "weekday": weekday(day)}
    if estimated:
        return _("预计{day}（{weekday}）前").format(**when)
    return _("{day}（{weekday}）前").format(**when)


def submitted_on(case: Case) -> str:
    """The day it was handed in."""
    first = next((step for step in case.history if step.state is not CaseState.DRAFT), None)
    if first is None:
        return _("还没有提交")
    return _("{day}提交").format(day=full_date(in_beijing(first.at)))


def in_a_line(case: Case) -> str:
    """For a list: the day it was handed in, and the one that matters next."""
    day, said = None, _("{submitted}，{day}前办好")
    if case.state in RUNNING and case.suspended is None:
        day = case.promised_date
    elif case.state is CaseState.CORRECTION:
        notice, said = newest(case, "correction"), _("{submitted}，{day}前补好")
        day = notice.answer_by if notice else None
    submitted = submitted_on(case)
    return said.format(submitted=submitted, day=month_day(day)) if day else submitted
