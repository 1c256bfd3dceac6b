"""Faint sides of a page, looked for in a calm copy: print, specks and grain are taken out of it.

Rules of a printed table and chips of a stone counter outnumber the sides of a sheet that differs
from its desk by two or three grey levels, and drown them. In a copy of half the size with dark
strokes filled in and a wide median taken, what is left is large and flat: such a side is one of
few long edges there, and may be amplified.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.documents.geometry import Floats
from kiosk.documents.lines import LOCAL_WINDOW, Cues, detected, joined

SMALLER = 2  # pixels of the picture, each way, for one of the calm copy
STROKE = 9  # pixels of the calm copy: thinner dark strokes are filled in
SPECK = 5  # pixels of the calm copy: the window whose median is taken
STRETCH = 4.0  # chroma is kept this much finer than whole Lab units
GAINS = (3.0, 8.0, 8.0)  # chroma has no shadows, and may be amplified more than lightness
FULL_STEP = 8.0  # Lab difference from which an edge counts in full here
MIN_SEGMENT = 0.04  # of the long side: no letters are left that could be that long
MOST_KNOWN = 28  # of the plain lines, the strongest are looked at together with the faint ones
MOST_FAINT = 12  # faint lines; the cost of forming quads grows with the fourth power of all
SAME = 4.0  # pixels a known line may be off, at REACH from the picture's middle
REACH = 150.0


def with_faint(picture: Cues, lines: Floats) -> Floats:
    """The strongest of these lines (N, 3), and after them up to MOST_FAINT that none of them is."""
    calm = _calm(picture)
    kept = lines[:MOST_KNOWN]
    known = len(kept)
    for line in _enlarged(joined(calm, _segments(calm), FULL_STEP)):
        if len(kept) == known + MOST_FAINT:
            break
        if not _known(line, kept, picture.size):
            kept = np.concatenate([kept, line[None]])
    return kept


def _calm(picture: Cues) -> Cues:
    """The picture at half the size, without anything small in it."""
    width, height = picture.size
    size = (width // SMALLER, height // SMALLER)
    light, *chroma = cv2.split(cv2.resize(picture.lab, size, interpolation=cv2.INTER_AREA))
    strokes = np.ones((STROKE, STROKE), np.uint8)
    filled = cv2.morphologyEx(light.astype(np.uint8), cv2.MORPH_CLOSE, strokes)
    channels = [cv2.medianBlur(filled, SPECK).astype(np.float32)]
    for channel in chroma:
        usual = np.median(channel[::4, ::4])
        fine = np.clip(128 + STRETCH * (channel - usual), 0, 255).astype(np.uint8)
        channels.append(usual + (cv2.medianBlur(fine, SPECK) - np.float32(128)) / STRETCH)
    return Cues(np.stack(channels, axis=-1).astype(np.float32))


def _segments(calm: Cues) -> Floats:
    """Segments (N, 2, 2) of lightness and both colour axes."""
    local = calm.lab - cv2.blur(calm.lab, (LOCAL_WINDOW, LOCAL_WINDOW))
    found = [detected(local[..., i], 1.0, gain) for i, gain in enumerate(GAINS)]
    segments = np.concatenate(found).astype(np.float64)
    length = np.linalg.norm(segments[:, 1] - segments[:, 0], axis=1)
    return np.asarray(segments[length >= MIN_SEGMENT * max(calm.size)])


def _enlarged(lines: Floats) -> Floats:
    """Lines of the calm copy in the picture's own pixels; centres stay centres."""
    distance = SMALLER * lines[:, 2] + (SMALLER - 1) / 2 * lines[:, :2].sum(1)
    return np.column_stack([lines[:, :2], distance])


def _known(line: Floats, others: Floats, size: tuple[int, int]) -> bool:
    """Whether one of the others (N, 3) runs along this line as far as it is in the picture."""
    middle = np.array(size) / 2
    foot = middle + line[:2] * (line[2] - line[:2] @ middle)
    ends: NDArray[np.float64] = foot + np.array([[-REACH], [REACH]]) * (-line[1], line[0])
    off = np.abs(others[:, :2] @ ends.T - others[:, 2:]).max(1)
    return bool((off < SAME).any())
