"""Seeded desk photographs with known page corners: sheet, desk, camera, light and their faults."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from . import desks, sheets

Points = NDArray[np.float64]


@dataclass(frozen=True)
class Scene:
    """A picture and where its page is: corners 4x2 pixels clockwise from the page's top-left."""

    image: NDArray[np.uint8]
    corners: Points | None


def view(rng: Generator, aspect: float, focal: float, tilt: float) -> Points:
    """Corners of a page of width/height `aspect` seen by a pinhole camera, in `focal`'s unit.

    The page is one high, lies in the camera's axis and is turned and tilted at random.
    """
    page = np.array([(-aspect, -1), (aspect, -1), (aspect, 1), (-aspect, 1)]) / 2
    turn = rng.normal(0, 0.25) if rng.random() < 0.5 else rng.uniform(-np.pi, np.pi)
    tip = rng.uniform(-np.pi, np.pi)
    axis = np.array([np.cos(tip), np.sin(tip), 0.0]) * tilt
    rotation = cv2.Rodrigues(axis)[0] @ cv2.Rodrigues(np.array([0, 0, turn]))[0]
    space = np.c_[page, np.zeros(4)] @ rotation.T
    return np.asarray(focal * space[:, :2] / (space[:, 2:] + rng.uniform(1.6, 3.0)), np.float64)


def _pose(rng: Generator, aspect: float, width: int, height: int) -> Points:
    """Corners of a page somewhere in the frame, tilted up to 45 degrees."""
    tilt = np.deg2rad(rng.uniform(0, 45) if rng.random() < 0.6 else rng.uniform(0, 12))
    flat = view(rng, aspect, rng.uniform(0.9, 1.4), tilt)
    flat -= (flat.max(0) + flat.min(0)) / 2
    return _placed(rng, flat, width, height)


def _placed(rng: Generator, flat: Points, width: int, height: int) -> Points:
    """Scaled to a share of the frame between 6 and 95 %, as far as it fits, and moved inside."""
    x, y = flat.T
    area = 0.5 * abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))
    share = 0.06 * (0.95 / 0.06) ** rng.uniform(0.0, 1.0)
    scale = np.sqrt(share * width * height / area)
    extent = flat.max(0) - flat.min(0)
    overhang = 1.012 if rng.random() < 0.05 else 0.985
    scale = min(scale, float((np.array([width, height]) * overhang / extent).min()))
    slack = (np.array([width, height]) * overhang - extent * scale) / 2
    centre = np.array([width, height]) / 2 + rng.uniform(-1, 1, 2) * np.abs(slack)
    return np.asarray(flat * scale + centre, np.float64)


def _curl(rng: Generator, sheet: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The sheet with slightly bowed sides and perhaps a dog-ear, and its mask."""
    height, width = sheet.shape[:2]
    mask = np.full((height, width), 255, np.uint8)
    if rng.random() < 0.15:
        ear = int(rng.uniform(0.03, 0.09) * width)
        folded = [(0, 0), (ear, 0), (0, ear)]
        if rng.random() < 0.5:
            folded = [(width, height), (width - ear, height), (width, height - ear)]
        cv2.fillPoly(mask, [np.array(folded, np.int32)], 0)
    if rng.random() < 0.3:
        bow = rng.uniform(-0.006, 0.006) * height
        x = np.arange(width, dtype=np.float32)
        lift = bow * np.sin(np.pi * x / width * rng.choice([1, 2]))
        grid_y = np.arange(height, dtype=np.float32)[:, None] + lift.astype(np.float32)[None]
        grid_x = np.broadcast_to(x, (height, width)).copy()
        sheet = cv2.remap(sheet, grid_x, grid_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        mask = cv2.remap(mask, grid_x, grid_y, cv2.INTER_LINEAR)
    return sheet.astype(np.uint8), mask.astype(np.uint8)


def _lay(canvas: desks.Canvas, rng: Generator, sheet: NDArray[np.uint8], corners: Points) -> None:
    """Warp the sheet onto the canvas, with a contact shadow."""
    height, width = canvas.shape[:2]
    side = np.linalg.norm(corners - np.roll(corners, 1, axis=0), axis=1).max()
    shrink = min(1.0, side / max(sheet.shape[:2]))
    if shrink < 1:
        sheet = cv2.resize(sheet, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA).astype(
            np.uint8
        )
    sheet, mask = _curl(rng, sheet)
    h, w = sheet.shape[:2]
    source = np.array([(0, 0), (w, 0), (w, h), (0, h)], np.float32) - 0.5
    matrix = cv2.getPerspectiveTransform(source, corners.astype(np.float32))
    page = cv2.warpPerspective(sheet, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)
    alpha = cv2.warpPerspective(mask, matrix, (width, height)).astype(np.float32) / 255
    if rng.random() < 0.6:
        reach = rng.uniform(0.001, 0.012) * width
        soft = cv2.GaussianBlur(alpha, (0, 0), max(1.0, reach * 0.6))
        shift = np.float32([[1, 0, rng.uniform(-reach, reach)], [0, 1, rng.uniform(-reach, reach)]])
        soft = cv2.warpAffine(soft, shift, (width, height))
        canvas *= 1 - rng.uniform(0.1, 0.6) * soft[..., None]
    canvas += alpha[..., None] * (page.astype(np.float32) - canvas)


def _papers_behind(canvas: desks.Canvas, rng: Generator, corners: Points) -> None:
    """Another sheet half under the page or running out of the frame."""
    middle = corners.mean(0)
    turn = rng.uniform(0, np.pi)
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    other = (corners - middle) @ spin.T * rng.uniform(0.5, 0.9)
    other += middle + (corners[int(rng.integers(4))] - middle) * rng.uniform(0.5, 0.9)
    level = rng.uniform(140, 250)
    cv2.fillPoly(canvas, [other.round().astype(np.int32)], (level, level, level), cv2.LINE_AA)


def _fingers(canvas: desks.Canvas, rng: Generator, corners: Points) -> None:
    """A finger or two coming from outside over one side or corner."""
    skin = np.array([120, 150, 205]) * rng.uniform(0.5, 1.1)
    size = np.linalg.norm(corners[0] - corners[2])
    for _ in range(int(rng.integers(1, 3))):
        side = int(rng.integers(4))
        spot = corners[side] + (corners[(side + 1) % 4] - corners[side]) * rng.uniform(0, 1)
        outward = (spot - corners.mean(0)) / np.linalg.norm(spot - corners.mean(0))
        tip, root = spot - outward * size * 0.05, spot + outward * size * 0.5
        thick = int(size * rng.uniform(0.04, 0.07))
        colour = tuple(float(v) for v in skin)
        ends = tuple(tip.astype(int)), tuple(root.astype(int))
        cv2.line(canvas, *ends, colour, thick, cv2.LINE_AA)


def _light(canvas: desks.Canvas, rng: Generator) -> None:
    """Uneven, coloured, shaded and vignetted light."""
    height, width = canvas.shape[:2]
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    slope = rng.normal(0, 0.12, 2)
    field = 1 + slope[0] * x + slope[1] * y - rng.uniform(0, 0.25) * (x * x + y * y)
    if rng.random() < 0.35:
        normal = rng.normal(size=2)
        edge = (normal[0] * x + normal[1] * y) / np.linalg.norm(normal) + rng.uniform(-0.5, 0.5)
        width_of_penumbra = 10 ** rng.uniform(-2.5, -0.3)
        shade = 1 / (1 + np.exp(-np.clip(edge / width_of_penumbra, -30, 30)))
        field *= 1 - rng.uniform(0.1, 0.55) * shade
    cast = 1 + rng.normal(0, 0.05, 3)
    canvas *= field[..., None] * cast[None, None].astype(np.float32)
    canvas *= np.float32(rng.uniform(0.4, 1.15) if rng.random() < 0.5 else 1.0)
    if rng.random() < 0.15:
        centre = rng.uniform(-0.8, 0.8, 2)
        blob = np.exp(-((x - centre[0]) ** 2 + (y - centre[1]) ** 2) / rng.uniform(0.005, 0.05))
        canvas += 200 * blob[..., None]


def _expose(canvas: desks.Canvas, rng: Generator) -> NDArray[np.uint8]:
    """Blur, noise and JPEG, as the camera leaves it."""
    width = canvas.shape[1]
    choice = rng.random()
    if choice < 0.4:
        canvas = cv2.GaussianBlur(canvas, (0, 0), rng.uniform(0.0003, 0.002) * width)
    elif choice < 0.5:
        length = max(3, int(rng.uniform(0.002, 0.006) * width))
        kernel = np.zeros((length, length), np.float32)
        end = (int(rng.integers(length)), length - 1)
        cv2.line(kernel, (length - 1 - end[0], 0), end, 1.0, 1)
        canvas = cv2.filter2D(canvas, -1, kernel / kernel.sum())
    canvas = canvas + rng.normal(0, rng.uniform(0.5, 7), canvas.shape).astype(np.float32)
    image = np.clip(canvas, 0, 255).astype(np.uint8)
    quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(45, 96))]
    return np.asarray(cv2.imdecode(cv2.imencode(".jpg", image, quality)[1], 1), np.uint8)


def scene(
    seed: int, family: desks.Family, *, page: bool, width: int = 1600, height: int = 1200
) -> Scene:
    """The scene of this seed: with one page on the desk, or with none."""
    rng = np.random.default_rng(seed)
    if rng.random() < 0.25:
        width, height = height, width
    surface = family.surfaces[int(rng.integers(len(family.surfaces)))]
    canvas = np.ascontiguousarray(surface(rng, height, width), np.float32)
    busy = int(rng.integers(0, 4)) if page else int(rng.integers(0, 7))
    for _ in range(busy):
        family.things[int(rng.integers(len(family.things)))](canvas, rng)
    corners = None
    if page:
        sheet = sheets.draw(rng)
        corners = _pose(rng, sheet.shape[1] / sheet.shape[0], width, height)
        if rng.random() < 0.15:
            _papers_behind(canvas, rng, corners)
        _lay(canvas, rng, sheet, corners)
        if rng.random() < 0.15:
            _fingers(canvas, rng, corners)
    _light(canvas, rng)
    return Scene(_expose(canvas, rng), corners)
