"""The robot's hand: real X events through xdotool, as a finger makes them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

PRESS_S: Final = 0.06
"""How long a finger rests for a tap, and at both ends of a stroke."""
STROKE_STEP_S: Final = 0.015
STEPS: Final = 6
"""Movements from one corner of a stroke to the next."""

Point = tuple[int, int]


class Hand:
    """A finger on the X display `name`."""

    def __init__(self, name: str) -> None:
        self._env = {**os.environ, "DISPLAY": name}

    def tap(self, at: Point) -> None:
        """Down, a moment, up."""
        self._do(*self._to(at), *_down(), "sleep", str(PRESS_S), *_up())

    def stroke(self, points: Sequence[Point]) -> None:
        """Down at the first point, over all the others, up at the last."""
        words = [*self._to(points[0]), *_down(), "sleep", str(PRESS_S)]
        for point in points[1:]:
            words += [*self._to(point), "sleep", str(STROKE_STEP_S)]
        self._do(*words, "sleep", str(PRESS_S), *_up())

    @staticmethod
    def _to(point: Point) -> list[str]:
        return ["mousemove", str(point[0]), str(point[1])]

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._env, check=True, timeout=20)


def _down() -> list[str]:
    return ["mousedown", "1"]


def _up() -> list[str]:
    return ["mouseup", "1"]


def signature(rect: tuple[int, int, int, int]) -> list[list[Point]]:
    """Strokes that a hand might sign with, inside `rect` (x, y, width, height)."""
    left, top, wide, high = rect

    def at(x: float, y: float) -> Point:
        return round(left + x * wide), round(top + y * high)

    strokes = (
        ((0.20, 0.25), (0.30, 0.22), (0.24, 0.42), (0.32, 0.40), (0.27, 0.62), (0.20, 0.55)),
        ((0.38, 0.20), (0.36, 0.62), (0.44, 0.52)),
        ((0.34, 0.40), (0.47, 0.33)),
        ((0.56, 0.25), (0.70, 0.24), (0.62, 0.30), (0.62, 0.62), (0.56, 0.55)),
        ((0.54, 0.42), (0.76, 0.40)),
    )
    return [_along([at(*corner) for corner in corners]) for corners in strokes]


def _along(corners: list[Point]) -> list[Point]:
    """A polyline through the corners, in small steps."""
    points = [corners[0]]
    for start, end in pairwise(corners):
        points += [_between(start, end, step / STEPS) for step in range(1, STEPS + 1)]
    return points


def _between(start: Point, end: Point, share: float) -> Point:
    (x, y), (u, v) = start, end
    return round(x + (u - x) * share), round(y + (v - y) * share)
