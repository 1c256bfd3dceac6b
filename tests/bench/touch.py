"""Touch: from the finger down to the first changed pixel."""

from __future__ import annotations

import random
import time
from typing import Final

from simulators.tour.citizen import Citizen, Notes
from tests.bench.glass import Glass, Rect
from tests.bench.ground import Ground
from tests.bench.rows import Row, against, p95

PRESSES: Final = 60
SERVICE: Final = "社会保障卡补领"
PATCH: Final = 8
"""Side of the patch of pixels that is watched."""


def measure(ground: Ground) -> list[Row]:
    """A service's card on the home screen and a bare button of its size, pressed in turns."""
    with ground.watched_terminal() as (_, eye):
        citizen = Citizen(eye, ground.display, Notes("bench", ground.base))
        citizen.see("Attract")
        citizen.touch()
        sight = citizen.see("Home", SERVICE)
        card = sight.find(SERVICE, "card")
        assert card is not None
        with ground.bare("button", *card.rect, beside=True):
            ground.bare_glass.until(_patch(card.rect), any)
            ours, theirs = [], []
            for _ in range(PRESSES):
                ours.append(_press(ground.glass, card.rect))
                theirs.append(_press(ground.bare_glass, card.rect))
    name = f"touch to first changed pixel, p95 of {PRESSES} / bare Kivy button"
    return [against(name, p95(ours) * 1000, p95(theirs) * 1000, "ms", 1.3)]


def _press(glass: Glass, rect: Rect) -> float:
    """Seconds until the button shows that it is pressed; let go beside it, so that it is no tap."""
    x, y, wide, high = rect
    patch = _patch(rect)
    glass.point(x + wide // 2, y + high // 2)
    before = glass.rest(patch)
    time.sleep(random.uniform(0.0, 0.1))
    down = glass.press()
    seen = glass.until(patch, lambda now: now != before)
    time.sleep(0.05)
    glass.point(2, y + high // 2)
    glass.release()
    return seen - down


def _patch(rect: Rect) -> Rect:
    """A corner of the face where nothing is written."""
    x, y, wide, _ = rect
    return x + wide // 2, y + 2 * PATCH, PATCH, PATCH
