"""A citizen's visit: find a service, read its guide, use it, perhaps another, and go."""

from __future__ import annotations

import asyncio
from datetime import datetime

from kiosk.catalogue.model import Item
from kiosk.conversation import Back, Leave, TimedOut, ToWindow
from kiosk.conversation.questions import (
    After,
    FindService,
    Home,
    Opened,
    PublicNotice,
    Selected,
    Thanks,
    Typed,
)
from kiosk.journeys.browsing import browse
from kiosk.journeys.card_back import hand_back_cards
from kiosk.journeys.cards import card, categories, count_here, hot
from kiosk.journeys.functions import home_functions
from kiosk.journeys.going import go
from kiosk.journeys.guide import guide
from kiosk.journeys.item_ways import MORE, main_way
from kiosk.journeys.limits import limits
from kiosk.journeys.more import the_rest
from kiosk.journeys.offered import item_of, still_offered
from kiosk.journeys.paper_out import left_behind
from kiosk.journeys.registry import FUNCTIONS, function_journey
from kiosk.journeys.searching import results
from kiosk.journeys.window import to_the_window
from kiosk.journeys.wizard import NotTaken
from kiosk.session import Session
from kiosk.text import _


async def visit(session: Session) -> None:
    """Serve one citizen until they leave."""
    try:
        while True:
            try:
                chosen = await choose(session)
            except ToWindow:
                if await to_the_window(session, None):
                    return
                continue
            used = run(session, chosen) if isinstance(chosen, str) else use(session, chosen)
            if await used is After.DONE:
                return
    except (Leave, TimedOut):
        return


async def goodbye(session: Session) -> None:
    """After the purge: hand back the card, warn of a paper left behind, and thank."""
    await hand_back_cards(session)
    if session.paper_left:
        await session.conversation.ask(left_behind(session))
    line = _("您的信息已经从本机清除。")
    thanks = asyncio.sleep(session.services.settings.times.thanks)
    await session.conversation.during(Thanks(line=line), thanks)


async def choose(session: Session) -> Item | str:
    """Home and search, until a service is chosen, or a function by its key."""
    while True:
        answer = await session.conversation.ask(home(session))
        try:
            match answer:
                case Selected(code=code):
                    return await item_of(session, code)
                case Typed(text=text):
                    return await _search(session, text)
                case Opened(key=key):
                    return await _open(session, key)
        except Back:
            continue


async def use(session: Session, item: Item) -> After:
    """The guide, and from it the ways on; Back leads to the choice of another service."""
    while True:
        try:
            await still_offered(session, item)
            way = await _way(session, item)
        except (Back, NotTaken):
            return After.ANOTHER
        except ToWindow:
            if await to_the_window(session, item):
                return After.DONE
            continue
        if way is None:
            continue
        try:
            return await go(session, item, way)
        except Back:
            continue
        except NotTaken:
            return After.ANOTHER
        except ToWindow:
            if await to_the_window(session, item):
                return After.DONE


async def _way(session: Session, item: Item) -> str | None:
    """What is chosen on the guide, or in the fold behind it, from which Back leads to the guide."""
    while True:
        chosen = await session.conversation.ask(guide(session, item))
        if chosen is None:
            return main_way(item.self_service)
        if chosen.key != MORE:
            return chosen.key
        try:
            return (await session.conversation.ask(the_rest(item))).key
        except Back:
            continue


async def run(session: Session, key: str) -> After:
    """A function of the terminal; Back leads home."""
    while True:
        try:
            return await function_journey(key)(session)
        except Back:
            return After.ANOTHER
        except ToWindow:
            if await to_the_window(session, None):
                return After.DONE


async def _search(session: Session, text: str) -> Item | str:
    """Results as the citizen types; before that, what most people want.

    Raises:
        Back: to the home screen.
    """
    while True:
        match await _asked(session, await results(session, text)):
            case Selected(code=code):
                return await item_of(session, code)
            case Typed(text=typed):
                text = typed
            case Opened(key=key):
                return await _open(session, key)


async def _asked(session: Session, shown: FindService) -> Selected | Typed | Opened:
    """The answer to a search; a search that is given up in vain is told to the operator."""
    answer: Selected | Typed | Opened | None = None
    try:
        answer = await session.conversation.ask(shown)
        return answer
    finally:
        found = shown.results or shown.function or shown.alarm
        if not found and not isinstance(answer, Typed):
            # That there was nothing, never what was looked for: people type names, too.
            session.services.diary.note("search_without_result")


async def _open(session: Session, key: str) -> Item | str:
    """A function's key as it is; of a category a service.

    Raises:
        Back: to the home screen.
    """
    if key in FUNCTIONS:
        return key
    match await browse(session, key):
        case Selected(code=code):
            return await item_of(session, code)
        case Typed(text=text):
            return await _search(session, text)
        case Opened(key=other):
            return await _open(session, other)


def home(session: Session) -> Home:
    """The home screen as it is now."""
    catalogue = session.services.catalogue
    demo = session.services.settings.terminal.demo_data
    return Home(
        greeting=_("{greeting}，要办什么事？").format(greeting=_greeting()),
        hot=tuple(card(item, plain=False) for item in hot(catalogue.items)),
        categories=categories(catalogue.items),
        service_count=count_here(catalogue.items),
        functions=home_functions(session),
        notice=PublicNotice(_("演示数据：|这里的事项、单位和电话都是虚构的。")) if demo else None,
        limits=limits(session.services),
    )


def _greeting() -> str:
    hour = datetime.now().hour
    if 5 <= hour < 11:
        return _("早上好")
    if 11 <= hour < 13:
        return _("中午好")
    return _("下午好") if 13 <= hour < 18 else _("晚上好")
