"""The guide of a service (办事指南), as far as it concerns someone at this terminal."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.catalogue.model import Item, MaterialSource
from kiosk.conversation.questions import Fact, MaterialLine, ReadGuide
from kiosk.dates import full_date, month_day
from kiosk.journeys import face_told, region
from kiosk.journeys.cards import fee_line, limit_words
from kiosk.journeys.item_ways import ITEM_WAYS, main_way, ways_of
from kiosk.journeys.parts import line_of, parts_of
from kiosk.session import Session
from kiosk.text import Words, _, counted, in_context, listed, retold


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
        promised=limit_words(item.promised_limit.days, item.promised_limit.unit),
        promised_days=item.promised_limit.days,
        statutory=limit_words(item.statutory_limit.days, item.statutory_limit.unit),
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
        Fact(
            "when", _("多久办好"), limit_words(item.promised_limit.days, item.promised_limit.unit)
        ),
        Fact("get", _("得到什么"), item.result.name),
        *region.fact(item),
        *face_told.fact(item),
        Fact("fee", _("收费"), fee_line(item.fee.text)),
        Fact("visits", _("要跑几次"), visits),
        *_beside(item),
    )


def _beside(item: Item) -> Iterator[Fact]:
    """Who helps with it, and what its limits do not count."""
    if item.assisted:
        yield Fact("assisted", _("帮办代办"), _("可以帮办"))
    if item.special_links:
        yield Fact("special", _("另外还有"), listed(one.name for one in item.special_links))


def _chip(source: MaterialSource) -> str:
    match source:
        case MaterialSource.ID_CARD:
            return in_context("materials", "刷卡")
        case MaterialSource.CAPTURE:
            return in_context("materials", "拍照")
        case MaterialSource.LICENCE:
            return in_context("materials", "系统调取")
