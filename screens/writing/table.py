"""Pinyin without the library: characters by syllable, the commonest first; no words of its own.

What a machine without libgooglepinyin0 falls back to. With the domain's words before it a name or
an address can still be written, character by character at worst.
"""

from __future__ import annotations

from screens.writing.candidate import Candidate
from screens.writing.lexicon import WORDS
from screens.writing.syllables import splits


def syllable_table() -> dict[str, str]:
    """Every syllable with its characters of GB/T 2312."""
    lines = (WORDS / "characters.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


class TableDecoder:
    """Knows single characters only."""

    def __init__(self, table: dict[str, str]) -> None:
        self._table = table

    def candidates(self, letters: str, most: int = 60) -> list[Candidate]:
        """The commonest character of each syllable, then every character of the first one."""
        for end in range(len(letters), 0, -1):
            found = splits(letters[:end], self._table)
            if found:
                first = found[0]
                best = "".join(self._table[one][0] for one in first.syllables)
                signs = self._table[first.syllables[0]]
                one_each = [Candidate(sign, first.ends[1]) for sign in signs]
                whole = [Candidate(best, end)] if len(best) > 1 else []
                return [*whole, *one_each][:most]
        return self._begun(letters, most)

    def _begun(self, letters: str, most: int) -> list[Candidate]:
        """A syllable that is not finished: the commonest character of each it may become."""
        start = letters.rstrip("'")
        while start:
            signs = [row[0] for syllable, row in self._table.items() if syllable.startswith(start)]
            if signs:
                return [Candidate(sign, len(start)) for sign in signs][:most]
            start = start[:-1]
        return []
