"""Everything a screen may look like: glass, letters, language, colours, height."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from kiosk import text

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
    elder: bool = False
    language: str = "zh_CN"
    mode: str = "light"
    low: bool = False

    @property
    def name(self) -> str:
        """For file names."""
        parts = [self.glass, "elder" if self.elder else "standard", self.language, self.mode]
        return "-".join([*parts, *(["low"] if self.low else [])])


def every() -> Iterator[Showing]:
    """All the gallery shows: the full product on the two main glasses, the rest once."""
    languages = text.LANGUAGES
    for glass, elder, language, mode in product(
        ("portrait", "landscape"), (False, True), languages, ("light", "contrast")
    ):
        yield Showing(glass, elder, language, mode)
    yield from some()


def some() -> Iterator[Showing]:
    """What `make test` checks beside the screens' own tests: where room is scarcest."""
    yield Showing("tight", elder=True)
    yield Showing("landscape", elder=True)
    yield Showing("tight", elder=True, low=True)


def beside() -> Iterator[Showing]:
    """Other glasses and colours, to be looked at once."""
    yield Showing("large")
    yield Showing("tight")
    yield Showing("portrait", low=True)
    yield Showing("portrait", mode="dark")
    yield Showing("portrait", mode="night")
