"""How much a four-sided candidate looks like a sheet of paper: measured features, one number.

The number is the logistic of a weighted sum. The weights were fitted on scenes of four generators
as `python -m tests.documents.tune` does, before features that came out as zero were taken away;
fit them anew when a feature changes. tests.documents.evaluate measures them on two others too.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.documents.geometry import Floats, area, cross
from kiosk.documents.lines import Cues
from kiosk.documents.quads import Candidates, texture

ALONG = np.linspace(0.04, 0.96, 40)  # places along a side; the ends belong to rounded corners
BEYOND = np.linspace(0.03, 0.12, 6)  # past a corner, in side lengths: a sheet's edge ends there
OFFSETS = np.array([-9.0, -4.0, 4.0, 9.0])  # pixels across a side; inside is positive
RING = np.array([5.0, 10.0, 16.0, 22.0, 28.0])  # pixels; wide enough to average checks and grain
RING_PLACES = np.linspace(0.06, 0.94, 16)
GRID = 20  # the inside is sampled GRID x GRID
INK = 22.0  # Lab units a place inside may differ from the paper and still be bare paper
SLACK = 3.0  # pixels a corner may lie outside a quad that is said to be around it
LARGER = 1.06  # times the area a quad needs at least to count as around another
BLACK = 70.0  # lightness (0..255) under which no sheet is photographed in any light we accept
DIM = 120.0  # and under which one seldom is
TINTED = 15.0  # Lab chroma of the more colourful papers
STROKE = 7  # pixels: darker marks thinner than this are print
VIVID = 35.0  # Lab chroma; book covers and toys are more colourful, papers are not
WHITE = 0.98  # quantile of lightness taken for the picture's white

ACCEPT = 0.0  # log-odds from which a candidate is a page
WEIGHTS = {
    "cover_least": 7.98,
    "lighter_least": 1.63,
    "whiteness": -9.99,
    "chroma": 3.27,
    "chroma_spread": -4.65,
    "rough": -5.30,
    "rough_outside": 1.10,
    "bare": 0.12,
    "darker": 2.78,
    "beyond": -4.15,
    "beyond_more": -2.98,
    "share": 6.41,
    "on_frame": -22.37,
    "skew": -3.08,
    "dark": -4.38,
    "framed": -2.76,
    "material_least": 2.49,
    "small": -9.95,
    "black": -3.89,
    "vivid": -3.61,
    "dim": -9.35,
    "tinted": -4.23,
    "grey": -6.04,
    "print": 0.25,
    "pale": -2.15,
}
BIAS = 5.99
FEATURES = tuple(WEIGHTS)


def likelihood(picture: Cues, found: Candidates) -> Floats:
    """Log-odds (N,) that each candidate is the page."""
    return np.asarray(measure(picture, found) @ np.array(list(WEIGHTS.values())) + BIAS)


def measure(picture: Cues, found: Candidates) -> Floats:
    """Features (N, F) of the candidates, each about 0..1; in the order of WEIGHTS."""
    quads = found.quads
    noise = texture(picture)
    outer_far, outer, inner, inner_far = _strips(picture, quads, OFFSETS, ALONG)
    near, far = inner - outer, inner_far - outer_far
    alike = (near * np.median(near, axis=2, keepdims=True)).sum(-1) > 0  # checks change their sign
    size = np.minimum(np.linalg.norm(near, axis=-1), np.linalg.norm(far, axis=-1))
    real = ~found.on_frame
    cover = _least(((size > noise) & alike).mean(-1), real)
    material = _least(_material(picture, quads), real)
    lighter = _least(np.tanh(far[..., 0].mean(2) / 30), real)
    white = float(np.quantile(picture.lab[::4, ::4, 0], WHITE)) + 1.0
    paper = np.median(inner.reshape(len(quads), -1, 3), axis=1)
    sides = np.median(inner, axis=2)
    spread = np.abs(sides - paper[:, None]).mean(1)
    rough = np.abs(inner - sides[:, :, None]).mean((1, 2))[:, 0]
    rough_out = np.abs(outer_far - np.median(outer_far, axis=2)[:, :, None]).mean((1, 2))[:, 0]
    bare, darker = _inside(picture, quads, paper)
    width, height = picture.size
    share = np.sqrt(np.abs(area(quads)) / (width * height))
    chroma = np.linalg.norm(paper[:, 1:] - 128, axis=1)
    columns = [
        cover, lighter, paper[:, 0] / white, np.tanh(chroma / 40),
        np.tanh(spread[:, 1:].sum(1) / 12), np.tanh(rough / 15), np.tanh(rough_out / 15),
        bare, darker, *_beyond(picture, quads, noise), share,
        found.on_frame.mean(1), _skew(quads), np.maximum(0, 0.5 - paper[:, 0] / white),
        _framed(quads, cover * material),
        np.log(0.05 + material), np.maximum(0, 0.4 - share),
        np.maximum(0, 1 - paper[:, 0] / BLACK), np.maximum(0, chroma / VIVID - 1),
        np.maximum(0, 1 - paper[:, 0] / DIM), np.maximum(0, chroma / TINTED - 1),
        np.maximum(0, 0.75 - paper[:, 0] / white), _print(picture, quads), _pale(picture, paper),
    ]  # fmt: skip
    return np.stack(columns, axis=1)


def _least(values: Floats, real: NDArray[np.bool_]) -> Floats:
    """Least over the sides that lie inside the picture."""
    return np.asarray(np.where(real, values, np.inf).min(1))


def _material(picture: Cues, quads: Floats) -> Floats:
    """How unlike the surfaces either side of each side (N, 4) are, over a wide band."""
    outside = np.stack(_strips(picture, quads, -RING, RING_PLACES), axis=3)
    inside = np.stack(_strips(picture, quads, RING, RING_PLACES), axis=3)
    n = len(quads)
    apart = inside.reshape(n, 4, -1, 3).mean(2) - outside.reshape(n, 4, -1, 3).mean(2)
    return np.asarray(np.log1p(np.linalg.norm(apart, axis=-1)) / 5)


def _strips(picture: Cues, quads: Floats, offsets: Floats, along_side: Floats) -> list[Floats]:
    """Colours (N, 4, places along, 3) at each of the offsets across the sides."""
    start, along = quads, np.roll(quads, -1, axis=1) - quads
    inward = np.stack([-along[..., 1], along[..., 0]], axis=-1)
    inward /= np.linalg.norm(along, axis=-1, keepdims=True)
    spots = start[:, :, None] + along[:, :, None] * along_side[None, None, :, None]
    places = spots[None] + offsets[:, None, None, None, None] * inward[None, :, :, None]
    return list(picture.at(places).astype(np.float64))


def _beyond(picture: Cues, quads: Floats, noise: float) -> tuple[Floats, Floats]:
    """Share of places just past the corners where the side's edge goes on, as tile joints do.

    The mean of all sides, and the second-worst side's.
    """
    start, along = quads, np.roll(quads, -1, axis=1) - quads
    across = np.stack([-along[..., 1], along[..., 0]], axis=-1)
    across *= 4.0 / np.linalg.norm(along, axis=-1, keepdims=True)
    where = np.concatenate([-BEYOND, 1 + BEYOND])
    spots = start[:, :, None] + along[:, :, None] * where[None, None, :, None]
    step = np.linalg.norm(picture.step(spots, across[:, :, None]), axis=-1)
    onward = np.sort((step > noise).mean(2), axis=1)
    return onward.mean(1), onward[:, 2]


def _inside(picture: Cues, quads: Floats, paper: Floats) -> tuple[Floats, Floats]:
    """Share of the inside that is bare paper, and of the rest how much is darker than paper."""
    colour = picture.at(_spots(quads)).astype(np.float64)
    apart = colour - paper[:, None]
    bare = np.linalg.norm(apart, axis=-1) < INK
    darker = (apart[..., 0] < -5) & ~bare
    return bare.mean(1), darker.sum(1) / ((~bare).sum(1) + 4)


def _spots(quads: Floats) -> Floats:
    """A grid of places (N, GRID * GRID, 2) inside each quad."""
    u = (np.arange(GRID) + 0.5) / GRID
    unit = np.stack(np.meshgrid(u, u), axis=-1).reshape(1, -1, 2).astype(np.float32)
    square = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], np.float32)
    spots = [
        cv2.perspectiveTransform(unit, cv2.getPerspectiveTransform(square, q.astype(np.float32)))
        for q in quads
    ]
    return np.concatenate(spots).astype(np.float64)


def _print(picture: Cues, quads: Floats) -> Floats:
    """How much thin dark print (N,) there is inside."""
    light = picture.lab[..., 0].astype(np.uint8)
    thin = cv2.morphologyEx(light, cv2.MORPH_BLACKHAT, np.ones((STROKE, STROKE), np.uint8))
    spread = cv2.blur(thin, (STROKE, STROKE))
    x, y = np.moveaxis(_spots(quads).round().astype(int), -1, 0)
    width, height = picture.size
    marks = spread[np.clip(y, 0, height - 1), np.clip(x, 0, width - 1)]
    return np.asarray(np.tanh(marks.mean(1) / 15))


def _pale(picture: Cues, paper: Floats) -> Floats:
    """Share of the picture that is lighter than each paper (N,)."""
    light = np.sort(picture.lab[::8, ::8, 0], axis=None)
    return 1 - np.searchsorted(light, paper[:, 0]) / len(light)


def _skew(quads: Floats) -> Floats:
    """How unequal opposite sides are: 0 for a parallelogram, towards 1 for a triangle."""
    length = np.linalg.norm(np.roll(quads, -1, axis=1) - quads, axis=-1)
    ratio = np.abs(np.log(length[:, :2] / length[:, 2:]))
    return np.asarray(np.tanh(ratio.max(1)))


def _framed(quads: Floats, support: Floats) -> Floats:
    """Support of the best candidate around each one: a table's frame lies inside its page."""
    size = np.abs(area(quads))
    side = np.roll(quads, -1, axis=1) - quads
    # [i, j, corner of i, side of j]: how far inside that side the corner lies, in pixels
    apart = quads[:, None, :, None] - quads[None, :, None]
    depth = cross(side[None, :, None], apart) / np.linalg.norm(side, axis=-1)[None, :, None]
    around = (depth > -SLACK).all((2, 3)) & (size[None] > LARGER * size[:, None])
    return np.asarray(np.where(around, support[None], 0.0).max(1))
