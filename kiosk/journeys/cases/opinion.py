"""评价 from one's own cases: the first one, or one more (追评)."""

from __future__ import annotations

from kiosk.conversation.questions import After
from kiosk.journeys.cases.own import Doing, Own
from kiosk.journeys.cases.refusal import safe
from kiosk.journeys.cases.standing import submitted_on
from kiosk.journeys.rate import Rated, rate
from kiosk.journeys.reaching import reach
from kiosk.onenetwork.models import Case, CaseState
from kiosk.text import _


async def _give(own: Own) -> Case | After:
    case, session = own.case, own.session
    about = _("{name}，{day}").format(name=case.item_name, day=submitted_on(case))
    rated = Rated(
        "",
        case.item_name,
        case.department,
        about,
        case_no=case.case_no,
        again=case.rating is not None,
    )
    if not await rate(session, rated):
        return case

    async def fetch() -> Case:
        return await session.services.backend.case(case.case_no)

    return await reach(session, case.item_name, fetch, kept=safe())


def _may_rate(own: Own) -> bool:
    if own.case.state is CaseState.DRAFT:
        return False
    return own.case.rating is None or own.case.rating.follow_up is None


OPINION = Doing(
    key="rate",
    name=_("评价"),
    line=_("说说办得好不好，可以再评一次"),
    icon="help",
    applies=_may_rate,
    go=_give,
)
