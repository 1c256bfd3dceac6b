"""How often what was meant stands on the first page, and how long the candidates take."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from screens.writing.candidate import Purpose
from screens.writing.paging import page
from screens.writing.pinyin import Pinyin, pinyin

SAMPLES = Path(__file__).parent / "samples"
LISTS = {
    "names": Purpose.NAME,
    "names_held_out": Purpose.NAME,
    "names_newspaper": Purpose.NAME,
    "places": Purpose.ADDRESS,
    "places_held_out": Purpose.ADDRESS,
    "places_elsewhere": Purpose.ADDRESS,
    "places_by_lot": Purpose.ADDRESS,
}
"""Each list and the kind of field its entries are written in."""
TUNED = ("names", "places")
"""Made of what the tables know. No table was made of the others; nothing may be tuned on them."""
RARE = ("names_held_out", "places_held_out", "places_by_lot")
"""Not the common names that the aim speaks of: make_samples.py says how they were drawn."""
ROOM_U, SIGN_U, AROUND_U = 105.5, 4.5, 3.75
"""The candidate bar on the narrowest glass (21.5 inches upright), a character in it, and what
stands around a word. tests/screens/test_writing.py holds the bar to this."""


def width(text: str) -> float:
    """Of a candidate, in u."""
    return SIGN_U * len(text) + AROUND_U


@dataclass(frozen=True)
class Found:
    """What came of a list: the share not found, what it was, seconds of every key."""

    missing: float
    missed: list[str]
    seconds: list[float]


def samples(name: str) -> list[tuple[str, str]]:
    """What is meant, and the letters typed for it."""
    lines = (SAMPLES / f"{name}.tsv").read_text("utf-8").splitlines()
    return [(text, typed) for text, typed in (line.split("\t") for line in lines)]


def measure(name: str, finder: Pinyin, *, key_by_key: bool = True) -> Found:
    """Type every entry of a list, key by key or only as a whole."""
    missed, seconds = [], []
    entries = samples(name)
    for text, typed in entries:
        for end in range(1 if key_by_key else len(typed), len(typed) + 1):
            begun = time.perf_counter()
            found = finder.candidates(typed[:end], LISTS[name])
            seconds.append(time.perf_counter() - begun)
        if text not in [one.text for one in page(found, 0, ROOM_U, width)]:
            missed.append(f"{text} {typed}: {' '.join(one.text for one in found[:8])}")
    return Found(len(missed) / len(entries), missed, seconds)


def main() -> None:
    """What is missed, list by list."""
    for name in LISTS:
        found = measure(name, pinyin())
        slowest = sorted(found.seconds)[-len(found.seconds) // 20]
        print(f"{name}: {1 - found.missing:.1%}, {slowest * 1000:.1f} ms at the 95th percentile")
        if name in TUNED:
            print(*found.missed, sep="\n")


if __name__ == "__main__":
    main()
