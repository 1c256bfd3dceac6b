"""Everything on one screen, signed, safe in the outbox, then sent."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import datetime
from typing import Any, Never

from kiosk.conversation import Leave, ToWindow
from kiosk.conversation.notices import StillWorking
from kiosk.conversation.questions import Edit, Review, Signed, Trouble, Working
from kiosk.journeys import parts, troubles
from kiosk.journeys.applicant import applicant_of, statement_of
from kiosk.journeys.as_citizen import is_over, known_to_backend
from kiosk.journeys.choices import choices_of, pages_of
from kiosk.journeys.delivery import delivery_of
from kiosk.journeys.draft import Application, Draft
from kiosk.journeys.full import terminal_full
from kiosk.journeys.signature import declared, picture_of
from kiosk.journeys.step_names import FORM_STEP, PARTS_STEP, REVIEW_STEP
from kiosk.journeys.summary import rows
from kiosk.journeys.wizard import GoTo, NotTaken
from kiosk.onenetwork.outcomes import Delivered, OutboxFull, Refused, TakenBack, Waiting
from kiosk.onenetwork.submission import Submission
from kiosk.text import _

Sent = Delivered | Waiting | Refused | TakenBack


async def review_and_submit(application: Application) -> Delivered | Waiting:
    """Review, sign and hand in.

    Raises:
        GoTo: the citizen wants to change something, or has to.
    """
    statement = statement_of(application)
    answer = await application.session.conversation.ask(
        Review(
            service=application.service,
            progress=application.progress(3),
            rows=rows(application),
            statement=statement,
        )
    )
    if isinstance(answer, Edit):
        raise GoTo(answer.key)
    submission = await _submission(application, answer, statement)
    return await hand_in(application, submission)


async def hand_in(application: Application, submission: Submission) -> Delivered | Waiting:
    """Keep it safe, and send it.

    Raises:
        GoTo: the citizen wants to change something, or has to.
        NotTaken: the platform does not take it; the citizen was told.
    """
    session, outbox = application.session, application.session.services.outbox
    try:
        await outbox.commit(submission)
    except OutboxFull as full:
        kept = _("还没有提交，您填的内容都还在。")
        trouble = terminal_full(session, application.service, full.reason, kept)
        await troubles.ask(session, trouble)
        raise GoTo(REVIEW_STEP) from None
    await session.record("case.committed", submission.applicant.id_number)
    patience = session.services.settings.backend.submit_patience
    working = Working(
        service=application.service, title=_("正在提交"), line=_("已经存好，断电也不会丢。")
    )
    may_wait = application.draft.item.allows_offline
    sending = outbox.deliver(submission.terminal_case_ref, patience, may_wait=may_wait)
    outcome = await session.conversation.during(working, _with_news(application, sending))
    if isinstance(outcome, Refused):
        await _refused(application, outcome)
    if isinstance(outcome, TakenBack):
        await _taken_back(application, outcome)
    assert outcome is not None, "Working is never answered"
    return outcome


async def _with_news(application: Application, sending: Coroutine[Any, Any, Sent]) -> Sent:
    """The sending's outcome; after some seconds a second sentence says that it goes on."""
    task = asyncio.ensure_future(sending)
    try:
        await asyncio.wait({task}, timeout=4.0)
        if not task.done():
            line = _("网络有点慢，还在送。您可以等，不会重复提交。")
            application.session.conversation.tell(StillWorking(line))
        return await task
    finally:
        task.cancel()


async def _refused(application: Application, outcome: Refused) -> Never:
    """Say why, and lead to where it can be mended.

    Raises:
        GoTo: the citizen corrects the form, or signs again in a new session.
        NotTaken: there is nothing to correct.
    """
    session, service, problem = application.session, application.service, outcome.problem
    if problem.defects:
        sentences = tuple(defect.message for defect in problem.defects)
        await _tell_and_discard(application, troubles.refused(session, service, sentences))
        parts_refused = parts.leave_out_refused(
            application.draft, (one.field for one in problem.defects)
        )
        raise GoTo(PARTS_STEP if parts_refused else FORM_STEP)
    if is_over(problem):
        session.establish()
        await _tell_and_discard(application, troubles.sign_again(session, service, problem))
        await known_to_backend(application)
        raise GoTo(REVIEW_STEP)
    await _tell_and_discard(application, troubles.not_taken(session, service, problem))
    raise NotTaken


async def _taken_back(application: Application, outcome: TakenBack) -> Never:
    """The platform is away, and this item may not wait for it: nothing typed is lost.

    Raises:
        GoTo: the citizen tries again, with a new signature.
    """
    session, service = application.session, application.service
    kept = _("还没有提交，您填的内容都还在。")
    await _tell_and_discard(
        application, troubles.platform_away(session, service, outcome.error, kept)
    )
    raise GoTo(REVIEW_STEP)


async def _tell_and_discard(application: Application, trouble: Trouble) -> None:
    """The row goes when its citizen knows; of one nobody answered for, the operator is told.

    Raises:
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    session, draft = application.session, application.draft
    try:
        await troubles.ask(session, trouble)
    except (Leave, ToWindow):
        await session.services.outbox.discard(draft.ref)
        raise
    await session.services.outbox.discard(draft.ref)
    draft.renew()


async def _submission(application: Application, signed: Signed, statement: str) -> Submission:
    draft = application.draft
    citizen = await known_to_backend(application)
    return Submission(
        terminal_case_ref=draft.ref,
        item_code=draft.item.code,
        applicant=applicant_of(application),
        form=draft.answers,
        choices=choices_of(draft),
        delivery=delivery_of(draft),
        promises=_promises(draft),
        materials={code: page.jpeg for code, page in pages_of(draft).items()},
        signature=await picture_of(signed),
        declaration=declared(signed, statement),
        assertion=citizen.assertion,
        created_at=datetime.now().astimezone(),
    )


def _promises(draft: Draft) -> dict[str, bytes]:
    """The signatures under what was promised."""
    signed = {"commitment": draft.commitment, "pledge": draft.pledge}
    return {name: promised.png for name, promised in signed.items() if promised is not None}
