"""To the window with what is filled in (转窗口): the platform keeps it as a draft, under a code.

Nothing is sent unless the citizen says so, and nothing of it stays here (docs/decisions/0006).
"""

from __future__ import annotations

import uuid
from datetime import datetime

from kiosk.conversation import ToWindow
from kiosk.conversation.questions import TakeAlong, Working
from kiosk.journeys import troubles
from kiosk.journeys.applicant import applicant_of
from kiosk.journeys.as_citizen import known_to_backend
from kiosk.journeys.choices import choices_of, pages_of
from kiosk.journeys.delivery import delivery_of
from kiosk.journeys.draft import Application
from kiosk.onenetwork.models import NewCase
from kiosk.onenetwork.problem import BackendError
from kiosk.onenetwork.submission import CREATE, MATERIAL, step_key
from kiosk.papers.pieces import spaced
from kiosk.text import _, counted, listed


async def carry_over(application: Application) -> str:
    """The code under which the window finds what was filled in; empty: the citizen goes without.

    Raises:
        Back, Leave, TimedOut: as the citizen chose; then nothing was sent.
    """
    session, draft = application.session, application.draft
    if not draft.filled or session.services.outbox.platform_away:
        return ""
    if not await session.conversation.ask(_offer(application)):
        return ""
    working = Working(
        service=application.service, title=_("正在交给窗口"), line=_("只交您填好的和拍好的。")
    )
    while True:
        try:
            proof = (await known_to_backend(application)).assertion
            code = await session.conversation.during(working, _handed_over(application, proof))
        except ToWindow:
            return ""
        except BackendError as error:
            kept = _("还没有交给窗口，您填的内容都还在。")
            trouble = troubles.backend_trouble(session, application.service, error, kept)
        else:
            assert code is not None, "Working is never answered"
            return code
        try:
            await troubles.ask(session, trouble)
        except ToWindow:
            return ""
        session.establish()


def _offer(application: Application) -> TakeAlong:
    draft = application.draft
    takes = [_("填好的表")]
    if pages := pages_of(draft):
        takes.append(counted("拍好的 {n} 页", len(pages)))
    return TakeAlong(
        service=application.service,
        takes=listed(takes),
        to=draft.item.department,
        kept=_("七天，没人接着办就删除"),
    )


async def _handed_over(application: Application, proof: str) -> str:
    """Raises BackendError; another attempt begins another draft, the one before runs out."""
    session, draft = application.session, application.draft
    backend, ref = session.services.backend, uuid.uuid4().hex
    applicant = applicant_of(application)
    case = NewCase(
        item_code=draft.item.code,
        applicant=applicant,
        **dict(choices_of(draft)),
        delivery=delivery_of(draft),
        form=draft.answers,
        terminal_case_ref=ref,
        occurred_at=datetime.now().astimezone(),
    )
    opened = await backend.create_case(case, assertion=proof, key=step_key(ref, CREATE))
    for code, page in pages_of(draft).items():
        key = step_key(ref, MATERIAL + code)
        await backend.put_material(opened.case_no, code, page.jpeg, assertion=proof, key=key)
    await session.record("case.carried_over", applicant.id_number)
    return spaced((await backend.case(opened.case_no)).query_code)
