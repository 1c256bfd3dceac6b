"""How things of one kind are named: whole names that are known, and new ones put together.

A new name goes from sign to sign as the known ones do: how often the one stands behind the other,
and, where they were never seen together, how often the second is used at all. What stands in
words/KIND_*.tsv is made by tests/writing/make_tables.py:

KIND.tsv         syllables, names read so, each followed by how often it occurs
KIND_signs.tsv   a syllable, signs read so, each followed by how often it is used
KIND_pairs.tsv   a sign, signs behind it, each followed by how often; ^ is the beginning, $ the end
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from heapq import nlargest
from operator import itemgetter
from sys import intern

from screens.writing.lexicon import WORDS

Counts = Mapping[str, Mapping[str, int]]
Likely = dict[str, float]
"""Names with their probability among all of their kind."""

BEGIN, END = "^", "$"
MOST_SIGNS = 5
"""Signs of a name that is put together; longer ones are words of the language as a rule."""
_DOUBT = 200
"""Times a sign must have been seen before what stands behind it weighs as much as what is usual."""
_ENDS_UNSEEN = 0.05
"""How often a sign ends a name that never ended one: as often as a sign in twenty does."""
_AT_ONCE = 12
_COUNTED = re.compile(r"(\D+)(\d+)")


def counts(name: str) -> dict[str, dict[str, int]]:
    """A table of words/: its first column → what stands in the second, counted."""
    lines = (WORDS / f"{name}.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    # A sign stands in many rows: one object for all of them saves five megabytes.
    return {key: {intern(text): int(n) for text, n in _COUNTED.findall(row)} for key, row in rows}


class Naming:
    """Finds names by their syllables."""

    def __init__(self, whole: Counts, signs: Counts, pairs: Counts) -> None:
        self.whole, self._pairs = whole, pairs
        everything = sum(sum(row.values()) for row in whole.values())
        used = sum(sum(row.values()) for row in signs.values())
        self._one = 1 / everything
        self._usual = {
            syllable: {sign: n / used for sign, n in row.items()} for syllable, row in signs.items()
        }
        self._seen = {sign: sum(row.values()) for sign, row in pairs.items()}
        self._knows_ends = any(END in row for row in pairs.values())

    @classmethod
    def of(cls, kind: str) -> Naming:
        """From the tables of this kind."""
        return cls(counts(kind), counts(f"{kind}_signs"), counts(f"{kind}_pairs"))

    def likely(self, syllables: tuple[str, ...], most: int) -> Likely:
        """Names of these syllables, the likeliest first."""
        return self.growing(syllables, most)[-1]

    def growing(self, syllables: tuple[str, ...], most: int) -> list[Likely]:
        """Names of the first of these syllables, of the first two, of the first three …"""
        found = []
        begun = [("", 1.0)]
        for end in range(1, len(syllables) + 1):
            begun = self._longer(begun, syllables[end - 1]) if end <= MOST_SIGNS else []
            names = {text: n * self._one for text, n in self.known(syllables[:end]).items()}
            for text, chance in begun:
                names[text] = names.get(text, 0) + chance * self._ending(text)
            found.append(dict(nlargest(most, names.items(), key=itemgetter(1))))
        return found

    def known(self, syllables: tuple[str, ...]) -> Mapping[str, int]:
        """Names that are known whole, with how often they occur."""
        return self.whole.get(" ".join(syllables), {})

    def _longer(self, begun: list[tuple[str, float]], syllable: str) -> list[tuple[str, float]]:
        """The likeliest with one more sign, of this syllable."""
        usual = self._usual.get(syllable, {}).items()
        longer = []
        for text, chance in begun:
            last = text[-1:] or BEGIN
            times = self._pairs.get(last, {}).get
            share = chance / (self._seen.get(last, 0) + _DOUBT)
            longer += [
                (share * (times(sign, 0) + _DOUBT * often), text, sign) for sign, often in usual
            ]
        return [(text + sign, chance) for chance, text, sign in nlargest(_AT_ONCE, longer)]

    def _ending(self, text: str) -> float:
        """How likely a name that has come so far ends here."""
        if not self._knows_ends:
            return _ENDS_UNSEEN if len(text) == 1 else 1.0
        if len(text) == 1:
            return 0.0
        ended = self._pairs.get(text[-1], {}).get(END, 0)
        return (ended + _DOUBT * _ENDS_UNSEEN) / (self._seen.get(text[-1], 0) + _DOUBT)
