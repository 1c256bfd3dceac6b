"""The ways to say who one is at the terminal, one module each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kiosk.conversation import ToWindow
from kiosk.conversation.questions import Alternative, Progress
from kiosk.identity.person import Person
from kiosk.journeys import device_troubles, troubles
from kiosk.session import Claim, Session
from kiosk.text import _

IDENTITY_CARD, SOCIAL_CARD, CODE, WINDOW = "id_card", "social_card", "phone_code", "window"


@dataclass(frozen=True)
class Asking:
    """Whom to ask, and for which service; `progress` is the step bar of its journey."""

    session: Session
    service: str
    progress: Progress | None


def others(session: Session, but: str) -> tuple[Alternative, ...]:
    """Every other way that this terminal has a device for, and the window."""
    hub = session.services.hub
    ways = (
        (
            hub.id_card.configured,
            Alternative(IDENTITY_CARD, _("用身份证"), _("放在读卡区"), "card"),
        ),
        (
            hub.smart_card.configured,
            Alternative(SOCIAL_CARD, _("用社保卡"), _("插到卡槽里"), "card"),
        ),
        (
            hub.code_reader.configured,
            Alternative(CODE, _("用手机亮码"), _("电子身份码，对着扫码口"), "qr"),
        ),
        (True, Alternative(WINDOW, _("改到窗口办"), _("没带证件，窗口也能办"), "user")),
    )
    return tuple(way for there, way in ways if there and way.key != but)


def other_way(key: str) -> str:
    """The way that was chosen instead.

    Raises:
        ToWindow: it is the window.
    """
    if key == WINDOW:
        raise ToWindow
    return key


async def admit(asking: Asking, person: Person, claim: Claim) -> None:
    """Take the bearer of a card in, or say kindly why this card will not do.

    Raises:
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    session = asking.session
    problems = person.problems(date.today())
    if not problems:
        session.identified(person, claim)
        return
    await troubles.ask(session, device_troubles.card_refused(session, asking.service, problems))
