"""What is measured of each four-sided candidate to tell a sheet of paper from a desk's own shapes.

Every measure is about 0..1 or a small number, whatever the picture's size. Of the four sides'
values the least, the second least and the mean are kept: a finger hides one side, not all.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.documents import surround
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
SAME_PAPER = 10.0  # Lab units within which two papers are much the same
LARGER = 1.06  # times the area a quad needs at least to count as around another
STROKE = 7  # pixels: darker marks thinner than this are print
WHITE = 0.98  # quantile of lightness taken for the picture's white


def measure(picture: Cues, found: Candidates) -> Floats:
    """Features (N, F) of the candidates."""
    quads, real = found.quads, ~found.on_frame
    noise = texture(picture)
    strips = _strips(picture, quads, OFFSETS, ALONG)
    white = float(np.quantile(picture.lab[::4, ::4, 0], WHITE)) + 1.0
    paper = np.median(strips[2].reshape(len(quads), -1, 3), axis=1)
    edges, strength = _edges(picture, quads, strips, real, noise)
    inside = picture.at(_spots(quads)).astype(np.float64)
    around, near = surround.around(picture, quads, real, paper, np.median(inside, axis=1))
    enclosed = _enclosed(quads)
    columns = [
        *edges, *_surfaces(strips, paper, real, white),
        *_inside(picture, inside, paper, strips),
        *_print(picture, quads), *_beyond(picture, quads, noise), *_shape(picture, found),
        *_framed(enclosed, strength, paper), np.full(len(quads), np.log(noise) / 3),
        *around, *surround.margins(quads, enclosed, strength[:, 0], paper, near),
    ]  # fmt: skip
    return np.stack(columns, axis=1)


def _edges(
    picture: Cues, quads: Floats, strips: list[Floats], real: NDArray[np.bool_], noise: float
) -> tuple[list[Floats], Floats]:
    """How much of an edge each side is; and one number for the whole outline."""
    outer_far, outer, inner, inner_far = strips
    near, far = inner - outer, inner_far - outer_far
    typical = np.median(near, axis=2, keepdims=True)
    alike = (near * typical).sum(-1) > 0  # checks change their sign
    size = np.minimum(np.linalg.norm(near, axis=-1), np.linalg.norm(far, axis=-1))
    cover = ((size > noise) & alike).mean(-1)
    axis = typical / (np.linalg.norm(typical, axis=-1, keepdims=True) + 1e-6)
    along = (near * axis).sum(-1)
    sure = np.log1p(np.maximum(0, along.mean(-1)) / (along.std(-1) + 1))
    middle = [np.median(strip, axis=2) for strip in strips]
    jump, *drift = [
        np.linalg.norm(middle[i] - middle[j], axis=-1) for i, j in ((2, 1), (3, 2), (1, 0))
    ]
    sudden = jump / (jump + drift[0] + drift[1] + 2)
    material = np.log(0.05 + _material(picture, quads))
    lighter = np.tanh(far[..., 0].mean(2) / 30)
    columns = [
        v for values in (cover, sure, sudden, material, lighter) for v in _ranked(values, real)
    ]
    step = np.where(real[..., None], typical[:, :, 0], 0)
    same = np.linalg.norm(step.sum(1), axis=-1) / (np.linalg.norm(step, axis=-1).sum(1) + 1)
    strength = _ranked(cover, real)[0] * np.exp(_ranked(material, real)[0])
    return [*columns, same], np.stack([strength, _ranked(sure, real)[0]], axis=1)


def _ranked(values: Floats, real: NDArray[np.bool_]) -> list[Floats]:
    """Least, second least and mean over the sides that lie inside the picture."""
    order = np.sort(np.where(real, values, values.max(1, keepdims=True)), axis=1)
    return [order[:, 0], order[:, 1], (values * real).sum(1) / real.sum(1)]


def _material(picture: Cues, quads: Floats) -> Floats:
    """How unlike the surfaces either side of each side (N, 4) are, over a wide band."""
    outside = np.stack(_strips(picture, quads, -RING, RING_PLACES), axis=3)
    inside = np.stack(_strips(picture, quads, RING, RING_PLACES), axis=3)
    n = len(quads)
    apart = inside.reshape(n, 4, -1, 3).mean(2) - outside.reshape(n, 4, -1, 3).mean(2)
    return np.asarray(np.log1p(np.linalg.norm(apart, axis=-1)) / 5)


def _surfaces(
    strips: list[Floats], paper: Floats, real: NDArray[np.bool_], white: float
) -> list[Floats]:
    """Colour, evenness and grain of the paper along its sides, and of what lies outside."""
    outer_far, _, inner, _ = strips
    sides, desk = np.median(inner, axis=2), np.median(outer_far, axis=2)
    spread = np.abs(sides - paper[:, None]).mean(1)
    middle = (desk * real[..., None]).sum(1) / real.sum(1)[:, None]
    around = (np.abs(desk - middle[:, None]) * real[..., None]).sum(1) / real.sum(1)[:, None]
    chroma = np.linalg.norm(paper[:, 1:] - 128, axis=1)
    return [
        paper[:, 0] / white, paper[:, 0] / 255, (paper[:, 0] - middle[:, 0]) / 128,
        np.tanh(chroma / 40), np.tanh(np.linalg.norm(paper[:, 1:] - middle[:, 1:], axis=1) / 20),
        np.tanh(spread[:, 0] / 20), np.tanh(spread[:, 1:].sum(1) / 12),
        np.tanh(around[:, 0] / 20), np.tanh(around[:, 1:].sum(1) / 12),
        np.tanh(np.abs(inner - sides[:, :, None]).mean((1, 2))[:, 0] / 15),
        np.tanh(np.abs(outer_far - desk[:, :, None]).mean((1, 2))[:, 0] / 15),
    ]  # fmt: skip


def _strips(picture: Cues, quads: Floats, offsets: Floats, along_side: Floats) -> list[Floats]:
    """Colours (N, 4, places along, 3) at each of the offsets across the sides."""
    start, along = quads, np.roll(quads, -1, axis=1) - quads
    inward = np.stack([-along[..., 1], along[..., 0]], axis=-1)
    inward /= np.linalg.norm(along, axis=-1, keepdims=True)
    spots = start[:, :, None] + along[:, :, None] * along_side[None, None, :, None]
    places = spots[None] + offsets[:, None, None, None, None] * inward[None, :, :, None]
    return list(picture.at(places).astype(np.float64))


def _beyond(picture: Cues, quads: Floats, noise: float) -> list[Floats]:
    """Share of places just past the corners where the side's edge goes on, as tile joints do.

    The mean of all sides, the worst side's and the second worst's.
    """
    start, along = quads, np.roll(quads, -1, axis=1) - quads
    across = np.stack([-along[..., 1], along[..., 0]], axis=-1)
    across *= 4.0 / np.linalg.norm(along, axis=-1, keepdims=True)
    where = np.concatenate([-BEYOND, 1 + BEYOND])
    spots = start[:, :, None] + along[:, :, None] * where[None, None, :, None]
    step = np.linalg.norm(picture.step(spots, across[:, :, None]), axis=-1)
    onward = np.sort((step > noise).mean(2), axis=1)
    return [onward.mean(1), onward[:, 3], onward[:, 2]]


def _inside(picture: Cues, colour: Floats, paper: Floats, strips: list[Floats]) -> list[Floats]:
    """How much of the inside is bare paper, darker than it, like the desk; and how even it is."""
    apart = np.linalg.norm(colour - paper[:, None], axis=-1)
    bare = apart < INK
    darker = (colour[..., 0] - paper[:, None, 0] < -5) & ~bare
    desk = np.median(strips[0].reshape(len(paper), -1, 3), axis=1)
    foreign = np.linalg.norm(colour - desk[:, None], axis=-1) < apart
    cells = colour.reshape(-1, 2, GRID // 2, 2, GRID // 2, 3).swapaxes(2, 3)
    quarters = np.median(cells.reshape(-1, 4, (GRID // 2) ** 2, 3), axis=2)
    uneven = np.ptp(quarters, axis=1)
    light = np.sort(picture.lab[::8, ::8, 0], axis=None)
    return [
        bare.mean(1), darker.sum(1) / ((~bare).sum(1) + 4), foreign.mean(1),
        np.tanh(uneven[:, 0] / 30), np.tanh(uneven[:, 1:].sum(1) / 15),
        1 - np.searchsorted(light, paper[:, 0]) / len(light),
    ]  # fmt: skip


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


def _print(picture: Cues, quads: Floats) -> list[Floats]:
    """How much thin dark print there is inside, and how far its strokes go along the sides."""
    light = picture.lab[..., 0]
    thin = cv2.morphologyEx(
        light.astype(np.uint8), cv2.MORPH_BLACKHAT, np.ones((STROKE, STROKE), np.uint8)
    )
    x, y = np.moveaxis(_spots(quads).round().astype(int), -1, 0)
    width, height = picture.size
    at = np.clip(y, 0, height - 1), np.clip(x, 0, width - 1)
    marks = cv2.blur(thin, (STROKE, STROKE))[at].mean(1)
    x_slope, y_slope = cv2.Sobel(light, cv2.CV_32F, 1, 0), cv2.Sobel(light, cv2.CV_32F, 0, 1)
    size = cv2.magnitude(x_slope, y_slope)
    twice = x_slope**2 - y_slope**2, 2 * x_slope * y_slope  # real and imaginary
    scale = 1 / (
        size * size * size + 1
    )  # turned four times, strokes along a side and across it are one
    real, imaginary = (twice[0] ** 2 - twice[1] ** 2) * scale, 2 * twice[0] * twice[1] * scale
    seen = cv2.blur(real, (5, 5))[at] + 1j * cv2.blur(imaginary, (5, 5))[at]
    along = quads[:, 1] - quads[:, 0] + quads[:, 2] - quads[:, 3]
    turn = np.exp(-4j * np.angle(along[:, 0] + 1j * along[:, 1]))
    aligned = (seen.mean(1) * turn).real / (cv2.blur(size, (5, 5))[at].mean(1) + 2)
    return [np.tanh(marks / 15), aligned]


def _shape(picture: Cues, found: Candidates) -> list[Floats]:
    """Size, sides on the frame, how unequal opposite sides are and how far from parallel."""
    quads = found.quads
    width, height = picture.size
    side = np.roll(quads, -1, axis=1) - quads
    length = np.linalg.norm(side, axis=-1)
    ratio = np.abs(np.log(length[:, :2] / length[:, 2:])).max(1)
    unit = side / length[..., None]
    apart = np.abs(cross(unit[:, :2], unit[:, 2:])).max(1)
    square = np.abs((unit * np.roll(unit, -1, axis=1)).sum(-1)).max(1)
    share = np.sqrt(np.abs(area(quads)) / (width * height))
    return [
        share,
        np.maximum(0, 0.4 - share),
        found.on_frame.mean(1),
        np.tanh(ratio),
        apart,
        square,
    ]


def _enclosed(quads: Floats) -> NDArray[np.bool_]:
    """Whether the first candidate (N, N) lies inside the second."""
    size = np.abs(area(quads))
    side = np.roll(quads, -1, axis=1) - quads
    # [i, j, corner of i, side of j]: how far inside that side the corner lies, in pixels
    apart = quads[:, None, :, None] - quads[None, :, None]
    depth = cross(side[None, :, None], apart) / np.linalg.norm(side, axis=-1)[None, :, None]
    return np.asarray((depth > -SLACK).all((2, 3)) & (size[None] > LARGER * size[:, None]))


def _framed(enclosed: NDArray[np.bool_], strength: Floats, paper: Floats) -> list[Floats]:
    """Strength of the best candidates around each one, of any paper and of the same paper.

    A table's frame lies inside its page, and the page's margin has the colour the table has.
    """
    alike = np.exp(-np.linalg.norm(paper[:, None] - paper[None], axis=-1) / SAME_PAPER)
    best = np.where(enclosed[..., None], strength[None], 0.0)
    kin = best * alike[..., None]
    return [*best.max(1).T, *kin.max(1).T, *best.max(0).T, *kin.max(0).T]
