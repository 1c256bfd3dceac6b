"""The words an item can be found by, and the words people use for what items do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from kiosk.catalogue.model import Item

CONCEPTS: dict[str, tuple[str, ...]] = {
    "lost": (
        *("不见了", "找不到", "找不着", "弄丢", "丢了", "丢失", "遗失", "掉了", "没了", "丢"),
        *("补领", "补办", "补发", "补证", "挂失"),
    ),
    "renew": (
        *("快到期", "到期", "过期", "期满", "坏了", "损坏"),
        *("换领", "换发", "换证", "换新", "延续", "续期"),
    ),
    "birth": ("生孩子", "生小孩", "生娃", "生宝宝", "新生儿", "宝宝", "出生", "生育"),
    "marriage": ("领结婚证", "扯证", "结婚", "婚姻", "领证"),
    "divorce": ("离婚",),
    "old age": ("退休", "养老", "老年人", "老人"),
    "start-up": ("开公司", "注册公司", "办公司", "开店", "开饭店", "营业执照", "设立登记", "开办"),
    "move": ("搬家", "迁户口", "迁入", "迁出", "迁移"),
    "out of work": ("没工作", "下岗", "失业"),
    "look up": ("查一查", "查一下", "查询", "查", "打印"),
    "change": ("变更", "修改", "改"),
    "doctor": ("看病", "住院", "就医", "医疗"),
}
"""What people say and what items are called, where the two share no character."""

FILLERS = (
    *("我想要", "我想", "我要", "想要", "需要", "请问", "帮我", "怎么办理", "怎么办", "怎么弄"),
    *("怎么", "如何", "怎样", "哪里能", "哪里", "在哪", "能不能", "可不可以", "可以", "什么"),
    *("一下", "一个", "一张", "办理", "手续", "流程", "材料", "申请", "业务", "服务"),
    *("我的", "我", "的", "了", "吗", "呢", "吧", "啊", "呀", "办", "想", "要", "去", "把"),
)
"""Said around a wish without narrowing it."""

_NOT_WORDS = re.compile(r"[^\w]+")
_CONCEPT_OF = {word: concept for concept, words in CONCEPTS.items() for word in words}
_CONCEPT = re.compile("|".join(sorted(_CONCEPT_OF, key=len, reverse=True)))
_FILLER = re.compile("|".join(sorted(FILLERS, key=len, reverse=True)))


def normalised(text: str) -> str:
    """Full-width to half-width, lower case, no punctuation or spaces."""
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", text).lower())


def concepts_in(text: str) -> frozenset[str]:
    """The concepts a text names."""
    return frozenset(_CONCEPT_OF[word] for word in _CONCEPT.findall(text))


def rest_of(text: str) -> list[str]:
    """What a wish is about: the pieces left without its concepts and fillers."""
    pieces = _CONCEPT.split(text)
    return [rest for piece in pieces for rest in _FILLER.split(piece) if rest]


def names_of(item: Item) -> tuple[str, ...]:
    """What an item is called, by its makers and by the people, normalised."""
    return _normalised_all((item.plain_name, item.short_name, *item.aliases))


def keywords_of(item: Item) -> tuple[str, ...]:
    """Words that lead to it, though perhaps to others too."""
    return _normalised_all(item.keywords)


def remarks_on(item: Item) -> tuple[str, ...]:
    """What is said about it: what it is for, whose it is, what comes of it."""
    return _normalised_all((item.plain, item.department, item.result.name))


def _normalised_all(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term for text in texts if (term := normalised(text))))


def all_terms(items: Iterable[Item]) -> tuple[str, ...]:
    """Every name and keyword of a catalogue, once."""
    both = (names_of(item) + keywords_of(item) for item in items)
    return tuple(dict.fromkeys(term for terms in both for term in terms))
