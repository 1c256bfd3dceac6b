"""Writing Chinese: how often the first page has it, and how soon the candidates stand."""

from __future__ import annotations

from screens.writing.pinyin import pinyin
from tests.bench.rows import Row, alone, p95
from tests.writing.first_page import LISTS, RARE, measure

MISSED_AIM = 5.0
WAIT_AIM_MS = 20.0


def found() -> list[Row]:
    """The lists as committed, on the narrowest glass; of rare names and places it only tells."""
    rows, seconds = [], []
    for name in LISTS:
        result = measure(name, pinyin())
        words = f"pinyin: {name.replace('_', ' ')} not on the first page, of 200"
        aim = None if name in RARE else MISSED_AIM
        rows.append(alone(words, 100 * result.missing, "%", aim))
        seconds += result.seconds
    wait = p95(seconds) * 1000
    return [*rows, alone("pinyin: key to candidates, p95", wait, "ms", WAIT_AIM_MS)]
