"""Samples in the language that is shown: what the core would have said is a message of ours.

A sample holds the sentence as it is read; one that the core puts together (`{n} 页，请拿好`) is
found by its message and put together anew, so that English has the lengths it really has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar

from kiosk import dates, text
from tests.words.source import messages

T = TypeVar("T")
_PLACE = re.compile(r"\{(\w+)\}")
_DATE = re.compile(r"(?:(\d{4})年)?(\d+)月(\d+)日( \d+:\d+)?")
_PUNCTUATION = re.compile(r"[\s，。：；、（）()\[\]/|b]")
_PUT = r"[^，。；]*?[^，。；、]"
"""What is put into a place: a name, an hour, a number; after a colon anything, but else never half
of somebody's sentence."""
LEAST_WORDS = 2
"""Characters a message has beside what is put into it and its points, to be told by them."""


def told(value: T) -> T:
    """The same with every text that a catalogue has in the language in force."""
    now: Any = value
    if isinstance(value, Enum):
        return value  # a kind is a str, but none that anybody reads
    if isinstance(value, text.Words):
        now = value.again()
    elif isinstance(value, str):
        now = _told(value, text.language()) if value else value
    elif type(value) is tuple:
        now = tuple(told(item) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        held = {one.name: getattr(value, one.name) for one in fields(value) if one.init}
        now = replace(value, **{name: told(item) for name, item in held.items()})
    return now  # type: ignore[no-any-return]


@dataclass(frozen=True)
class _Mould:
    """A message with places in it, and what it looks like when they are filled."""

    message: str
    plural: bool
    looks: re.Pattern[str]
    words: int

    def cast(self, match: re.Match[str]) -> str:
        """Said in the language in force, with what stood in its places."""
        held = {name: told(value) for name, value in match.groupdict().items()}
        if not self.plural:
            return str(text._(self.message)).format(**held)
        named = {name: value for name, value in held.items() if name != "n"}
        return str(text.counted(self.message, int(held["n"]), **named))


@lru_cache(maxsize=1)
def _moulds() -> tuple[_Mould, ...]:
    """Those with the most words of their own first."""
    found = {}
    for one in messages():
        names = _PLACE.findall(one.text)
        if "month" in names:
            continue  # its months are words; see _date
        bare = _PUNCTUATION.sub("", _PLACE.sub("", one.text))
        told_by_words = len(bare) >= LEAST_WORDS or {"day", "weekday"} <= {*names}
        if one.context or not told_by_words or not names or len({*names}) < len(names):
            continue
        parts = _PLACE.split(one.text.replace("|", ""))
        looks = "".join(
            f"(?P<{part}>{_what_fits(part, parts[at - 1], plural=one.plural)})"
            if at % 2
            else re.escape(part)
            for at, part in enumerate(parts)
        )
        found[one.text] = _Mould(one.text, one.plural, re.compile(looks), len(bare))
    return tuple(sorted(found.values(), key=lambda one: (-one.words, one.message)))


def _what_fits(name: str, before: str, *, plural: bool) -> str:
    if plural and name == "n":
        return r"\d+"
    return ".+?" if before.endswith("：") else _PUT


@lru_cache(maxsize=4096)
def _told(words: str, language: str) -> str:
    said = str(text._(words))
    if said != words or language == "zh_CN":
        return said
    day = _DATE.fullmatch(words)
    if day is not None:
        return _date(day)
    for mould in _moulds():
        match = mould.looks.fullmatch(words.replace("|", ""))
        if match is not None:
            return mould.cast(match)
    return said


def _date(match: re.Match[str]) -> str:
    year, month, day, time = match.groups()
    when = date(int(year or 2026), int(month), int(day))
    return (dates.full_date(when) if year else dates.month_day(when)) + (time or "")
