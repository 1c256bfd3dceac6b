"""Measures of the page finder over generated scenes: shared by the tests and evaluate.py."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

import cv2
import numpy as np

from kiosk.documents.page import find_page
from kiosk.documents.quality import judge

from . import blind, counters, daylight, desks, homes, lamplit, medley, offices, renderings, scenes

GOOD_IOU = 0.95

Generator = Callable[..., scenes.Scene]  # (seed, *, page, width, height)

TUNED: dict[str, Generator] = {
    "desks": partial(scenes.scene, family=desks.DEV),
    "plain": partial(renderings.scene, kind="plain"),
    "faint": partial(renderings.scene, kind="faint"),
    "clutter": partial(renderings.scene, kind="clutter"),
    "held-out": partial(scenes.scene, family=desks.HELD_OUT),
    "blind": blind.scene,
    "counters": lambda seed, **how: counters.scene(2 * seed, **how),
    "medley": medley.scene,
}
LOOKED_AT: dict[str, Generator] = {  # the finder was mended by them, no weight is fitted to them
    "lamplit": lamplit.scene,
    "daylight": daylight.scene,
}
BLIND: dict[str, Generator] = {
    "counters, blind half": lambda seed, **how: counters.scene(2 * seed + 30_001, **how),
    "offices": offices.scene,
    "homes": homes.scene,
}


@dataclass
class Tally:
    """What came of a run: IoU per page (0 where none was found), seeds of false pages, times."""

    ious: dict[int, float] = field(default_factory=dict)
    false: list[int] = field(default_factory=list)
    empty: int = 0
    milliseconds: list[float] = field(default_factory=list)

    @property
    def good(self) -> float:
        """Share of pages found with IoU of at least GOOD_IOU."""
        return float(np.mean([iou >= GOOD_IOU for iou in self.ious.values()]))


def iou(first: scenes.Points, second: scenes.Points) -> float:
    """Intersection over union of two convex quads (4, 2)."""
    a, b = first.astype(np.float32), second.astype(np.float32)
    shared = cv2.intersectConvexConvex(a, b)[0]
    return float(shared / (cv2.contourArea(a) + cv2.contourArea(b) - shared))


def run(
    generator: Generator, pages: Iterable[int], empty: Iterable[int], width: int, height: int
) -> Tally:
    """Find and judge the page in each scene of these seeds."""
    tally = Tally()
    for page, seeds in ((True, pages), (False, empty)):
        for seed in seeds:
            _one(tally, generator(seed, page=page, width=width, height=height), seed)
    return tally


def _one(tally: Tally, scene: scenes.Scene, seed: int) -> None:
    start = time.perf_counter()
    found = find_page(scene.image)
    judge(scene.image, found)
    tally.milliseconds.append((time.perf_counter() - start) * 1000)
    if scene.corners is None:
        tally.empty += 1
        if found is not None:
            tally.false.append(seed)
    else:
        tally.ious[seed] = 0.0 if found is None else iou(found.array(), scene.corners)
