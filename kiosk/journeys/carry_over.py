"""To the window with what is filled in (转窗口): the platform keeps it as a draft, under a code.

Nothing is sent unless the citizen says so, and nothing of it stays here (docs/decisions/0006).
"""

from __future__ import annotations

import uuid
from datetime import datetime

from kiosk.conversation import ToWindow
from kiosk.conversation.questions import Option, Row, Trouble, Working
from kiosk.journeys import troubles
from kiosk.journeys.draft import Application
from kiosk.journeys.submit import applicant_of
from kiosk.onenetwork.models import NewCase
from kiosk.onenetwork.problem import BackendError
from kiosk.onenetwork.submission import CREATE, MATERIAL, step_key
from kiosk.papers.receipts import spaced
from kiosk.text import _

TAKE, LEAVE_IT = "take", "leave_it"


async def carry_over(application: Application) -> str:
    """The code under which the window finds what was filled in; empty: the citizen goes without.

    Raises:
        Back, Leave, TimedOut: as the citizen chose; then nothing was sent.
    """
    session, draft = application.session, application.draft
    if not draft.filled or session.services.outbox.platform_away:
        return ""
    if await troubles.ask(session, _offer(application)) != TAKE:
        return ""
    working = Working(
        service=application.service, title=_("正在交给窗口"), line=_("只交您填好的和拍好的。")
    )
    while True:
        try:
            code = await session.conversation.during(working, _handed_over(application))
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


def _offer(application: Application) -> Trouble:
    department = application.draft.item.department
    return Trouble(
        service=application.service,
        icon="service",
        title=_("填好的，要带到窗口吗？"),
        line=_("没有签名，不算提交。您说带，才会交过去。"),
        happened=(),
        todo=(
            Row(
                _("带过去，窗口接着办"),
                _("交给{department}，只用来办这件事；|七天没人接着办就删除。").format(
                    department=department
                ),
            ),
            Row(_("不带，到窗口重新填"), _("填好的、拍好的，马上从本机清除。")),
        ),
        options=(
            Option(LEAVE_IT, _("不带"), "", "user"),
            Option(TAKE, _("带过去")),
        ),
        help_code="",
    )


async def _handed_over(application: Application) -> str:
    """Raises BackendError; another attempt begins another draft, the one before runs out."""
    session, draft = application.session, application.draft
    backend, ref = session.services.backend, uuid.uuid4().hex
    applicant = applicant_of(application)
    proof = (await session.citizen()).assertion
    case = NewCase(
        item_code=draft.item.code,
        applicant=applicant,
        form=dict(draft.values),
        terminal_case_ref=ref,
        occurred_at=datetime.now().astimezone(),
    )
    opened = await backend.create_case(case, assertion=proof, key=step_key(ref, CREATE))
    for code, page in draft.pages.items():
        key = step_key(ref, MATERIAL + code)
        await backend.put_material(opened.case_no, code, page.jpeg, assertion=proof, key=key)
    await session.record("case.carried_over", applicant.id_number)
    return spaced((await backend.case(opened.case_no)).query_code)
