"""What the terminal itself does, asked for in words: progress, queue, staff, and help in danger."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kiosk.catalogue.lexicon import FOLDER, lines_of

EMERGENCY, FIRE = "emergency", "119"
DISASTER, PAST, NOW = "disaster", "past", "now"
"""In emergency.txt: what calls for help, and for services as well (洪水, 失火); what is
long over, and the words by which it is not."""
ON_THE_WAY = frozenset({"progress", "queue", "booking"})
"""Functions that are asked of parcels and trains as well."""
GAP = ".{0,6}"


class Asked(NamedTuple):
    """A function asked for; one that is not `sure` gives way to a service of that name.

    `number` is the line to call first in an emergency, else empty; `disaster` says that services
    may help as well.
    """

    name: str
    sure: bool
    number: str = ""
    disaster: bool = False


class Functions:
    """The words of functions.txt and emergency.txt."""

    def __init__(self, folder: Path = FOLDER) -> None:
        sure, unsure = _by_name(lines_of(folder / "functions.txt"))
        self._sure = {name: _any_of(phrases) for name, phrases in sure.items()}
        self._unsure = {name: _any_of(phrases) for name, phrases in unsure.items()}
        dangers, _none = _by_name(lines_of(folder / "emergency.txt"))
        self._harmless = _any_of(dangers.pop("-"))
        self._past, self._now = (_any_of(dangers.pop(name)) for name in (PAST, NOW))
        self._disasters = _any_of(dangers[DISASTER])
        dangers[FIRE] += dangers.pop(DISASTER)
        self._dangers = {number: _any_of(phrases) for number, phrases in dangers.items()}

    def asked(self, wish: str) -> Asked | None:
        """The function a wish asks for; danger first."""
        if wish in self._dangers:
            return Asked(EMERGENCY, True, wish)
        told = wish if self._now.search(wish) else self._past.sub("", wish)
        if not self._harmless.search(told):
            for number, words in self._dangers.items():
                if words.search(told):
                    disaster = self._disasters.search(told) is not None
                    return Asked(EMERGENCY, True, number, disaster=disaster)
        for sure, patterns in ((True, self._sure), (False, self._unsure)):
            for name, words in patterns.items():
                if words.search(wish):
                    return Asked(name, sure)
        return None


@cache
def functions(folder: Path = FOLDER) -> Functions:
    """The functions, read once."""
    return Functions(folder)


def function_words(folder: Path = FOLDER) -> tuple[str, ...]:
    """Their phrases without gaps, which may be typed in pinyin as well."""
    sure, unsure = _by_name(lines_of(folder / "functions.txt"))
    dangers, _none = _by_name(lines_of(folder / "emergency.txt"))
    for spoken_of in ("-", PAST, NOW):
        dangers.pop(spoken_of)
    lists = (some for one in (sure, unsure, dangers) for some in one.values())
    return tuple(phrase for some in lists for phrase in some if phrase.isalnum())


def _by_name(lines: Iterable[str]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Name → phrases, of the lines that hold always and of those with a question mark."""
    found: tuple[dict[str, list[str]], dict[str, list[str]]] = ({}, {})
    for line in lines:
        name, _colon, phrases = line.partition(":")
        found[name.startswith("?")].setdefault(name.lstrip("?"), []).extend(phrases.split())
    return found


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(_pattern, phrases)))


def _pattern(phrase: str) -> str:
    """Of a phrase: parts with a gap between them, each `a/b/c`."""
    parts = (part.split("/") for part in phrase.split("…"))
    return GAP.join(f"(?:{'|'.join(map(re.escape, words))})" for words in parts)
