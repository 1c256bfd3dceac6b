"""Which way up a page lies, as far as its text lines tell."""

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.documents.geometry import Floats

SIDE = 384  # pixels of the square the page is unrolled to; text lines stay a few pixels apart
BORDER = 0.04  # share of the square left out all round: the page's own edge is not text
RULE = 41  # pixels: darker runs this long are table rules, not text
WINDOW = 25  # pixels: profiles are compared with their own mean over this window
SURE = 1.6  # how many times stronger the rows must be than the columns, or the other way


def upright(picture: NDArray[np.uint8], quad: Floats) -> Floats:
    """The quad (4, 2, clockwise) started at the page's top left.

    Text lines give the axis; of its two directions the one nearer the picture's own upright is
    taken. Without a clear answer the corner nearest the picture's top left comes first.
    """
    first = int(np.argmin((quad**2).sum(1)))
    quad = np.roll(quad, -first, axis=0)
    rows = _rows_run_along_top(picture, quad)
    if rows is None:
        return quad
    if not rows:
        quad = np.roll(quad, -1, axis=0)
    rightward = quad[1, 0] - quad[0, 0] + quad[2, 0] - quad[3, 0]
    return quad if rightward >= 0 else np.roll(quad, 2, axis=0)


def _rows_run_along_top(picture: NDArray[np.uint8], quad: Floats) -> bool | None:
    """Whether text lines run along the quad's first side; None when it cannot be told."""
    square = np.array([(0, 0), (SIDE, 0), (SIDE, SIDE), (0, SIDE)], np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), square)
    flat = cv2.warpPerspective(picture, matrix, (SIDE, SIDE), flags=cv2.INTER_AREA)
    cut = int(BORDER * SIDE)
    ink = _ink(cv2.cvtColor(flat, cv2.COLOR_BGR2GRAY).astype(np.uint8))[cut:-cut, cut:-cut]
    along, down = _unevenness(ink.mean(1)), _unevenness(ink.mean(0))
    if max(along, down) < SURE * min(along, down):
        return None
    return along > down


def _ink(grey: NDArray[np.uint8]) -> Floats:
    """How much darker than the paper around each pixel is, without long straight rules."""
    dark = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, np.ones((11, 11), np.uint8))
    for shape in ((RULE, 1), (1, RULE)):
        rules = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        dark = cv2.subtract(dark, cv2.dilate(rules, np.ones((3, 3), np.uint8)))
    return np.asarray(np.minimum(dark, 60), np.float64)


def _unevenness(profile: Floats) -> float:
    """Variance of a profile about its running mean: high across text lines, low along them."""
    mean = np.convolve(profile, np.ones(WINDOW) / WINDOW, mode="same")
    return float(np.var((profile - mean)[WINDOW:-WINDOW]) + 1e-3)
