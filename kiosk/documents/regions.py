"""Candidates the lines miss: patches of a busy desk, whose outline is nearly four-sided.

On brick, stripes or checks the desk's own lines outnumber the page's; but the page is one patch
lighter than all of it, less coloured, of another hue, or unlike what lies along the frame.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.documents.geometry import Floats, area, convex
from kiosk.documents.lines import Cues

LEVELS = (0.4, 0.55, 0.68, 0.8, 0.9)  # quantiles of each cue the picture is cut at
EVERY = 2  # only every second pixel of a row and column is looked at
PRINT = 3  # such pixels: thinner dark strokes on a patch are filled in first
SPECK = 5  # such pixels: the window whose median takes grain and noise away
RIM = 6  # rows of such pixels at the top and bottom taken for the desk
HUE = 2.0  # a step of chroma is worth two of lightness: light and shadow leave it alone
BRIDGE = 3  # such pixels: narrower joints between patches are cut
MIN_PATCH = 0.03  # of the frame
MIN_SOLID = 0.85  # share of its hull a patch must fill
MIN_FOUR_SIDED = 0.9  # share of the hull its four-sided outline must have, and the other way round
MAX_PATCH = 0.97  # of the frame: beyond, the cut took everything


def patch_quads(picture: Cues) -> Floats:
    """Quads (N, 4, 2), clockwise, around the patches of a small picture."""
    lab = picture.lab[::EVERY, ::EVERY]
    found = [quad for cue in _cues(lab) for mask in _cuts(cue) for quad in _quads(mask)]
    return EVERY * np.array(found).reshape(-1, 4, 2)


def _cues(lab: NDArray[np.float32]) -> list[NDArray[np.uint8]]:
    """Pictures in which a page may be brighter than its desk, thin print filled in."""
    light, chroma = lab[..., 0], lab[..., 1:] - 128
    border = np.concatenate([lab[:RIM].reshape(-1, 3), lab[-RIM:].reshape(-1, 3)])
    away = (lab - np.median(border, axis=0)) * np.array([1, HUE, HUE], np.float32)
    pure = HUE * (chroma @ _main_axis(chroma))
    cues = (light, light - 1.5 * np.linalg.norm(chroma, axis=2), np.linalg.norm(away, axis=2),
            128 + pure, 128 - pure)  # fmt: skip
    print_size = np.ones((PRINT, PRINT), np.uint8)
    levels = [np.clip(cue, 0, 255).astype(np.uint8) for cue in cues]
    filled = [cv2.morphologyEx(level, cv2.MORPH_CLOSE, print_size) for level in levels]
    return [np.asarray(cv2.medianBlur(level, SPECK), np.uint8) for level in filled]


def _main_axis(chroma: NDArray[np.float32]) -> NDArray[np.float32]:
    """Direction (2,) in which the picture's colours differ most."""
    flat = (chroma - chroma.mean((0, 1))).reshape(-1, 2)
    return np.asarray(np.linalg.eigh(flat.T @ flat)[1][:, 1], np.float32)


def _cuts(cue: NDArray[np.uint8]) -> list[NDArray[np.bool_]]:
    """The cue above each of several levels."""
    between, _ = cv2.threshold(cue, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    levels = {*np.quantile(cue[::2, ::2], LEVELS).astype(int).tolist(), int(between)}
    return [cue > level for level in sorted(levels)]


def _quads(mask: NDArray[np.bool_]) -> list[Floats]:
    whole = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, np.ones((BRIDGE, BRIDGE)))
    outlines, _ = cv2.findContours(whole, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    quads = (_four_sided(np.asarray(outline, np.int32), mask.size) for outline in outlines)
    return [quad for quad in quads if quad is not None]


def _four_sided(outline: NDArray[np.int32], frame: int) -> Floats | None:
    """The outline's hull cut to four sides, clockwise, or None when it has another shape."""
    size = cv2.contourArea(outline)
    if not MIN_PATCH * frame < size < MAX_PATCH * frame:
        return None
    hull = cv2.convexHull(outline)
    hull_size = cv2.contourArea(hull)
    if size < MIN_SOLID * hull_size:
        return None
    around = cv2.arcLength(hull, True)
    for tolerance in (0.01, 0.02, 0.03, 0.045, 0.06):
        corners = cv2.approxPolyDP(hull, tolerance * around, True)
        if len(corners) <= 4:
            break
    if len(corners) != 4:
        return None
    quad = corners.reshape(4, 2).astype(np.float64)
    quad = quad if area(quad) > 0 else quad[::-1]
    fits = MIN_FOUR_SIDED < float(area(quad)) / hull_size < 1 / MIN_FOUR_SIDED
    return quad if fits and convex(quad) else None
