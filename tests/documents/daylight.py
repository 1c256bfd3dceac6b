"""Desks by a window, photographed with a phone's lens: paper that does not lie flat.

Written after lamplit.py had been measured, and never fitted to; the finder was mended by its
pictures once it had been measured. The sheet is a surface in space, curled at a corner, rolled or
folded, shaded by its own slopes; sun falls through a barred window; cups, boxes, books and cables
have height; the lens bends, smears and fringes, and the camera smooths its noise. Nothing is shared
with the other families but the scene's type.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from .daylight_desks import surface, things
from .daylight_sheets import FORMATS, Field, drawn, octaves
from .scenes import Points, Scene

FINE = 33  # points of the sheet's surface each way


@dataclass(frozen=True)
class View:
    """A pinhole camera: 3x4 from mm (z up from the desk) to pixels of a picture of this size."""

    matrix: Points
    size: tuple[int, int]

    def pixels(self, points: Points) -> Points:
        """Where points (..., 3) in mm are seen."""
        seen = np.concatenate([points, np.ones((*points.shape[:-1], 1))], axis=-1) @ self.matrix.T
        return np.asarray(seen[..., :2] / seen[..., 2:])

    def ground(self) -> Field:
        """The desk's point (H, W, 2) in mm at every pixel."""
        back = np.linalg.inv(self.matrix[:, [0, 1, 3]]).astype(np.float32)
        y, x = np.mgrid[0 : self.size[1], 0 : self.size[0]].astype(np.float32)
        seen = np.stack([x, y, np.ones_like(x)], axis=-1) @ back.T
        return np.asarray(seen[..., :2] / seen[..., 2:], np.float32)


def scene(seed: int, *, page: bool, width: int = 1600, height: int = 1200) -> Scene:
    """The scene of this seed: with one document, or with none."""
    rng = np.random.default_rng([31337, seed, int(page)])
    wide, high = FORMATS[int(rng.integers(len(FORMATS)))]
    sheet = _laid(rng, wide, high)
    view = _view(rng, sheet, (width, height))
    ground = view.ground()
    sun = np.array([*rng.normal(0, 0.8, 2), 1.0])  # the way to it, per mm of height
    image = surface(rng, ground)
    clear = float(np.hypot(wide, high)) / 2 if page else 0.0
    things(rng, image, view.pixels, ground, clear, sun[:2])
    if page:
        _cast(rng, image, view, sheet, sun)
        _paint(rng, image, view, sheet, sun, drawn(rng, wide, high))
        if rng.random() < 0.25:
            _thumb(rng, image, view, sheet)
    _light(rng, image, ground)
    bend = float(rng.uniform(-0.02, 0.07))
    picture = _photographed(rng, image, bend)
    if not page:
        return Scene(picture, None)
    return Scene(picture, _bent(view.pixels(_corners(sheet)), bend, (width, height)))


def _laid(rng: Generator, wide: float, high: float) -> Points:
    """Points (FINE, FINE, 3) of a sheet that is nearly flat."""
    u, v = np.meshgrid(np.linspace(-1, 1, FINE), np.linspace(-1, 1, FINE))
    lift = np.full(u.shape, 0.2)
    size = max(wide, high)
    if size > 120:
        if rng.random() < 0.5:
            lift += rng.uniform(0, 0.018) * size * (u if rng.random() < 0.5 else v) ** 2
        if rng.random() < 0.3:
            lift += (
                rng.uniform(0, 0.02)
                * size
                * np.maximum(0, 1 - 3 * np.abs(v - rng.uniform(-0.4, 0.4)))
            )
        if rng.random() < 0.35:
            near = np.hypot(u - rng.choice([-1, 1]), v - rng.choice([-1, 1]))
            lift += rng.uniform(0, 0.05) * size * np.maximum(0, 1 - near / 0.7) ** 2
    angle = np.deg2rad(rng.normal(0, 8) if rng.random() < 0.7 else rng.uniform(-180, 180))
    x, y = u * wide / 2, v * high / 2
    turned = [x * np.cos(angle) - y * np.sin(angle), x * np.sin(angle) + y * np.cos(angle), lift]
    return np.stack(turned, axis=-1)


def _corners(sheet: Points) -> Points:
    return np.asarray(sheet[[0, 0, -1, -1], [0, -1, -1, 0]])


def _outline(sheet: Points) -> Points:
    return np.concatenate([sheet[0], sheet[:, -1], sheet[-1, ::-1], sheet[::-1, 0]])


def _view(rng: Generator, sheet: Points, size: tuple[int, int]) -> View:
    """A hand-held camera that sees the whole sheet."""
    turn = cv2.Rodrigues(np.deg2rad([rng.uniform(-4, 30), rng.normal(0, 6), rng.normal(0, 5)]))[0]
    turn = turn @ np.diag([1.0, 1.0, -1.0])
    focal = rng.uniform(0.7, 1.1) * size[0]
    lens = np.array([[focal, 0, (size[0] - 1) / 2], [0, focal, (size[1] - 1) / 2], [0, 0, 1]])
    aside = rng.normal(0, 20, 2)
    for far in np.arange(rng.uniform(180, 450), 2500, 15):
        view = View(lens @ np.c_[turn, [*aside, far]], size)
        seen = view.pixels(_outline(sheet))
        if (seen > 0.035 * size[0]).all() and (seen < np.array(size) - 0.035 * size[0]).all():
            return view
    raise ValueError("the sheet fits into no view")


def _shape(view: View, outline: Points) -> Field:
    """Share (H, W) of each pixel within the outline (N, 3)."""
    mask = np.zeros(view.size[::-1], np.uint8)
    fixed = (view.pixels(outline) * 16).round().astype(np.int32)
    cv2.fillPoly(mask, [fixed], 255, cv2.LINE_AA, 4)
    return np.asarray(mask / np.float32(255), np.float32)


def _cast(rng: Generator, image: Field, view: View, sheet: Points, sun: Points) -> None:
    """The sheet's shadow: sharp where it touches the desk, soft all round."""
    outline = _outline(sheet)
    fallen = outline - outline[:, 2:] * sun
    for soft, depth in ((0.8, rng.uniform(0.1, 0.4)), (6.0, rng.uniform(0.05, 0.3))):
        shade = cv2.GaussianBlur(_shape(view, fallen), (0, 0), soft * view.size[0] / 1600)
        image *= (1 - depth * shade)[..., None]


def _paint(
    rng: Generator, image: Field, view: View, sheet: Points, sun: Points, face: Field
) -> None:
    """The document over its surface, lighter where that turns to the sun."""
    flat = view.pixels(sheet * (1, 1, 0)).astype(np.float32)
    off = (view.pixels(sheet) - flat).astype(np.float32)
    unit = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], np.float32) * (FINE - 1)
    back = cv2.getPerspectiveTransform(_corners(flat).astype(np.float32), unit)
    y, x = np.mgrid[0 : view.size[1], 0 : view.size[0]].astype(np.float32)
    pixel = np.stack([x, y], axis=-1)
    at = cv2.perspectiveTransform(pixel, back)
    for _ in range(3):
        moved = cv2.remap(off, at[..., 0], at[..., 1], cv2.INTER_LINEAR,
                          borderMode=cv2.BORDER_REPLICATE)  # fmt: skip
        at = cv2.perspectiveTransform(np.asarray(pixel - moved, np.float32), back)
    step = np.array(face.shape[1::-1], np.float32) / (FINE - 1)
    small = min(1.0, float(np.linalg.norm(flat[0, -1] - flat[0, 0]) / face.shape[1]))
    soft = cv2.GaussianBlur(face, (0, 0), max(0.3, 0.4 / small))
    spot = at * step - 0.5
    seen = cv2.remap(soft, spot[..., 0], spot[..., 1], cv2.INTER_LINEAR,
                     borderMode=cv2.BORDER_REPLICATE)  # fmt: skip
    slope = _slopes(sheet) @ sun[:2]
    lit = cv2.remap((1 - rng.uniform(0.2, 1.0) * slope).astype(np.float32), at[..., 0], at[..., 1],
                    cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)  # fmt: skip
    share = _shape(view, _rounded(rng, sheet))
    image += share[..., None] * (seen * np.clip(lit, 0.5, 1.15)[..., None] - image)


def _rounded(rng: Generator, sheet: Points) -> Points:
    """The outline; of a card, with rounded corners."""
    wide, high = (
        np.linalg.norm(sheet[0, -1] - sheet[0, 0]),
        np.linalg.norm(sheet[-1, 0] - sheet[0, 0]),
    )
    if max(wide, high) > 120:
        return _outline(sheet)
    radius, turns = rng.uniform(2, 4), np.linspace(0, np.pi / 2, 9)
    corners = _corners(sheet)
    outline = []
    for i in range(4):
        into = [corners[i - 1] - corners[i], corners[(i + 1) % 4] - corners[i]]
        one, other = (side / np.linalg.norm(side) * radius for side in into)
        for turn in turns:
            outline.append(corners[i] + one * (1 - np.sin(turn)) + other * (1 - np.cos(turn)))
    return np.array(outline)


def _slopes(sheet: Points) -> Points:
    """The surface's rise (FINE, FINE, 2) per mm along the desk's x and y."""
    across, down = sheet[0, 1] - sheet[0, 0], sheet[1, 0] - sheet[0, 0]
    rise = np.stack(np.gradient(sheet[..., 2])[::-1], axis=-1)
    return np.asarray(rise @ np.linalg.inv(np.stack([across[:2], down[:2]])).T)


def _thumb(rng: Generator, image: Field, view: View, sheet: Points) -> None:
    """A thumb holds the sheet by one side; the hand lies outside."""
    corners = _corners(sheet)
    side = int(rng.integers(4))
    spot = corners[side] + (corners[(side + 1) % 4] - corners[side]) * rng.uniform(0.1, 0.9)
    out = spot / np.linalg.norm(spot) * (1, 1, 0)
    aside = np.array([-out[1], out[0], 0])
    skin = np.array([128, 162, 214], np.float32) * rng.uniform(0.45, 1.05)
    turn = np.linspace(0, 2 * np.pi, 40)[:, None]
    parts = ((spot + out * 12, 30, 10), (spot + out * 75 + aside * 20, 50, 42))
    for middle, long, broad in parts:
        shape = _shape(view, middle + long * np.cos(turn) * out + broad * np.sin(turn) * aside)
        soft = cv2.GaussianBlur(shape, (0, 0), 5)
        image *= (1 - 0.3 * soft * (1 - shape))[..., None]
        image += shape[..., None] * (skin * (0.7 + 0.35 * soft)[..., None] - image)


def _light(rng: Generator, image: Field, ground: Field) -> None:
    """Daylight that falls off, sun through a window's panes, the glare of a tube."""
    fall = ground @ rng.normal(0, 0.0008, 2).astype(np.float32)
    image *= np.clip(1 + fall, 0.45, 1.6)[..., None]
    if rng.random() < 0.4:
        angle = rng.uniform(0, np.pi)
        axes = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        at = (ground @ axes.astype(np.float32) - rng.normal(0, 120, 2)) / rng.uniform(90, 260, 2)
        bar, soft = rng.uniform(0.05, 0.2), rng.uniform(0.01, 0.08)
        edge = np.minimum(np.mod(at, 1) - bar, 1 - np.mod(at, 1)).min(-1)
        inside = 1 / (1 + np.exp(np.clip(-edge / soft, -30, 30)))
        inside *= (np.abs(at) < 2).all(-1)
        warm = np.array([0.85, 1, 1.08]) * rng.uniform(0.15, 0.8)
        image *= 1 + inside[..., None] * warm.astype(np.float32)
    if rng.random() < 0.15:
        away = np.abs(ground @ rng.normal(0, 0.7, 2) - rng.normal(0, 100)) / rng.uniform(6, 25)
        image += (rng.uniform(20, 90) * np.exp(-(away**2)))[..., None].astype(np.float32)


def _bent(points: Points, bend: float, size: tuple[int, int]) -> Points:
    """Where the lens shows points (N, 2) of the straight picture."""
    middle, unit = (np.array(size) - 1) / 2, size[0] / 2
    straight = (points - middle) / unit
    seen = straight
    for _ in range(12):
        seen = straight / (1 + bend * (seen**2).sum(-1, keepdims=True))
    return np.asarray(seen * unit + middle)


def _photographed(rng: Generator, image: Field, bend: float) -> NDArray[np.uint8]:
    """Lens, a hand that shakes, tone curve, smoothed noise and JPEG."""
    height, width = image.shape[:2]
    image *= rng.uniform(150, 245) / max(60.0, float(np.quantile(image[::9, ::9], 0.96)))
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    middle, unit = np.array([(width - 1) / 2, (height - 1) / 2], np.float32), np.float32(width / 2)
    seen = (np.stack([x, y], axis=-1) - middle) / unit
    radius = (seen**2).sum(-1, keepdims=True)
    fringe = rng.uniform(0, 0.0009)
    planes = []
    for channel, wider in enumerate((1 + fringe, 1.0, 1 - fringe)):
        at = seen * (1 + bend * radius) * np.float32(wider) * unit + middle
        plane = cv2.remap(image[..., channel], at[..., 0], at[..., 1], cv2.INTER_LINEAR,
                          borderMode=cv2.BORDER_REFLECT_101)  # fmt: skip
        planes.append(plane)
    bright = np.stack(planes, axis=-1) * (1 - rng.uniform(0, 0.3) * radius)
    bright = _shaken(rng, bright, width / 1600)
    bright *= rng.uniform(0.9, 1.1, 3).astype(np.float32)
    share = np.clip(bright / 255, 0, 1)
    share += np.float32(rng.uniform(0, 0.6)) * share * (1 - share) * (share - 0.5)
    grain = rng.standard_normal(share.shape).astype(np.float32)
    grain = grain + 2 * cv2.GaussianBlur(grain, (0, 0), rng.uniform(0.8, 2.5))
    share += grain * np.float32(10 ** rng.uniform(-2.8, -1.7))
    share += np.float32(0.01) * octaves(rng, (height, width), 90.0, 2)[..., None]
    pixels = (np.clip(share, 0, 1) * 255).astype(np.uint8)
    quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(50, 92))]
    return np.asarray(cv2.imdecode(cv2.imencode(".jpg", pixels, quality)[1], 1), np.uint8)


def _shaken(rng: Generator, image: Field, grain: float) -> Field:
    """Defocus, and a short straight smear."""
    image = cv2.GaussianBlur(image, (0, 0), float(rng.uniform(0.5, 1.8)) * grain)
    long = round(rng.uniform(0, 5) * grain)
    if long < 2:
        return np.asarray(image, np.float32)
    kernel = np.zeros((9, 9), np.float32)
    way = rng.normal(0, 1, 2)
    way = way / np.linalg.norm(way) * long / 2
    ends = [tuple(int(v) for v in np.rint(4 + s * way)) for s in (-1, 1)]
    cv2.line(kernel, ends[0], ends[1], 1.0)
    return np.asarray(cv2.filter2D(image, -1, kernel / kernel.sum()), np.float32)
