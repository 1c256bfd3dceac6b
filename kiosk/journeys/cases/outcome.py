"""What the platform made of a case in the very session it was handed in: told, and on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from drivers.receipt_printer.contract import Receipt
from kiosk.conversation import Back, ToWindow
from kiosk.conversation.questions import Accepted, After, Milestone, Option, ShowMatter
from kiosk.journeys.cases.correct import CORRECT
from kiosk.journeys.cases.one import question, see_to
from kiosk.journeys.cases.own import Desk, Own
from kiosk.journeys.cases.standing import chip, is_refused, milestones, sentence
from kiosk.journeys.hand_over import Slip, hand_over
from kiosk.journeys.window import to_the_window
from kiosk.onenetwork.case_details import CaseState
from kiosk.onenetwork.models import Case
from kiosk.papers.pieces import spaced
from kiosk.session import Session
from kiosk.text import _

PAPER = "paper"


async def tell_outcome(
    session: Session, slip: Slip, accepted: Accepted, case: Case, *papers: Receipt
) -> After:
    """Hand the paper over; what was not taken, or is to be mended, is read first.

    Args:
        accepted: the screen of a case that goes its usual way.

    Raises:
        Leave, TimedOut: as the citizen chose.
    """
    own = Own(Desk(session), case, slip.item)
    if case.state in (CaseState.NOT_ACCEPTED, CaseState.CORRECTION):
        after = await _read_first(own)
        if after is not None:
            return after
    shown = _of(accepted, case)
    while True:
        after = await hand_over(session, slip, shown, *papers)
        if after is not After.LOOK:
            return after
        try:
            return await see_to(own.desk, case)
        except Back:
            continue


async def _read_first(own: Own) -> After | None:
    """Every reason, every defect; None: on to the paper."""
    while True:
        try:
            chosen = await own.session.conversation.ask(_reading(own))
            if chosen.key != CORRECT.key:
                return None
            outcome = await CORRECT.go(own)
        except Back:
            continue
        except ToWindow:
            if await to_the_window(own.session, own.item, spaced(own.case.query_code)):
                return After.DONE
            continue
        return outcome if isinstance(outcome, After) else await see_to(own.desk, outcome)


def _reading(own: Own) -> ShowMatter:
    """The case as its owner reads it, with its paper for the main button."""
    ways = [Option(CORRECT.key, CORRECT.name, CORRECT.line, CORRECT.icon)]
    return replace(
        question(own),
        options=tuple(ways) if CORRECT.applies(own) else (),
        main=Option(PAPER, _("打印通知书")),
        can_back=False,
    )


def _of(accepted: Accepted, case: Case) -> Accepted:
    """The screen beside the paper, honest about how the case stands."""
    if case.decision is None and case.state not in (CaseState.NOT_ACCEPTED, CaseState.CORRECTION):
        return accepted
    today = date.today()
    good = case.decision is not None and not is_refused(case)
    return replace(
        accepted,
        title=_("已经办好") if good else chip(case, today)[0],
        line=_line(case, today),
        refused=not good,
        milestones=(*milestones(case), *_ahead(case)),
        look=_("看详情、打印结果") if case.result else _("看详情、能怎么办"),
    )


def _line(case: Case, today: date) -> str:
    """An automatic decision shows its rule (无人干预)."""
    rule = case.decision.rule if case.decision else None
    if rule is None:
        return sentence(case, today)
    return _("系统自动审批：{rule}").format(rule=rule.text)


def _ahead(case: Case) -> tuple[Milestone, ...]:
    if case.decision is None or not case.decision.automatic:
        return ()
    return (Milestone(_("觉得不对"), _("可以申请人工复核，请工作人员再看一遍")),)
