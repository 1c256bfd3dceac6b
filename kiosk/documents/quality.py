"""Judge a photographed page: sharp enough, free of glare, whole in the picture."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.documents.geometry import Floats
from kiosk.documents.page import Corners
from kiosk.documents.straighten import unroll

MAX_BLUR = 0.6  # above this, print of ordinary size is hard to read
MAX_GLARE = 0.01  # of the page: a blob this size hides a line of print
FRAME_MARGIN = 0.002  # of the long side that corners must keep from the picture's edge

READING_SIDE = 800  # pixels along a page: print of 10 points is 5 pixels high, just readable
GLARE_SIDE = 320  # pixels along a page: light spots are large
TILE = 20  # pixels: sharpness is told where there is print, not on blank paper
PRINTED = 0.9  # quantile of tiles by contrast that counts as print
FINE_SIGMA, COARSE_SIGMA = 0.8, 2.4  # pixels: the two scales whose edge energy is compared
SHARP_RATIO, BLURRED_RATIO = 0.30, 0.80  # coarse to fine edge energy of crisp and lost print
BLOWN = 250  # every channel at least this: the sensor is full
ABOVE_PAPER = 12  # grey levels a blown spot lies above its paper; white paper itself does not
SPOT = 5  # pixels at GLARE_SIDE: smaller highlights hide nothing


@dataclass(frozen=True)
class Quality:
    """What a picture of a page is worth.

    blur: 0 (crisp) to 1 (unreadable), measured at reading size, so a far page counts as blurred.
    glare: share of the page's area lost in light spots, 0 to 1.
    fill: share of the picture the page covers, 0 to 1.
    whole: all four corners lie inside the picture.
    """

    blur: float
    glare: float
    fill: float
    whole: bool

    @property
    def sharp(self) -> bool:
        """Print can be read (blur at most MAX_BLUR)."""
        return self.blur <= MAX_BLUR

    @property
    def glare_free(self) -> bool:
        """No light spot hides a line (glare at most MAX_GLARE)."""
        return self.glare <= MAX_GLARE


def judge(image: NDArray[np.uint8], corners: Corners | None) -> Quality:
    """Quality of the page in a BGR picture; without a page, of the whole picture, with fill 0."""
    height, width = image.shape[:2]
    frame = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float64) - 0.5
    quad = frame if corners is None else corners.array()
    return Quality(
        blur=_blur(image, quad),
        glare=_glare(image, quad),
        fill=0.0 if corners is None else _fill(quad, width, height),
        whole=corners is not None and _whole(quad, width, height),
    )


def _page(image: NDArray[np.uint8], quad: Floats, long_side: int) -> NDArray[np.uint8]:
    sides = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1)
    across, down = (sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2
    scale = long_side / max(across, down)
    return unroll(image, quad, (max(TILE, int(across * scale)), max(TILE, int(down * scale))))


def _blur(image: NDArray[np.uint8], quad: Floats) -> float:
    """Share of edge energy that survives smoothing, where there is print, put on 0..1."""
    page = _page(image, quad, READING_SIDE)
    grey = np.asarray(cv2.cvtColor(page, cv2.COLOR_BGR2GRAY), np.uint8)
    fine = _tiles(_edges(grey, FINE_SIGMA))
    coarse = _tiles(_edges(grey, COARSE_SIGMA))
    print_here = fine >= np.quantile(fine, PRINTED)
    ratio = float(coarse[print_here].sum() / (fine[print_here].sum() + 1e-6))
    return float(np.clip((ratio - SHARP_RATIO) / (BLURRED_RATIO - SHARP_RATIO), 0, 1))


def _edges(grey: NDArray[np.uint8], sigma: float) -> NDArray[np.float32]:
    smooth = cv2.GaussianBlur(grey, (0, 0), sigma)
    across = cv2.Sobel(smooth, cv2.CV_32F, 1, 0)
    down = cv2.Sobel(smooth, cv2.CV_32F, 0, 1)
    return np.asarray(cv2.magnitude(across, down), np.float32)


def _tiles(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Mean of each TILE x TILE square."""
    size = (values.shape[1] // TILE, values.shape[0] // TILE)
    whole = values[: size[1] * TILE, : size[0] * TILE]
    return np.asarray(cv2.resize(whole, size, interpolation=cv2.INTER_AREA), np.float32)


def _glare(image: NDArray[np.uint8], quad: Floats) -> float:
    """Share of the page that is blown out in spots clearly brighter than its paper."""
    page = _page(image, quad, GLARE_SIDE)
    level = page.min(axis=2)
    paper = float(np.median(level))
    blown = ((level >= BLOWN) & (level > paper + ABOVE_PAPER)).astype(np.uint8)
    spots = cv2.morphologyEx(blown, cv2.MORPH_OPEN, np.ones((SPOT, SPOT), np.uint8))
    return float(spots.mean())


def _fill(quad: Floats, width: int, height: int) -> float:
    frame = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32) - 0.5
    shared, _ = cv2.intersectConvexConvex(quad.astype(np.float32), frame.astype(np.float32))
    return float(shared / (width * height))


def _whole(quad: Floats, width: int, height: int) -> bool:
    margin = FRAME_MARGIN * max(width, height)
    return bool((quad >= margin).all() and (quad <= np.array([width, height]) - 1 - margin).all())
