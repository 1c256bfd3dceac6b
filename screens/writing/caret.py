"""The caret: where in a text one writes, and what of it stands in view on one line or several.

Its place is told by what stands behind it, so that it stays at the end of a text that is filled in.
A place is a number of signs from the text's beginning.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Measure = Callable[[str], float]

MORE = "…"
BEHIND_SHARE = 0.35
"""Of a line too short for its text: what is kept for the words behind the caret."""


def cut_at(text: str, behind: int) -> tuple[str, str]:
    """What stands before the caret, and what behind it."""
    at = len(text) - min(max(behind, 0), len(text))
    return text[:at], text[at:]


@dataclass(frozen=True)
class Line:
    """Part of a text as it stands on one line, with … where it goes on beside it."""

    text: str
    start: int = 0
    """Place of its first sign."""
    lead: str = ""
    tail: str = ""

    def upto(self, place: int) -> str:
        """What stands left of that place."""
        return self.lead + self.text[: max(0, place - self.start)]

    def nearest(self, x: float, measure: Measure) -> int:
        """The place nearest to `x` from the line's left."""
        places = range(self.start, self.start + len(self.text) + 1)
        return min(places, key=lambda place: abs(measure(self.upto(place)) - x))


def one_line(text: str, place: int, room: float, measure: Measure) -> Line:
    """As much as fits, with `place` in view: the end of a long text, if the caret is there."""
    if measure(text) <= room:
        return Line(text)
    rest = text[place:]
    share = max(room * BEHIND_SHARE, room - measure(text[:place]))
    tail = MORE if measure(rest) > share else ""
    while tail and rest and measure(rest + tail) > share:
        rest = rest[:-1]
    before, start = text[:place], 0
    while start < place and measure(MORE + before[start:] + rest + tail) > room:
        start += 1
    if measure(before + rest + tail) <= room:
        start = 0
    return Line(before[start:] + rest, start, MORE if start else "", tail)


def several(wrapped: Sequence[str], text: str) -> list[Line]:
    """Lines that `text` was wrapped into; wrapping drops blanks between them."""
    lines, at = list[Line](), 0
    for words in wrapped:
        at = max(text.find(words, at), at)
        lines.append(Line(words, at))
        at += len(words)
    return lines


def row_of(lines: Sequence[Line], place: int) -> int:
    """The line on which that place stands."""
    return max((row for row, line in enumerate(lines) if line.start <= place), default=0)


def first_in_view(count: int, row: int, most: int) -> int:
    """Of `count` lines the one on top, when `most` have room: the last ones, unless the caret's
    row and the one before it (if there is room for both) stand above them."""
    return max(0, min(count - most, row - min(1, most - 1)))
