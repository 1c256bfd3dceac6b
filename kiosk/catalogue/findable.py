"""What the search knows of a service: the words it can be found by, and the marks they bear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from kiosk.catalogue.lexicon import Kind, Lexicon, text_marks
from kiosk.catalogue.speech import pieces
from kiosk.catalogue.terms import Named, normalised

NAME_CREDIT, KEYWORD_CREDIT, REMARK_CREDIT, PROSE_CREDIT, OFFICE_CREDIT = 1.0, 0.85, 0.7, 0.32, 0.3
"""What a mark counts when it comes from a name, a keyword, a remark, the guide's prose, the
department's name."""
SIGN_CREDIT = 0.45
"""What a character counts that stands in a name, but not beside the neighbour said with it."""

THING_WEIGHT, BROAD_WEIGHT, BASIC_WEIGHT, SIGN_WEIGHT = 3.0, 2.2, 0.2, 0.9
WEIGHTS: dict[str, float] = {Kind.DEED: 1.7, Kind.PERSON: 0.4}
"""How much the parts of a name or a wish weigh; the last for each character of unknown words."""
WIDER_CREDIT = 0.68
"""What a name counts for the wider class of its thing: 居民医保 for 医保."""
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
"""What a name says in brackets is seldom said by those who look for it."""


class Findable(Named, Protocol):
    """A service as far as the search needs it."""

    @property
    def code(self) -> str: ...
    @property
    def codes(self) -> Mapping[str, str]: ...
    @property
    def plain(self) -> str: ...
    @property
    def department(self) -> str: ...
    @property
    def hot(self) -> int: ...
    @property
    def prose(self) -> Sequence[str]: ...


class Part(NamedTuple):
    """A part of a name: any of the marks stands for it, any of the wider ones for most of it."""

    marks: tuple[str, ...]
    weight: float
    wider: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A service, ready to be compared with wishes.

    `credits` are its marks, each with what it counts; `surfaces` the parts of each of its names,
    as they would be said, the official one first; `named` the marks of that one.
    """

    names: tuple[str, ...]
    keywords: tuple[str, ...]
    surfaces: tuple[tuple[Part, ...], ...]
    credits: Mapping[str, float]
    named: frozenset[str]


def entry_of(item: Findable, book: Lexicon) -> Entry:
    """An item's entry; 0.3 ms."""
    official = _normalised((item.plain_name,))
    bare = _BRACKETS.sub("", item.plain_name)
    names = _normalised((item.plain_name, bare, item.short_name, *item.aliases))
    keywords = _normalised(item.keywords)
    surfaces = tuple(parts_of(name, book) for name in names)
    credits: dict[str, float] = {}
    for texts, credit in (
        (_normalised((item.department,)), OFFICE_CREDIT),
        (_normalised(item.prose), PROSE_CREDIT),
        (_normalised((item.plain,)), REMARK_CREDIT),
        (keywords, KEYWORD_CREDIT),
        (names, NAME_CREDIT),
    ):
        own, wider = _marks_in(texts, book)
        credits.update(dict.fromkeys(own, credit))
        for mark in wider:
            credits[mark] = max(credits.get(mark, 0.0), credit * WIDER_CREDIT)
    for surface in surfaces:
        deeds = [mark for part in surface for mark in part.marks if mark[0] == Kind.DEED]
        credits.update(dict.fromkeys(deeds, NAME_CREDIT))
    for sign in set("".join(names)):
        credits.setdefault(sign, SIGN_CREDIT)
    named = {mark for part in surfaces[0] for mark in part.marks} | text_marks(book, official)
    return Entry(names, keywords, surfaces, credits, frozenset(named))


def parts_of(text: str, book: Lexicon) -> tuple[Part, ...]:
    """The parts of a name."""
    found: list[Part] = []
    for piece in pieces(text, book):
        if piece.meaning is None:
            weight = SIGN_WEIGHT
            found += [Part(pairs_at(piece.text, at), weight) for at in range(len(piece.text))]
            continue
        for group in piece.meaning.groups:
            marks = tuple(mark for mark, credit in group if credit == 1.0)
            wider = tuple(mark for mark, credit in group if credit < 1.0 and mark[0] == Kind.THING)
            found.append(Part(marks, weight_of(marks, book), wider))
    return tuple(found)


def weight_of(marks: Sequence[str], book: Lexicon) -> float:
    """How much a word weighs, by what it stands for."""
    if marks[0] in book.basic:
        return BASIC_WEIGHT
    if marks[0] in book.broad:
        return BROAD_WEIGHT
    return WEIGHTS.get(marks[0][0], THING_WEIGHT)


def pairs_at(text: str, at: int) -> tuple[str, ...]:
    """The pairs of neighbours a character belongs to; alone, the character itself."""
    if len(text) == 1:
        return (text,)
    return tuple(pair for pair in (text[at - 1 : at + 1], text[at : at + 2]) if len(pair) == 2)


def _marks_in(texts: Iterable[str], book: Lexicon) -> tuple[set[str], set[str]]:
    """Pairs of neighbours and the marks of words anywhere; and those of their wider classes."""
    own: set[str] = set()
    wider: set[str] = set()
    for text in texts:
        own.update(text[at : at + 2] for at in range(len(text) - 1))
        for _word, meaning in book.words_in(text):
            own |= meaning.marks
            if meaning.kind is Kind.THING:
                wider.update(
                    mark for group in meaning.groups for mark, credit in group if credit < 1
                )
    return own, wider


def _normalised(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term for text in texts if (term := normalised(text))))
