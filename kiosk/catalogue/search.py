"""Finding an item by the words people use: Chinese, pinyin, initials, with slips of the finger.

In memory: the catalogue of a city has a few thousand items at most. A score is 0..1; a hit is
`confident` only when nearly all of what was said is about it. Words of no item lower the score
of every item, so that what is out of scope finds nothing to be sure of.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz

from kiosk.catalogue.model import Item
from kiosk.catalogue.pinyin import Readings, spelled
from kiosk.catalogue.spelling import SpellingIndex
from kiosk.catalogue.terms import (
    concepts_in,
    keywords_of,
    names_of,
    normalised,
    remarks_on,
    rest_of,
)

CONFIDENT = 0.72
LEAST = 0.3
NAME_CREDIT, KEYWORD_CREDIT, REMARK_CREDIT = 1.0, 0.75, 0.6
"""What a part of the wish counts when it is found in a name, a keyword, a remark."""
RERANKED = 40
HOMOPHONE_DISCOUNT = 0.95


@dataclass(frozen=True)
class Hit:
    """An item found, how well (0..1), and the characters of its name that were said."""

    item: Item
    score: float
    matched: str


@dataclass(frozen=True)
class Results:
    """Hits, best first; whether the first deserves 最相符; how long it took in milliseconds."""

    hits: tuple[Hit, ...]
    confident: bool
    ms: float


class Unit(NamedTuple):
    """A part of a wish: an item covers it by having any of its marks."""

    marks: tuple[str, ...]
    weight: float


class Finder:
    """Searches one catalogue; immutable, thread-safe. `readings` come with the catalogue."""

    def __init__(self, items: Sequence[Item], readings: Readings) -> None:
        self._items = tuple(items)
        self._names = [names_of(item) for item in items]
        self._keywords = [keywords_of(item) for item in items]
        self._marks = [
            _credits(names, keywords, remarks_on(item))
            for item, names, keywords in zip(items, self._names, self._keywords, strict=True)
        ]
        spread = Counter(mark for marks in self._marks for mark in marks)
        self._rarity = {mark: math.log(1 + len(items) / count) for mark, count in spread.items()}
        self._unknown = math.log(1 + len(items))
        self._readings = readings
        self._spelling = SpellingIndex(self._names, self._keywords, readings)

    def find(self, text: str, limit: int = 8) -> Results:
        """The best items for a wish, at most `limit`."""
        begun = time.perf_counter()
        wish = normalised(text)
        scores = self._by_number(wish) or self._by_words(wish)
        best = sorted(scores.items(), key=lambda pair: (-pair[1], self._rank(pair[0]), pair[0]))
        hits = tuple(self._hit(index, score, wish) for index, score in best[:limit])
        confident = bool(hits) and hits[0].score >= CONFIDENT
        return Results(hits, confident, (time.perf_counter() - begun) * 1000)

    def _rank(self, index: int) -> int:
        """Popular items first among equals."""
        return self._items[index].hot or 1_000

    def _hit(self, index: int, score: float, wish: str) -> Hit:
        item = self._items[index]
        matched = "".join(dict.fromkeys(sign for sign in item.plain_name if sign in wish))
        return Hit(item, round(score, 3), matched)

    def _by_number(self, wish: str) -> dict[int, float]:
        """Items whose code begins with what was typed."""
        if not wish.isdigit() or len(wish) < 4:
            return {}
        return {
            index: 1.0 if wish in item.codes.values() else 0.9
            for index, item in enumerate(self._items)
            if any(code.startswith(wish) for code in (item.code, *item.codes.values()))
        }

    def _by_words(self, wish: str) -> dict[int, float]:
        if not wish:
            return {}
        if any(sign.isascii() for sign in wish):
            return self._spelling.typed(spelled(wish, self._readings))
        units = self._units(wish)
        if not units:
            return {}  # nothing but 我要办理
        scores = self._chinese(wish, units)
        if max(scores.values(), default=0.0) < CONFIDENT:
            # Perhaps the right sounds in the wrong characters: 社宝卡.
            for index, score in self._spelling.sounding(spelled(wish, self._readings)).items():
                scores[index] = max(scores.get(index, 0.0), score * HOMOPHONE_DISCOUNT)
        return scores

    def _chinese(self, wish: str, units: list[Unit]) -> dict[int, float]:
        covered = {
            index: share
            for index in range(len(self._items))
            if (share := self._coverage(index, units)) >= LEAST
        }
        likely = sorted(covered, key=covered.__getitem__, reverse=True)[:RERANKED]
        return {index: self._score(index, wish, covered[index]) for index in likely}

    def _units(self, wish: str) -> list[Unit]:
        """What has to be covered: each concept, and each character of what is left."""
        units = [self._unit((f"<{concept}>",), 2.0) for concept in concepts_in(wish)]
        for piece in rest_of(wish):
            units.extend(self._unit(_pairs_at(piece, at), 1.0) for at in range(len(piece)))
        return units

    def _unit(self, marks: tuple[str, ...], weight: float) -> Unit:
        known = [self._rarity[mark] for mark in marks if mark in self._rarity]
        return Unit(marks, weight * max(known, default=self._unknown))

    def _coverage(self, index: int, units: list[Unit]) -> float:
        """Which share of a wish an item covers, rare units counting more."""
        credits = self._marks[index]
        got = sum(
            unit.weight * max(credits.get(mark, 0.0) for mark in unit.marks) for unit in units
        )
        total = sum(unit.weight for unit in units)
        return got / total if total else 0.0

    def _score(self, index: int, wish: str, coverage: float) -> float:
        named = max(_likeness(wish, name) for name in self._names[index])
        if named == 1.0:
            return 1.0
        keyed = max((_likeness(wish, word) for word in self._keywords[index]), default=0.0)
        return min(0.99, 0.65 * coverage + 0.35 * max(named, keyed * KEYWORD_CREDIT))


def _likeness(wish: str, term: str) -> float:
    """How much a wish is that very term, 0..1."""
    if wish == term:
        return 1.0
    if len(wish) > 1 and wish in term:
        return 0.8 + 0.15 * len(wish) / len(term)
    if len(term) > 1 and term in wish:
        return 0.6 + 0.35 * len(term) / len(wish)
    return fuzz.ratio(wish, term) / 100


def _pairs_at(piece: str, at: int) -> tuple[str, ...]:
    """The pairs of neighbours a character belongs to; alone, the character itself."""
    if len(piece) == 1:
        return (piece,)
    return tuple(pair for pair in (piece[at - 1 : at + 1], piece[at : at + 2]) if len(pair) == 2)


def _credits(
    names: Iterable[str], keywords: Iterable[str], remarks: Iterable[str]
) -> dict[str, float]:
    """The marks of an item, each with the best credit it has."""
    found: dict[str, float] = {}
    for terms, credit in (
        (remarks, REMARK_CREDIT),
        (keywords, KEYWORD_CREDIT),
        (names, NAME_CREDIT),
    ):
        found.update(dict.fromkeys(_marks_of(terms), credit))
    return found


def _marks_of(terms: Iterable[str]) -> set[str]:
    """Characters, pairs of neighbours and concepts in terms."""
    marks: set[str] = set()
    for term in terms:
        marks.update(term)
        marks.update(term[at : at + 2] for at in range(len(term) - 1))
        marks.update(f"<{concept}>" for concept in concepts_in(term))
    return marks
