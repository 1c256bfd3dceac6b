"""Calls that somebody waits for: shown while they run, tried again when the platform is away."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

from kiosk.conversation.questions import Working
from kiosk.journeys import troubles
from kiosk.onenetwork.models import CitizenSession
from kiosk.onenetwork.problem import BackendError, BackendProblem, ProblemCode
from kiosk.session import Session
from kiosk.text import _

T = TypeVar("T")


@dataclass(frozen=True)
class Errand:
    """What is asked of the platform, in words: for which service, what it does, what is safe."""

    service: str
    title: str
    kept: str


async def asked(session: Session, errand: Errand, call: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """The platform's answer to `call`, made again as often as the citizen likes.

    Raises:
        BackendProblem: the platform says no, and would say so again.
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    working = Working(service=errand.service, title=errand.title, line=_("请稍等。"))
    while True:
        try:
            answer = await session.conversation.during(working, call())
        except BackendError as error:
            if _for_good(error):
                raise
            trouble = troubles.backend_trouble(session, errand.service, error, errand.kept)
        else:
            assert answer is not None, "Working is never answered"
            return answer
        await troubles.ask(session, trouble)
        if session.person is not None:
            session.establish()


async def citizen(session: Session, service: str) -> CitizenSession:
    """The platform's session of whoever placed their card.

    Raises:
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    errand = Errand(service, _("正在登录办事平台"), _("您的办件都在平台上，没有丢。"))
    return await asked(session, errand, session.citizen)


def _for_good(error: BackendError) -> bool:
    if not isinstance(error, BackendProblem) or error.worth_retrying:
        return False
    return error.code is not ProblemCode.SESSION_EXPIRED
