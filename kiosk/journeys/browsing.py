"""A column of the home page: its services, by topic when they are many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kiosk.catalogue.summary import Summary
from kiosk.conversation import Back
from kiosk.conversation.questions import FindService, Opened, Selected, ServiceCard, Typed
from kiosk.journeys.cards import card, columns
from kiosk.journeys.item_ways import main_way
from kiosk.session import Session
from kiosk.text import Words, _, counted

LISTED = 24
"""So many services a person reads through; more come by topic."""
MOST = 60
"""Rows of a list at most: who wants another one writes what it is."""
LAST = "other"
COMMITMENT, DEFERRAL = "commitment", "deferral"
"""Tags by which a column can be looked through besides its topics."""


async def browse(session: Session, column: str) -> Selected | Typed | Opened:
    """What is chosen in a column.

    Raises:
        Back: to where the column was opened.
    """
    title = dict(columns())[column]
    items = [item for item in session.services.catalogue.items if item.column == column]
    if len(items) <= LISTED:
        return await session.conversation.ask(listing(title, items))
    groups = _by_topic(items) | _by_tag(items)
    while True:
        answer = await session.conversation.ask(_topics(title, groups))
        if not isinstance(answer, Selected):
            return answer
        try:
            name = topic_name(answer.code)
            return await session.conversation.ask(listing(name, groups[answer.code]))
        except Back:
            continue


def listing(title: str, items: Sequence[Summary]) -> FindService:
    """Services to choose from: first what most people want, then what can be done here."""
    ordered = sorted(items, key=_first)
    left = len(ordered) - MOST
    more = counted("还有 {n} 项没有列出，请回首页写出要办的事。", left) if left > 0 else ""
    return FindService(
        title=title,
        results=tuple(card(item, plain=True) for item in ordered[:MOST]),
        advice=more,
        keyboard=False,
    )


def _first(item: Summary) -> tuple[bool, int, bool]:
    """What most people want, then what can be done here."""
    return not item.hot, item.hot, main_way(item.self_service) is None


def _by_topic(items: Iterable[Summary]) -> dict[str, list[Summary]]:
    """The larger topics first, what is left over last."""
    groups: dict[str, list[Summary]] = {}
    for item in items:
        groups.setdefault(item.topic, []).append(item)
    return dict(sorted(groups.items(), key=lambda group: (group[0] == LAST, -len(group[1]))))


def _by_tag(items: Sequence[Summary]) -> dict[str, list[Summary]]:
    """Those a commitment (告知承诺) makes shorter, and those whose papers may follow (容缺)."""
    groups = {
        COMMITMENT: [one for one in items if one.commitment is not None],
        DEFERRAL: [one for one in items if one.may_follow],
    }
    return {key: tagged for key, tagged in groups.items() if tagged}


def _topics(title: str, groups: dict[str, list[Summary]]) -> FindService:
    return FindService(
        title=title,
        results=tuple(_topic(key, items) for key, items in groups.items()),
        groups=True,
        keyboard=False,
    )


def _topic(key: str, items: Sequence[Summary]) -> ServiceCard:
    first = min(items, key=_first)
    line = counted("{n} 项，比如{service}", len(items), service=first.short_name)
    return ServiceCard(code=key, name=topic_name(key), line=line, icon=key)


def topic_name(key: str) -> Words:
    """What a topic is called; one we do not know goes with what is left over."""
    names = {
        "social_insurance": _("社保、就业"),
        "household": _("户籍、居住"),
        "marriage": _("婚姻"),
        "medical": _("医保、健康"),
        "housing": _("住房、水电气"),
        "business": _("开店、办企业"),
        "education": _("上学、教育"),
        "transport": _("车辆、驾驶"),
        "tax": _("税务、发票"),
        "elder": _("养老、老年人"),
        "certificate": _("证明、档案"),
        "card": _("证件、社保卡"),
        COMMITMENT: _("可以签承诺的"),
        DEFERRAL: _("材料可以后补的"),
    }
    return names.get(key, _("救助、别的事"))
