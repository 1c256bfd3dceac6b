"""Before signing the platform looks once over it all: every defect at once (一次性告知).

The terminal never decides: whoever wants to submits anyway, or goes to a window. With the platform
away, what may wait goes on without, and the review says so.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Final

from kiosk.conversation import ToWindow
from kiosk.conversation.questions import Choose, Chosen, Entry, Option
from kiosk.journeys import troubles
from kiosk.journeys.applicant import applicant_of
from kiosk.journeys.as_citizen import is_over, known_to_backend
from kiosk.journeys.behalf import AUTHORISATION
from kiosk.journeys.choices import choices_of, pages_of
from kiosk.journeys.draft import Application, Draft
from kiosk.journeys.one_time_notice import print_notice
from kiosk.journeys.parts import leave_out_refused, take_form
from kiosk.journeys.reaching import patiently
from kiosk.journeys.situation import NOT_HERE
from kiosk.journeys.step_names import (
    AGENT_STEP,
    AT_HAND_STEP,
    COMMITMENT_STEP,
    COMPANY_STEP,
    FORM_STEP,
    LICENCE_STEP,
    MATERIAL_STEP,
    PARTS_STEP,
    REGION_STEP,
    SITUATION_STEP,
    WAY_STEP,
)
from kiosk.journeys.wizard import GoTo, NotTaken
from kiosk.onenetwork.case_details import CaseDefect
from kiosk.onenetwork.cases import Precheck, PrecheckOrder
from kiosk.onenetwork.problem import BackendError, BackendProblem, ProblemCode, Unreachable
from kiosk.text import _, counted

PATIENCE = 4.0
"""Seconds after which it goes on without: a look beforehand must not keep anybody from signing."""
ANYWAY: Final = "anyway"
ASSURANCE: Final = "assurance"
PRINT: Final = "print"
STEPS: Final = {
    "applicant": AGENT_STEP,
    "parts": PARTS_STEP,
    "handling_region": REGION_STEP,
    "company": COMPANY_STEP,
    "form": FORM_STEP,
    "situations": SITUATION_STEP,
    "deferred": AT_HAND_STEP,
    "commitments": COMMITMENT_STEP,
    "authorisations": LICENCE_STEP,
    "delivery": WAY_STEP,
}
"""First part of a defect's field → where it is mended."""


async def precheck(application: Application) -> None:
    """Have it judged, and show all that is wrong with it.

    Raises:
        GoTo: to where the citizen mends something.
        NotTaken: the item is not offered any more; the citizen was told.
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    draft = application.draft
    draft.judged = await _judged(application)
    if draft.judged is None:
        return
    take_form(draft, draft.judged.form)
    # Too low a level is no defect yet: the second factor is asked for right before signing.
    defects = tuple(one for one in draft.judged.defects if one.field != ASSURANCE)
    if not defects:
        return
    chosen = await _chosen(application, defects)
    if chosen.key == troubles.WINDOW:
        raise ToWindow
    leave_out_refused(draft, (one.field for one in defects))
    if chosen.key != ANYWAY:
        raise GoTo(mended_at(draft, defects[int(chosen.key)]))


async def _chosen(application: Application, defects: tuple[CaseDefect, ...]) -> Chosen:
    """What the citizen does about them; first, if they like, they are printed."""
    line: str = _("一次都列出来了。按一处，就到那里去改。")
    while True:
        question = _all_at_once(application, defects, line)
        chosen = await application.session.conversation.ask(question)
        if chosen.key != PRINT:
            return chosen
        line = await print_notice(application, defects)


async def _judged(application: Application) -> Precheck | None:
    """None where it goes on unjudged."""
    session, item = application.session, application.draft.item
    renewed = False
    while not (session.services.outbox.platform_away and item.allows_offline):
        assertion = (await known_to_backend(application)).assertion
        try:
            return await patiently(
                session, application.service, partial(_ask, application, assertion)
            )
        except BackendError as error:
            if is_over(error):
                session.establish()
            if is_over(error) and not renewed:
                renewed = True
            elif not await _again(application, error):
                return None
    return None


async def _ask(application: Application, assertion: str) -> Precheck:
    cases = application.session.services.backend.cases
    try:
        async with asyncio.timeout(PATIENCE):
            return await cases.precheck(order_of(application), assertion)
    except TimeoutError as error:
        raise Unreachable("no precheck in time") from error


async def _again(application: Application, error: BackendError) -> bool:
    """Whether to ask once more; else it goes on unjudged, as what may wait here does.

    Raises:
        NotTaken: the item is not offered any more.
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    session, service = application.session, application.service
    code = error.code if isinstance(error, BackendProblem) else ""
    if code is ProblemCode.ITEM_WITHDRAWN:
        await troubles.ask(session, troubles.not_taken(session, service, error))
        raise NotTaken
    if application.draft.item.allows_offline or not error.worth_retrying:
        return False
    kept = _("还没有提交，您填的内容都还在。")
    await troubles.ask(session, troubles.platform_away(session, service, error, kept))
    return True


def order_of(application: Application) -> PrecheckOrder:
    """The case as it would be handed in."""
    draft = application.draft
    return PrecheckOrder(
        **dict(choices_of(draft)),
        item_code=draft.item.code,
        applicant=applicant_of(application),
        form=draft.answers,
        materials=tuple(code for code in pages_of(draft) if code != AUTHORISATION),
    )


def _all_at_once(application: Application, defects: tuple[CaseDefect, ...], line: str) -> Choose:
    listed = tuple(
        Entry(str(at), defect.message, icon="report", chip=_("去改"), chip_kind="warn")
        for at, defect in enumerate(defects)
    )
    paper = Entry(PRINT, _("把这些印下来"), _("一次性告知书，带回去照着准备"), "receipt")
    return Choose(
        service=application.service,
        progress=application.progress(3),
        title=counted("有 {n} 处要改一改", len(defects)),
        line=line,
        entries=(*listed, paper),
        main=Option(ANYWAY, _("不改，照样提交")),
        second=Option(troubles.WINDOW, _("改到窗口办")),
    )


def mended_at(draft: Draft, defect: CaseDefect) -> str:
    """The step that mends a defect."""
    area, _dot, name = defect.field.partition(".")
    if area != "materials":
        return STEPS.get(area, FORM_STEP)
    if draft.at_hand.get(name) == NOT_HERE:
        return AT_HAND_STEP
    return MATERIAL_STEP + name
