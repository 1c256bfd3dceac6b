"""Find the one sheet of paper in a picture of a desk.

Edges of a small copy are joined into lines, lines into quads, quads are scored as sheets of paper
(where none convinces, those of fainter lines and outlines of patches too), and the best one's sides
are traced again in a finer copy. No page is a normal answer.

At most two sides of a page may be cut off by the picture's frame; they are then taken along it. A
scan whose page fills the picture has no edge to be found by: the answer is None, and whoever asked
may take the picture as it is.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.documents.geometry import Floats
from kiosk.documents.lines import Cues, cues, find_lines
from kiosk.documents.quads import all_quads, line_quads
from kiosk.documents.refine import refine
from kiosk.documents.score import ACCEPT, SURE, likelihood
from kiosk.documents.upright import upright

FINE_SIDE = 1000  # pixels: least long side of the copy corners are traced in
COARSE_SIDE = 600  # pixels: long side of the copy lines are searched in
MIN_IMAGE = 64  # pixels: nothing smaller than this is a photograph of a page

Point = tuple[float, float]


@dataclass(frozen=True)
class Corners:
    """A page's corners in pixels of the picture, clockwise from the page's own top left.

    The page's top is told by the direction of its text lines; of the two ways up that leaves, the
    one nearer upright in the picture is taken. A corner may lie a little outside the picture.
    """

    top_left: Point
    top_right: Point
    bottom_right: Point
    bottom_left: Point

    @classmethod
    def of(cls, points: Floats) -> "Corners":
        """From an array (4, 2), clockwise from the top left."""
        return cls(*((float(x), float(y)) for x, y in points))

    def array(self) -> Floats:
        """As float64 (4, 2)."""
        return np.array(
            [self.top_left, self.top_right, self.bottom_right, self.bottom_left], np.float64
        )


def find_page(image: NDArray[np.uint8]) -> Corners | None:
    """Corners of the page in a BGR picture (H, W, 3), or None where there is no page.

    Coordinates are pixel centres: the picture spans -0.5 to W - 0.5.
    """
    if min(image.shape[:2]) < MIN_IMAGE:
        return None
    step = max(1, max(image.shape[:2]) // FINE_SIDE)
    fine = _reduced(image, step)
    coarse, scale = coarse_copy(fine)
    likely = _most_likely(cues(coarse))
    if likely is None:
        return None
    quad, on_frame = likely
    traced = refine(fine, _rescaled(quad, 1 / scale), on_frame)
    return Corners.of(_rescaled(upright(fine, traced), step))


def coarse_copy(picture: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], float]:
    """The copy of a picture that lines are searched in, and its scale."""
    scale = COARSE_SIDE / max(picture.shape[:2])
    size = (round(picture.shape[1] * scale), round(picture.shape[0] * scale))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(picture, size, interpolation=way), np.uint8), scale


def _reduced(image: NDArray[np.uint8], step: int) -> NDArray[np.uint8]:
    """One pixel for every step x step; whole-number reduction is three times as fast as any."""
    if step == 1:
        return image
    height, width = image.shape[0] // step, image.shape[1] // step
    whole = image[: height * step, : width * step]
    return np.asarray(cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def _most_likely(picture: Cues) -> tuple[Floats, NDArray[np.bool_]] | None:
    """The best-scored quad of the coarse copy and which of its sides lie on the frame.

    Faint lines and patches are only looked for when no quad of plain lines is convincing.
    """
    lines = find_lines(picture)
    found = line_quads(picture, lines)
    chance = likelihood(picture, found)
    if chance.max(initial=-np.inf) < SURE:
        found = all_quads(picture, lines, found)
        chance = likelihood(picture, found)
    if chance.max(initial=-np.inf) < ACCEPT:
        return None
    best = int(np.argmax(chance))
    return found.quads[best], found.on_frame[best]


def _rescaled(points: Floats, scale: float) -> Floats:
    """Points moved to a copy `scale` times as large; pixel centres stay pixel centres."""
    return np.asarray((points + 0.5) * scale - 0.5)
