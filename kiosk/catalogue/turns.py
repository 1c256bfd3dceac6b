"""Turns of phrase: what people say in parts, with something in between: 老伴…走了."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

GAP = 5
"""Characters at most between two parts."""

M = TypeVar("M")


class Span(NamedTuple, Generic[M]):
    """Characters `start` to `end` of a text, and what they mean together."""

    start: int
    end: int
    meaning: M


class Turns(Generic[M]):
    """Finds turns of phrase in texts. Immutable.

    Args:
        turns: of each the words of every part, any of which will do, and the meaning of it all.
        decisive: whether a word says so much that nothing may be taken from around it.
    """

    def __init__(
        self, turns: Iterable[tuple[Sequence[frozenset[str]], M]], decisive: Callable[[str], bool]
    ) -> None:
        self._turns = tuple(turns)
        self._decisive = decisive
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, (parts, _meaning) in enumerate(self._turns):
            for place, words in enumerate(parts):
                for word in words:
                    self._places[word].append((number, place))
        self._longest = max(map(len, self._places), default=0)

    def found(self, text: str) -> Iterator[Span[M]]:
        """Every turn of phrase in a text."""
        stood = self._stood(text)
        for number in sorted({number for number, place in stood if place == 0}):
            parts, meaning = self._turns[number]
            spans = stood[number, 0]
            for place in range(1, len(parts)):
                following = stood.get((number, place), [])
                spans = [
                    (start, end)
                    for start, before in spans
                    for after, end in following
                    if 0 <= after - before <= GAP
                    and not self._says(text, start, before, after, end)
                ]
            yield from (Span(start, end, meaning) for start, end in spans)

    def _stood(self, text: str) -> Mapping[tuple[int, int], list[tuple[int, int]]]:
        """(turn, part) → where words of it stand."""
        stood: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for start in range(len(text)):
            for end in range(start + 1, min(len(text), start + self._longest) + 1):
                for key in self._places.get(text[start:end], ()):
                    stood[key].append((start, end))
        return stood

    def _says(self, text: str, start: int, before: int, after: int, end: int) -> bool:
        """Whether a decisive word between `start` and `end` reaches into the gap between two parts,
        `before` to `after`."""
        return any(
            self._decisive(text[first:last])
            for first in range(start, after)
            for last in range(max(first, before) + 1, end + 1)
        )
