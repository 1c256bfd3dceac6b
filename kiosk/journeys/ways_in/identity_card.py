"""The identity card (身份证) on the reader."""

from __future__ import annotations

from functools import partial

from drivers.driver import Event
from drivers.id_card.contract import (
    CardFound,
    CardRemoved,
    CardUnreadable,
    IdCard,
    IdCardReader,
    NoCard,
)
from kiosk.conversation import TimedOut
from kiosk.conversation.notices import CardNews
from kiosk.conversation.questions import CardSort, CardStage, Chosen, PlaceCard
from kiosk.devices.device import Unavailable
from kiosk.identity.person import Person
from kiosk.journeys import device_troubles, troubles
from kiosk.journeys.ways_in import IDENTITY_CARD, Asking, admit, other_way, others
from kiosk.session import Claim, Session
from kiosk.text import _

KEY = IDENTITY_CARD
TRIES = 2
"""Failed reads after which the citizen is offered another way instead of one more try."""


async def ask(asking: Asking) -> str | None:
    """Read the card until it tells who it is, or another way is chosen.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    session, service = asking.session, asking.service
    problem, failures = "", 0
    while session.person is None:
        outcome = await _read(asking, problem)
        match outcome:
            case Chosen(key=key):
                return other_way(key)
            case IdCard():
                person = Person.from_card(outcome)
                await admit(asking, person, _claim(session, person))
                problem = ""
            case NoCard():
                session.cards_in.discard(CardSort.IDENTITY)
                raise TimedOut
            case CardRemoved():
                session.cards_in.discard(CardSort.IDENTITY)
                problem = _("拿得早了一点，还没读完。请重新放好，等到“嘀”一声。")
            case CardUnreadable():
                failures += 1
                problem = _("没有读出来。请只放身份证，放平，不要移动。")
                if failures > TRIES:
                    trouble = device_troubles.card_unreadable(session, service)
                    await troubles.ask(session, trouble)
                    failures = 0
            case Unavailable():
                trouble = device_troubles.reader_down(session, service, outcome.detail)
                await troubles.ask(session, trouble)
                problem = ""
    return None


def _claim(session: Session, person: Person) -> Claim:
    return partial(
        session.services.backend.open_session,
        name=person.name,
        id_number=person.number,
        card_kind=person.kind,
        valid_to=person.valid_to,
    )


async def _read(
    asking: Asking, problem: str
) -> IdCard | NoCard | CardRemoved | CardUnreadable | Unavailable | Chosen:
    """One try with the picture of what to do on the screen."""
    session = asking.session
    settings, reader = session.services.settings, session.services.hub.id_card
    question = PlaceCard(
        service=asking.service,
        progress=asking.progress,
        where=settings.places.card_reader,
        problem=problem,
        alternatives=others(session, KEY),
    )

    def tell(event: Event) -> None:
        if isinstance(event, CardFound):
            session.cards_in.add(CardSort.IDENTITY)
            session.conversation.tell(CardNews(CardStage.READING, _("正在读卡，请不要移开")))

    wait = settings.times.card_wait
    with reader.listening(tell):
        return await session.conversation.during(
            question, reader.call(IdCardReader.read, wait, deadline=wait + 5, again=True)
        )
