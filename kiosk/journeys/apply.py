"""Apply for a service, from consent to rating (立即办理)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk.catalogue.model import Item
from kiosk.conversation import Back, ToWindow
from kiosk.conversation.questions import Accepted, After, Milestone, PaperStage
from kiosk.dates import by_day
from kiosk.journeys import device_troubles, parts, region, troubles
from kiosk.journeys.applicant import applicant_of, number_of, phone_of
from kiosk.journeys.carry_over import carry_over
from kiosk.journeys.case_paper import handed_over, imprint, matter
from kiosk.journeys.cases.outcome import tell_outcome
from kiosk.journeys.choices import handed_in
from kiosk.journeys.draft import Application, Draft
from kiosk.journeys.full import terminal_full
from kiosk.journeys.hand_over import Slip, hand_over, hindrance_in
from kiosk.journeys.offered import while_offered
from kiosk.journeys.promise_papers import offer_sheet, promise_papers
from kiosk.journeys.rate import Rated, rate
from kiosk.journeys.second_factor import check_face
from kiosk.journeys.step_names import REVIEW_STEP
from kiosk.journeys.steps import steps_before_signing
from kiosk.journeys.submit import review_and_submit
from kiosk.journeys.window import to_the_window
from kiosk.journeys.wizard import Step, run_steps
from kiosk.onenetwork.models import Case
from kiosk.onenetwork.outcomes import Delivered, Waiting
from kiosk.onenetwork.problem import BackendError
from kiosk.papers.notices import case_notice
from kiosk.papers.pieces import Imprint, spaced
from kiosk.papers.receipts import Matter, slip_code
from kiosk.papers.slip import receipt_slip
from kiosk.session import Session
from kiosk.text import _, counted


async def apply(session: Session, item: Item, *, for_another: bool = False) -> After:
    """The whole application; returns what the citizen does next.

    Raises:
        Back: back to the guide.
        Leave, TimedOut: as the citizen chose.
        ToWindow: the same, before anything was begun.
    """
    application = Application(session, Draft(item, for_another=for_another))
    await _check_before_promising(application)
    outcome: list[Delivered | Waiting] = []

    async def submit() -> None:
        outcome.append(await review_and_submit(application))

    async def paper() -> None:
        await _check_paper(application)

    # Looked at again here: paper ends while people fill in forms.
    before_signing = Step("paper", paper, once=True)
    steps = [*steps_before_signing(application), before_signing, Step(REVIEW_STEP, submit)]
    steps = [parts.while_parts_offered(application, step) for step in steps]
    try:
        await run_steps([while_offered(session, item, step) for step in steps])
    except ToWindow:
        return await _on_at_the_window(application)
    return await _afterwards(application, outcome[-1])


async def apply_for_another(session: Session, item: Item) -> After:
    """The application, for somebody who is not here. Raises as `apply` does."""
    return await apply(session, item, for_another=True)


async def _on_at_the_window(application: Application) -> After:
    """To the window, with what is filled in if the citizen likes.

    Raises:
        Back: the citizen stays, and begins anew.
        Leave, TimedOut: as the citizen chose.
    """
    draft = application.draft
    code = await carry_over(application)
    in_hand = draft.pages.keys() if code else ()
    if await to_the_window(application.session, draft.item, code, in_hand):
        return After.DONE
    raise Back


async def _check_before_promising(application: Application) -> None:
    """Nobody fills in a form that this terminal cannot take, or expects paper that cannot come."""
    session = application.session
    while (reason := await session.services.outbox.accepts()) is not None:
        kept = _("您还没有填写，什么都没有丢。")
        trouble = terminal_full(session, application.service, reason, kept)
        await troubles.ask(session, trouble)
    await check_face(session, application.service, application.draft.item)
    await _check_platform(application)
    await _check_paper(application)


async def _check_platform(application: Application) -> None:
    """An item that may not wait is not begun while the platform is known to be away.

    Known from the last call; asked once more before anybody is turned away.
    """
    session, item = application.session, application.draft.item
    while session.services.outbox.platform_away and not item.allows_offline:
        try:
            await session.services.backend.manifest()
        except BackendError as error:
            kept = _("您还没有填写，什么都没有丢。")
            trouble = troubles.platform_away(session, application.service, error, kept)
            await troubles.ask(session, trouble)
        else:
            session.services.outbox.heard(answered=True)


async def _check_paper(application: Application) -> None:
    """Say that no receipt can be printed, once, before the citizen counts on one."""
    session, draft = application.session, application.draft
    hindrance = hindrance_in(session.services.hub.receipt_printer.status)
    if hindrance is not None and not draft.without_paper:
        trouble = device_troubles.printer_not_ready(session, application.service, hindrance)
        await troubles.ask(session, trouble)
        draft.without_paper = True


async def _afterwards(application: Application, outcome: Delivered | Waiting) -> After:
    session, draft = application.session, application.draft
    assert session.person is not None
    case = outcome.case if isinstance(outcome, Delivered) else None
    about_it, marks = _matter(application, case), imprint(session, draft.ref)
    if case is not None:
        await session.record("case.delivered", session.person.number)
    while True:
        after = await _told(application, case, about_it, marks)
        try:
            await offer_sheet(application, case, about_it, marks)
            break
        except Back:
            continue
    about = _("{name}，{time} 提交").format(name=application.service, time=_now())
    await rate(session, Rated(draft.ref, application.service, draft.item.department, about))
    return after


async def _told(
    application: Application, case: Case | None, about_it: Matter, marks: Imprint
) -> After:
    """What became of it, on paper, too; gone back to, nothing is printed twice."""
    session, draft = application.session, application.draft
    slip = Slip(draft.ref, application.service, draft.item)
    promised = promise_papers(draft, case, about_it, marks)
    if case is None:
        receipt = receipt_slip(draft.ref, about_it, marks)
        return await hand_over(session, slip, _waiting(application), receipt, *promised)
    notice = case_notice(case, about_it, marks)
    question = _accepted(application, case)
    return await tell_outcome(session, slip, question, case, notice, *promised)


def _accepted(application: Application, case: Case) -> Accepted:
    title = _("已受理") if case.accepted_at else _("已收件")
    coming = _milestones(application.draft, case)
    screen = handed_over(
        application.session, application.service, case, title, _summary(application), coming
    )
    return replace(screen, progress=application.progress(4))


def _summary(application: Application) -> str:
    draft = application.draft
    applicant = draft.company or applicant_of(application)
    said = _("{service}，申请人{name}").format(service=application.service, name=applicant.name)
    later = parts.still_to_do(application.session, draft)
    return _("{said}。{later}").format(said=said, later=later) if later else said


def _waiting(application: Application) -> Accepted:
    code = slip_code(application.draft.ref)
    item = application.draft.item
    return Accepted(
        service=application.service,
        progress=application.progress(4),
        title=_("已存好，正在送往办事平台"),
        line=_("网络暂时不通。申请在本机存好了，网络一通就自动送，不会丢，也不会送两次。"),
        sent=False,
        code=spaced(code),
        code_label=_("收件码"),
        code_line=_("还没有受理。送到以后，凭身份证可以查到。"),
        qr=code,
        qr_line=_("收件码"),
        milestones=(
            Milestone(_("今天 {time}").format(time=_now()), _("本机已存好"), True),
            Milestone(_("网络恢复"), _("自动送到{department}").format(department=item.department)),
            Milestone(_("送到以后"), _("告诉您是否受理")),
        ),
        card_on_reader=application.session.card_on_reader,
        paper=PaperStage.PRINTING,
        paper_line=_("从{where}出来").format(
            where=application.session.services.settings.places.receipt_slot
        ),
    )


def _milestones(draft: Draft, case: Case) -> tuple[Milestone, ...]:
    now = Milestone(
        _("今天 {time}").format(time=_now()),
        (_("{department}已受理") if case.accepted_at else _("{department}已收件")).format(
            department=case.department
        ),
        True,
    )
    item = draft.item
    promise = counted("办好，承诺 {n} 个工作日", item.promised_limit.days)
    each = parts.milestones(draft, case)
    return (
        now,
        *(each or (Milestone(by_day(case.promised_date, case.estimated), promise),)),
        Milestone(_("办好当天"), item.result.delivery),
    )


def _now() -> str:
    return f"{datetime.now():%H:%M}"


def _matter(application: Application, case: Case | None) -> Matter:
    draft, applicant = application.draft, applicant_of(application)
    agent = application.session.person if draft.behalf else None
    return replace(
        matter(application.session, draft.item, phone_of(application), handed_in(draft)),
        name=applicant.name,
        number=number_of(application),
        agent=agent.name if agent else "",
        consult_phone=region.phone(draft.item, draft.region),
        region=draft.region.name if draft.region else "",
        company=draft.company.name if draft.company else "",
        credit_code=draft.company.credit_code if draft.company else "",
        parts=parts.on_paper(draft, case),
    )
