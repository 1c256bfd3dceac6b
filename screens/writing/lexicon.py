"""The domain's words: forms, papers, regions, streets; they come before the language's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from screens.writing.syllables import fits, fuzzy

WORDS = Path(__file__).parent / "words"


@dataclass(frozen=True, slots=True)
class Word:
    """A word, its syllables, and a weight (what it means is its table's)."""

    text: str
    syllables: tuple[str, ...]
    weight: float


def read(name: str) -> Iterator[Word]:
    """The words of a table in `words/`, the likeliest first."""
    for line in (WORDS / f"{name}.tsv").read_text("utf-8").splitlines():
        text, syllables, *weight = line.split("\t")
        yield Word(text, tuple(syllables.split(" ")), float(weight[0]) if weight else 0.0)


class Lexicon:
    """Words by spelling; of words spelled alike, the first given comes first."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._exact: dict[tuple[str, ...], list[Word]] = defaultdict(list)
        self._alike: dict[tuple[str, ...], list[Word]] = defaultdict(list)
        self._starting: dict[str, list[Word]] = defaultdict(list)
        for word in words:
            self._exact[word.syllables].append(word)
            self._alike[tuple(map(fuzzy, word.syllables))].append(word)
            for two in _beginnings(word.syllables):
                self._starting[two].append(word)

    def exact(self, syllables: tuple[str, ...]) -> list[Word]:
        """Words of exactly these syllables."""
        return self._exact.get(syllables, [])

    def alike(self, syllables: tuple[str, ...]) -> list[Word]:
        """Words that sound so to many speakers, those of exactly these syllables left out."""
        found = self._alike.get(tuple(map(fuzzy, syllables)), [])
        return [word for word in found if word.syllables != syllables]

    def cut_short(self, letters: str) -> tuple[list[Word], list[Word]]:
        """Words whose syllables may have been cut short (renml, rml): those that the letters go
        through to their last syllable, and longer ones."""
        whole, longer = [], []
        for word in self._starting.get(letters.replace("'", "")[:2], []):
            used = fits(word.syllables, letters)
            if used == len(word.syllables):
                whole.append(word)
            elif used > 1:
                longer.append(word)
        return whole, longer


def _beginnings(syllables: tuple[str, ...]) -> set[str]:
    """The first two letters of whoever types it whole or cuts its first syllable short."""
    first, *more = syllables
    return {first[:2], *(first[0] + second[0] for second in more[:1])}
