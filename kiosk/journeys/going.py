"""Goes a way of an item's, and tells the operator how it ended: finished, or left at which step.

What a terminal is used for, how long it takes and where people give up can be counted from it
(S221 of the policy requirements); not a word of it is about the citizen.
"""

from __future__ import annotations

import time

from kiosk.catalogue.model import Item
from kiosk.conversation import Outcome
from kiosk.conversation.questions import After
from kiosk.journeys.registry import item_journey
from kiosk.journeys.wizard import NotTaken
from kiosk.session import Session


async def go(session: Session, item: Item, way: str) -> After:
    """The way of this key, to its end.

    Raises:
        Back, Leave, TimedOut, ToWindow, NotTaken: it was left before its end.
    """
    begun = time.monotonic()
    session.step = ""
    note = session.services.diary.note
    try:
        after = await item_journey(way)(session, item)
    except (Outcome, NotTaken) as out:
        seconds, how = time.monotonic() - begun, type(out).__name__.lower()
        at = f"{way}: {session.step}"
        note("journey_left", at, outcome=how, item_code=item.code, duration_s=seconds)
        raise
    seconds = time.monotonic() - begun
    note("journey_finished", way, item_code=item.code, duration_s=seconds)
    return after
