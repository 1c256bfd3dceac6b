"""Names of places that are in no list, put together from the characters places are named with."""

from __future__ import annotations

from collections import defaultdict
from heapq import nlargest
from itertools import product
from math import log

from screens.writing.lexicon import WORDS

_PER_SYLLABLE = 6
LONGEST = 3
"""Syllables of a name that is put together; longer ones are words of the language as a rule."""

Scored = list[tuple[str, float]]


class PlaceSigns:
    """Characters by syllable, with how likely each begins a name and stands further on in it."""

    def __init__(self) -> None:
        first: dict[str, Scored] = defaultdict(list)
        later: dict[str, Scored] = defaultdict(list)
        for line in (WORDS / "signs.tsv").read_text("utf-8").splitlines():
            sign, syllable, begins, follows = line.split("\t")
            first[syllable].append((sign, log(int(begins) + 0.5)))
            later[syllable].append((sign, log(int(follows) + 0.5)))
        self._first, self._later = _best(first), _best(later)

    def made(self, syllables: tuple[str, ...], most: int) -> list[str]:
        """Names of two or three syllables, the likeliest first."""
        if not 1 < len(syllables) <= LONGEST:
            return []
        choices = [self._first.get(syllables[0], [])]
        choices += [self._later.get(one, []) for one in syllables[1:]]
        scored = (("".join(s for s, _ in one), sum(w for _, w in one)) for one in product(*choices))
        return [text for text, _score in nlargest(most, scored, key=lambda pair: pair[1])]


def _best(signs: dict[str, Scored]) -> dict[str, Scored]:
    return {
        syllable: nlargest(_PER_SYLLABLE, found, key=lambda pair: pair[1])
        for syllable, found in signs.items()
    }
