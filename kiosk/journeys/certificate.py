"""Certificates and look-ups (查询打印): the card, perhaps a form, the paper to look at, and out."""

from __future__ import annotations

from datetime import datetime

from kiosk.catalogue.model import Depth, Item
from kiosk.conversation.questions import After, Progress
from kiosk.journeys import page_troubles, troubles
from kiosk.journeys.applicant import applicant_of, nobody_named
from kiosk.journeys.as_citizen import known_to_backend, reach_as_citizen
from kiosk.journeys.draft import Application, Draft
from kiosk.journeys.fill import fill_form
from kiosk.journeys.identify import consent, identify, purpose_of
from kiosk.journeys.look_at import look_and_print
from kiosk.journeys.offered import while_offered
from kiosk.journeys.paper_out import printer_check
from kiosk.journeys.rate import Rated, rate
from kiosk.journeys.second_factor import check_face, second_factor
from kiosk.journeys.step_names import FORM_STEP, REVIEW_STEP
from kiosk.journeys.submit import hand_in
from kiosk.journeys.wizard import NotTaken, Step, run_steps
from kiosk.onenetwork.models import Case
from kiosk.onenetwork.outcomes import Delivered, Waiting
from kiosk.onenetwork.prints import Print
from kiosk.onenetwork.submission import Submission
from kiosk.session import Session
from kiosk.text import _

UNVERIFIED = 1
"""Assurance level of what everybody may know."""


class Wanted(Application):
    """A paper somebody asks for: fewer steps than an application."""

    def progress(self, now: int) -> Progress:
        """The step bar at step `now` (from 0)."""
        steps = (_("核验身份"), _("填写信息"), _("核对打印"))
        here = (self.of_somebody(), bool(self.draft.item.form.fields), True)
        shown = tuple(step for step, needed in zip(steps, here, strict=True) if needed)
        return Progress(shown, min(sum(here[:now]), len(shown) - 1))

    def of_somebody(self) -> bool:
        """Whether it matters who asks."""
        return self.draft.item.assurance > UNVERIFIED


async def certificate(session: Session, item: Item) -> After:
    """From the guide to the paper in the hand.

    Nothing is signed: to look something up, or to have it printed, needs a card and no application.
    What everybody may know needs no card either: nobody is asked who they are for it, and who is
    known already is not told to the platform.

    Raises:
        Back: back to the guide.
        Leave, TimedOut, ToWindow: as the citizen chose.
        NotTaken: the platform does not make this paper; the citizen was told.
    """
    if item.assurance > UNVERIFIED:
        return await _certificate(session, item)
    async with session.incognito():
        return await _certificate(session, item)


async def _certificate(session: Session, item: Item) -> After:
    wanted = Wanted(session, Draft(item))
    await check_face(session, wanted.service, item)
    await _check_printer(wanted)
    outcome: list[Delivered | Waiting] = []

    async def agree() -> None:
        await consent(session, purpose_of(item))

    async def who() -> None:
        await identify(session, purpose_of(item), wanted.progress(0))

    async def form() -> None:
        await fill_form(wanted)

    async def face() -> None:
        await second_factor(wanted)

    async def ask() -> None:
        outcome.append(await hand_in(wanted, await _submission(wanted)))

    steps = (
        Step("consent", agree, once=True, needed=wanted.of_somebody),
        Step("identity", who, once=True, needed=wanted.of_somebody),
        Step(FORM_STEP, form, needed=lambda: bool(item.form.fields)),
        Step("face", face, quiet=True, needed=lambda: item.wants_face),
        Step(REVIEW_STEP, ask, once=True),
    )
    await run_steps([while_offered(session, item, step) for step in steps])
    return await _answered(wanted, outcome[-1])


async def _check_printer(wanted: Wanted) -> None:
    """Nobody is asked who they are for a paper that cannot come out (a look-up shows it all the
    same)."""
    session, item = wanted.session, wanted.draft.item
    if item.self_service is not Depth.PRINT:
        return
    if not session.services.hub.page_printer.configured:
        await troubles.ask(session, page_troubles.no_page_printer(session, wanted.service))
    elif (hindrance := printer_check(session)) is not None:
        trouble = page_troubles.page_printer_not_ready(session, wanted.service, hindrance)
        await troubles.ask(session, trouble)


async def _submission(wanted: Wanted) -> Submission:
    draft = wanted.draft
    citizen = await known_to_backend(wanted)
    return Submission(
        terminal_case_ref=draft.ref,
        item_code=draft.item.code,
        applicant=applicant_of(wanted) if wanted.of_somebody() else nobody_named(citizen),
        form=dict(draft.values),
        materials={},
        signature=b"",
        declaration=_("本人申请打印：{name}").format(name=draft.item.plain_name),
        assertion=citizen.assertion,
        created_at=datetime.now().astimezone(),
    )


async def _answered(wanted: Wanted, outcome: Delivered | Waiting) -> After:
    session, draft = wanted.session, wanted.draft
    paper = await _paper_of(wanted, outcome.case) if isinstance(outcome, Delivered) else None
    if paper is None:
        refused = isinstance(outcome, Delivered) and _reasons(outcome.case)
        trouble = page_troubles.no_paper_yet(session, wanted.service, refused or ())
        await troubles.ask(session, trouble)
        raise NotTaken
    token = (await session.citizen()).token
    looking = draft.item.self_service is Depth.QUERY
    printed = await look_and_print(
        session,
        paper,
        service=wanted.service,
        token=token,
        enough=_("看好了，不打印") if looking else "",
    )
    about = _("{name}，{time} 打印").format(name=wanted.service, time=f"{datetime.now():%H:%M}")
    await rate(session, Rated(draft.ref, wanted.service, draft.item.department, about))
    return printed.after if printed is not None else After.DONE


async def _paper_of(wanted: Wanted, case: Case) -> Print | None:
    """The paper that the platform made of the case, if it did."""
    if case.result is None or case.result.print_id is None:
        return None
    prints, made = wanted.session.services.backend.prints, case.result.print_id

    async def listed(token: str) -> Print | None:
        found = await prints.of_citizen(token, case_no=case.case_no)
        return next((one for one in found.prints if one.print_id == made), None)

    kept = _("已经办好了，没有丢。")
    return await reach_as_citizen(wanted.session, wanted.service, listed, kept=kept)


def _reasons(case: Case) -> tuple[str, ...]:
    """Why the platform said no, and what can be done about it."""
    if case.decision is None or case.decision.outcome == "granted":
        return ()
    return (*case.decision.reasons, *case.decision.remedies)
