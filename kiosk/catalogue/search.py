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
from kiosk.catalogue.pinyin import Readings, reading
from kiosk.catalogue.spelling import SpellingIndex
from kiosk.catalogue.terms import (
    concepts_in,
    normalised,
    rest_of,
    strong_terms,
    weak_terms,
)

CONFIDENT = 0.72
LEAST = 0.3
WEAK_CREDIT = 0.6
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
        self._strong = [strong_terms(item) for item in items]
        self._said = [_marks_of(terms) for terms in self._strong]
        self._told = [_marks_of(weak_terms(item)) for item in items]
        spread = Counter(
            mark for both in zip(self._said, self._told, strict=True) for mark in both[0] | both[1]
        )
        self._rarity = {mark: math.log(1 + len(items) / count) for mark, count in spread.items()}
        self._unknown = math.log(1 + len(items))
        self._spelling = SpellingIndex(self._strong, readings)

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
            return self._spelling.scores(_spelled(wish))
        scores = self._chinese(wish)
        if max(scores.values(), default=0.0) < CONFIDENT:
            # Perhaps the right sounds in the wrong characters: 社宝卡.
            for index, score in self._spelling.scores(_spelled(wish)).items():
                scores[index] = max(scores.get(index, 0.0), score * HOMOPHONE_DISCOUNT)
        return scores

    def _chinese(self, wish: str) -> dict[int, float]:
        units = self._units(wish)
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
        said, told = self._said[index], self._told[index]
        got = total = 0.0
        for unit in units:
            total += unit.weight
            if not said.isdisjoint(unit.marks):
                got += unit.weight
            elif not told.isdisjoint(unit.marks):
                got += unit.weight * WEAK_CREDIT
        return got / total if total else 0.0

    def _score(self, index: int, wish: str, coverage: float) -> float:
        likeness = max(_likeness(wish, term) for term in self._strong[index])
        return 1.0 if likeness == 1.0 else min(0.99, 0.65 * coverage + 0.35 * likeness)


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


def _marks_of(terms: Iterable[str]) -> frozenset[str]:
    """Characters, pairs of neighbours and concepts in terms."""
    marks: set[str] = set()
    for term in terms:
        marks.update(term)
        marks.update(term[at : at + 2] for at in range(len(term) - 1))
        marks.update(f"<{concept}>" for concept in concepts_in(term))
    return frozenset(marks)


def _spelled(wish: str) -> str:
    """A wish as typed on a Latin keyboard; characters among it are read."""
    return wish if wish.isascii() else reading(wish).replace(" ", "")
