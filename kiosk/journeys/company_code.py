"""A firm's code (企业码、商码) on a phone, held up while it is asked for which firm.

The platform says whose it is, and whether the one who stands here may act for that firm in this:
the terminal only tells. The firm is kept; the code, good once and for a short time, is not.
"""

from __future__ import annotations

import uuid
from contextlib import suppress
from typing import TypeVar

from drivers.code_reader.contract import Code
from drivers.driver import Health
from kiosk.conversation import Back
from kiosk.conversation.questions import Option, Question, Row, Trouble
from kiosk.journeys import troubles
from kiosk.journeys.as_citizen import reach_as_citizen
from kiosk.journeys.draft import Application
from kiosk.journeys.held_up import any_code
from kiosk.onenetwork.identity import CompanyPresentation, PresentedCompany, Standing
from kiosk.onenetwork.models import Company
from kiosk.onenetwork.problem import BackendProblem, ProblemCode
from kiosk.session import Session
from kiosk.text import Words, _

A = TypeVar("A")
REFUSED = (ProblemCode.CODE_EXPIRED, ProblemCode.NOT_FOUND, ProblemCode.INVALID)


def readable(session: Session) -> bool:
    """Whether a code can be held up here now."""
    return session.services.hub.code_reader.status.health is Health.ONLINE


async def shown_or(application: Application, question: Question[A]) -> Company | A:
    """The firm whose code was held up while the question stood, or the question's answer.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    session = application.session
    while True:
        answer = await session.conversation.during(question, any_code(session))
        if not isinstance(answer, Code):
            return answer
        with suppress(Back):  # to the question
            company = await _presented(application, answer)
            if company is not None:
                return company


async def _presented(application: Application, code: Code) -> Company | None:
    """The firm of the code; None: it does not do, which the citizen was told."""
    session = application.session
    shown = CompanyPresentation(code=code.text, item_code=application.draft.item.code)
    identity, key = session.services.backend.identity, uuid.uuid4().hex

    async def present(token: str) -> PresentedCompany:
        return await identity.present_company(token, shown, key=key)

    try:
        found = await reach_as_citizen(session, application.service, present, refusals=REFUSED)
    except BackendProblem as problem:
        await troubles.ask(session, _refused(application, *_no_firms(problem), problem.help_code))
        return None
    if found.standing is Standing.MAY_ACT:
        await session.record("company.presented")
        return Company(name=found.name, credit_code=found.credit_code)
    await troubles.ask(session, _refused(application, *_no_leave(found)))
    return None


def _no_firms(problem: BackendProblem) -> tuple[Words, Words, Row]:
    """What it is, what happened, what to do."""
    if problem.code is ProblemCode.CODE_EXPIRED:
        return (
            _("企业码过期了"),
            _("企业码只管一会儿，而且只能用一次。"),
            Row(_("在手机上刷新企业码，再扫一次"), _("刷新以后，马上对着扫码口")),
        )
    return (
        _("这不是企业码"),
        _("办事平台不认得这个码。"),
        Row(_("在手机上打开企业码，再扫一次"), _("在一网通办手机应用里")),
    )


def _no_leave(found: PresentedCompany) -> tuple[Words, Words, Row]:
    """The same, of a firm that is known."""
    if found.standing is Standing.STRUCK_OFF:
        return (
            _("这家单位已经注销"),
            _("“{name}”已经注销，不能再用它的名义办事。").format(name=found.name),
            Row(_("换一家单位"), _("每家单位有自己的企业码")),
        )
    return (
        _("这家单位还没有授权您"),
        _("“{name}”没有授权您办这一类事。").format(name=found.name),
        Row(_("请法定代表人在手机应用里授权"), _("授权以后，刷新企业码，再扫一次")),
    )


def _refused(
    application: Application, title: Words, happened: Words, todo: Row, help_code: str = ""
) -> Trouble:
    return Trouble(
        service=application.service,
        icon="service",
        title=title,
        line=_("不用码也可以：回去选一家单位，或者照营业执照填。"),
        happened=(happened,),
        todo=(
            todo,
            Row(_("都不行，就到窗口办"), application.session.services.settings.places.window),
        ),
        options=(troubles.window_option(), Option(troubles.GO_ON, _("回去选单位"))),
        help_code=help_code or troubles.help_code("S"),
        can_back=True,
    )
