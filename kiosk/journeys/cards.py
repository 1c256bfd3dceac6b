"""Services and their columns, as cards and rows to press."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.catalogue.summary import Summary
from kiosk.conversation.questions import Category, ServiceCard
from kiosk.journeys.item_ways import main_way
from kiosk.text import _, counted

HOT = 6
WORDS_OF_PLATFORMS = ("工作日", "免费")
"""Said in every language."""


def hot(items: Sequence[Summary]) -> list[Summary]:
    """What most people want, the most wanted first."""
    return sorted((item for item in items if item.hot), key=lambda item: item.hot)[:HOT]


def count_here(items: Sequence[Summary]) -> int:
    """How many services can be done at this terminal (本机可办)."""
    return sum(main_way(item.self_service) is not None for item in items)


def columns() -> tuple[tuple[str, str], ...]:
    """The four columns of the home page: key and name."""
    return (
        ("personal", _("个人服务")),
        ("legal", _("法人服务")),
        ("bundle", _("一件事")),
        ("crossregion", _("跨域通办")),
    )


def categories(items: Sequence[Summary]) -> tuple[Category, ...]:
    """The columns that hold something, each with a line of examples."""
    lines = {
        "personal": _("社保、户籍、婚育"),
        "legal": _("开办、变更、用工"),
        "bundle": _("出生、入学、退休"),
        "crossregion": _("跨省、跨市、跨县"),
    }
    counts = {key: sum(item.column == key for item in items) for key, _name in columns()}
    return tuple(
        Category(key, name, lines[key], key, counts[key]) for key, name in columns() if counts[key]
    )


def card(item: Summary, *, plain: bool) -> ServiceCard:
    """A service; its second line in everyday words where `plain`, else what it takes."""
    here = main_way(item.self_service) is not None
    meta = counted("约 {n} 分钟，{fee}", item.minutes, fee=fee_line(item.fee.text))
    return ServiceCard(
        code=item.code,
        name=item.name,
        line=item.plain if plain else meta if here else _("看指南，到窗口办"),
        icon=item.topic,
        here=here,
    )


def fee_line(text: str) -> str:
    """The platform's words, or ours where they say no more."""
    return _("免费") if text == WORDS_OF_PLATFORMS[1] else text


def limit_words(days: int, unit: str) -> str:
    """A time limit: 7 个工作日."""
    if not days:
        return _("当场办好")
    if unit == WORDS_OF_PLATFORMS[0]:
        return counted("{n} 个工作日", days)
    return _("{n} 个{unit}").format(n=days, unit=unit)
