"""The social security card (社会保障卡) in the slot.

Most cards tell who their holder is without a password, and none is asked for; a few have it locked,
and then it is the card that asks. A password is given to the card once: it counts wrong ones.
"""

from __future__ import annotations

from functools import partial

from drivers.driver import Event
from drivers.smart_card.contract import (
    PIN_DIGITS,
    CardInserted,
    CardRemoved,
    CardTaken,
    CardUnreadable,
    NoCard,
    NotThisCard,
    Pin,
    PinNeeded,
    ReadOutcome,
    SmartCardReader,
    SocialSecurityCard,
    WrongPin,
)
from kiosk.conversation import Back, TimedOut
from kiosk.conversation.notices import CardNews
from kiosk.conversation.questions import (
    CardSort,
    CardStage,
    Chosen,
    FieldKind,
    FillForm,
    FormField,
    PlaceCard,
)
from kiosk.devices.device import Unavailable
from kiosk.identity.person import Person
from kiosk.journeys import device_troubles, troubles
from kiosk.journeys.ways_in import SOCIAL_CARD, Asking, admit, other_way, others
from kiosk.session import Claim, Session
from kiosk.text import _, counted

KEY = SOCIAL_CARD
TRIES = 2
"""Failed reads after which the citizen is told what may be wrong."""
PIN = "pin"


async def ask(asking: Asking) -> str | None:
    """Read the card until it tells who it is, or another way is chosen.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    session, service = asking.session, asking.service
    problem, failures = "", 0
    while session.person is None:
        outcome = await _read(asking, problem)
        if isinstance(outcome, PinNeeded):
            outcome = await _unlocked(asking)
        match outcome:
            case Chosen(key=key):
                return other_way(key)
            case SocialSecurityCard():
                person = Person.from_social_card(outcome)
                await admit(asking, person, _claim(session, person, outcome))
                problem = _("这张卡不能用。请换一张，或者换别的办法。")
            case NoCard():
                raise TimedOut
            case Unavailable():
                trouble = device_troubles.slot_down(session, service, outcome.detail)
                if await troubles.ask(session, trouble) != troubles.RETRY:
                    raise Back
                problem = ""
            case CardUnreadable() if failures >= TRIES:
                trouble = device_troubles.chip_unreadable(session, service)
                await troubles.ask(session, trouble)
                failures = 0
            case _:
                failures += isinstance(outcome, CardUnreadable)
                problem = _what_to_do(outcome)
    return None


def _what_to_do(outcome: object) -> str:
    match outcome:
        case CardRemoved():
            return _("拔得早了一点，还没读完。请重新插好，先不要拔。")
        case NotThisCard():
            return _("这不是社会保障卡。请拔出来，换社会保障卡。")
        case WrongPin(tries_left=0):
            return _("这张卡的密码锁住了，要到社保窗口解锁。请拔出来，换别的办法。")
        case WrongPin():
            return _("密码不对，没有读。请拔出来，再插一次，或者换别的办法。")
        case PinNeeded():
            return _("没有读。请拔出来，换别的办法也可以。")
        case _:
            return _("没有读出来。请拔出来，芯片朝前、朝上再插一次。")


def _claim(session: Session, person: Person, card: SocialSecurityCard) -> Claim:
    from kiosk.onenetwork.identity import SocialCardLogin

    told = SocialCardLogin(
        name=person.name,
        id_number=person.number,
        card_number=card.number.upper(),
        issuer_region=card.identification_code[:6],
        valid_to=card.expires,
    )
    return partial(session.services.backend.identity.by_social_card, told)


async def _read(asking: Asking, problem: str) -> ReadOutcome | Unavailable | Chosen:
    """One try with the picture of what to do on the screen.

    Args:
        problem: of the last card, which has to come out before another is looked at.
    """
    session = asking.session
    settings, reader = session.services.settings, session.services.hub.smart_card
    question = PlaceCard(
        service=asking.service,
        progress=asking.progress,
        card=CardSort.SOCIAL_SECURITY,
        where=settings.places.card_slot,
        problem=problem,
        alternatives=others(session, KEY),
    )

    def tell(event: Event) -> None:
        if isinstance(event, CardInserted):
            session.cards_in.add(CardSort.SOCIAL_SECURITY)
            session.conversation.tell(CardNews(CardStage.READING, _("正在读卡，请不要拔")))
        elif isinstance(event, CardTaken):
            session.cards_in.discard(CardSort.SOCIAL_SECURITY)
            session.conversation.tell(CardNews(CardStage.WAITING))

    wait = settings.times.card_wait
    with reader.listening(tell):
        looking = _next(session, wait, after_another=bool(problem))
        return await session.conversation.during(question, looking)


async def _next(session: Session, wait: float, *, after_another: bool) -> ReadOutcome | Unavailable:
    """The next card. What was in already is not told of again."""
    reader = session.services.hub.smart_card
    if after_another:
        out = await reader.call(SmartCardReader.wait_removed, wait, deadline=wait + 5, again=True)
        if out is not True:
            return out or NoCard()
        session.cards_in.discard(CardSort.SOCIAL_SECURITY)
    outcome = await reader.call(SmartCardReader.read, wait, None, deadline=wait + 5, again=True)
    if not isinstance(outcome, NoCard | CardRemoved | Unavailable):
        session.cards_in.add(CardSort.SOCIAL_SECURITY)
    return outcome


async def _unlocked(asking: Asking) -> ReadOutcome | Unavailable:
    """The same card with its password, or as it was when the citizen would rather not."""
    session = asking.session
    try:
        answers = await session.conversation.ask(_password(asking))
    except Back:
        return PinNeeded()
    reader, wait = session.services.hub.smart_card, 2.0
    return await reader.call(SmartCardReader.read, wait, Pin(answers[PIN]), deadline=wait + 5)


def _password(asking: Asking) -> FillForm:
    return FillForm(
        service=asking.service,
        progress=asking.progress,
        title=_("这张卡上了锁，|要密码才能读"),
        from_card=(),
        fields=(
            FormField(
                PIN,
                _("社保卡密码"),
                FieldKind.PIN,
                _("只交给卡片，不保存。不想输，可以返回换别的办法"),
                max_length=PIN_DIGITS[-1],
            ),
        ),
        values={},
        check=_wrong,
    )


def _wrong(name: str, value: str) -> str | None:
    if len(value) in PIN_DIGITS and value.isascii() and value.isdigit():
        return None
    return counted("密码至少 {n} 位数字，请再看一遍。", PIN_DIGITS[0])
