"""What lies on the tables of homes.py, in colours 0 to 1: printed matter of every darkness."""

from typing import Literal

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Layer = NDArray[np.float32]
Kind = Literal["letter", "form", "copy", "receipt", "identity", "booklet", "cover", "poster"]

# width by height in millimetres
SIZES: dict[Kind, tuple[float, float]] = {
    "letter": (210, 297),
    "form": (210, 297),
    "copy": (210, 140),
    "receipt": (80, 200),
    "identity": (85.6, 54),
    "booklet": (176, 125),
    "cover": (105, 148),
    "poster": (210, 297),
}
PER_MM = 4  # pixels of a face; twice as many on what is as small as a card
FONTS = (cv2.FONT_HERSHEY_DUPLEX, cv2.FONT_HERSHEY_COMPLEX, cv2.FONT_HERSHEY_TRIPLEX)
LETTERS = np.array(list("abcdefghijklmnoprstuvwxyzABDEGKMNRST0123456789   "))


def drawn(rng: Generator, kind: Kind) -> Layer:
    """The face (H, W, 3) of a sheet of this kind."""
    wide, high = (round(side * _per_mm(kind)) for side in SIZES[kind])
    paper = rng.uniform(0.82, 0.97) * np.array([1, 1, 1]) - rng.uniform(0, 0.07, 3)
    if kind == "copy":
        paper = np.array([(0.72, 0.74, 0.95), (0.70, 0.90, 0.93), (0.90, 0.84, 0.74)])[
            int(rng.integers(3))
        ]
    if kind == "cover":
        paper = np.array([(0.10, 0.08, 0.30), (0.30, 0.16, 0.06), (0.12, 0.12, 0.12)])[
            int(rng.integers(3))
        ]
    face = np.full((high, wide, 3), paper, np.float32)
    {"letter": _letter, "form": _form, "copy": _form, "receipt": _receipt, "identity": _identity,
     "booklet": _booklet, "cover": _cover, "poster": _poster}[kind](rng, face)  # fmt: skip
    return np.clip(face, 0, 1)


def _per_mm(kind: Kind) -> int:
    return PER_MM * (2 if max(SIZES[kind]) < 100 else 1)


def _text(
    rng: Generator, face: Layer, spot: tuple[int, int], wide: int, size: int, ink: float
) -> None:
    """One row of letters, `size` pixels high, from this spot as far as it is wide."""
    font = FONTS[int(rng.integers(len(FONTS)))]
    words = "".join(rng.choice(LETTERS, max(1, int(wide / size / 0.9))))
    at, scale = (spot[0], spot[1] + size), size / 24
    cv2.putText(face, words, at, font, scale, (ink, ink, ink), max(1, size // 12), cv2.LINE_AA)


def _rows(rng: Generator, face: Layer, box: tuple[int, int, int, int], size: int) -> None:
    """A column of text in the box (left, top, right, bottom)."""
    left, top, right, bottom = box
    ink = float(rng.uniform(0.05, 0.45))
    for y in range(top, bottom - size, int(size * rng.uniform(1.5, 2.2))):
        _text(rng, face, (left, y), int((right - left) * rng.uniform(0.35, 0.95)), size, ink)


def _picture(rng: Generator, face: Layer, box: tuple[int, int, int, int]) -> None:
    """A photograph: coarse clouds of colour."""
    left, top, right, bottom = box
    few = rng.uniform(0.05, 0.85, (5, 6, 3)).astype(np.float32)
    size = (right - left, bottom - top)
    face[top:bottom, left:right] = cv2.resize(few, size, interpolation=cv2.INTER_CUBIC)


def _letter(rng: Generator, face: Layer) -> None:
    high, wide = face.shape[:2]
    edge, size = int(wide * rng.uniform(0.08, 0.14)), int(rng.uniform(11, 18))
    _text(rng, face, (edge, edge), int(wide * 0.5), 2 * size, 0.1)
    _rows(rng, face, (edge, edge + 5 * size, wide - edge, int(high * rng.uniform(0.4, 0.95))), size)
    if rng.random() < 0.4:
        seal = (int(wide * 0.7), int(high * 0.8))
        cv2.circle(face, seal, int(wide * 0.09), (0.2, 0.2, 0.75), 5, cv2.LINE_AA)


def _form(rng: Generator, face: Layer) -> None:
    high, wide = face.shape[:2]
    edge = int(min(wide, high) * rng.uniform(0.03, 0.1))
    ink = rng.uniform(0.05, 0.5, 3).tolist()
    head = (wide - edge, edge + int(high * 0.06))
    cv2.rectangle(face, (edge, edge), head, ink, -1 if rng.random() < 0.5 else 2)
    rows = np.linspace(edge, high - edge, int(rng.integers(5, 18))).astype(int).tolist()
    for y in rows:
        cv2.line(face, (edge, y), (wide - edge, y), ink, 2)
    for x in np.linspace(edge, wide - edge, int(rng.integers(2, 6))).astype(int).tolist():
        cv2.line(face, (x, edge), (x, high - edge), ink, 2)
    for y in rows[1:-1]:
        _text(rng, face, (edge + 10, y + 4), wide // 4, min(16, rows[1] - rows[0] - 6), 0.1)


def _receipt(rng: Generator, face: Layer) -> None:
    high, wide = face.shape[:2]
    face *= np.linspace(1, rng.uniform(0.9, 1), high, dtype=np.float32)[:, None, None]
    _rows(rng, face, (14, 20, wide - 14, int(high * rng.uniform(0.5, 0.9))), int(wide / 20))
    for x in range(20, wide - 20, 7):
        cv2.line(face, (x, high - 90), (x, high - 40), (0.2, 0.2, 0.2), int(rng.integers(1, 5)))


def _identity(rng: Generator, face: Layer) -> None:
    high, wide = face.shape[:2]
    tint = rng.uniform(-0.25, 0.02, (3, 4, 3)).astype(np.float32)
    face += cv2.resize(tint, (wide, high), interpolation=cv2.INTER_CUBIC)
    for shift in range(0, wide, 14):
        cv2.ellipse(face, (shift, high), (wide // 3, high // 2), 0, 180, 360, (0.75, 0.7, 0.72), 1)
    left = int(wide * rng.choice([0.05, 0.65]))
    _picture(rng, face, (left, int(high * 0.2), left + int(wide * 0.28), int(high * 0.8)))
    start = int(wide * 0.4) if left < wide / 2 else int(wide * 0.06)
    _rows(rng, face, (start, int(high * 0.15), start + int(wide * 0.5), high - 30), int(high / 14))


def _booklet(rng: Generator, face: Layer) -> None:
    """An open booklet; one of its halves may be a photograph or dark."""
    high, wide = face.shape[:2]
    half = wide // 2
    for left in (0, half):
        if rng.random() < 0.4:
            tone = float(rng.uniform(0.5, 0.9))
            face[:, left : left + half] *= np.float32(tone)
        _rows(rng, face, (left + 30, 30, left + half - 30, high - 30), int(rng.uniform(10, 16)))
    if rng.random() < 0.5:
        _picture(rng, face, (half + 30, 40, half + 180, 240))
    x = np.abs(np.arange(wide) - half) / wide
    face *= (1 - 0.5 * np.exp(-x / 0.02)).astype(np.float32)[None, :, None]


def _cover(rng: Generator, face: Layer) -> None:
    """A dark cover with light print."""
    high, wide = face.shape[:2]
    light = float(rng.uniform(0.6, 0.9))
    _text(rng, face, (wide // 6, high // 6), int(wide * 0.6), 36, light)
    cv2.circle(face, (wide // 2, high // 2), wide // 6, (0.3, 0.65, light), 6, cv2.LINE_AA)
    _text(rng, face, (wide // 5, int(high * 0.8)), int(wide * 0.5), 20, light)


def _poster(rng: Generator, face: Layer) -> None:
    """Mostly pictures and dark bands; paper only in the margin, or not even there."""
    high, wide = face.shape[:2]
    edge = int(rng.choice([0, 0.04, 0.08]) * wide)
    _picture(rng, face, (edge, edge, wide - edge, int(high * rng.uniform(0.3, 0.6))))
    face[int(high * 0.62) : int(high * 0.7), edge : wide - edge] = rng.uniform(0.05, 0.4, 3)
    _rows(rng, face, (edge + 40, int(high * 0.73), wide - edge - 40, high - edge - 20), 16)
