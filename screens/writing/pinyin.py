"""Pinyin to candidates: the domain's words first, then the language's, never a vulgar one."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, islice, pairwise, zip_longest

from screens.writing.candidate import Candidate, Decoder, Purpose, unique
from screens.writing.google import GooglePinyin, LibraryMissingError
from screens.writing.lexicon import WORDS, Lexicon, Word, read
from screens.writing.names import Names
from screens.writing.places import Places
from screens.writing.syllables import Split, shortest, splits, typed_form
from screens.writing.table import TableDecoder, syllable_table

log = logging.getLogger(__name__)

MOST = 60
"""Candidates of one spelling; nobody pages further."""
LEAST_ABBREVIATED = 3
"""Letters before words are looked for that they may abbreviate: s or sh would fit hundreds."""
_DOMAIN_FIRST = 4
_LONGER = 3
_BEFORE_ALIKE = 3
_LEAST_OF_A_REGION = 3
_DEEP = 4
"""Domain words one behind the other in one input: province, city, street, house."""


class Pinyin:
    """Finds candidates. One for a process (see `pinyin`), as its dictionary is."""

    def __init__(self, decoder: Decoder | None = None, names: Names | None = None) -> None:
        self._table = syllable_table()
        self._decoder = decoder or _decoder(self._table)
        self._places = Places()
        self._words = Lexicon(chain(read("words"), read("regions"), self._places.common()))
        self._form_words = Lexicon(read("words"))
        self._names = names or Names()
        vulgar = (WORDS / "vulgar.txt").read_text("utf-8").split()
        self._vulgar = re.compile("|".join(map(re.escape, vulgar)))

    def candidates(
        self, letters: str, purpose: Purpose = Purpose.TEXT, near: Sequence[str] = ()
    ) -> list[Candidate]:
        """What the letters (a-z, ü as v, ' between syllables) may mean, the likeliest first: before
        all others what of `near` is spelled so or begins so.

        A candidate may stand for the first of the letters only. Empty when nothing fits.
        """
        typed = typed_form(letters)
        if not typed:
            return []
        found = chain(self._near(typed, near), self._found(typed, purpose, _DEEP))
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
        return self._vulgar.search(text) is None

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
            if self._region_begins(cuts):
                yield from self._one_after_another(cuts, len(typed), purpose, deep)
            yield from self._place(cuts, len(typed))
            yield from self._one_after_another(cuts, len(typed), purpose, deep)
            yield from self._mixed(cuts, typed, language, [])
        else:
            yield from self._domain(cuts, typed, self._form_words)
            people = self._people(shortest(cuts), len(typed))
            yield from self._mixed(cuts, typed, language, people)
            yield from self._one_after_another(cuts, len(typed), purpose, deep)
        yield from whole
        yield from language

    def _near(self, typed: str, names: Sequence[str]) -> Iterator[Candidate]:
        for cut in splits(typed, self._table) if names else ():
            for name in names:
                if 1 < len(cut.syllables) <= len(name) and self._spelled(name, cut.syllables):
                    yield Candidate(name, len(typed))

    def _spelled(self, name: str, syllables: tuple[str, ...]) -> bool:
        pairs = zip(name, syllables, strict=False)
        return all(sign in self._table[syllable] for sign, syllable in pairs)

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
        """Surnames, then whole names and given names."""
        families = [name for cut in cuts for name in self._names.surnames(cut.syllables)]
        return [Candidate(text, letters) for text in [*families, *self._names.likely(cuts)]]

    def _place(self, cuts: list[Split], letters: int) -> Iterator[Candidate]:
        """Places; behind the likeliest a region that sounds so to many speakers."""
        found = [Candidate(text, letters) for text in self._places.likely(shortest(cuts))]
        yield from found[:_BEFORE_ALIKE]
        yield from self._alike(cuts, letters)[:1]
        yield from found[_BEFORE_ALIKE:]

    def _region_begins(self, cuts: list[Split]) -> bool:
        """Whether it goes on behind a province, a city or a county written in full."""
        return any(
            self._words.exact(cut.syllables[:size])
            for cut in shortest(cuts)
            for size in range(_LEAST_OF_A_REGION, len(cut.syllables))
        )

    def _one_after_another(
        self, cuts: list[Split], letters: int, purpose: Purpose, deep: int
    ) -> Iterator[Candidate]:
        """The longest domain word at the beginning, with the best for the rest behind it, and
        by itself."""
        for cut in shortest(cuts) if deep else ():
            for size in range(len(cut.syllables) - 1, 1, -1):
                words = self._whole_words(cut.syllables[:size])
                if words:
                    yield from self._with_rest(words[0], cut, size, purpose, deep)
                    return

    def _whole_words(self, syllables: tuple[str, ...]) -> list[str]:
        known = [word.text for word in self._words.exact(syllables)]
        return known or self._places.known(syllables)

    def _with_rest(
        self, word: str, cut: Split, size: int, purpose: Purpose, deep: int
    ) -> Iterator[Candidate]:
        end, letters = cut.ends[size], cut.ends[-1]
        rest = "'".join(cut.syllables[size:])
        best = next(self._found(rest, purpose, deep - 1), None)
        if best is not None and best.letters == len(rest):
            yield Candidate(word + best.text, letters)
        yield Candidate(word, end)


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
