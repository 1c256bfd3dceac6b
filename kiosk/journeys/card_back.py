"""A card goes back to whoever brought it, out of whichever device it is in."""

from __future__ import annotations

from dataclasses import replace

from drivers.id_card.contract import IdCardReader
from drivers.smart_card.contract import SmartCardReader
from kiosk.conversation.questions import CardSort, TakeCard
from kiosk.devices.device import Unavailable
from kiosk.journeys import device_troubles
from kiosk.session import Session

TAKE_CARD_WAIT = 60.0
"""Seconds a card may be forgotten before the operator is called."""
READER_SLACK = 2.0


async def hand_back_cards(session: Session) -> None:
    """Wait until each is taken, however long: whoever comes next would be read as its owner."""
    for card in tuple(session.cards_in):
        await _hand_back(session, card)


async def _hand_back(session: Session, card: CardSort) -> None:
    places = session.services.settings.places
    slot = card is CardSort.SOCIAL_SECURITY
    question = TakeCard(card=card, where=places.card_slot if slot else places.card_reader)
    # Mostly it is gone, and then nothing need be shown.
    taken: bool | Unavailable | None = await card_taken(session, card, 0.0)
    while taken is False:
        waiting = card_taken(session, card, TAKE_CARD_WAIT)
        taken = await session.conversation.during(question, waiting)
        if taken is False:
            device_troubles.card_left(session, card)
            question = replace(question, forgotten=True)


async def card_taken(session: Session, card: CardSort, wait: float) -> bool | Unavailable:
    """Whether no card is in the device of such cards, after up to `wait` seconds."""
    hub, deadline = session.services.hub, wait + READER_SLACK
    if card is CardSort.SOCIAL_SECURITY:
        removed = SmartCardReader.wait_removed
        return await hub.smart_card.call(removed, wait, deadline=deadline, again=True)
    return await hub.id_card.call(IdCardReader.wait_removed, wait, deadline=deadline, again=True)
