"""What only a known citizen may ask of the platform, also after its session of them is over.

Such a session ends by the clock (`session_expired`). What a card opened is opened anew without a
word; a code on the phone is good once, so its bearer is asked in place who they are, as before or
another way, and goes on with everything as it was. Another person is not let in to it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from typing import TypeVar

from kiosk.conversation import Outcome
from kiosk.conversation.questions import Progress
from kiosk.journeys import troubles
from kiosk.journeys.draft import Application
from kiosk.journeys.identify import ask_who
from kiosk.journeys.reaching import reach
from kiosk.journeys.ways_in import CODE, Asking
from kiosk.onenetwork.models import CitizenSession
from kiosk.onenetwork.problem import BackendError, BackendProblem, ProblemCode
from kiosk.session import ProofSpent, Session
from kiosk.text import _

T = TypeVar("T")


def is_over(error: BackendError) -> bool:
    """Whether it is only that the platform's session of the citizen has ended."""
    return isinstance(error, BackendProblem) and error.code is ProblemCode.SESSION_EXPIRED


async def reach_as_citizen(
    session: Session,
    service: str,
    call: Callable[[str], Awaitable[T]],
    *,
    refusals: Collection[ProblemCode] = (),
    kept: str = "",
) -> T:
    """As `reach`, with the token of the citizen's session, opened anew when it is over."""
    while True:
        try:
            return await reach(
                session, service, _known(session, call), refusals=refusals, kept=kept
            )
        except ProofSpent:
            await prove_again(session, service)


def _known(session: Session, call: Callable[[str], Awaitable[T]]) -> Callable[[], Awaitable[T]]:
    """`call` with the token: the attempt after one that opened no session opens it anew."""
    lost = False

    async def known() -> T:
        nonlocal lost
        if lost:
            session.establish()
        lost = True
        token = (await session.citizen()).token
        lost = False
        try:
            return await call(token)
        except BackendProblem as problem:
            if not is_over(problem):
                raise
        session.establish()
        return await call((await session.citizen()).token)

    return known


async def known_to_backend(application: Application) -> CitizenSession:
    """The backend's session of the citizen, told and tried again until there is one.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    session, service = application.session, application.service
    while True:
        try:
            return await _opened(session, service)
        except ProofSpent:
            await prove_again(session, service, application.progress(0))


async def _opened(session: Session, service: str) -> CitizenSession:
    while True:
        try:
            return await session.citizen()
        except BackendError as error:
            kept = _("您填的内容都还在。")
            trouble = troubles.backend_trouble(session, service, error, kept)
        await troubles.ask(session, trouble)
        session.establish()


async def prove_again(session: Session, service: str, progress: Progress | None = None) -> None:
    """Have the same person say once more who they are; nothing else changes.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose; who it is stays unproven.
    """
    person, known_as = session.person, session.known_as
    try:
        await troubles.ask(session, troubles.prove_again(session, service))
        while True:
            session.unproven(None)
            await ask_who(Asking(session, service, progress), CODE)
            if (await _opened(session, service)).person_ref == known_as:
                break
            await session.record("session.another_person")
            await troubles.ask(session, troubles.another_person(session, service))
    except Outcome:
        session.unproven(person)
        raise
    await session.record("session.proven_again")
