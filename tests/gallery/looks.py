"""Everything a screen may look like: glass, letters, language, colours, height."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from kiosk import text
from screens.kit.theme import LETTERS

GLASSES = {
    "portrait": (1080, 1920, 24.0),
    "landscape": (1920, 1080, 21.5),
    "tight": (1080, 1920, 21.5),
    "large": (1080, 1920, 32.0),
}
REACH = 290.0
"""Millimetres of glass within a seated reach: mounted at 880, reached to 1,170."""


@dataclass(frozen=True)
class Showing:
    """One way to show a screen; `glass` is a name of GLASSES."""

    glass: str = "portrait"
    letters: str = "standard"
    language: str = "zh_CN"
    mode: str = "light"
    low: bool = False

    @property
    def name(self) -> str:
        """For file names."""
        parts = [self.glass, self.letters, self.language, self.mode]
        return "-".join([*parts, *(["low"] if self.low else [])])


def every() -> Iterator[Showing]:
    """All the gallery shows: the full product on the two main glasses, the rest once."""
    languages = text.LANGUAGES
    for glass, letters, language, mode in product(
        ("portrait", "landscape"), LETTERS, languages, ("light", "contrast")
    ):
        yield Showing(glass, letters, language, mode)
    yield from some()


def some() -> Iterator[Showing]:
    """What `make test` checks beside the screens' own tests: where room is scarcest."""
    yield Showing("tight", "elder")
    yield Showing("landscape", "elder")
    yield Showing("tight", "elder", low=True)
    yield Showing("tight", "double")
    yield Showing("tight", "double", low=True)


def widest() -> Showing:
    """Where words are longest for their room: checked with the longest of every screen."""
    return Showing("landscape", "double", "en")


def beside() -> Iterator[Showing]:
    """Other glasses and colours, to be looked at once."""
    yield Showing("large")
    yield Showing("tight")
    yield Showing("portrait", low=True)
    yield Showing("portrait", "double", low=True)
    yield Showing("tight", "double", "en", low=True)
    yield Showing("portrait", mode="dark")
    yield Showing("portrait", mode="night")
