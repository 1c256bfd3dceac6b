"""Matching by sound: full pinyin and initials, complete, begun, or slightly mistyped."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from kiosk.catalogue.pinyin import Readings

FEWEST_LETTERS = 2
FEWEST_FOR_A_SLIP = 4
KEYWORD_CREDIT = 0.9
"""A keyword leads to several items: less sure than a name that sounds the same."""
LEAST_RATIO = 75.0
CANDIDATES = 60


class SpellingIndex:
    """Spellings of every name and keyword of every item, with the item they stand for."""

    def __init__(
        self, names: Sequence[Sequence[str]], keywords: Sequence[Sequence[str]], readings: Readings
    ) -> None:
        self._full: list[str] = []
        self._initials: list[str] = []
        self._starts: list[frozenset[int]] = []
        self._owner: list[tuple[int, float]] = []
        for terms, credit in ((names, 1.0), (keywords, KEYWORD_CREDIT)):
            for index, own in enumerate(terms):
                for term in own:
                    self._add(index, credit, readings.get(term, term).split())

    def _add(self, index: int, credit: float, syllables: list[str]) -> None:
        starts, at = set(), 0
        for syllable in syllables:
            starts.add(at)
            at += len(syllable)
        self._full.append("".join(syllables))
        self._initials.append("".join(syllable[0] for syllable in syllables))
        self._starts.append(frozenset(starts))
        self._owner.append((index, credit))

    def sounding(self, letters: str) -> dict[int, float]:
        """Item index → score 0..1 of those that hold just these sounds."""
        found: dict[int, float] = {}
        if len(letters) >= FEWEST_LETTERS:
            for place in range(len(self._owner)):
                self._raise(found, place, self._contained(letters, place))
        return found

    def typed(self, letters: str) -> dict[int, float]:
        """The same for letters typed, perhaps with a slip; the first is seldom the wrong one."""
        found = self.sounding(letters)
        if len(letters) < FEWEST_FOR_A_SLIP:
            return found
        close = process.extract(
            letters, self._full, scorer=fuzz.ratio, score_cutoff=LEAST_RATIO, limit=CANDIDATES
        )
        for spelling, ratio, place in close:
            trust = 0.95 if spelling[0] == letters[0] else 0.8
            self._raise(found, place, trust * ratio / 100)
        return found

    def _raise(self, scores: dict[int, float], place: int, score: float) -> None:
        index, credit = self._owner[place]
        if score * credit > scores.get(index, 0.0):
            scores[index] = score * credit

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
