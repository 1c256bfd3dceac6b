"""Cold start: from the start of the process to the first frame with the first usable screen."""

from __future__ import annotations

import time
from statistics import median
from typing import Final

from tests.bench.glass import Glass, Rect
from tests.bench.ground import HIGH, WIDE, Ground
from tests.bench.rows import Row, against

ROUNDS: Final = 7
SITE: Final = "便民服务中心"
LABEL: Final = (WIDE // 2 - 100, HIGH // 2 - 40, 200, 80)
"""Where bare Kivy writes its word."""


def measure(ground: Ground) -> list[Row]:
    """Terminal and bare window in turns, both once before the first that counts.

    The catalogue is in the data folder after the first run. The site's name is drawn in the same
    frame as the button to touch, and unlike that never moves.
    """
    name, site = _site_name(ground)
    label = _bare_label(ground)
    kiosk, bare = [], []
    for _ in range(ROUNDS):
        begun = time.monotonic()
        with ground.terminal():
            kiosk.append(_shown(ground.glass, name, site) - begun)
        begun = time.monotonic()
        with ground.bare("label"):
            bare.append(_shown(ground.glass, LABEL, label) - begun)
    title = "cold start to first usable screen / bare Kivy window"
    return [against(title, median(kiosk) * 1000, median(bare) * 1000, "ms", 1.5)]


def _shown(glass: Glass, rect: Rect, picture: bytes) -> float:
    return glass.until(rect, lambda now: now == picture)


def _site_name(ground: Ground) -> tuple[Rect, bytes]:
    with ground.watched_terminal() as (_, eye):
        sight = eye.until(lambda now: now.question == "Attract", "the resting screen")
        name = sight.find(SITE, "text")
        assert name is not None
        return name.rect, ground.glass.rest(name.rect)


def _bare_label(ground: Ground) -> bytes:
    with ground.bare("label"):
        ground.glass.until(LABEL, lambda now: len(set(now)) > 2)
        return ground.glass.rest(LABEL)
