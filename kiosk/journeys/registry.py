"""Where each journey is: the one list that names them all, and the only way to go one.

A journey is imported when it is first gone: the first screen does not wait for it. None of them
imports this list, nor what goes by it, so that what they offer flows one way: words
(`functions`, `item_ways`), then the pages that show them, then `going`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import Final, cast

from kiosk.catalogue.model import Item
from kiosk.conversation.questions import After
from kiosk.session import Session

Journey = Callable[[Session], Awaitable[After]]
ItemJourney = Callable[[Session, Item], Awaitable[After]]

FUNCTIONS: Final = {
    "progress": "cases.progress:progress",
    "prints": "my_papers:my_papers",
    "report": "report.telling:report",
    "complaint": "report.telling:report",
    "fault": "report.telling:broken",
    "booking": "hall.booking:booking",
    "queue": "hall.queue:queue",
    "copy": "copying.copying:copy",
}
"""Key of a function (see `functions.words`) → module below this package, and its coroutine."""
ITEM_WAYS: Final = {
    "apply": "apply:apply",
    "print": "certificate:certificate",
    "query": "certificate:certificate",
    "bill": "bill:bill",
    "take": "take_papers:take_papers",
    "book": "hall.book:book",
    "book help": "hall.book:book_help",
    "ticket": "hall.queue:take_number",
    "for another": "apply:apply_for_another",
}
"""Key of a way of an item's (see `item_ways.ITEM_WAYS`) → the same."""


def function_journey(key: str) -> Journey:
    """The journey behind a function of the terminal."""
    return cast(Journey, _imported(FUNCTIONS[key]))


def item_journey(key: str) -> ItemJourney:
    """The journey behind a way of an item's."""
    return cast(ItemJourney, _imported(ITEM_WAYS[key]))


def _imported(place: str) -> object:
    module, _colon, name = place.partition(":")
    return getattr(import_module(f"{__package__}.{module}"), name)
