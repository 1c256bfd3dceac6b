"""A service may be taken off the catalogue while somebody is in the middle of it (下架)."""

from __future__ import annotations

from dataclasses import replace

from kiosk.catalogue.model import Item
from kiosk.conversation import Back
from kiosk.journeys import troubles
from kiosk.journeys.wizard import NotTaken, Step
from kiosk.session import Session


async def item_of(session: Session, code: str) -> Item:
    """The item of a code somebody chose.

    Raises:
        Back: it was withdrawn since the screen was drawn; the citizen was told.
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    item = session.services.catalogue.item(code)
    if item is None:
        await troubles.ask(session, troubles.withdrawn(session))
        raise Back
    return item


async def still_offered(session: Session, item: Item) -> None:
    """Tell the citizen when the item is no longer offered, and why.

    Raises:
        NotTaken: it is not; the citizen was told.
        Leave, TimedOut, ToWindow: as the citizen chose.
    """
    catalogue = session.services.catalogue
    if not catalogue.offers(item.code):
        why = catalogue.why_withdrawn(item.code)
        await troubles.ask(session, troubles.withdrawn(session, item.short_name, why))
        raise NotTaken


def while_offered(session: Session, item: Item, step: Step) -> Step:
    """The same step, not begun once the item is gone; the session knows when it is there."""

    async def run() -> None:
        await still_offered(session, item)
        session.step = step.name
        await step.run()

    return replace(step, run=run)
