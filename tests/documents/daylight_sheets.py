"""Documents for daylight.py, and the value noise both are made of.

Text is noise cut to lines, words and strokes: it reads like print from afar and says nothing.
"""

from collections.abc import Callable
from itertools import pairwise

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Field = NDArray[np.float32]
Box = tuple[float, float, float, float]  # left, top, right, bottom as shares of the sheet

PER_MM = 3.2  # pixels of a document's drawing
STOCKS = ((252, 252, 252), (244, 248, 250), (235, 243, 247), (206, 226, 246), (214, 206, 246),
          (240, 226, 205), (212, 240, 220), (178, 216, 240))  # fmt: skip
INKS = ((38, 34, 32), (60, 56, 54), (110, 60, 30), (48, 40, 150), (90, 90, 90))
FORMATS = ((210, 297), (210, 297), (297, 210), (148, 210), (210, 99), (85.6, 54), (105, 148),
           (182, 257), (176, 125), (76, 190))  # fmt: skip


def noise(rng: Generator, shape: tuple[int, int], cells: tuple[float, float]) -> Field:
    """Smooth noise 0..1 of so many pixels per cell (down, across)."""
    small = rng.random((int(shape[0] / cells[0]) + 3, int(shape[1] / cells[1]) + 3), np.float32)
    size = (int(small.shape[1] * cells[1]) + 1, int(small.shape[0] * cells[0]) + 1)
    y, x = (int(rng.integers(0, max(1, int(c)))) for c in cells)
    full = cv2.resize(small, size, interpolation=cv2.INTER_CUBIC)
    return np.asarray(full[y : y + shape[0], x : x + shape[1]], np.float32)


def octaves(rng: Generator, shape: tuple[int, int], cell: float, count: int) -> Field:
    """Noise of about zero mean and unit deviation, every octave half as strong as the last."""
    total = np.zeros(shape, np.float32)
    for turn in range(count):
        size = max(1.5, cell / 2**turn)
        total += (noise(rng, shape, (size, size)) - 0.5) / 2**turn
    return np.asarray(total / total.std(), np.float32)


def drawn(rng: Generator, wide: float, high: float) -> Field:
    """The face (H, W, 3) of a document of so many mm, BGR 0..255."""
    face = np.empty((round(high * PER_MM), round(wide * PER_MM), 3), np.float32)
    face[:] = STOCKS[int(rng.integers(len(STOCKS)))]
    KINDS[int(rng.integers(len(KINDS)))](rng, face)
    return face


def _part(face: Field, box: Box) -> Field:
    height, width = face.shape[:2]
    return face[
        int(box[1] * height) : max(int(box[1] * height) + 2, int(box[3] * height)),
        int(box[0] * width) : max(int(box[0] * width) + 2, int(box[2] * width)),
    ]


def _text(rng: Generator, face: Field, box: Box, tall: float) -> None:
    """Lines of print, their letters `tall` mm."""
    part, line = _part(face, box), tall * PER_MM
    shape = part.shape[:2]
    pitch = line * rng.uniform(1.5, 2.3)
    y = np.arange(shape[0])[:, None]
    strokes = noise(rng, shape, (line * 0.3 + 1, line * 0.22 + 1)) > 0.52
    words = noise(rng, shape, (pitch, line * 2.2)) > 0.33
    ends = rng.uniform(0.25, 1.6, shape[0] // int(pitch) + 2)[(y // pitch).astype(int)]
    shown = strokes & words & (np.mod(y, pitch) < line) & (np.arange(shape[1]) < ends * shape[1])
    part[shown] = INKS[int(rng.integers(len(INKS)))]


def _letter(rng: Generator, face: Field) -> None:
    margin = float(rng.uniform(0.06, 0.14))
    if rng.random() < 0.6:
        _text(rng, face, (margin, 0.05, rng.uniform(0.4, 0.9), 0.11), 6)
    _text(rng, face, (margin, 0.17, 1 - margin, rng.uniform(0.35, 0.93)), rng.uniform(2, 3.6))


def _invoice(rng: Generator, face: Field) -> None:
    """Zebra rows between two rules."""
    edge, rows = float(rng.uniform(0.02, 0.1)), int(rng.integers(6, 24))
    tint = rng.uniform(0.78, 0.96, 3)
    for row in range(0, rows, 2):
        top = 0.2 + 0.65 * row / rows
        _part(face, (edge, top, 1 - edge, top + 0.65 / rows))[:] *= tint
    for top in (0.19, 0.86):
        _part(face, (edge, top, 1 - edge, top + 0.004))[:] = 40
    _text(rng, face, (edge, 0.05, 0.9, 0.14), 4.5)
    _text(rng, face, (edge + 0.01, 0.2, 1 - edge, 0.85), 2.4)


def _boxes(rng: Generator, face: Field) -> None:
    """A form of grey cells to fill in."""
    edge = float(rng.uniform(0.015, 0.09))
    rows = np.linspace(
        rng.uniform(0.03, 0.16), rng.uniform(0.8, 1 - edge), int(rng.integers(4, 14))
    )
    grey = rng.uniform(0.75, 0.95, 3)
    for top, bottom in pairwise(rows.tolist()):
        cut = float(rng.uniform(0.2, 0.8))
        for left, right in ((edge, cut), (cut, 1 - edge)):
            cell = _part(face, (left + 0.006, top, right, bottom - 0.006))
            if rng.random() < 0.6:
                cell *= grey
            cell[:2], cell[-2:], cell[:, :2], cell[:, -2:] = 90, 90, 90, 90
            _text(rng, cell, (0.05, 0.2, 0.95, 0.9), 2.4)


def _photograph(rng: Generator, face: Field) -> None:
    """A colour picture, with a white border or nearly none, as on prints and passports."""
    edge = float(rng.uniform(0.01, 0.12))
    low = float(rng.uniform(0.5, 1 - edge))
    part = _part(face, (edge, edge, 1 - edge, low))
    for channel in range(3):
        blobs = octaves(rng, part.shape[:2], float(rng.uniform(40, 200)), 4)
        part[..., channel] = np.clip(rng.uniform(60, 190) + rng.uniform(15, 50) * blobs, 0, 255)
    _text(rng, face, (edge + 0.03, low + 0.02, 1 - edge, 0.97), 2.6)


def _guilloche(rng: Generator, face: Field) -> None:
    """A certificate: fine interfering waves as a band along the border, or all over."""
    height, width = face.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    deep = np.minimum(np.minimum(x, width - x), np.minimum(y, height - y)) / PER_MM
    pitch, swing = rng.uniform(4, 12), rng.uniform(3, 14)
    wave = np.abs(np.sin((x + swing * np.sin(y / 17)) / pitch + np.sin(y / pitch)))
    start, broad = rng.uniform(0.5, 9), rng.uniform(4, 16)
    band = (deep > start) & (deep < start + broad) if rng.random() < 0.7 else deep > start
    tint = rng.uniform(0.45, 0.95, 3).astype(np.float32)
    face *= 1 - (band * (1 - 0.6 * wave))[..., None] * (1 - tint)
    _text(rng, face, (0.28, 0.24, 0.72, 0.33), 7)
    _text(rng, face, (0.2, 0.42, 0.8, 0.75), 3.2)


def _spread(rng: Generator, face: Field) -> None:
    """A booklet laid open: a spine's shade across the middle, print or a stamp on either leaf."""
    along = np.linspace(-1, 1, face.shape[1], dtype=np.float32)
    face *= (1 - rng.uniform(0.1, 0.5) * np.exp(-np.abs(along) * rng.uniform(8, 40)))[:, None]
    for left in (0.06, 0.56):
        if rng.random() < 0.8:
            _text(rng, face, (left, 0.1, left + 0.38, rng.uniform(0.4, 0.9)), 2.4)


KINDS: tuple[Callable[[Generator, Field], None], ...] = (
    _letter, _letter, _invoice, _boxes, _photograph, _guilloche, _spread,
)  # fmt: skip
