"""What a search shows: services, a choice, a function, where else to look, or help in danger."""

from __future__ import annotations

import asyncio

from kiosk.catalogue.functions import EMERGENCY
from kiosk.catalogue.search import Results
from kiosk.catalogue.summary import Summary
from kiosk.conversation.questions import FindService, Function
from kiosk.journeys.cards import card, categories, hot
from kiosk.journeys.functions import function, offered
from kiosk.session import Session
from kiosk.text import _

FOUND, HELPING = 8, 3
"""Services shown at most; the second beside the numbers to call."""


async def results(session: Session, text: str) -> FindService:
    """What is found for words; before the first, what most people want."""
    catalogue = session.services.catalogue
    if not text.strip():
        return FindService(results=tuple(card(item, plain=True) for item in hot(catalogue.items)))
    found = await asyncio.to_thread(catalogue.find, text, FOUND)
    if found.action == EMERGENCY:
        # After a flood or a fire there are services that help, once everybody is safe.
        helping = tuple(card(hit.item, plain=True) for hit in found.hits[:HELPING])
        return FindService(text=text, alarm=found.alarm, results=helping)
    asked = _function(found.action, session) if found.action else None
    elsewhere = not found.hits and asked is None
    return FindService(
        text=text,
        results=tuple(card(hit.item, plain=True) for hit in found.hits),
        matched=_matched(found),
        confident=found.confident,
        advice=_("换个说法试试，比如“社保卡”，或者请工作人员帮您找。") if elsewhere else "",
        function=asked,
        choice=len(found.hits) > 1 and not found.confident and asked is None,
        categories=categories(catalogue.items) if elsewhere else (),
    )


def _matched(found: Results[Summary]) -> str:
    """The characters of the names found that were said."""
    return "".join(dict.fromkeys("".join(hit.matched for hit in found.hits)))


def _function(key: str, session: Session) -> Function:
    """The function of that name, and how to get to it here."""
    if offered(session, key):
        return function(key)
    named = {
        "staff": (_("请工作人员来"), _("就在这里等，不用离开。")),
        "elder": (_("字大一点"), _("所有的字都变大，一次只问一件事。")),
        "copy": (_("复印"), _("这台机器不能复印，请问工作人员。")),
    }
    return Function(key, *named[key])
