"""评价 from one's own cases: the first one, or one more (追评)."""

from __future__ import annotations

from kiosk.conversation.questions import After
from kiosk.journeys.cases.own import Doing, Own
from kiosk.journeys.cases.refusal import now_at_platform
from kiosk.journeys.cases.standing import submitted_on
from kiosk.journeys.rate import Rated, rate
from kiosk.onenetwork.models import Case, CaseState
from kiosk.text import _


async def give_opinion(own: Own) -> Case:
    """Rate the case, once or once more; the case as it is then."""
    case = own.case
    about = _("{name}，{day}").format(name=case.item_name, day=submitted_on(case))
    rated = Rated(
        "",
        case.item_name,
        case.department,
        about,
        case_no=case.case_no,
        again=case.rating is not None,
    )
    return await now_at_platform(own) if await rate(own.session, rated) else case


async def _give(own: Own) -> Case | After:
    return await give_opinion(own)


def may_rate(own: Own) -> bool:
    """Once, and once more."""
    if own.case.state is CaseState.DRAFT:
        return False
    return own.case.rating is None or own.case.rating.follow_up is None


OPINION = Doing(
    key="rate",
    name=_("评价"),
    line=_("说说办得好不好，可以再评一次"),
    icon="help",
    applies=may_rate,
    go=_give,
)
