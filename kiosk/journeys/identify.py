"""Consent, then identity: a card, or a code on the phone, becomes a Person.

The identity card is asked for first; whoever has another card or a phone takes that way, and comes
back from it. Each way is a module of its own (`ways_in`).
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.catalogue.model import Item
from kiosk.conversation import Back
from kiosk.conversation.questions import Consent, Progress
from kiosk.journeys.ways_in import Asking, code, identity_card, social_card
from kiosk.session import Session
from kiosk.text import _

WAYS = {
    identity_card.KEY: identity_card.ask,
    social_card.KEY: social_card.ask,
    code.KEY: code.ask,
}
"""Key of a way to say who one is → asks for it, and gives the key of another way that was chosen
instead, or None."""


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
    """Consent, then who it is, where no service is applied for; nothing is asked twice.

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
                _("证件有效期、社保卡号"),
                _("照片（读到就丢，不保存）"),
            ),
            kept=_("办完或者退出，马上从本机清除；提交的申请由受理单位按规定保存。"),
            shared_with=purpose.shared_with or purpose.asker,
        )
    )
    session.agreed.add(purpose.code)


async def identify(session: Session, purpose: Purpose, progress: Progress | None = None) -> None:
    """Ask until there is a person who can apply.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    await ask_who(Asking(session, purpose.service, progress), identity_card.KEY)


async def ask_who(asking: Asking, way: str) -> None:
    """The same, beginning with the way of this key.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    while asking.session.person is None:
        try:
            way = await WAYS[way](asking) or way
        except Back:
            if way == identity_card.KEY:
                raise
            way = identity_card.KEY
