"""What one wanted to do about a case cannot be done any more: said kindly, and shown as it is."""

from __future__ import annotations

from typing import Final

from kiosk.conversation.questions import Option, Row, Trouble
from kiosk.journeys import troubles
from kiosk.journeys.cases.own import Own
from kiosk.journeys.reaching import reach
from kiosk.onenetwork.models import Case
from kiosk.onenetwork.problem import BackendProblem, ProblemCode
from kiosk.text import _

REFUSALS: Final = (ProblemCode.WRONG_STATE, ProblemCode.NOT_FOUND)
"""The case is not where it was, or not there."""


async def no_longer(own: Own, problem: BackendProblem) -> Case:
    """Tell why not, and return the case as the platform has it now.

    Raises:
        Back: the platform is away, and they would rather not try again.
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    await troubles.ask(own.session, _trouble(own, problem))
    return await now_at_platform(own)


async def now_at_platform(own: Own) -> Case:
    """The case as the platform has it now.

    Raises:
        Back: the platform is away, and the citizen would rather not try again.
        Leave, TimedOut, ToWindow: as the citizen chose.
    """

    async def fetch() -> Case:
        return await own.session.services.backend.case(own.case.case_no)

    return await reach(own.session, own.case.item_name, fetch, kept=safe())


def safe() -> str:
    """What is said of the case while the platform is away."""
    return _("您的办件都在平台上，没有丢。")


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
