"""Choose the service that one comes to the hall for."""

from __future__ import annotations

from dataclasses import replace

from kiosk.catalogue.model import Item
from kiosk.conversation import Back
from kiosk.conversation.questions import Choose, Entry, Opened, Option, Selected, Typed
from kiosk.journeys.browsing import browse, listing
from kiosk.journeys.cards import card, categories, hot
from kiosk.journeys.offered import item_of
from kiosk.journeys.searching import results
from kiosk.session import Session
from kiosk.text import Words, _

SEARCH, KINDS = "search", "kinds"


async def pick_item(session: Session, title: Words) -> Item:
    """Any service: one that most people want, by search, or by kind.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    while True:
        chosen = await session.conversation.ask(_often(session, title))
        try:
            match chosen.key:
                case "search":
                    return await _searched(session)
                case "kinds":
                    return await _by_kind(session, title)
                case code:
                    return await item_of(session, code)
        except Back:
            continue


async def pick_bookable(session: Session, title: Words) -> Item:
    """One of the services that times can be booked for.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    items = [one for one in session.services.catalogue.items if one.appointment]
    while True:
        answer = await session.conversation.ask(listing(title, items))
        if isinstance(answer, Selected):
            return await item_of(session, answer.code)


async def _searched(session: Session) -> Item:
    text = ""
    while True:
        found = replace(await results(session, text), function=None, categories=())
        match await session.conversation.ask(found):
            case Selected(code=code):
                return await item_of(session, code)
            case Typed(text=typed):
                text = typed


async def _by_kind(session: Session, title: Words) -> Item:
    columns = categories(session.services.catalogue.items)
    while True:
        kinds = tuple(Entry(one.key, one.name, one.line, one.icon) for one in columns)
        chosen = await session.conversation.ask(Choose(title=title, entries=kinds))
        try:
            answer: Selected | Typed | Opened = await browse(session, chosen.key)
        except Back:
            continue
        if isinstance(answer, Selected):
            return await item_of(session, answer.code)


def _often(session: Session, title: Words) -> Choose:
    cards = (card(one, plain=True) for one in hot(session.services.catalogue.items))
    return Choose(
        title=title,
        entries=tuple(Entry(one.code, one.name, one.line, one.icon) for one in cards),
        main=Option(SEARCH, _("写出要办的事")),
        second=Option(KINDS, _("按类找")),
    )
