"""Pinyin to candidates: the domain's words first, then the language's, never a vulgar one."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain, islice, pairwise, product, zip_longest

from screens.writing.candidate import Candidate, Decoder, Purpose, unique
from screens.writing.google import GooglePinyin, LibraryMissingError
from screens.writing.lexicon import WORDS, Lexicon, Word, read
from screens.writing.names import Names
from screens.writing.places import PlaceSigns
from screens.writing.syllables import Split, shortest, splits, typed_form
from screens.writing.table import TableDecoder, syllable_table

log = logging.getLogger(__name__)

MOST = 60
"""Candidates of one spelling; nobody pages further."""
LEAST_ABBREVIATED = 3
"""Letters before words are looked for that they may abbreviate: s or sh would fit hundreds."""
_DOMAIN_FIRST = 4
_LONGER = 3
_STEMS = 5
_DEEP = 4
"""Domain words one behind the other in one input: province, city, street, house."""


class Pinyin:
    """Finds candidates. One for a process (see `pinyin`), as its dictionary is."""

    def __init__(self, decoder: Decoder | None = None, names: Names | None = None) -> None:
        self._table = syllable_table()
        self._decoder = decoder or _decoder(self._table)
        self._words = Lexicon(chain(read("words"), read("regions"), read("places")))
        self._form_words = Lexicon(read("words"))
        self._endings = Lexicon(read("endings"))
        self._names = names or Names(read("given"))
        self._signs = PlaceSigns()
        self._vulgar = tuple((WORDS / "vulgar.txt").read_text("utf-8").split())

    def candidates(self, letters: str, purpose: Purpose = Purpose.TEXT) -> list[Candidate]:
        """What the letters (a-z, ü as v, ' between syllables) may mean, the likeliest first.

        A candidate may stand for the first of the letters only. Empty when nothing fits.
        """
        typed = typed_form(letters)
        if not typed:
            return []
        found = self._found(typed, purpose, _DEEP)
        return [one for one in unique(found) if self._decent(one.text)][:MOST]

    def parted(self, letters: str) -> str:
        """The letters with an apostrophe between syllables, as far as they make syllables."""
        for end in range(len(letters), 0, -1):
            cuts = splits(typed_form(letters[:end]), self._table)
            if cuts:
                ends = (*cuts[0].ends, *((len(letters),) if end < len(letters) else ()))
                return "'".join(letters[a:b].rstrip("'") for a, b in pairwise(ends))
        return letters

    def _decent(self, text: str) -> bool:
        return not any(word in text for word in self._vulgar)

    # -- putting in order -------------------------------------------------------------------

    def _found(self, typed: str, purpose: Purpose, deep: int) -> Iterator[Candidate]:
        cuts = splits(typed, self._table)
        language = self._decoder.candidates(typed, MOST)
        whole = [one for one in language if one.letters == len(typed)]
        if purpose is Purpose.NAME:
            yield from self._people(cuts, len(typed))
            yield from whole
        elif purpose is Purpose.ADDRESS:
            yield from self._domain(cuts, typed, self._words)
            yield from self._with_endings(cuts, len(typed), self._places_of)
            yield from self._one_after_another(cuts, len(typed), purpose, deep)
            yield from self._with_endings(cuts, len(typed), self._words_of)
            yield from self._mixed(cuts, typed, language, [])
        else:
            yield from self._domain(cuts, typed, self._form_words)
            people = self._people(shortest(cuts), len(typed))
            yield from self._mixed(cuts, typed, language, people)
            yield from self._one_after_another(cuts, len(typed), purpose, deep)
        yield from whole
        yield from language

    def _domain(self, cuts: list[Split], typed: str, words: Lexicon) -> Iterator[Candidate]:
        """Words of the domain spelled so, or abbreviated so."""
        yield from islice(self._exact(cuts, len(typed), words), _DOMAIN_FIRST)
        if len(typed) >= LEAST_ABBREVIATED and all(len(cut.syllables) > 1 for cut in cuts):
            whole, _longer = words.cut_short(typed)
            yield from islice(_all(whole, len(typed)), _DOMAIN_FIRST)

    def _mixed(
        self, cuts: list[Split], typed: str, language: list[Candidate], people: list[Candidate]
    ) -> Iterator[Candidate]:
        """The language's own best in turn with what else the domain has for the letters."""
        everything = len(typed)
        if any(len(cut.syllables) == 1 for cut in cuts):
            # One syllable is one character as a rule, and the language knows best which.
            yield from language[:_DOMAIN_FIRST]
        whole = [one for one in language if one.letters == everything]
        exact, longer = self._exact(cuts, everything, self._words), self._cut_short(typed)
        parts = [whole, exact, people, longer, self._alike(cuts, everything)]
        yield from _in_turn(islice(one, _DOMAIN_FIRST) for one in parts)

    # -- where they come from -------------------------------------------------------------------

    def _exact(self, cuts: list[Split], letters: int, words: Lexicon) -> list[Candidate]:
        return [
            Candidate(word.text, letters) for cut in cuts for word in words.exact(cut.syllables)
        ]

    def _alike(self, cuts: list[Split], letters: int) -> list[Candidate]:
        """For those who do not tell zh from z, n from l, ang from an."""
        words = (word for cut in cuts for word in self._words.alike(cut.syllables))
        return [*_all((word for word in words if len(word.text) > 1), letters)]

    def _cut_short(self, typed: str) -> list[Candidate]:
        """Words begun (shili → the city of that name) or abbreviated (sbk)."""
        if len(typed) < LEAST_ABBREVIATED:
            return []
        whole, longer = self._words.cut_short(typed)
        return [*_all(whole, len(typed)), *_all(longer[:_LONGER], len(typed))]

    def _people(self, cuts: list[Split], letters: int) -> list[Candidate]:
        """Whole names; for one syllable surnames and given names, for two also given names."""
        families = [name for cut in cuts for name in self._names.surnames(cut.syllables)]
        given = [name for cut in cuts for name in self._names.given(cut.syllables)]
        texts = [*families, *self._names.whole(cuts), *given]
        return [Candidate(text, letters) for text in texts]

    def _with_endings(
        self, cuts: list[Split], letters: int, stems: Callable[[tuple[str, ...]], list[str]]
    ) -> Iterator[Candidate]:
        """A stem and what names of places end in."""
        for cut in shortest(cuts):
            for size in (2, 1):
                stem, last = cut.syllables[:-size], cut.syllables[-size:]
                endings = self._endings.exact(last) if len(stem) > 1 else []
                if endings:
                    texts = product(stems(stem)[:_STEMS], endings[:2])
                    yield from (Candidate(text + end.text, letters) for text, end in texts)

    def _places_of(self, syllables: tuple[str, ...]) -> list[str]:
        return [word.text for word in self._words.exact(syllables)]

    def _words_of(self, syllables: tuple[str, ...]) -> list[str]:
        spelled = "'".join(syllables)
        found = self._decoder.candidates(spelled, 1)
        said = [one.text for one in found if one.letters == len(spelled)]
        return [*said, *self._signs.made(syllables, _STEMS)]

    def _one_after_another(
        self, cuts: list[Split], letters: int, purpose: Purpose, deep: int
    ) -> Iterator[Candidate]:
        """The longest domain word at the beginning, with the best for the rest behind it, and
        by itself."""
        for cut in shortest(cuts) if deep else ():
            for size in range(len(cut.syllables) - 1, 1, -1):
                words = self._words.exact(cut.syllables[:size])
                if words:
                    yield from self._with_rest(words[0], cut, size, purpose, deep)
                    return

    def _with_rest(
        self, word: Word, cut: Split, size: int, purpose: Purpose, deep: int
    ) -> Iterator[Candidate]:
        end, letters = cut.ends[size], cut.ends[-1]
        rest = "'".join(cut.syllables[size:])
        best = next(self._found(rest, purpose, deep - 1), None)
        if best is not None and best.letters == len(rest):
            yield Candidate(word.text + best.text, letters)
        yield Candidate(word.text, end)


def _all(words: Iterable[Word], letters: int) -> Iterator[Candidate]:
    return (Candidate(word.text, letters) for word in words)


def _in_turn(lists: Iterable[Iterable[Candidate]]) -> Iterator[Candidate]:
    """The first of each, then the second of each …"""
    for row in zip_longest(*lists):
        yield from (one for one in row if one is not None)


def _decoder(table: dict[str, str]) -> Decoder:
    try:
        return GooglePinyin()
    except LibraryMissingError as error:
        log.warning("pinyin from single characters only: %s", error)
        return TableDecoder(table)


@cache
def pinyin() -> Pinyin:
    """The one of this process, read at the first call (about 60 ms)."""
    return Pinyin()
