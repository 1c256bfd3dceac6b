"""The receipt of one's own case, handed over after an act or printed once more."""

from __future__ import annotations

import uuid

from kiosk.conversation.questions import After
from kiosk.journeys.case_paper import handed_over, imprint, matter_of
from kiosk.journeys.cases.own import Doing, Own
from kiosk.journeys.cases.standing import milestones
from kiosk.journeys.hand_over import Slip, hand_over
from kiosk.onenetwork.models import Case, CaseState
from kiosk.papers.notices import case_notice
from kiosk.text import _


async def hand_out(own: Own, case: Case, title: str, line: str) -> Case | After:
    """Say what was done, and print the paper that fits where the case stands now.

    One whose service has left the catalogue has no paper here: the case is shown instead.
    """
    if own.item is None:
        return case
    ref = uuid.uuid4().hex
    service = own.item.short_name
    screen = handed_over(own.session, service, case, title, line, milestones(case))
    about = matter_of(own.session, own.item, case)
    receipt = case_notice(case, about, imprint(own.session, ref))
    return await hand_over(own.session, Slip(ref, service, own.item), screen, receipt)


async def _print_again(own: Own) -> Case | After:
    return await hand_out(own, own.case, _("回执再打一张"), _("和以前那张一样有用。"))


PRINT_AGAIN = Doing(
    key="receipt",
    name=_("打印回执"),
    line=_("写着现在办到哪一步"),
    icon="receipt",
    applies=lambda own: own.item is not None and own.case.state is not CaseState.DRAFT,
    go=_print_again,
)
