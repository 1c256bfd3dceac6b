"""Sharpen a page's corners: each side is traced again in a finer picture and fitted robustly."""

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.documents.geometry import Floats, area, convex, crossing, line_through

Picture = NDArray[np.uint8] | NDArray[np.float32]

PLACES = 96  # places along a side where its edge is looked for
END = 0.05  # share of a side left out at each end: rounded corners, dog-ears
REACHES = (7, 4)  # pixels searched either side of the last estimate, per round
MARGIN = 3  # pixels the strip reaches further, for the smoothing
TAIL = 2.0  # pixels: an edge this far off the fitted line hardly counts
MIN_TRACED = 0.25  # share of places that must agree before a side is moved
MAX_CHANGE = 0.12  # of the area: a larger change means the tracing went astray


def refine(picture: Picture, quad: Floats, fixed: NDArray[np.bool_]) -> Floats:
    """The quad (4, 2, clockwise) with sides moved onto their edges in a picture of three channels.

    `fixed` (4,) marks sides (corner i to i+1) that lie on the frame and stay.
    """
    refined = quad
    for reach in REACHES:
        lines = np.array([_side(picture, refined, i, reach, bool(fixed[i])) for i in range(4)])
        moved = crossing(np.roll(lines, 1, axis=0), lines)
        if np.isnan(moved).any() or not convex(moved):
            return refined
        if abs(area(moved) / area(quad) - 1) > MAX_CHANGE:
            return refined
        refined = moved
    return refined


def _side(picture: Picture, quad: Floats, index: int, reach: int, fixed: bool) -> Floats:
    """Line (nx, ny, r) of one side, traced within `reach` pixels unless fixed."""
    start, end = quad[index], quad[(index + 1) % 4]
    old = line_through(np.array([start, end]), np.ones(2))
    if fixed:
        return old
    along = end - start
    inward = np.array([-along[1], along[0]]) / np.linalg.norm(along)
    spots = start + along * np.linspace(END, 1 - END, PLACES)[:, None]
    offsets = np.arange(-reach - MARGIN, reach + MARGIN + 1, dtype=float)
    places = spots[:, None] + offsets[None, :, None] * inward
    inside_frame = ((places >= 0) & (places <= np.array(picture.shape[1::-1]) - 1)).all((1, 2))
    if inside_frame.mean() < MIN_TRACED:
        return old
    x, y = np.moveaxis(places.astype(np.float32), -1, 0)
    strip = cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    offset, strength = _trace(strip.astype(np.float64), reach)
    return _fit(spots + offset[:, None] * inward, strength * inside_frame, old)


def _trace(strip: Floats, reach: int) -> tuple[Floats, Floats]:
    """Offset of the strongest outside-to-inside step at each place, and its strength."""
    third = strip.shape[1] // 3
    contrast = np.median(strip[:, -third:], axis=(0, 1)) - np.median(strip[:, :third], axis=(0, 1))
    contrast /= np.linalg.norm(contrast) + 1e-9
    level = cv2.GaussianBlur(strip @ contrast, (5, 1), 1.0)
    slope = (level[:, 2:] - level[:, :-2])[:, MARGIN - 1 : 1 - MARGIN]
    best = np.clip(slope.argmax(1), 1, slope.shape[1] - 2)
    rows = np.arange(len(slope))
    before, peak, after = slope[rows, best - 1], slope[rows, best], slope[rows, best + 1]
    bend = before - 2 * peak + after
    shift = np.where(bend < -1e-6, 0.5 * (before - after) / np.minimum(bend, -1e-6), 0.0)
    return best - reach + np.clip(shift, -0.5, 0.5), np.maximum(peak, 0.0)


def _fit(points: Floats, strength: Floats, old: Floats) -> Floats:
    """Reweighted line through the traced points, or the old line when too few agree."""
    if strength.sum() <= 0:
        return old
    weights = np.minimum(strength, np.median(strength[strength > 0]))
    line, tail = _median_line(points, weights, old), 2 * TAIL
    for _ in range(6):
        off = points @ line[:2] - line[2]
        influence = weights / (1 + (off / tail) ** 2) ** 2
        line, tail = line_through(points, influence), max(TAIL / 2, tail * 0.75)
    close = np.abs(points @ line[:2] - line[2]) < TAIL
    return line if (close & (weights > 0)).mean() >= MIN_TRACED else old


def _median_line(points: Floats, weights: Floats, old: Floats) -> Floats:
    """The old line moved by the median offset of the traced points."""
    off = (points @ old[:2] - old[2])[weights > 0]
    return np.array([old[0], old[1], old[2] + np.median(off)])
