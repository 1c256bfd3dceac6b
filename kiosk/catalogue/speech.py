"""What a wish is made of: words of the lexicon, and pieces of which the lexicon knows nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from kiosk.catalogue.lexicon import Kind, Lexicon, Meaning
from kiosk.catalogue.terms import normalised

_PAUSE = re.compile(r"[，,。；;：:？?！!]+")

WORD_COST, FILLER_COST, UNKNOWN_COST = 0.3, 0.35, 1.0
TURN_COST = 0.28
"""Of a turn of phrase, whatever stands in its gaps; it goes before a word as long."""


class Piece(NamedTuple):
    """A stretch of text; `meaning` is None where no word of the lexicon fits."""

    text: str
    meaning: Meaning | None


def story_of(text: str) -> int:
    """How many characters of a wish, as normalised, only lead up to it.

    People tell what happened, and in the last breath what they want: 结婚证找不到了，想再要一本.
    """
    breaths = [breath for one in _PAUSE.split(text) if (breath := normalised(one))]
    return sum(map(len, breaths[:-1]))


def pieces(text: str, book: Lexicon, *, spoken: bool = False) -> list[Piece]:
    """A text cut into as few words and as few unknown characters as can be.

    Only what is `spoken` holds turns of phrase.
    """
    turns = {(one.start, one.end): one.meaning for one in book.turns.found(text)} if spoken else {}
    cuts = _cheapest(text, book, turns)
    found: list[Piece] = []
    unknown = ""
    for start, end in cuts:
        meaning = turns.get((start, end)) or book.meanings.get(text[start:end])
        if meaning is None:
            unknown += text[start:end]
            continue
        if unknown:
            found.append(Piece(unknown, None))
            unknown = ""
        found.append(Piece(text[start:end], meaning))
    if unknown:
        found.append(Piece(unknown, None))
    return found


def _cheapest(
    text: str, book: Lexicon, turns: Mapping[tuple[int, int], Meaning]
) -> list[tuple[int, int]]:
    """(start, end) of the parts of the cheapest way through a text."""
    ends: dict[int, list[int]] = defaultdict(list)
    for start, end in turns:
        ends[start].append(end)
    size = len(text)
    cost = [0.0] + [float("inf")] * size
    came = [0] * (size + 1)
    for start in range(size):
        steps = chain(_steps(text, start, book), ((end, TURN_COST) for end in ends.get(start, ())))
        for end, price in steps:
            if cost[start] + price < cost[end]:
                cost[end], came[end] = cost[start] + price, start
    cuts = []
    while size:
        cuts.append((came[size], size))
        size = came[size]
    return cuts[::-1]


def _steps(text: str, start: int, book: Lexicon) -> Iterator[tuple[int, float]]:
    for end, meaning in book.words_from(text, start):
        yield end, FILLER_COST if meaning.kind is Kind.FILLER else WORD_COST
    yield start + 1, UNKNOWN_COST
