"""Names of persons: a surname and a given name, put together from their frequencies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from heapq import nlargest
from itertools import product
from math import log

from screens.writing.lexicon import Word, read
from screens.writing.syllables import Split

MOST = 12
"""Names offered for one spelling."""
_PER_SYLLABLE = 5
_UNHEARD_OF = 2.0
"""What it costs (in logs) to put a given name together that is in no list."""


class Names:
    """Finds names by spelling; surnames of one or two syllables, given names of one or two."""

    def __init__(self, given: Iterable[Word]) -> None:
        self._surnames: dict[tuple[str, ...], list[tuple[str, float]]] = defaultdict(list)
        self._given: dict[tuple[str, ...], list[tuple[str, float]]] = defaultdict(list)
        self._signs: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for word in read("surnames"):
            self._surnames[word.syllables].append((word.text, log(word.weight)))
        for rank, word in enumerate(given):
            self._take_given(word, 1 / (rank + 20))
        self._best_signs = {
            syllable: nlargest(_PER_SYLLABLE, signs.items(), key=lambda pair: pair[1])
            for syllable, signs in self._signs.items()
        }

    def _take_given(self, word: Word, weight: float) -> None:
        self._given[word.syllables].append((word.text, log(weight)))
        for sign, syllable in zip(word.text, word.syllables, strict=True):
            self._signs[syllable][sign] += weight

    def surnames(self, syllables: tuple[str, ...]) -> list[str]:
        """Surnames of these syllables, the commonest first."""
        return [text for text, _share in self._surnames.get(syllables, [])]

    def given(self, syllables: tuple[str, ...]) -> list[str]:
        """Given names of these syllables, the likeliest first."""
        found = sorted(self._given_scored(syllables), key=lambda pair: -pair[1])
        return list(dict.fromkeys(text for text, _score in found))[:MOST]

    def whole(self, splits: list[Split]) -> list[str]:
        """Surname and given name, the likeliest first."""
        scored = [
            (family + given, share + score)
            for split in splits
            for size in (1, 2)
            for family, share in self._surnames.get(split.syllables[:size], [])
            for given, score in self._given_scored(split.syllables[size:])
        ]
        best = nlargest(2 * MOST, scored, key=lambda pair: pair[1])
        return list(dict.fromkeys(text for text, _score in best))[:MOST]

    def _given_scored(self, syllables: tuple[str, ...]) -> list[tuple[str, float]]:
        """Listed given names, then those that can be made of their characters."""
        if not 0 < len(syllables) < 3:
            return []
        made = [
            ("".join(sign for sign, _weight in signs), self._made_score(signs))
            for signs in product(*(self._best_signs.get(one, []) for one in syllables))
        ]
        return [*self._given.get(syllables, []), *made]

    @staticmethod
    def _made_score(signs: tuple[tuple[str, float], ...]) -> float:
        return sum(log(weight) for _sign, weight in signs) - _UNHEARD_OF
