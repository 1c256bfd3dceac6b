"""Desk surfaces and the things that lie on them; two families that share no texture and no object.

`DEV` is what the finder was first tuned on; `HELD_OUT` was kept apart until its failures had been
looked at, and now has a share in the weights as well. Surfaces are float32 BGR
images of 0..255; objects draw into them in place.
"""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Canvas = NDArray[np.float32]
Surface = Callable[[Generator, int, int], Canvas]
Thing = Callable[[Canvas, Generator], None]


@dataclass(frozen=True)
class Family:
    """Surfaces and things one partition of scenes is made of."""

    surfaces: tuple[Surface, ...]
    things: tuple[Thing, ...]


def noise(rng: Generator, height: int, width: int, rows: int, columns: int) -> NDArray[np.float32]:
    """Smooth noise of about unit deviation with the given number of cells."""
    cells = rng.standard_normal((max(2, rows), max(2, columns))).astype(np.float32)
    return cv2.resize(cells, (width, height), interpolation=cv2.INTER_CUBIC).astype(np.float32)


def _desk_colour(rng: Generator) -> NDArray[np.float32]:
    level = rng.choice([rng.uniform(20, 80), rng.uniform(80, 170), rng.uniform(170, 235)])
    tint = rng.normal(0, 12, 3) if rng.random() < 0.5 else np.zeros(3)
    return np.asarray(np.clip(level + tint, 5, 245), np.float32)


def _wood_colour(rng: Generator) -> NDArray[np.float32]:
    brown = np.array([(55, 90, 140), (30, 50, 85), (120, 165, 205), (90, 120, 150)], np.float32)
    return np.asarray(brown[int(rng.integers(4))] * rng.uniform(0.7, 1.15), np.float32)


def _turned(rng: Generator, height: int, width: int) -> tuple[Canvas, Canvas]:
    """Pixel coordinates turned by a random angle: along and across."""
    angle = rng.uniform(0, np.pi)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    along = x * np.cos(angle) + y * np.sin(angle)
    across = -x * np.sin(angle) + y * np.cos(angle)
    return along.astype(np.float32), across.astype(np.float32)


def _tone(colour: NDArray[np.float32], factor: NDArray[np.float32]) -> Canvas:
    return np.asarray(colour[None, None, :] * factor[..., None], np.float32)


def plain(rng: Generator, height: int, width: int) -> Canvas:
    return _tone(_desk_colour(rng), 1 + 0.015 * noise(rng, height, width, 6, 8))


def wood(rng: Generator, height: int, width: int) -> Canvas:
    rows = int(rng.integers(60, 200))
    grain = noise(rng, height, width, rows, 5) + 0.5 * noise(rng, height, width, rows * 3, 9)
    bow = np.sin(noise(rng, height, width, 4, 2) * 3 + np.linspace(0, 20, height)[:, None])
    strength = rng.uniform(0.02, 0.09)
    surface = _tone(_wood_colour(rng), (1 + strength * (grain + bow)).astype(np.float32))
    return surface if rng.random() < 0.5 else np.ascontiguousarray(
        cv2.resize(surface.transpose(1, 0, 2), (width, height)))  # fmt: skip


def stone(rng: Generator, height: int, width: int) -> Canvas:
    speckle = noise(rng, height, width, height // 4, width // 4) * rng.uniform(0.03, 0.14)
    cloud = 0.05 * noise(rng, height, width, 9, 12)
    return _tone(_desk_colour(rng), (1 + speckle + cloud).astype(np.float32))


def weave(rng: Generator, height: int, width: int) -> Canvas:
    along, across = _turned(rng, height, width)
    pitch = rng.uniform(0.004, 0.015) * width
    threads = np.sin(along * (6.28 / pitch)) * np.sin(across * (6.28 / pitch))
    uneven = 0.04 * noise(rng, height, width, 12, 16)
    return _tone(_desk_colour(rng), (1 + rng.uniform(0.04, 0.2) * threads + uneven))


def desk_with_edge(rng: Generator, height: int, width: int) -> Canvas:
    along, _ = _turned(rng, height, width)
    split = float(np.quantile(along, rng.uniform(0.08, 0.3)))
    floor = plain(rng, height, width)
    top = wood(rng, height, width) if rng.random() < 0.5 else plain(rng, height, width)
    return np.where((along < split)[..., None], floor, top).astype(np.float32)


def planks(rng: Generator, height: int, width: int) -> Canvas:
    along, across = _turned(rng, height, width)
    pitch = rng.uniform(0.08, 0.25) * width
    row = np.floor(across / pitch).astype(int)
    tones = 1 + 0.08 * rng.standard_normal(400)
    grain = 0.05 * noise(rng, height, width, 90, 90) + 0.04 * np.sin(along * 0.01 + across * 0.3)
    joint = np.mod(across, pitch) < max(2.0, 0.002 * width)
    return _tone(_wood_colour(rng), (tones[row % 400] + grain) * np.where(joint, 0.5, 1.0))


def tiles(rng: Generator, height: int, width: int) -> Canvas:
    along, across = _turned(rng, height, width)
    pitch = rng.uniform(0.12, 0.4) * width
    gap = max(2.0, 0.006 * width)
    joint = (np.mod(along, pitch) < gap) | (np.mod(across, pitch) < gap)
    cell = (np.floor(along / pitch) * 7 + np.floor(across / pitch) * 13).astype(int)
    tones = 1 + 0.03 * rng.standard_normal(211)
    face = _tone(_desk_colour(rng), tones[cell % 211] + 0.02 * noise(rng, height, width, 40, 50))
    return np.where(joint[..., None], _desk_colour(rng), face).astype(np.float32)


def gingham(rng: Generator, height: int, width: int) -> Canvas:
    along, across = _turned(rng, height, width)
    pitch = rng.uniform(0.02, 0.07) * width
    bands = (np.mod(along, pitch) < pitch / 2).astype(np.float32) + (
        np.mod(across, pitch) < pitch / 2
    )
    share = (bands / 2 * rng.uniform(0.4, 1.0))[..., None]
    cloth = _desk_colour(rng) * (1 - share) + _desk_colour(rng) * share
    return (cloth * (1 + 0.02 * noise(rng, height, width, 200, 260))[..., None]).astype(np.float32)


def marble(rng: Generator, height: int, width: int) -> Canvas:
    warp = noise(rng, height, width, 7, 9) + 0.5 * noise(rng, height, width, 25, 30)
    veins = np.exp(-np.abs(np.sin(warp * 2.5)) * 9)
    return _tone(_desk_colour(rng), (1 - rng.uniform(0.1, 0.4) * veins).astype(np.float32))


def cutting_mat(rng: Generator, height: int, width: int) -> Canvas:
    along, across = _turned(rng, height, width)
    pitch = rng.uniform(0.03, 0.09) * width
    line = (np.mod(along, pitch) < 0.0015 * width) | (np.mod(across, pitch) < 0.0015 * width)
    base = _tone(np.array([90, 110, 50], np.float32) * rng.uniform(0.5, 1.6), np.ones_like(along))
    return np.where(line[..., None], base * 1.5, base).astype(np.float32)


def terrazzo(rng: Generator, height: int, width: int) -> Canvas:
    surface = plain(rng, height, width)
    for _ in range(250):
        centre = (int(rng.integers(width)), int(rng.integers(height)))
        axes = (int(rng.uniform(2, 0.02 * width)), int(rng.uniform(2, 0.012 * width)))
        colour = tuple(float(v) for v in _desk_colour(rng))
        cv2.ellipse(surface, centre, axes, float(rng.uniform(0, 180)), 0, 360, colour, -1)
    return surface


def bricks(rng: Generator, height: int, width: int) -> Canvas:
    along, across = _turned(rng, height, width)
    pitch = rng.uniform(0.05, 0.2) * width
    row = np.floor(across / pitch)
    shifted = along + (row % 2) * pitch
    gap = rng.uniform(0.04, 0.12) * pitch
    joint = (np.mod(across, pitch) < gap) | (np.mod(shifted, 2 * pitch) < gap)
    cell = (row * 17 + np.floor(shifted / (2 * pitch)) * 5).astype(int)
    tones = 1 + rng.uniform(0.02, 0.12) * rng.standard_normal(97)
    face = _tone(_desk_colour(rng), tones[cell % 97] + 0.03 * noise(rng, height, width, 90, 120))
    return np.where(joint[..., None], _desk_colour(rng), face).astype(np.float32)


def stripes(rng: Generator, height: int, width: int) -> Canvas:
    along, _ = _turned(rng, height, width)
    pitch = rng.uniform(0.02, 0.15) * width
    band = np.mod(along, pitch) < rng.uniform(0.2, 0.6) * pitch
    cloth = np.where(band[..., None], _desk_colour(rng), _desk_colour(rng))
    return (cloth * (1 + 0.02 * noise(rng, height, width, 150, 200))[..., None]).astype(np.float32)


def _spot(canvas: Canvas, rng: Generator) -> NDArray[np.float64]:
    height, width = canvas.shape[:2]
    return rng.uniform((-0.05, -0.05), (1.05, 1.05)) * (width, height)


def _colour(rng: Generator) -> tuple[float, ...]:
    return tuple(float(v) for v in rng.uniform(10, 230, 3))


def _dark(rng: Generator) -> tuple[float, ...]:
    return tuple(float(v) for v in rng.uniform(8, 60) + rng.uniform(0, 10, 3))


def _box(
    canvas: Canvas, rng: Generator, size: tuple[float, float], colour: tuple[float, ...]
) -> NDArray[np.float64]:
    """Fill a turned rectangle of the given size in image widths; answers its 3x2 frame matrix."""
    width = canvas.shape[1]
    angle = rng.uniform(0, 2 * np.pi)
    u = np.array([np.cos(angle), np.sin(angle)]) * size[0] * width
    v = np.array([-np.sin(angle), np.cos(angle)]) * size[1] * width
    origin = _spot(canvas, rng) - (u + v) / 2
    corners = np.array([origin, origin + u, origin + u + v, origin + v])
    cv2.fillPoly(canvas, [corners.round().astype(np.int32)], colour, cv2.LINE_AA)
    return np.array([origin, u, v])


def _part(
    canvas: Canvas,
    frame: NDArray[np.float64],
    cell: tuple[float, float, float, float],
    colour: tuple[float, ...],
) -> None:
    origin, u, v = frame
    x0, y0, x1, y1 = cell
    points = [origin + u * x + v * y for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))]
    cv2.fillPoly(canvas, [np.array(points).round().astype(np.int32)], colour, cv2.LINE_AA)


def pen(canvas: Canvas, rng: Generator) -> None:
    frame = _box(canvas, rng, (rng.uniform(0.1, 0.25), 0.012), _colour(rng))
    _part(canvas, frame, (0, 0, 0.12, 1), _dark(rng))


def cable(canvas: Canvas, rng: Generator) -> None:
    knots = np.array([_spot(canvas, rng) for _ in range(4)])
    t = np.linspace(0, 1, 60)[:, None]
    bezier = (
        (1 - t) ** 3 * knots[0] + 3 * t * (1 - t) ** 2 * knots[1]
        + 3 * t**2 * (1 - t) * knots[2] + t**3 * knots[3]
    )  # fmt: skip
    thick = max(2, int(0.006 * canvas.shape[1]))
    cv2.polylines(canvas, [bezier.astype(np.int32)], False, _dark(rng), thick, cv2.LINE_AA)


def cup(canvas: Canvas, rng: Generator) -> None:
    x, y = _spot(canvas, rng).astype(int)
    radius = int(rng.uniform(0.04, 0.09) * canvas.shape[1])
    cv2.circle(canvas, (x, y), radius, _colour(rng), -1, cv2.LINE_AA)
    cv2.circle(canvas, (x, y), int(radius * 0.85), (25, 40, 60), -1, cv2.LINE_AA)


def keyboard(canvas: Canvas, rng: Generator) -> None:
    pale = rng.random() < 0.2
    frame = _box(canvas, rng, (0.45, 0.16), (200.0, 200.0, 198.0) if pale else _dark(rng))
    key = (235.0, 236.0, 238.0) if pale else (55.0, 52.0, 50.0)
    for row in range(5):
        for column in range(15):
            x, y = (column + 0.12) / 15, (row + 0.12) / 5
            _part(canvas, frame, (x, y, x + 0.055, y + 0.16), key)


def phone(canvas: Canvas, rng: Generator) -> None:
    frame = _box(canvas, rng, (0.16, 0.08), _dark(rng))
    _part(canvas, frame, (0.06, 0.05, 0.94, 0.95), _dark(rng))


def book(canvas: Canvas, rng: Generator) -> None:
    size = rng.uniform(0.12, 0.3)
    cover = tuple(float(v) for v in rng.permutation([rng.uniform(10, 60), 70.0, 150.0]))
    frame = _box(canvas, rng, (size, size * 1.4), cover)
    _part(canvas, frame, (0.98, 0.01, 1.0, 0.99), (190.0, 205.0, 215.0))
    for row in (0.2, 0.3, 0.8):
        _part(canvas, frame, (0.2, row, rng.uniform(0.5, 0.8), row + 0.05), (210.0, 215.0, 220.0))


def mouse_mat(canvas: Canvas, rng: Generator) -> None:
    _box(canvas, rng, (rng.uniform(0.2, 0.3), rng.uniform(0.17, 0.25)), _dark(rng))


def window_light(canvas: Canvas, rng: Generator) -> None:
    pane = np.zeros(canvas.shape, np.float32)
    for _ in range(int(rng.integers(1, 4))):
        _box(pane, rng, (rng.uniform(0.1, 0.3), rng.uniform(0.15, 0.4)), (1.0, 1.0, 1.0))
    soft = cv2.GaussianBlur(pane, (0, 0), rng.uniform(0.008, 0.03) * canvas.shape[1])
    canvas *= 1 + rng.uniform(0.1, 0.4) * soft


def ruler(canvas: Canvas, rng: Generator) -> None:
    frame = _box(canvas, rng, (rng.uniform(0.2, 0.5), 0.03), (120.0, 190.0, 215.0))
    for tick in range(60):
        _part(canvas, frame, (tick / 60, 0, tick / 60 + 0.004, 0.4), (40.0, 40.0, 40.0))


def calculator(canvas: Canvas, rng: Generator) -> None:
    frame = _box(canvas, rng, (0.1, 0.17), _dark(rng))
    _part(canvas, frame, (0.1, 0.06, 0.9, 0.22), (140.0, 165.0, 150.0))
    for row in range(5):
        for column in range(4):
            x, y = 0.1 + 0.21 * column, 0.3 + 0.135 * row
            _part(canvas, frame, (x, y, x + 0.16, y + 0.1), (90.0, 90.0, 95.0))


def monitor(canvas: Canvas, rng: Generator) -> None:
    frame = _box(canvas, rng, (rng.uniform(0.3, 0.6), rng.uniform(0.2, 0.35)), _dark(rng))
    _part(canvas, frame, (0.03, 0.04, 0.97, 0.94), tuple(float(v) for v in rng.uniform(20, 120, 3)))
    for _ in range(4):
        x, y = rng.uniform(0.05, 0.6, 2)
        _part(canvas, frame, (x, y, x + 0.3, y + 0.3), _colour(rng))


def coins(canvas: Canvas, rng: Generator) -> None:
    for _ in range(6):
        x, y = _spot(canvas, rng).astype(int)
        radius = int(0.016 * canvas.shape[1])
        cv2.circle(canvas, (x, y), radius, (140.0, 170.0, 185.0), -1, cv2.LINE_AA)
        cv2.circle(canvas, (x, y), radius // 2, (100.0, 130.0, 150.0), 2, cv2.LINE_AA)


def tape(canvas: Canvas, rng: Generator) -> None:
    x, y = _spot(canvas, rng).astype(int)
    radius = int(0.05 * canvas.shape[1])
    cv2.ellipse(canvas, (x, y), (radius, radius // 2), 20, 0, 360, _colour(rng), radius // 4)


DEV = Family(
    (plain, plain, wood, wood, stone, weave, desk_with_edge, tiles, gingham),
    (pen, cable, cup, keyboard, phone, book, mouse_mat, window_light),
)
HELD_OUT = Family(
    (planks, bricks, stripes, marble, cutting_mat, terrazzo),
    (ruler, calculator, monitor, coins, tape),
)
