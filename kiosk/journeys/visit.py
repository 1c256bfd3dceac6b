"""A citizen's visit: find a service, read its guide, use it, perhaps another, and go."""

from __future__ import annotations

import asyncio
from datetime import datetime

from kiosk.catalogue.model import Item, MaterialSource
from kiosk.conversation import Back, Leave, TimedOut, ToWindow
from kiosk.conversation.questions import (
    After,
    Fact,
    FindService,
    Home,
    MaterialLine,
    Opened,
    PublicNotice,
    ReadGuide,
    Selected,
    Thanks,
    Typed,
)
from kiosk.dates import full_date, month_day
from kiosk.journeys import region
from kiosk.journeys.browsing import browse
from kiosk.journeys.card_back import hand_back_cards
from kiosk.journeys.cards import WORDS_OF_PLATFORMS, card, categories, count_here, fee_line, hot
from kiosk.journeys.functions import FUNCTIONS, ITEM_WAYS, home_functions, main_way, ways_of
from kiosk.journeys.going import go
from kiosk.journeys.limits import limits
from kiosk.journeys.offered import item_of, still_offered
from kiosk.journeys.paper_out import left_behind
from kiosk.journeys.parts import line_of, parts_of
from kiosk.journeys.searching import results
from kiosk.journeys.window import to_the_window
from kiosk.journeys.wizard import NotTaken
from kiosk.session import Session
from kiosk.text import Words, _, counted, in_context, listed, retold


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
            chosen = await session.conversation.ask(guide(session, item))
        except (Back, NotTaken):
            return After.ANOTHER
        except ToWindow:
            if await to_the_window(session, item):
                return After.DONE
            continue
        way = chosen.key if chosen else main_way(item.self_service)
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


async def run(session: Session, key: str) -> After:
    """A function of the terminal; Back leads home."""
    while True:
        try:
            return await FUNCTIONS[key](session)
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


def guide(session: Session, item: Item) -> ReadGuide:
    """The guide of a service, as far as it concerns someone at this terminal."""
    way = main_way(item.self_service)
    return ReadGuide(
        service=item.short_name,
        name=item.name,
        facts=_facts(item),
        conditions=item.conditions,
        materials=tuple(
            MaterialLine(one.name, one.hint, _chip(one.source)) for one in item.materials
        ),
        parts=tuple(
            MaterialLine(one.short_name, line_of(one), "") for one in parts_of(session, item.code)
        ),
        steps=item.steps,
        promised=_limit(item.promised_limit.days, item.promised_limit.unit),
        promised_days=item.promised_limit.days,
        statutory=_limit(item.statutory_limit.days, item.statutory_limit.unit),
        statutory_days=item.statutory_limit.days,
        place=_place(item),
        consult_phone=item.consult_phone,
        supervise_phone=item.supervise_phone,
        department=item.department,
        updated=_updated(session, item),
        action=retold(ITEM_WAYS[way].name) if way else "",
        why_not="" if way else _("这件事本机还不能办，按“改到窗口办”看地方和时间。"),
        ways=ways_of(session, item),
    )


def _place(item: Item) -> str:
    """Here, and who else does it elsewhere."""
    here = _("{hall}{window}").format(hall=item.place.hall, window=item.place.window)
    others = region.elsewhere(item)
    return _("{here}；别处：{others}").format(here=here, others=others) if others else here


def _updated(session: Session, item: Item) -> Words:
    """When the entry was last checked, and which catalogue it is from."""
    updated = _("{day}更新").format(day=full_date(item.updated))
    catalogue = session.services.catalogue
    confirmed, published = catalogue.confirmed_at, catalogue.published_at
    if session.services.outbox.platform_away and confirmed is not None:
        said = _("{updated}，网络不通，按{day}的事项目录显示")
        return said.format(updated=updated, day=month_day(confirmed))
    if published is not None:
        said = _("{updated}，事项目录{day}版")
        return said.format(updated=updated, day=month_day(published.astimezone()))
    return updated


def _facts(item: Item) -> tuple[Fact, ...]:
    brought = listed(one.name for one in item.materials if one.source is MaterialSource.ID_CARD)
    steps = counted("{n} 步，约 {minutes} 分钟", len(item.steps), minutes=item.minutes)
    here = item.can_apply and not item.visits
    visits = _("0 次，在本机办完") if here else counted("{n} 次", item.visits)
    return (
        Fact("who", _("谁能办"), item.who),
        Fact("bring", _("带什么"), brought or _("不用带")),
        Fact("how", _("怎么办"), steps),
        Fact("when", _("多久办好"), _limit(item.promised_limit.days, item.promised_limit.unit)),
        Fact("get", _("得到什么"), item.result.name),
        *region.fact(item),
        Fact("fee", _("收费"), fee_line(item.fee.text)),
        Fact("visits", _("要跑几次"), visits),
    )


def _limit(days: int, unit: str) -> str:
    if not days:
        return _("当场办好")
    if unit == WORDS_OF_PLATFORMS[0]:
        return counted("{n} 个工作日", days)
    return _("{n} 个{unit}").format(n=days, unit=unit)


def _chip(source: MaterialSource) -> str:
    match source:
        case MaterialSource.ID_CARD:
            return in_context("materials", "刷卡")
        case MaterialSource.CAPTURE:
            return in_context("materials", "拍照")
        case MaterialSource.LICENCE:
            return in_context("materials", "系统调取")
