"""Turn a page seen at an angle into a flat one of its true proportions."""

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.documents.geometry import Floats
from kiosk.documents.page import Corners

LONG_SIDE = 2339  # pixels: A4's 297 mm at 200 dpi, what the one-network backend asks for
KNOWN_RATIOS = (
    297 / 210,  # A4 and A5
    85.6 / 54.0,  # ID card, ISO/IEC 7810 ID-1
    143 / 105,  # household register page (户口簿)
    210 / 143,  # household register laid open
)
SNAP = 0.03  # a measured ratio this close (relative) to a known one is taken for it
MIN_FORESHORTENING = 0.03  # under this the perspective does not tell the focal length
USUAL_FOCAL = 1.0  # in picture long sides; phones and document cameras lie at 0.7 to 1.3


def straighten(
    image: NDArray[np.uint8], corners: Corners, long_side: int = LONG_SIDE
) -> NDArray[np.uint8]:
    """The page of a BGR picture (H, W, 3), flat and upright, with its own proportions.

    Its long side has `long_side` pixels, or fewer where the picture holds fewer: nothing is
    enlarged. Proportions come from the perspective (principal point at the picture's centre).
    """
    quad = corners.array()
    ratio = aspect(quad, (image.shape[1], image.shape[0]))
    sides = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1)
    long = max(2, min(long_side, round(float(sides.max()))))
    width, height = (long, round(long / ratio)) if ratio >= 1 else (round(long * ratio), long)
    return unroll(image, quad, (max(2, width), max(2, height)))


def unroll(image: NDArray[np.uint8], quad: Floats, size: tuple[int, int]) -> NDArray[np.uint8]:
    """The quad (4, 2) of a picture as a rectangle of `size` = (width, height) pixels."""
    width, height = size
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32) - 0.5
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), flat)
    return np.asarray(
        cv2.warpPerspective(image, matrix, size, borderMode=cv2.BORDER_REPLICATE), np.uint8
    )


def aspect(quad: Floats, frame: tuple[int, int]) -> float:
    """Width over height of the page whose corners (4, 2) a pinhole camera saw.

    Zhang and He, Whiteboard scanning and image enhancement (2007), section 3; falls back to mean
    side lengths where opposite sides are so parallel that the focal length cannot be told.
    """
    top, right, bottom, left = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1)
    ratio = float((top + bottom) / (left + right))
    measured = _from_perspective(quad - (np.array(frame) - 1) / 2, float(max(frame)))
    return _snapped(measured if measured is not None else ratio)


def _from_perspective(quad: Floats, scale: float) -> float | None:
    one, two, three, four = np.c_[quad / scale, np.ones(4)]
    k2 = np.cross(one, three) @ four / (np.cross(two, three) @ four)
    k3 = np.cross(one, three) @ two / (np.cross(four, three) @ two)
    across, down = k2 * two - one, k3 * four - one
    if min(abs(k2 - 1), abs(k3 - 1)) < MIN_FORESHORTENING:
        return _without_focal(across, down)
    focal2 = -(across[:2] @ down[:2]) / (across[2] * down[2])
    if focal2 <= 0.1:
        return None
    weight = np.array([1 / focal2, 1 / focal2, 1.0])
    return float(np.sqrt((across**2 @ weight) / (down**2 @ weight)))


def _without_focal(across: Floats, down: Floats) -> float:
    """One pair of sides stays parallel: the focal length is free, a usual one is taken."""
    weight = np.array([1 / USUAL_FOCAL**2, 1 / USUAL_FOCAL**2, 1.0])
    return float(np.sqrt((across**2 @ weight) / (down**2 @ weight)))


def _snapped(ratio: float) -> float:
    for known in KNOWN_RATIOS:
        for exact in (known, 1 / known):
            if abs(ratio / exact - 1) < SNAP:
                return exact
    return ratio
