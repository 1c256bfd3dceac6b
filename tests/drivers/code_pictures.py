"""Codes as a camera sees them: out of focus, turned, tilted, noisy, through MJPEG.

The QR codes are made by segno, the bars by a table of ours: neither is the library that reads.
`python -m tests.drivers.code_pictures` prints the decode rate of each view, and the time a frame
takes.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.code_reader.camera_codes import TURNS, find
from simulators.desk_scenes import code_card

Picture = NDArray[np.uint8]
SIZE = (1280, 720)
TEXTS = (
    ("qr", "https://licence.example/present?token=0123456789abcdefZx9"),
    ("qr", "https://ywtb.example/c/82641937#202611229901000123"),
    ("qr", "电子亮证码 张示例 示例市"),
    ("code_128", "202611229901000123"),
    ("code_128", "SF1234567890123"),
)
SIDES = {"qr": 400, "code_128": 660}
"""Pixels of the card's side: held where a hand holds it."""
SEEDS = 4


@dataclass(frozen=True)
class View:
    """How a card is seen: turned by degrees, tilted by parts of its side, blurred (sigma, pixels),
    noisy (sigma, grey levels), scaled, and in so much light. `floor`: least part to be read of
    single frames; a reader looks at ten a second."""

    name: str
    turn: float = 0.0
    tilt: float = 0.0
    blur: float = 0.0
    noise: float = 0.0
    scale: float = 1.0
    light: float = 1.0
    floor: float = 0.9


VIEWS = (
    View("clean"),
    *(View(f"blur sigma {sigma}", blur=sigma) for sigma in (0.5, 1.0, 1.5)),
    *(View(f"turned by {degrees}", turn=degrees) for degrees in (8, 23, 45, 90, 180)),
    *(View(f"tilted by {tilt}", tilt=tilt) for tilt in (0.1, 0.2)),
    *(View(f"noise sigma {sigma}", noise=sigma) for sigma in (8, 16)),
    View("noise sigma 24", noise=24, floor=0.6),
    View("dim and noisy", light=0.3, noise=6, floor=0.6),
    View("farther away", scale=0.75),
    View("all at once", turn=8, tilt=0.1, blur=1.0, noise=8),
)


def seen(text: str, symbology: str, view: View, seed: int) -> Picture:
    """A card with the code on it, in a 720p frame somewhere near the middle, out of MJPEG."""
    dice = np.random.default_rng(seed)
    side = round(SIDES[symbology] * view.scale)
    card = _card(text, symbology, side)
    source = np.array([(0, 0), (side, 0), (side, side), (0, side)], np.float32)
    matrix = cv2.getPerspectiveTransform(source, _corners(side, view, dice))
    desk = np.full((SIZE[1], SIZE[0], 3), (98, 83, 74), np.uint8)
    transparent = {"flags": cv2.INTER_LINEAR, "borderMode": cv2.BORDER_TRANSPARENT}
    frame = cv2.warpPerspective(card, matrix, SIZE, dst=desk, **transparent)
    if view.blur:
        frame = cv2.GaussianBlur(frame, (0, 0), view.blur)
    grain = dice.standard_normal(frame.shape[:2], np.float32) * view.noise
    noisy = np.clip(frame * view.light + grain[..., None], 0, 255).astype(np.uint8)
    jpeg = cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, 80])[1]
    return cv2.imdecode(jpeg, cv2.IMREAD_COLOR).astype(np.uint8)


@cache
def _card(text: str, symbology: str, side: int) -> Picture:
    card = cv2.resize(code_card(text, symbology), (side, side), interpolation=cv2.INTER_AREA)
    return card.astype(np.uint8)


def _corners(side: int, view: View, dice: np.random.Generator) -> NDArray[np.float32]:
    """Where the card's corners lie: clockwise from its top left, pixels."""
    half, push = side / 2, view.tilt * side / 2
    square = np.array(
        [(-half, -half), (half - push, push - half), (half - push, half - push), (-half, half)]
    )
    angle = np.deg2rad(view.turn)
    turn = np.array([(np.cos(angle), np.sin(angle)), (-np.sin(angle), np.cos(angle))])
    middle = np.array(SIZE) / 2 + dice.uniform(-30, 30, 2)
    return (square @ turn + middle).astype(np.float32)


def attempts(view: View, seeds: int) -> Iterator[tuple[bool, bool, float]]:
    """For every text and seed: whether it was read right, whether wrong, and in how many ms, the
    turned looks that follow a vain one included."""
    for symbology, text in TEXTS:
        for seed in range(seeds):
            picture = seen(text, symbology, view, seed)
            began = time.perf_counter()
            code = find(picture)
            for turn in TURNS:
                code = code or find(picture, turn)
            took = (time.perf_counter() - began) * 1000
            right = code is not None and (code.text, code.symbology) == (text, symbology)
            yield right, code is not None and not right, took


def table(seeds: int) -> dict[View, tuple[int, int, int, float]]:
    """Of each view: read right, read wrong, shown, and the median of milliseconds a frame."""
    rows = {}
    for view in VIEWS:
        tries = list(attempts(view, seeds))
        right, wrong = sum(one[0] for one in tries), sum(one[1] for one in tries)
        rows[view] = right, wrong, len(tries), statistics.median(one[2] for one in tries)
    return rows


def as_text(rows: dict[View, tuple[int, int, int, float]]) -> str:
    """The table for people."""
    lines = [f"{'view':16} {'read':>9} {'wrong':>6} {'ms':>6}"]
    for view, (right, wrong, shown, took) in rows.items():
        lines.append(f"{view.name:16} {right:4}/{shown:<4} {wrong:6} {took:6.1f}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(as_text(table(SEEDS)))
