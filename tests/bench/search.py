"""Search in a catalogue of 5,000 services: how soon the index stands and hits are there."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import cache
from itertools import cycle, islice

from kiosk.catalogue.listing import Listed, listed_in
from kiosk.catalogue.pinyin import readings_of
from kiosk.catalogue.search import Finder
from kiosk.catalogue.terms import all_terms
from tests.bench.rows import Row, alone, p95
from tests.catalogue.found import DEMO, LISTS, names_only, samples

SERVICES = 5_000
PLACES = ("示例区", "示范县", "样本市", "范例镇", "演示乡")
BUILD_AIM_S, FIND_AIM_MS = 3.0, 20.0


def found() -> list[Row]:
    """Real names, each several times with a place before it, every fifth with all its guide tells,
    and the wishes of every list.

    Both are work of one thread and counted as such: what else the machine does is not in them.
    """
    items = _services()
    readings = readings_of(all_terms(items))
    begun = time.thread_time()
    finder = Finder(items, readings)
    built = time.thread_time() - begun
    wishes = [one.query for name in LISTS for one in samples(name)]
    took = [_cost(finder, wish) for wish in wishes]
    return [
        alone("search: index of 5,000 services", built, "s", BUILD_AIM_S),
        alone("search: words to hits in 5,000 services, p95", p95(took), "ms", FIND_AIM_MS),
    ]


def _cost(finder: Finder[Listed], wish: str) -> float:
    """Milliseconds of work for one wish."""
    begun = time.thread_time()
    finder.find(wish)
    return (time.thread_time() - begun) * 1000


def _services() -> list[Listed]:
    rounds = zip(cycle(_known()), _places(), strict=False)
    return [
        replace(one, plain_name=f"{place}{one.plain_name}", code=f"{at:012}")
        for at, (one, place) in enumerate(islice(rounds, SERVICES))
    ]


@cache
def _known() -> tuple[Listed, ...]:
    return (*listed_in(DEMO), *names_only())


def _places() -> list[str]:
    each = len(_known())
    return [place for place in ("", *PLACES) for _ in range(each)]
