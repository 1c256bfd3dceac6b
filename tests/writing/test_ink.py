"""Handwriting: plain characters drawn by ruler are among the first that are offered."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from screens.writing.ink import MODEL, Ink, Stroke

Corners = tuple[tuple[float, float], ...]

CHARACTERS: dict[str, tuple[Corners, ...]] = {
    "一": (((10, 50), (90, 50)),),
    "二": (((25, 30), (75, 30)), ((10, 75), (90, 75))),
    "三": (((20, 20), (80, 20)), ((28, 50), (72, 50)), ((10, 85), (90, 85))),
    "十": (((10, 45), (90, 45)), ((50, 5), (50, 95))),
    "人": (((50, 10), (45, 45), (10, 90)), ((50, 35), (60, 60), (92, 90))),
    "大": (((10, 35), (90, 35)), ((50, 5), (48, 40), (10, 95)), ((50, 38), (62, 65), (92, 92))),
    "口": (((20, 25), (22, 80)), ((20, 25), (80, 25), (78, 80)), ((22, 78), (78, 78))),
    "王": (((18, 15), (82, 15)), ((22, 50), (78, 50)), ((50, 15), (50, 88)), ((8, 88), (92, 88))),
    "工": (((20, 20), (80, 20)), ((50, 20), (50, 82)), ((8, 82), (92, 82))),
}
STEPS = 8


def drawn(corners: Corners) -> Stroke:
    return [
        (ax + (bx - ax) * step / STEPS, ay + (by - ay) * step / STEPS)
        for (ax, ay), (bx, by) in pairwise(corners)
        for step in range(STEPS + 1)
    ]


@pytest.fixture(scope="module")
def ink() -> Ink:
    return Ink()


@pytest.mark.parametrize("sign", CHARACTERS)
def test_reads(ink: Ink, sign: str) -> None:
    found = ink.candidates([drawn(corners) for corners in CHARACTERS[sign]])
    assert sign in [one.text for one in found[:4]]


def test_size_and_place_do_not_matter(ink: Ink) -> None:
    large = [drawn(corners) for corners in CHARACTERS["大"]]
    small = [[(x * 0.01 + 3, y * 0.01 + 7) for x, y in stroke] for stroke in large]
    assert ink.candidates(large)[0].text == ink.candidates(small)[0].text


def test_a_tap_and_nothing_at_all(ink: Ink) -> None:
    assert ink.candidates([]) == []
    assert ink.candidates([[]]) == []
    assert ink.candidates([[(1.0, 1.0)]])


def test_the_model_is_mapped_once(ink: Ink) -> None:
    def mapped() -> int:
        maps = Path("/proc/self/maps").read_text()
        return maps.count(MODEL.name)

    before = mapped()
    assert Ink().candidates([drawn(corners) for corners in CHARACTERS["大"]])
    assert mapped() == before > 0
