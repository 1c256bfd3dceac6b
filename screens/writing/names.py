"""Names of persons: a surname and a given name, put together by their probabilities."""

from __future__ import annotations

from collections import defaultdict
from heapq import nlargest
from operator import itemgetter

from screens.writing.lexicon import read
from screens.writing.naming import Likely, Naming
from screens.writing.syllables import Split

MOST = 18
"""Names offered for one spelling: three pages of three signs."""
_LONGEST_GIVEN = 2
_ALONE = 0.02
"""How often a given name is written without its surname, which was chosen before."""


class Names:
    """Finds names by spelling; surnames of one or two syllables, given names of one or two."""

    def __init__(self, given: Naming | None = None) -> None:
        self._surnames: dict[tuple[str, ...], Likely] = defaultdict(dict)
        for word in read("surnames"):
            self._surnames[word.syllables][word.text] = word.weight / 100
        self._given = given or Naming.of("given")

    def surnames(self, syllables: tuple[str, ...]) -> list[str]:
        """Surnames of these syllables, the commonest first."""
        return [*self._surnames.get(syllables, {})]

    def likely(self, splits: list[Split]) -> list[str]:
        """Surname and given name, and given names alone, the likeliest first."""
        found: Likely = defaultdict(float)
        for split in splits:
            for given, chance in self._given_names(split.syllables).items():
                found[given] += _ALONE * chance
            for size in (1, 2):
                families = self._surnames.get(split.syllables[:size], {})
                likely = self._given_names(split.syllables[size:]) if families else {}
                for family, share in families.items():
                    for given, chance in likely.items():
                        found[family + given] += share * chance
        return [text for text, _ in nlargest(MOST, found.items(), key=itemgetter(1))]

    def _given_names(self, syllables: tuple[str, ...]) -> Likely:
        if not 0 < len(syllables) <= _LONGEST_GIVEN:
            return {}
        return self._given.likely(syllables, MOST)
