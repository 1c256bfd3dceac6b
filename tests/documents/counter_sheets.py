"""Documents people bring to a counter, drawn upright at PER_MM pixels per millimetre.

Nothing is shared with sheets.py. All are fictitious: glyphs are random strokes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Image = NDArray[np.float32]

PER_MM = 4  # pixels
RED = (45.0, 40.0, 205.0)  # of headings and seals, BGR
PAPERS = (
    (250, 250, 250), (250, 250, 250), (244, 247, 248), (252, 249, 245), (232, 240, 246),
    (214, 232, 240), (222, 214, 245), (243, 228, 208), (200, 226, 243),
)  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """A drawn document: its face (BGR, 0..255), size in mm and corner radius in mm."""

    face: Image
    wide: float
    high: float
    radius: float = 0.0


def draw(rng: Generator) -> Sheet:
    """One document, most often A4."""
    return KINDS[int(rng.integers(len(KINDS)))](rng)


def _paper(rng: Generator, wide: float, high: float) -> Image:
    face = np.empty((int(high * PER_MM), int(wide * PER_MM), 3), np.float32)
    face[:] = PAPERS[int(rng.integers(len(PAPERS)))]
    return face


def _ink(rng: Generator) -> tuple[float, float, float]:
    level = float(rng.uniform(15, 95))
    return (level + 70, level * 0.6, level * 0.5) if rng.random() < 0.15 else (level,) * 3


def _glyphs(
    face: Image, rng: Generator, x: float, y: float, size: float, count: int,
    ink: tuple[float, float, float], weight: int = 1,
) -> None:  # fmt: skip
    """A run of square characters from (x, y) mm, `size` mm each."""
    side = size * PER_MM * 0.85
    for index in range(count):
        corner = np.array([(x + index * size) * PER_MM, y * PER_MM])
        for _ in range(5):
            a, b = corner + rng.uniform(0, side, 2), corner + rng.uniform(0, side, 2)
            level = int(rng.integers(3))
            if level < 2:
                b[level] = a[level]
            cv2.line(face, a.astype(int).tolist(), b.astype(int).tolist(), ink, weight, cv2.LINE_AA)


def lines(face: Image, rng: Generator, box: tuple[float, float, float, float], size: float) -> None:
    """Lines of print in box = (left, top, right, bottom) mm."""
    left, top, right, bottom = box
    ink, pitch = _ink(rng), size * rng.uniform(1.4, 2.1)
    for y in np.arange(top, bottom - size, pitch):
        full = int((right - left) / size)
        count = full if rng.random() < 0.75 else int(rng.integers(1, max(2, full)))
        _glyphs(face, rng, left, float(y), size, count, ink)


def _rule(face: Image, a: tuple[float, float], b: tuple[float, float], width: int,
          ink: tuple[float, float, float]) -> None:  # fmt: skip
    ends = [(round(x * PER_MM), round(y * PER_MM)) for x, y in (a, b)]
    cv2.line(face, ends[0], ends[1], ink, width, cv2.LINE_AA)


def table(face: Image, rng: Generator, box: tuple[float, float, float, float]) -> None:
    """A dense form: many rows, uneven columns, half of the cells filled in."""
    left, top, right, bottom = box
    ink, width = _ink(rng), int(rng.integers(1, 4))
    rows = np.linspace(top, bottom, int((bottom - top) / rng.uniform(6, 14)) + 2)
    columns = [left, *sorted(rng.uniform(left, right, int(rng.integers(1, 6)))), right]
    for y in rows:
        _rule(face, (left, y), (right, y), width, ink)
    for x in columns:
        _rule(face, (x, top), (x, bottom), width, ink)
    size = 3.2
    for y in rows[:-1]:
        for x, end in pairwise(columns):
            if rng.random() < 0.6:
                count = int(rng.uniform(0, max(1, (end - x - 2) / size)))
                _glyphs(face, rng, x + 1, y + 1.5, size, count, ink)


def _seal(face: Image, rng: Generator, wide: float, high: float) -> None:
    centre = (
        int(rng.uniform(0.5, 0.8) * wide * PER_MM),
        int(rng.uniform(0.6, 0.9) * high * PER_MM),
    )
    radius = int(rng.uniform(18, 22) * PER_MM)
    layer = face.copy()
    cv2.circle(layer, centre, radius, RED, 5, cv2.LINE_AA)
    cv2.circle(layer, centre, radius // 4, RED, -1, cv2.LINE_AA)
    face += rng.uniform(0.5, 0.95) * (np.minimum(layer, face) - face)


def _form(rng: Generator) -> Sheet:
    wide, high = (210.0, 297.0) if rng.random() < 0.7 else (182.0, 257.0)
    face, edge = _paper(rng, wide, high), float(rng.uniform(6, 24))
    top = edge + float(rng.uniform(0, 22))
    if top > edge + 10:
        _glyphs(face, rng, wide * 0.3, edge, 7, int(wide * 0.4 / 7), _ink(rng), 3)
    table(face, rng, (edge, top, wide - edge, high - edge))
    if rng.random() < 0.4:
        _seal(face, rng, wide, high)
    return Sheet(face, wide, high)


def _notice(rng: Generator) -> Sheet:
    """An official letter: large red heading over a red rule, print, seal."""
    face = _paper(rng, 210, 297)
    if rng.random() < 0.7:
        _glyphs(face, rng, 30, 34, 14, 10, RED, 7)
        _rule(face, (26, 60), (184, 60), 5, RED)
    bottom = float(rng.uniform(120, 275))
    lines(face, rng, (27, 72, 183, bottom), float(rng.uniform(3.5, 5.5)))
    if rng.random() < 0.7:
        _seal(face, rng, 210, 297)
    return Sheet(face, 210, 297)


def _certificate(rng: Generator) -> Sheet:
    """Landscape, with a broad ornamental border a little inside the sheet."""
    wide, high = (297.0, 210.0) if rng.random() < 0.6 else (257.0, 182.0)
    face, edge = _paper(rng, wide, high), float(rng.uniform(5, 16))
    border = tuple(float(v) for v in rng.uniform(60, 210, 3))
    band = int(rng.uniform(2, 9) * PER_MM)
    cut = int(edge * PER_MM)
    cv2.rectangle(face, (cut, cut), (face.shape[1] - cut, face.shape[0] - cut), border, band)
    _glyphs(face, rng, wide * 0.28, edge + 18, 15, int(wide * 0.44 / 15), _ink(rng), 6)
    lines(face, rng, (edge + 25, edge + 55, wide - edge - 25, high - edge - 35), 5.5)
    _seal(face, rng, wide, high)
    return Sheet(face, wide, high)


def _handwritten(rng: Generator) -> Sheet:
    """Ruled or blank note paper with a few lines of a pen, down to nearly nothing."""
    wide, high = (148.0, 210.0) if rng.random() < 0.5 else (210.0, 297.0)
    face = _paper(rng, wide, high)
    if rng.random() < 0.6:
        for y in np.arange(22, high - 10, 8.0):
            _rule(face, (8, y), (wide - 8, y), 1, (190.0, 160.0, 150.0))
    ink = (130.0, 50.0, 30.0) if rng.random() < 0.5 else (40.0, 40.0, 40.0)
    for y in np.arange(24, 24 + 8 * int(rng.integers(1, 14)), 8.0):
        _glyphs(face, rng, 14, y, 6.5, int(rng.uniform(3, (wide - 30) / 6.5)), ink, 2)
    return Sheet(face, wide, high)


def _card(rng: Generator) -> Sheet:
    """An identity or social-insurance card: pale guilloche, portrait, a few lines."""
    face = _paper(rng, 85.6, 54)
    y, x = np.mgrid[0 : face.shape[0], 0 : face.shape[1]].astype(np.float32)
    wave = np.sin(x / 9 + 3 * np.sin(y / 21)) * np.sin(y / 7 + 2 * np.sin(x / 30))
    tint = rng.uniform(0.82, 1, 3).astype(np.float32)
    face = np.asarray(face * tint * (1 - 0.05 * (wave[..., None] + 1)), np.float32)
    size = float(rng.uniform(2.2, 3.2))
    lines(face, rng, (6, 7, 50, 40), size)
    _glyphs(face, rng, 22, 45, size * 0.9, 18, _ink(rng))
    at = (slice(8 * PER_MM, 38 * PER_MM), slice(57 * PER_MM, 79 * PER_MM))
    height, width = face[at].shape[:2]
    blocks = rng.uniform(40, 210, (4, 3, 3)).astype(np.float32)
    face[at] = cv2.resize(blocks, (width, height), interpolation=cv2.INTER_CUBIC)
    return Sheet(face, 85.6, 54, 3.2)


def _receipt(rng: Generator) -> Sheet:
    wide, high = float(rng.choice([57, 80])), float(rng.uniform(110, 240))
    face = _paper(rng, wide, high)
    _glyphs(face, rng, wide * 0.2, 8, 6, int(wide * 0.6 / 6), _ink(rng), 2)
    lines(face, rng, (5, 18, wide - 5, high - rng.uniform(8, 40)), 3.0)
    return Sheet(face, wide, high)


def _booklet(rng: Generator) -> Sheet:
    """A household register laid open: two framed leaves and the dark fold between."""
    wide, high = 210.0, 143.0
    face = _paper(rng, wide, high)
    for left in (0.0, wide / 2):
        edge = float(rng.uniform(5, 9))
        table(face, rng, (left + edge, edge + 8, left + wide / 2 - edge, high - edge))
    fold = np.abs(np.arange(face.shape[1]) / PER_MM - wide / 2)
    face *= (1 - 0.35 * np.exp(-fold / rng.uniform(1, 6)))[None, :, None].astype(np.float32)
    return Sheet(face, wide, high, 2.0)


KINDS: tuple[Callable[[Generator], Sheet], ...] = (
    _form, _form, _form, _notice, _notice, _certificate, _handwritten, _card, _receipt, _booklet,
)  # fmt: skip
