"""Documents for lamplit.py: nested frames, copies of cards, coloured forms, lines and tables.

Nothing is shared with the other families' sheets. All are fictitious: the text is random signs.
"""

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Field = NDArray[np.float32]

PER_MM = 3  # pixels of a document's drawing
FONTS = (cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_COMPLEX, cv2.FONT_HERSHEY_DUPLEX)
FORMATS = (  # mm
    (210, 297), (210, 297), (297, 210), (148, 210), (210, 140), (85.6, 54), (125, 88), (88, 125),
    (100, 190), (241, 140), (190, 260), (130, 90),
)  # fmt: skip
PAPERS = (
    (0.93, 0.93, 0.92), (0.9, 0.91, 0.92), (0.85, 0.88, 0.9), (0.72, 0.84, 0.9), (0.85, 0.75, 0.9),
    (0.72, 0.88, 0.78), (0.55, 0.68, 0.8), (0.92, 0.86, 0.78),
)  # fmt: skip


def any_hue(rng: Generator, light: tuple[float, float], strong: float) -> Field:
    """A BGR colour of a value within `light` and a saturation up to `strong`, all 0..1."""
    hsv = np.float32([[[rng.uniform(0, 360), rng.uniform(0, strong), rng.uniform(*light)]]])
    return np.asarray(cv2.cvtColor(hsv, cv2.COLOR_HSV2BGR)[0, 0])


def drawn(rng: Generator, wide: float, high: float) -> Field:
    """The document's face, gamma-coded 0..1."""
    face = np.empty((round(high * PER_MM), round(wide * PER_MM), 3), np.float32)
    face[:] = PAPERS[int(rng.integers(len(PAPERS)))]
    edge = float(rng.uniform(0.03, 0.12)) * min(wide, high)
    kind = int(rng.integers(8))
    if kind <= 1 and min(wide, high) > 100:
        edge = _frames(rng, face, edge)
    elif kind == 2:
        band = slice(0, int(rng.uniform(0.1, 0.25) * face.shape[0]))
        face[band] = any_hue(rng, (0.4, 0.9), 0.8)
    elif kind == 3:
        _photo(rng, face, edge)
    elif kind == 4 and high > 180:
        cut = [int(v * PER_MM) for v in (wide * 0.3, high * 0.2, wide * 0.3 + 86, high * 0.2 + 54)]
        cv2.rectangle(face, cut[:2], cut[2:], any_hue(rng, (0.5, 0.95), 0.3).tolist(), -1)
        return face
    elif kind == 5:
        for y in np.arange(edge + 8, high - edge, rng.uniform(5, 10)):
            _line(face, (edge, y), (wide - edge, y), (0.75, 0.6, 0.55), 1)
    elif kind == 6:
        for x in np.linspace(edge, wide - edge, int(rng.integers(3, 8))):
            _line(face, (x, edge), (x, high - edge), (0.2, 0.2, 0.25), int(rng.integers(1, 4)))
        for y in np.linspace(edge, high - edge, int(rng.integers(4, 24))):
            _line(face, (edge, y), (wide - edge, y), (0.2, 0.2, 0.25), int(rng.integers(1, 4)))
    if rng.random() < 0.85:
        _text(rng, face, edge * 1.5 + 3)
    return face


def _line(
    face: Field, a: tuple[float, float], b: tuple[float, float], ink: tuple[float, ...], width: int
) -> None:
    ends = [(round(x * PER_MM), round(y * PER_MM)) for x, y in (a, b)]
    cv2.line(face, ends[0], ends[1], ink, width, cv2.LINE_AA)


def _frames(rng: Generator, face: Field, edge: float) -> float:
    """One to three nested frames, the outer one perhaps of beads; answers their depth."""
    height, width = face.shape[:2]
    for turn in range(int(rng.integers(1, 4))):
        cut, ink = int(edge * PER_MM), tuple(any_hue(rng, (0.2, 0.8), 0.9).tolist())
        broad = int(rng.uniform(0.4, 9) * PER_MM)
        if turn == 0 and rng.random() < 0.4:
            for x in range(cut, width - cut, broad + 6):
                for y in (cut, height - cut):
                    cv2.circle(face, (x, y), broad // 2 + 1, ink, -1, cv2.LINE_AA)
            for y in range(cut, height - cut, broad + 6):
                for x in (cut, width - cut):
                    cv2.circle(face, (x, y), broad // 2 + 1, ink, -1, cv2.LINE_AA)
        else:
            cv2.rectangle(face, (cut, cut), (width - cut, height - cut), ink, broad, cv2.LINE_AA)
        edge += broad / PER_MM + rng.uniform(1, 5)
    return edge


def _photo(rng: Generator, face: Field, edge: float) -> None:
    height, width = face.shape[:2]
    x, y = int((edge + 2) * PER_MM), int(height * 0.25)
    w, h = int(width * 0.28), int(height * 0.5)
    blocks = rng.uniform(0.1, 0.9, (5, 4, 3)).astype(np.float32)
    part = face[y : y + h, x : x + w]
    part[:] = cv2.resize(blocks, part.shape[1::-1], interpolation=cv2.INTER_LINEAR)


def _text(rng: Generator, face: Field, edge: float) -> None:
    """Digits and signs in a Hershey font, down a part of the sheet."""
    height, width = face.shape[:2]
    font, size = FONTS[int(rng.integers(len(FONTS)))], float(rng.uniform(0.25, 0.9))
    ink = (float(rng.uniform(0.02, 0.35)),) * 3
    left, pitch = int(edge * PER_MM), int(size * rng.uniform(34, 60))
    for y in range(left + pitch, int(height * rng.uniform(0.4, 1)) - left, pitch):
        count = int((width - 2 * left) / (size * 20) * rng.uniform(0.3, 1))
        text = "".join(chr(int(c)) for c in rng.integers(35, 95, max(1, count)))
        cv2.putText(face, text, (left, y), font, size, ink, 1, cv2.LINE_AA)
