"""A code on the citizen's phone (亮码, 电子身份码), which the platform says whose it is.

Good once and for a short time, so one photographed from somebody else's phone opens nothing. The
terminal hears a name and a masked number; the ID number stays at the platform.
"""

from __future__ import annotations

from functools import partial

from drivers.code_reader.contract import Code, CodeReader, NoCode
from drivers.id_card.contract import CardKind
from kiosk.conversation import TimedOut
from kiosk.conversation.questions import Chosen, Option, ShowCode
from kiosk.devices.device import Unavailable
from kiosk.identity.person import Person
from kiosk.journeys import device_troubles, troubles
from kiosk.journeys.reaching import reach
from kiosk.journeys.ways_in import CODE, IDENTITY_CARD, Asking
from kiosk.onenetwork.models import CitizenSession
from kiosk.onenetwork.problem import BackendProblem, ProblemCode
from kiosk.text import _

KEY = CODE
LONGEST = 512
"""Signs of a code in the contract."""
REFUSED = (
    ProblemCode.NOT_FOUND,
    ProblemCode.CODE_EXPIRED,
    ProblemCode.INVALID,
    ProblemCode.TOO_MANY_REQUESTS,
)


async def ask(asking: Asking) -> str | None:
    """Have codes held up until one tells who it is, or the card is chosen instead.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    session = asking.session
    problem = ""
    while session.person is None:
        match await _held_up(asking, problem):
            case Chosen(key=key):
                return key
            case Code(text=text):
                problem = await _taken(asking, text)
            case NoCode():
                raise TimedOut
            case Unavailable(detail=detail):
                trouble = device_troubles.code_reader_down(session, asking.service, detail)
                if await troubles.ask(session, trouble) != troubles.RETRY:
                    return IDENTITY_CARD
                problem = ""
    return None


async def _held_up(asking: Asking, problem: str) -> Code | NoCode | Unavailable | Chosen:
    session = asking.session
    wait = session.services.settings.times.card_wait
    question = ShowCode(
        service=asking.service,
        progress=asking.progress,
        title=_("请把手机上的身份码|对着扫码口"),
        hints=(
            _("打开一网通办手机应用，点“电子身份码”"),
            _("屏幕调亮，离开一拳远，听到“嘀”一声"),
        ),
        problem=problem,
        other=Option(IDENTITY_CARD, _("改用身份证")),
    )
    reader = session.services.hub.code_reader
    reading = reader.call(CodeReader.read, wait, deadline=wait + 5, again=True)
    return await session.conversation.during(question, reading)


async def _taken(asking: Asking, code: str) -> str:
    """Why the code does not tell who it is, in words; empty when it did."""
    session = asking.session
    if not 0 < len(code) <= LONGEST:
        return _("这不是身份码。请在手机上打开“电子身份码”。")
    by_code = partial(session.services.backend.identity.by_code, code)
    try:
        citizen = await reach(session, asking.service, by_code, refusals=REFUSED)
    except BackendProblem as problem:
        return _why_not(problem)
    session.admitted(_person(citizen), citizen)
    return ""


def _person(citizen: CitizenSession) -> Person:
    shown = citizen.person
    assert shown is not None, "who comes with a code has a name"
    return Person(CardKind.CITIZEN, shown.name, shown.id_number_masked, ref=citizen.person_ref)


def _why_not(problem: BackendProblem) -> str:
    match problem.code:
        case ProblemCode.CODE_EXPIRED:
            return _("这个码过期了，或者已经用过。请在手机上刷新，再对着扫码口。")
        case ProblemCode.TOO_MANY_REQUESTS:
            return _("试的次数太多了。请过几分钟再试，或者改用身份证。")
        case _:
            return _("这不是身份码。请在手机上打开“电子身份码”。")
