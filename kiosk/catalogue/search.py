"""Finding a service by the words people use: Chinese, pinyin, initials, slips of ear and finger.

A wish is read in a few ways (mending), each is taken apart by the lexicon (rank), the index tells
which services may be meant (index), and those are scored. A score is 0..1; a hit is `confident`
only when it answers nearly all of what was said and no other service answers it as well.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kiosk.catalogue.findable import Findable, entry_of
from kiosk.catalogue.functions import EMERGENCY, ON_THE_WAY, Asked, function_words, functions
from kiosk.catalogue.index import MarkIndex
from kiosk.catalogue.lexicon import lexicon
from kiosk.catalogue.mending import MENDED_CREDIT, Reading, readings_of_wish
from kiosk.catalogue.pinyin import Readings
from kiosk.catalogue.rank import Ranker, Wish
from kiosk.catalogue.speech import story_of
from kiosk.catalogue.spelling import Vocabulary
from kiosk.catalogue.terms import all_terms, normalised

CONFIDENT, MARGIN, BARE_MARGIN = 0.66, 0.05, 0.15
"""The score and the lead of a hit to be sure of; the lead where only a thing was named."""
NEVER = float("inf")
LEAST, LEAST_OUTSIDE = 0.25, 0.5
"""Below it is not worth showing; the second where something was said that no service is about."""
LEAST_IN_DISASTER, LEAST_IN_DANGER = 0.35, 0.6
"""The same beside the numbers to call: after a disaster, and in other danger."""
SERVICE_MEANT = 0.8
"""From this score on a service is meant rather than a function of the same words."""
LONGEST_WISH = 60

F = TypeVar("F", bound=Findable)


@dataclass(frozen=True)
class Hit(Generic[F]):
    """A service found, how well (0..1), and the characters of its name that were said."""

    item: F
    score: float
    matched: str


@dataclass(frozen=True)
class Results(Generic[F]):
    """Hits, best first; whether the first deserves 最相符; how long it took in milliseconds.

    `action` is the terminal's function that was asked for, or None; `alarm` the number to call
    first when it is "emergency".
    """

    hits: tuple[Hit[F], ...]
    confident: bool
    ms: float
    action: str | None = None
    alarm: str = ""


class Finder(Generic[F]):
    """Searches one catalogue; immutable, thread-safe. `readings` come with the catalogue."""

    def __init__(self, items: Sequence[F], readings: Readings) -> None:
        self._items = tuple(items)
        self._book = lexicon()
        self._functions = functions()
        entries = [entry_of(item, self._book) for item in items]
        terms = (*all_terms(items), *function_words())
        self._words = Vocabulary(self._book, terms, readings)
        self._ranker = Ranker(entries, self._book)
        self._index = MarkIndex(entries)

    def find(self, text: str, limit: int = 8) -> Results[F]:
        """The best services for a wish, at most `limit`, and the function it asks for."""
        begun = time.perf_counter()
        wish = normalised(text)[:LONGEST_WISH]
        numbered = self._by_number(wish)
        readings = readings_of_wish(wish, self._book, self._words) if not numbered else []
        story = story_of(text) if len(wish) < LONGEST_WISH else 0
        scores, lead = (numbered, MARGIN) if numbered else self._by_words(readings, story)
        best = sorted(scores.items(), key=lambda pair: (-pair[1], self._rank(pair[0]), pair[0]))
        asked = self._asked(readings)
        if asked is not None and self._meant_otherwise(asked, wish, best[0][1] if best else 0.0):
            asked = None
        if asked is not None and asked.name == EMERGENCY:
            best = self._helping(asked, wish, best)
        hits = tuple(self._hit(at, score, readings) for at, score in best[:limit])
        ms = (time.perf_counter() - begun) * 1000
        confident = asked is None and _stands_out([score for _at, score in best], lead)
        if asked is None:
            return Results(hits, confident, ms)
        return Results(hits, confident, ms, asked.name, asked.number)

    def _asked(self, readings: Sequence[Reading]) -> Asked | None:
        # Wrong characters may be mended into anything; letters were meant to be Chinese.
        told = [one for one in readings[:2] if one is readings[0] or readings[0].text.isascii()]
        found = (self._functions.asked(reading.text) for reading in told)
        return next((asked for asked in found if asked is not None), None)

    def _meant_otherwise(self, asked: Asked, wish: str, best: float) -> bool:
        """Whether it is a service that is meant, or nothing that concerns the terminal."""
        if asked.name in ON_THE_WAY and self._ranker.wish(wish).outside:
            return True
        return not asked.sure and best >= SERVICE_MEANT

    def _helping(
        self, asked: Asked, wish: str, best: list[tuple[int, float]]
    ) -> list[tuple[int, float]]:
        """What may stand beside the numbers to call: services help after a disaster, and where
        somebody clearly asks for one in the same words."""
        if not asked.disaster and not self._ranker.wish(wish).deeds:
            return []
        least = LEAST_IN_DISASTER if asked.disaster else LEAST_IN_DANGER
        return [one for one in best if one[1] >= least]

    def _rank(self, at: int) -> int:
        """Popular services first among equals."""
        return self._items[at].hot or 1_000

    def _hit(self, at: int, score: float, readings: Sequence[Reading]) -> Hit[F]:
        item = self._items[at]
        said = {sign for reading in readings for sign in reading.text}
        matched = "".join(dict.fromkeys(sign for sign in item.plain_name if sign in said))
        return Hit(item, round(score, 3), matched)

    def _by_number(self, wish: str) -> dict[int, float]:
        """Services whose code begins with what was typed."""
        if not wish.isdigit() or len(wish) < 4:
            return {}
        return {
            at: 1.0 if wish in item.codes.values() else 0.9
            for at, item in enumerate(self._items)
            if any(code.startswith(wish) for code in (item.code, *item.codes.values()))
        }

    def _by_words(self, readings: Sequence[Reading], story: int) -> tuple[dict[int, float], float]:
        """Scores of what any reading finds, and the lead that makes the best reading sure.

        The first `story` characters of the wish only lead up to it.
        """
        scores: dict[int, float] = {}
        best, lead = 0.0, NEVER
        for reading in readings:
            wish = self._ranker.wish(reading.text, story)
            for at, score in self._read(wish).items():
                scores[at] = max(scores.get(at, 0.0), score * reading.credit)
                if scores[at] > best:
                    best, lead = scores[at], _lead(reading, wish)
        return scores, lead

    def _read(self, wish: Wish) -> dict[int, float]:
        candidates = self._index.candidates(self._ranker.telling(wish))
        likely = self._ranker.likely(candidates, wish)
        scored = ((at, self._ranker.score(at, wish)) for at in likely)
        least = LEAST_OUTSIDE if wish.outside else LEAST
        return {at: score for at, score in scored if score >= least}


def _lead(reading: Reading, wish: Wish) -> float:
    """How far the best hit must be ahead to be sure of it."""
    if not reading.sure or wish.broad or wish.strange:
        return NEVER
    if wish.alone and reading.credit <= MENDED_CREDIT:
        return NEVER  # all that it goes by may be the word that was mended
    return BARE_MARGIN if wish.bare else MARGIN


def _stands_out(scores: Sequence[float], lead: float) -> bool:
    """Whether the best of these, in order, is good enough and far enough ahead."""
    if not scores or scores[0] < CONFIDENT or lead == NEVER:
        return False
    return len(scores) == 1 or scores[0] == 1.0 or scores[0] - scores[1] >= lead
