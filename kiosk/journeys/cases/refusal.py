"""What one wanted to do about a case cannot be done any more: said kindly, and shown as it is."""

from __future__ import annotations

from kiosk.conversation.questions import Option, Row, Trouble
from kiosk.journeys import troubles
from kiosk.journeys.asking import Errand, asked
from kiosk.journeys.cases.own import Own
from kiosk.onenetwork.models import Case
from kiosk.onenetwork.problem import BackendProblem
from kiosk.text import _


async def no_longer(own: Own, problem: BackendProblem) -> Case:
    """Tell why not, and return the case as the platform has it now.

    Raises:
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    session, case = own.session, own.case
    await troubles.ask(session, _trouble(own, problem))

    async def fetch() -> Case:
        return await session.services.backend.case(case.case_no)

    errand = Errand(case.item_name, _("正在查您的办件"), _("您的办件都在平台上，没有丢。"))
    return await asked(session, errand, fetch)


def _trouble(own: Own, problem: BackendProblem) -> Trouble:
    return Trouble(
        service=own.case.item_name,
        icon="service",
        title=_("这件事现在不能这样办了"),
        line=_("您的办件没有变，可以看看现在到了哪一步。"),
        happened=(problem.user_message,),
        todo=(
            Row(_("看看现在到了哪一步"), _("按“看现在的进度”")),
            Row(_("还是想办，就到窗口"), own.session.services.settings.places.window),
        ),
        options=(troubles.window_option(), Option(troubles.GO_ON, _("看现在的进度"))),
        help_code=problem.help_code or troubles.help_code("S"),
    )
