"""Names of places: known ones and new ones, alone and before what such names end in (路 街 村)."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nlargest
from operator import itemgetter

from screens.writing.lexicon import Word, read
from screens.writing.naming import Likely, Naming
from screens.writing.syllables import Split

MOST = 15
"""Places offered for one spelling: three pages of four signs."""
_COMMON = 40
_LONGEST_ENDING = 3


class Places:
    """Finds places by spelling."""

    def __init__(self) -> None:
        self._naming = Naming.of("places")
        endings = [*read("endings")]
        everything = sum(word.weight for word in endings)
        self._endings: dict[tuple[str, ...], Likely] = {}
        for word in endings:
            self._endings.setdefault(word.syllables, {})[word.text] = word.weight / everything

    def common(self) -> Iterator[Word]:
        """Places so common that they may be abbreviated."""
        for syllables, texts in self._naming.whole.items():
            for text, times in texts.items():
                if times >= _COMMON:
                    yield Word(text, tuple(syllables.split(" ")), times)

    def known(self, syllables: tuple[str, ...]) -> list[str]:
        """Places of exactly these syllables that are known whole, the commonest first."""
        return [*self._naming.known(syllables)]

    def likely(self, splits: list[Split]) -> list[str]:
        """Places of these spellings, the likeliest first."""
        found: Likely = {}
        for split in splits:
            self._add(found, split.syllables)
        return [text for text, _ in nlargest(MOST, found.items(), key=itemgetter(1))]

    def _add(self, found: Likely, syllables: tuple[str, ...]) -> None:
        growing = self._naming.growing(syllables, MOST)
        for text, chance in growing[-1].items():
            found[text] = max(found.get(text, 0), chance)
        for size in range(1, min(_LONGEST_ENDING, len(syllables) - 2) + 1):
            endings = self._endings.get(syllables[-size:], {})
            for stem, chance in growing[-1 - size].items() if endings else ():
                for ending, share in endings.items():
                    text = stem + ending
                    found[text] = max(found.get(text, 0), chance * share)
