"""How well a service answers a wish, 0..1."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from kiosk.catalogue.findable import (
    BASIC_WEIGHT,
    PROSE_CREDIT,
    SIGN_CREDIT,
    SIGN_WEIGHT,
    WEIGHTS,
    WIDER_CREDIT,
    Entry,
    pairs_at,
    weight_of,
)
from kiosk.catalogue.lexicon import Group, Kind, Lexicon
from kiosk.catalogue.speech import Piece, pieces

SCORED = 80
"""Candidates that are looked at closely."""
UNKNOWN_WEIGHT = 0.3
"""Of a character in words that no service knows: people say much that names no service."""
ELSEWHERE_WEIGHT, ELSEWHERE_BESIDE = 4.0, 1.0
"""Of what no service is about: said alone, and beside things that services are about."""
STORY_SHARE = 0.85
"""What words that lead up to a wish weigh beside those of the wish itself."""
RECALL_SHARE, LIKENESS_SHARE = 0.55, 0.09
OTHER_DEED, REFUSED_DEED = 0.9, 0.75
"""What is left of a score where something else is done with the right thing, or just what was said
not to be done."""
UNASKED_DEED, UNASKED_PERSON, UNASKED_BUNDLE = 0.96, 0.96, 0.94
"""The same where the service does something, is for somebody, or is several in one, and that was
not mentioned."""


class Unit(NamedTuple):
    """A part of a wish: an entry answers it by bearing any of its marks."""

    marks: Group
    weight: float


class Wish(NamedTuple):
    """A wish taken apart. `known` are the marks surely said; `deeds` those of what is to be done
    beyond getting it, `refused` of what is not to be done; `broad` whether its words are too broad
    to decide; `alone` whether it names but one thing, not what to do, and `bare` whether it says
    nothing else; `strange` whether it names what no service is about, `outside` whether it names
    nothing else."""

    text: str
    units: tuple[Unit, ...]
    known: frozenset[str]
    deeds: dict[str, float]
    refused: frozenset[str]
    broad: bool
    alone: bool
    bare: bool
    strange: bool
    outside: bool


class Ranker:
    """Scores the entries of one catalogue. Immutable."""

    def __init__(self, entries: Sequence[Entry], book: Lexicon) -> None:
        self._book = book
        self._entries = entries
        spread = Counter(
            mark
            for entry in entries
            for mark, credit in entry.credits.items()
            if credit > PROSE_CREDIT
        )
        most = math.log(1 + len(entries))
        self._rarity = {
            mark: 0.55 + 0.45 * math.log(1 + len(entries) / count) / most
            for mark, count in spread.items()
        }

    def wish(self, text: str, story: int = 0) -> Wish:
        """A text taken apart; its first `story` characters only lead up to the wish."""
        units: list[Unit] = []
        shares: list[float] = []
        known: set[str] = set()
        refused: set[str] = set()
        deeds: dict[str, float] = {}
        passed = 0
        cut = pieces(text, self._book, spoken=True)
        for before, piece in zip([None, *cut], cut, strict=False):
            found = self._units(piece)
            if before is not None and before.text in self._book.negations and _is_deed(piece):
                refused.update(mark for unit in found for mark, _credit in unit.marks[:1])
                found = []  # 不注销: not that
            units += found
            shares += [STORY_SHARE if passed < story else 1.0] * len(found)
            passed += len(piece.text)
            for unit in found if piece.meaning else ():
                known.update(mark for mark, credit in unit.marks if credit == 1.0)
                if unit.weight > BASIC_WEIGHT and unit.marks[0][0][0] == Kind.DEED:
                    deeds.update(unit.marks)
        things = {mark for mark in known if mark[0] == Kind.THING}
        signs = any(unit.weight == SIGN_WEIGHT for unit in units)
        broad = not signs and not self._decide(things, deeds)
        told = [unit for unit in units if unit.weight > max(WEIGHTS.values())]
        alone = len(told) < 2 and not deeds
        things -= self._book.basic
        strange = any(mark[0] == Kind.ELSEWHERE for mark in known)
        outside = strange and not things
        if strange and not outside:
            units = [_passing(unit) for unit in units]
        weighed = tuple(
            Unit(unit.marks, unit.weight * share) for unit, share in zip(units, shares, strict=True)
        )
        return Wish(
            text=text,
            units=weighed,
            known=frozenset(known),
            deeds=deeds,
            refused=frozenset(refused),
            broad=broad,
            alone=alone,
            bare=alone and not signs,
            strange=strange,
            outside=outside,
        )

    def _units(self, piece: Piece) -> list[Unit]:
        if piece.meaning is None:
            return [self._sign(piece.text, at) for at in range(len(piece.text))]
        return [self._unit(group) for group in piece.meaning.groups]

    def _decide(self, things: set[str], deeds: Mapping[str, float]) -> bool:
        """Whether words can mean one service: 医保 cannot, nor 转移, but 医保转移 can."""
        told = things - self._book.basic
        return bool(told - self._book.broad) or bool(told and deeds)

    def _unit(self, group: Group) -> Unit:
        marks = [mark for mark, _credit in group]
        if marks[0][0] == Kind.ELSEWHERE:
            return Unit(group, ELSEWHERE_WEIGHT)
        rarity = max((self._rarity.get(mark, 0.0) for mark in marks), default=0.0)
        return Unit(group, weight_of(marks, self._book) * (rarity or 1.0))

    def _sign(self, text: str, at: int) -> Unit:
        pairs = [(pair, 1.0) for pair in pairs_at(text, at)]
        marks = dict([(text[at], SIGN_CREDIT), *pairs])
        known = any(pair in self._rarity for pair, _credit in pairs)
        return Unit(tuple(marks.items()), SIGN_WEIGHT if known else UNKNOWN_WEIGHT)

    def telling(self, wish: Wish) -> list[list[str]]:
        """The marks to look for, of each part of a wish that tells services apart, by weight."""
        units = sorted(wish.units, key=lambda unit: -unit.weight)
        parts = (
            [mark for mark, _credit in unit.marks if len(mark) > 1 and mark in self._rarity]
            for unit in units
            if unit.weight > BASIC_WEIGHT
        )
        return [part for part in parts if part]

    def likely(self, candidates: Iterable[int], wish: Wish) -> list[int]:
        """Those candidates that answer most of a wish."""
        recall = {at: _recall(self._entries[at], wish) for at in candidates}
        return sorted(recall, key=recall.__getitem__, reverse=True)[:SCORED]

    def score(self, at: int, wish: Wish) -> float:
        """How well entry `at` answers."""
        entry = self._entries[at]
        if wish.text in entry.names:
            return 1.0
        recall = _recall(entry, wish)
        spoken = max(_spoken(entry, surface, wish) for surface in range(len(entry.surfaces)))
        likeness = max(fuzz.ratio(wish.text, name) for name in entry.names) / 100
        rest = 1 - RECALL_SHARE - LIKENESS_SHARE
        score = RECALL_SHARE * recall + rest * recall * spoken + LIKENESS_SHARE * likeness
        if any(mark[0] == Kind.PERSON for mark in entry.named - wish.known):
            score *= UNASKED_PERSON
        if any(mark in self._book.bundles for mark in entry.named - wish.known):
            score *= UNASKED_BUNDLE
        return min(0.99, score * self._deed_factor(entry, wish))

    def _deed_factor(self, entry: Entry, wish: Wish) -> float:
        deeds = {mark for mark in entry.named if mark[0] == Kind.DEED}
        special = deeds - self._book.basic
        if special & wish.refused:
            return REFUSED_DEED
        if not special:
            return 1.0
        if not wish.deeds:
            return UNASKED_DEED
        return 1.0 if any(mark in wish.deeds for mark in special) else OTHER_DEED


def _is_deed(piece: Piece) -> bool:
    return piece.meaning is not None and piece.meaning.kind is Kind.DEED


def _passing(unit: Unit) -> Unit:
    """A part of a wish that names something else as well."""
    elsewhere = unit.marks[0][0][0] == Kind.ELSEWHERE
    return Unit(unit.marks, ELSEWHERE_BESIDE) if elsewhere else unit


def _recall(entry: Entry, wish: Wish) -> float:
    """Which share of the wish the entry answers."""
    total = sum(unit.weight for unit in wish.units)
    credits = entry.credits
    got = sum(
        unit.weight * max(credit * credits.get(mark, 0.0) for mark, credit in unit.marks)
        for unit in wish.units
    )
    return got / total if total else 0.0


def _spoken(entry: Entry, at: int, wish: Wish) -> float:
    """Which share of one of its names was said."""
    total = said = 0.0
    for part in entry.surfaces[at]:
        total += part.weight
        if any(mark in wish.known or mark in wish.text for mark in part.marks):
            said += part.weight
        elif any(mark in wish.known for mark in part.wider):
            said += part.weight * WIDER_CREDIT
    return said / total if total else 0.0
