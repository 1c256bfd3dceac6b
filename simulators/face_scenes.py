"""What the face camera looks at: a hall, and drawn people who do not exist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

import cv2
import numpy as np
from PIL import Image, ImageDraw

from simulators.living_pictures import Frames, Picture, living

WALL, FLOOR = (176, 184, 190), (140, 142, 146)
SKIN, SHADE, COAT = (224, 180, 150), (192, 147, 121), (62, 82, 122)
LIP, LID, WHITE = (170, 86, 80), (50, 38, 34), (240, 238, 235)
BLACK, BROWN, GAUZE = (42, 34, 31), (140, 98, 60), (176, 206, 224)
WIDTH_OF_FACE: Final = 0.76  # of its height
SOFTNESS: Final = 0.0016  # of the frame's width: no lens draws as sharply as a programme


@dataclass(frozen=True)
class Look:
    """How somebody looks: by their hair alone people differ here, and what they wear."""

    hair: tuple[int, int, int] = BLACK
    glasses: bool = False
    mask: bool = False


ZHANG, LI = Look(), Look(hair=BROWN)


class Sketch:
    """A head and shoulders, drawn in parts of the face's height around its middle."""

    def __init__(self, draw: ImageDraw.ImageDraw, x: float, y: float, height: float) -> None:
        self._draw = draw
        self._x, self._y = x, y
        self._wide, self._high = height * WIDTH_OF_FACE, height

    def spot(self, x: float, y: float, rx: float, ry: float, colour: tuple[int, ...]) -> None:
        left, top = self._at(x - rx, y - ry)
        right, bottom = self._at(x + rx, y + ry)
        self._draw.ellipse((left, top, right, bottom), fill=colour)

    def line(
        self, ends: tuple[float, float, float, float], thick: float, colour: tuple[int, ...]
    ) -> None:
        points = (*self._at(*ends[:2]), *self._at(*ends[2:]))
        self._draw.line(points, fill=colour, width=max(2, round(self._high * thick)))

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self._x + x * self._wide, self._y + y * self._high


def draw_person(
    draw: ImageDraw.ImageDraw, x: float, y: float, height: float, look: Look = ZHANG
) -> None:
    """Somebody who looks into the camera; `height` from hair to chin, pixels."""
    sketch = Sketch(draw, x, y, height)
    sketch.spot(0, 1.25, 1.2, 0.65, COAT)
    sketch.spot(0, 0.55, 0.22, 0.25, SHADE)
    sketch.spot(0, -0.08, 0.56, 0.52, look.hair)
    sketch.spot(0, 0, 0.5, 0.5, SKIN)
    sketch.spot(0, -0.36, 0.46, 0.16, look.hair)
    for side in (-1, 1):
        sketch.spot(side * 0.22, -0.08, 0.14, 0.055, SHADE)
        sketch.line((side * 0.34, -0.15, side * 0.10, -0.165), 0.03, LID)
        sketch.spot(side * 0.22, -0.075, 0.10, 0.035, WHITE)
        sketch.spot(side * 0.22, -0.075, 0.045, 0.035, LID)
        sketch.spot(side * 0.045, 0.125, 0.02, 0.012, SHADE)
    sketch.spot(0, 0.10, 0.06, 0.05, SHADE)
    sketch.spot(0, 0.265, 0.17, 0.03, LIP)
    sketch.line((-0.16, 0.265, 0.16, 0.265), 0.01, LID)
    if look.glasses:
        _put_on_glasses(sketch)
    if look.mask:
        sketch.spot(0, 0.27, 0.44, 0.25, GAUZE)


def _put_on_glasses(sketch: Sketch) -> None:
    for side in (-1, 1):
        left, right, over, under = side * 0.22 - 0.15, side * 0.22 + 0.15, -0.14, 0.0
        for ends in (
            (left, over, right, over),
            (left, under, right, under),
            (left, over, left, under),
            (right, over, right, under),
        ):
            sketch.line(ends, 0.008, LID)
    sketch.line((-0.07, -0.08, 0.07, -0.08), 0.008, LID)


def paint(name: str, width: int, height: int) -> Frames:
    """The scene as JPEG frames. Raises KeyError for a scene not in SCENES or WALKS."""
    if name in WALKS:
        return _to_and_fro(WALKS[name], width, height)
    return living(SCENES[name](width, height))


def _to_and_fro(look: Look, width: int, height: int) -> Frames:
    """Somebody who stands still for a while, comes nearer for as long, and goes back."""
    here = living(_hall(width, height, (0.5, 0.45, 0.40), look=look)).jpegs
    nearer = living(_hall(width, height, (0.5, 0.47, 0.56), look=look)).jpegs
    return Frames(here * WHILE + nearer * WHILE)


def _hall(
    width: int, height: int, *people: tuple[float, float, float], look: Look = ZHANG
) -> Picture:
    """People by their place and height, in parts of the frame's width and height."""
    image = Image.new("RGB", (width, height), WALL)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height * 0.8, width, height), fill=FLOOR)
    draw.rectangle((width * 0.08, height * 0.1, width * 0.2, height * 0.55), fill=(205, 212, 216))
    for x, y, high in people:
        draw_person(draw, x * width, y * height, high * height, look)
    picture = cv2.cvtColor(np.asarray(image), cv2.COLOR_RGB2BGR)
    return cv2.GaussianBlur(picture, (0, 0), width * SOFTNESS).astype(np.uint8)


def _nobody(width: int, height: int) -> Picture:
    return _hall(width, height)


def _one(width: int, height: int, look: Look = ZHANG) -> Picture:
    return _hall(width, height, (0.5, 0.45, 0.47), look=look)


def _two(width: int, height: int) -> Picture:
    return _hall(width, height, (0.32, 0.47, 0.39), (0.69, 0.45, 0.42))


def _far(width: int, height: int) -> Picture:
    return _hall(width, height, (0.5, 0.5, 0.17))


def _dark(width: int, height: int) -> Picture:
    return cv2.convertScaleAbs(_one(width, height), alpha=0.18).astype(np.uint8)


def _blurred(width: int, height: int) -> Picture:
    return cv2.GaussianBlur(_one(width, height), (0, 0), width / 110).astype(np.uint8)


SCENES: Final[dict[str, Callable[[int, int], Picture]]] = {
    "nobody": _nobody,
    "one": _one,
    "two": _two,
    "far": _far,
    "dark": _dark,
    "blurred": _blurred,
    "glasses": partial(_one, look=Look(glasses=True)),
    "mask": partial(_one, look=Look(mask=True)),
}
WALKS: Final = {"closer": ZHANG, "another": LI}
"""Scenes that move."""
WHILE: Final = 4  # times the variants of a frame: 1.2 s at 10 frames a second
