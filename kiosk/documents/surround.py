"""What lies around a candidate: desk, the margin of a larger sheet, or another sheet below.

A frame printed on a page has paper on both its sides, and a little further out, all round, the
desk begins; a page has the desk outside, as far as one looks.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.documents.geometry import Floats, cross
from kiosk.documents.lines import Cues

PLACES = np.linspace(0.08, 0.92, 12)  # places along a side
OUTWARD = np.array([9.0, 16.0, 24.0, 36.0, 54.0, 80.0])  # pixels outside a side
RIM = 4  # pixels: what lies this near the picture's frame is mostly desk
RIM_PLACES = 48  # colours taken there
SAME_COLOUR = 10.0  # Lab units within which two surfaces are much the same
PARALLEL = 0.03  # sine within which a frame's sides follow its page's


def around(
    picture: Cues, quads: Floats, real: NDArray[np.bool_], paper: Floats, middle: Floats
) -> tuple[list[Floats], Floats]:
    """Measures of the surroundings, and the colour (N, 4, 3) just outside each side.

    `real` (N, 4) marks sides inside the picture; `paper` is the colour (N, 3) just inside the
    sides, `middle` the usual colour (N, 3) of the whole inside.
    """
    outside = _outward(picture, quads)
    near = outside[:, :, 0]
    onward = _apart(outside[:, :, 1:], near[:, :, None]).mean(2)
    rim = _rim(picture)
    known = _apart(near[:, :, None], rim).min(2)
    columns = [
        *_extremes(onward / 25, real), *_extremes(_apart(near, middle[:, None]) / 25, real),
        *_extremes(known / 25, real), np.tanh(_apart(paper, middle) / 25),
        (_apart(paper[:, None], rim) < SAME_COLOUR).mean(1),
    ]  # fmt: skip
    return columns, near


def margins(
    quads: Floats, enclosed: NDArray[np.bool_], strength: Floats, paper: Floats, near: Floats
) -> list[Floats]:
    """How well each candidate fits as a frame within the margin of another, and as its page.

    `enclosed` (N, N) tells whether the first lies inside the second.
    """
    alike = np.exp(-_apart(near[:, None], paper[None, :, None]).mean(2) / SAME_COLOUR)
    side = np.roll(quads, -1, axis=1) - quads
    unit = side / np.linalg.norm(side, axis=-1, keepdims=True)
    sine = np.abs(cross(unit[:, None, :, None], unit[None, :, None]))
    fit = np.where(enclosed, alike * np.exp(-sine.min(3).max(2) / PARALLEL), 0.0)
    return [(fit * strength[None]).max(1), (fit * strength[:, None]).max(0)]


def _outward(picture: Cues, quads: Floats) -> Floats:
    """Usual colours (N, 4, places outward, 3) along each side."""
    along = np.roll(quads, -1, axis=1) - quads
    out = np.stack([along[..., 1], -along[..., 0]], axis=-1)
    out /= np.linalg.norm(along, axis=-1, keepdims=True)
    spots = quads[:, :, None] + along[:, :, None] * PLACES[:, None]
    places = spots[:, :, None] + OUTWARD[:, None, None] * out[:, :, None, None]
    return np.median(picture.at(places).astype(np.float64), axis=3)


def _rim(picture: Cues) -> Floats:
    """Colours (RIM_PLACES, 3) along the picture's frame."""
    width, height = picture.size
    corners = np.array(
        [(RIM, RIM), (width - RIM, RIM), (width - RIM, height - RIM), (RIM, height - RIM)]
    )
    share = np.arange(RIM_PLACES // 4) / (RIM_PLACES // 4)
    along = np.roll(corners, -1, axis=0) - corners
    spots = corners[:, None] + along[:, None] * share[:, None]
    smooth = Cues(np.asarray(cv2.blur(picture.lab, (2 * RIM + 1, 2 * RIM + 1)), np.float32))
    return smooth.at(spots.reshape(-1, 2)).astype(np.float64)


def _apart(first: Floats, second: Floats) -> Floats:
    return np.asarray(np.linalg.norm(first - second, axis=-1))


def _extremes(values: Floats, real: NDArray[np.bool_]) -> list[Floats]:
    """Least, greatest and mean of the squeezed values (N, 4) over the sides inside the picture."""
    values = np.tanh(values)
    least = np.where(real, values, values.max(1, keepdims=True)).min(1)
    most = np.where(real, values, values.min(1, keepdims=True)).max(1)
    return [least, most, (values * real).sum(1) / real.sum(1)]
