"""What lies on the desks of offices.py: letters, forms, receipts, cards and open books."""

from itertools import pairwise
from typing import Literal, NamedTuple

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Layer = NDArray[np.float32]
Kind = Literal["letter", "form", "receipt", "card", "book"]

LONG = 1000  # pixels of the longer side


class Format(NamedTuple):
    """Width by height, and what is printed on it."""

    aspect: float
    kind: Kind


FORMATS = (
    Format(210 / 297, "letter"), Format(210 / 297, "letter"), Format(210 / 297, "form"),
    Format(297 / 210, "form"), Format(148 / 210, "letter"), Format(80 / 170, "receipt"),
    Format(58 / 150, "receipt"), Format(85.6 / 54, "card"), Format(125 / 88, "card"),
    Format(280 / 200, "book"),
)  # fmt: skip


def drawn(rng: Generator, format_: Format) -> tuple[Layer, Layer]:
    """The sheet's face (H, W, 3), and its share of each pixel (H, W)."""
    wide, high = (LONG, int(LONG / format_.aspect))
    if format_.aspect < 1:
        wide, high = int(LONG * format_.aspect), LONG
    paper = rng.uniform(0.88, 1) * np.array([240, 246, 248]) + rng.uniform(-6, 6, 3)
    if format_.kind == "card" or rng.random() < 0.15:
        paper -= rng.uniform(0, 45, 3)
    face = np.full((high, wide, 3), paper, np.float32)
    mask = np.ones((high, wide), np.float32)
    if format_.kind == "form":
        _table(rng, face)
    elif format_.kind == "card":
        _card(rng, face)
        mask = _rounded(wide, high, int(0.035 * LONG))
    else:
        _lines(rng, face)
    if format_.kind == "book":
        x = np.abs(np.arange(wide) - wide / 2) / wide
        face *= (1 - 0.45 * np.exp(-x / 0.03)).astype(np.float32)[None, :, None]
    elif format_.kind != "card" and rng.random() < 0.4:
        _folds(rng, face)
    return face, mask


def _words(rng: Generator, face: Layer, spot: tuple[int, int], wide: int, row: int) -> None:
    """Marks like characters along one line of print."""
    ink = float(rng.uniform(15, 80))
    x, size = spot[0], int(row * 0.6)
    while x + size < spot[0] + wide:
        if rng.random() < 0.92:
            for _ in range(3):
                ends = rng.integers(0, size, (2, 2)) + np.array((x, spot[1]))
                first, last = ends.tolist()
                cv2.line(face, first, last, (ink, ink, ink), max(1, size // 8), cv2.LINE_AA)
        x += int(size * 1.15)


def _lines(rng: Generator, face: Layer) -> None:
    high, wide = face.shape[:2]
    margin, row = int(wide * rng.uniform(0.07, 0.14)), int(rng.uniform(22, 44))
    for y in range(margin, int(high * rng.uniform(0.5, 0.95)) - row, row):
        _words(rng, face, (margin, y), int((wide - 2 * margin) * rng.uniform(0.4, 1)), row)


def _table(rng: Generator, face: Layer) -> None:
    high, wide = face.shape[:2]
    margin = int(min(wide, high) * rng.uniform(0.04, 0.12))
    ink = rng.uniform(20, 140, 3).tolist()
    thick = int(rng.integers(1, 5))
    rows = np.linspace(margin * 2, high - margin, int(rng.integers(6, 26))).astype(int).tolist()
    for y in rows:
        cv2.line(face, (margin, y), (wide - margin, y), ink, thick, cv2.LINE_AA)
    for x in np.linspace(margin, wide - margin, int(rng.integers(2, 7))).astype(int).tolist():
        cv2.line(face, (x, rows[0]), (x, rows[-1]), ink, thick, cv2.LINE_AA)
    for y in rows[:-1:2]:
        _words(rng, face, (margin + 8, y + 4), wide // 3, min(30, rows[1] - rows[0]))


def _card(rng: Generator, face: Layer) -> None:
    high, wide = face.shape[:2]
    soft = rng.uniform(-25, 10, (4, 6, 3)).astype(np.float32)
    face += cv2.resize(soft, (wide, high), interpolation=cv2.INTER_CUBIC)
    left = int(wide * rng.choice([0.06, 0.66]))
    photo = face[int(high * 0.2) : int(high * 0.75), left : left + int(wide * 0.27)]
    photo[:] = rng.uniform(60, 210, 3)
    for y in range(int(high * 0.2), int(high * 0.8), int(high * 0.12)):
        start = int(wide * 0.4) if left < wide / 2 else int(wide * 0.08)
        _words(rng, face, (start, y), int(wide * rng.uniform(0.2, 0.5)), int(high * 0.1))


def _rounded(wide: int, high: int, radius: int) -> Layer:
    mask = np.zeros((high, wide), np.float32)
    cv2.rectangle(mask, (radius, 0), (wide - radius - 1, high), 1.0, -1)
    cv2.rectangle(mask, (0, radius), (wide, high - radius - 1), 1.0, -1)
    for x in (radius, wide - radius - 1):
        for y in (radius, high - radius - 1):
            cv2.circle(mask, (x, y), radius, 1.0, -1, cv2.LINE_AA)
    return mask


def _folds(rng: Generator, face: Layer) -> None:
    """One or two folds across: each part a little lighter or darker."""
    ends = np.linspace(0, face.shape[0], int(rng.integers(3, 5))).astype(int)
    for start, end in pairwise(ends):
        face[start:end] *= np.float32(rng.uniform(0.92, 1.0))
