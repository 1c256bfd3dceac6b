"""Matching by sound: full pinyin and initials, complete, begun, or slightly mistyped."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from kiosk.catalogue.pinyin import Readings

FEWEST_LETTERS = 2
LEAST_RATIO = 75.0
CANDIDATES = 60


class SpellingIndex:
    """Spellings of every term of every item, with the item they stand for."""

    def __init__(self, terms: Sequence[Sequence[str]], readings: Readings) -> None:
        self._full: list[str] = []
        self._initials: list[str] = []
        self._starts: list[frozenset[int]] = []
        self._owner: list[int] = []
        for index, own in enumerate(terms):
            for term in own:
                self._add(index, readings.get(term, term).split())

    def _add(self, index: int, syllables: list[str]) -> None:
        starts, at = set(), 0
        for syllable in syllables:
            starts.add(at)
            at += len(syllable)
        self._full.append("".join(syllables))
        self._initials.append("".join(syllable[0] for syllable in syllables))
        self._starts.append(frozenset(starts))
        self._owner.append(index)

    def scores(self, typed: str) -> dict[int, float]:
        """Item index → score 0..1 of those that sound like what was typed."""
        found: dict[int, float] = {}
        if len(typed) < FEWEST_LETTERS:
            return found
        for place in range(len(self._owner)):
            _raise(found, self._owner[place], self._contained(typed, place))
        close = process.extract(
            typed, self._full, scorer=fuzz.ratio, score_cutoff=LEAST_RATIO, limit=CANDIDATES
        )
        for _, ratio, place in close:
            _raise(found, self._owner[place], 0.95 * ratio / 100)
        return found

    def _contained(self, typed: str, place: int) -> float:
        """Score of a spelling that holds what was typed, beginning at a syllable."""
        full, initials = self._full[place], self._initials[place]
        if typed == full:
            return 1.0
        if typed == initials and len(typed) > 1:
            return 0.95
        at = full.find(typed)
        if at >= 0 and at in self._starts[place] and len(typed) > FEWEST_LETTERS:
            return (0.85 if at == 0 else 0.75) + 0.1 * len(typed) / len(full)
        if typed in initials and len(typed) > FEWEST_LETTERS:
            return 0.7 + 0.2 * len(typed) / len(initials)
        if len(full) > 5 and full in typed:
            return 0.5 + 0.4 * len(full) / len(typed)
        return 0.0


def _raise(scores: dict[int, float], index: int, score: float) -> None:
    if score > scores.get(index, 0.0):
        scores[index] = score
