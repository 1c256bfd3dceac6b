"""Consent, then identity: the card on the reader becomes a Person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from drivers.driver import Event
from drivers.id_card.contract import (
    CardFound,
    CardRemoved,
    CardUnreadable,
    IdCard,
    IdCardReader,
    NoCard,
)
from kiosk.catalogue.model import Item
from kiosk.conversation import TimedOut, ToWindow
from kiosk.conversation.notices import CardNews
from kiosk.conversation.questions import (
    Alternative,
    CardStage,
    Chosen,
    Consent,
    PlaceCard,
    Progress,
)
from kiosk.devices.device import Unavailable
from kiosk.identity.person import Person
from kiosk.journeys import device_troubles, troubles
from kiosk.session import Session
from kiosk.text import _

TRIES = 2
"""Failed reads after which the citizen is offered another way instead of one more try."""


@dataclass(frozen=True)
class Purpose:
    """What somebody is asked who they are for. `code` is the item's, or a function's key;
    `shared_with` says who gets the data where that is not the asker alone."""

    code: str
    service: str
    asker: str
    what: str
    shared_with: str = ""


def purpose_of(item: Item) -> Purpose:
    """To use a service."""
    return Purpose(item.code, item.short_name, item.department, item.short_name)


async def introduce(session: Session, purpose: Purpose) -> None:
    """Consent, then the card, where no service is applied for; nothing is asked twice.

    Afterwards `session.person` is known and `session.citizen()` opens the backend's session.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    await consent(session, purpose)
    await identify(session, purpose)


async def consent(session: Session, purpose: Purpose) -> None:
    """Ask before anything is read (个人信息保护法 §17: who, what for, what, how long).

    Once for each purpose: its department is another than the last one's (§14).
    """
    if purpose.code in session.agreed:
        return
    await session.conversation.ask(
        Consent(
            service=purpose.service,
            asker=purpose.asker,
            purpose=purpose.what,
            reads=(
                _("姓名、性别、民族"),
                _("出生日期"),
                _("身份证号"),
                _("住址"),
                _("证件有效期"),
                _("照片（读到就丢，不保存）"),
            ),
            kept=_("办完或者退出，马上从本机清除；提交的申请由受理单位按规定保存。"),
            shared_with=purpose.shared_with or purpose.asker,
        )
    )
    session.agreed.add(purpose.code)


async def identify(session: Session, purpose: Purpose, progress: Progress | None = None) -> None:
    """Read the card until there is a person who can apply."""
    problem = ""
    failures = 0
    while session.person is None:
        outcome = await _read(session, purpose.service, progress, problem)
        match outcome:
            case IdCard():
                await _admit(session, purpose.service, Person.from_card(outcome))
                problem = ""
            case NoCard():
                session.card_on_reader = False
                raise TimedOut
            case CardRemoved():
                session.card_on_reader = False
                problem = _("拿得早了一点，还没读完。请重新放好，等到“嘀”一声。")
            case CardUnreadable():
                failures += 1
                problem = _("没有读出来。请只放身份证，放平，不要移动。")
                if failures > TRIES:
                    trouble = device_troubles.card_unreadable(session, purpose.service)
                    await troubles.ask(session, trouble)
                    failures = 0
            case Unavailable():
                trouble = device_troubles.reader_down(session, purpose.service, outcome.detail)
                await troubles.ask(session, trouble)
                problem = ""


async def _read(
    session: Session, service: str, progress: Progress | None, problem: str
) -> IdCard | NoCard | CardRemoved | CardUnreadable | Unavailable:
    """One try with the picture of what to do on the screen."""
    settings = session.services.settings
    reader = session.services.hub.id_card
    question = PlaceCard(
        service=service,
        progress=progress,
        where=settings.places.card_reader,
        problem=problem,
        alternatives=(Alternative("window", _("改到窗口办"), _("没带身份证，窗口也能办"), "user"),),
    )

    def tell(event: Event) -> None:
        if isinstance(event, CardFound):
            session.card_on_reader = True
            session.conversation.tell(CardNews(CardStage.READING, _("正在读卡，请不要移开")))

    wait = settings.times.card_wait
    with reader.listening(tell):
        outcome = await session.conversation.during(
            question, reader.call(IdCardReader.read, wait, deadline=wait + 5, again=True)
        )
    if isinstance(outcome, Chosen):
        raise ToWindow
    return outcome


async def _admit(session: Session, service: str, person: Person) -> None:
    """Take the person in, or say kindly why this card will not do."""
    problems = person.problems(date.today())
    if not problems:
        session.identified(person)
        return
    trouble = device_troubles.card_refused(session, service, problems)
    await troubles.ask(session, trouble)
