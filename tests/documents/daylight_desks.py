"""Desk tops and what stands on them, for daylight.py."""

from collections.abc import Callable

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from .daylight_sheets import Field, noise, octaves
from .scenes import Points

Project = Callable[[Points], Points]  # mm (..., 3) to pixels (..., 2)

SPAN = 1600  # mm: side of the square of desk that is drawn
TEXELS = 1600  # one for each mm


def surface(rng: Generator, ground: Field) -> Field:
    """The desk (H, W, 3) at each pixel's point (H, W, 2) in mm."""
    top = KINDS[int(rng.integers(len(KINDS)))](rng)
    angle = rng.uniform(0, 2 * np.pi)
    spin = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]], np.float32)
    at = np.mod(ground @ spin + SPAN / 2, SPAN - 1)
    return np.asarray(cv2.remap(top, at[..., 0], at[..., 1], cv2.INTER_LINEAR), np.float32)


def _plain(colour: NDArray[np.float64] | tuple[float, ...]) -> Field:
    top = np.empty((TEXELS, TEXELS, 3), np.float32)
    top[:] = colour
    return top


def _any(rng: Generator, low: float, high: float, strong: float) -> tuple[float, ...]:
    """A BGR colour between two levels, its channels up to `strong` apart."""
    level = rng.uniform(low, high)
    return tuple(float(v) for v in np.clip(level + rng.uniform(-strong, strong, 3), 8, 252))


def _marble(rng: Generator) -> Field:
    """Veins along the zeros of folded noise, pale or dark."""
    folds = octaves(rng, (TEXELS, TEXELS), 320, 6)
    vein = np.exp(-np.abs(folds) * rng.uniform(6, 25))
    top = _plain(_any(rng, 60, 240, 12))
    top *= (1 + 0.02 * octaves(rng, (TEXELS, TEXELS), 60, 4))[..., None]
    return np.asarray(top * (1 + rng.uniform(-0.35, 0.3) * vein)[..., None], np.float32)


def _terrazzo(rng: Generator) -> Field:
    top = _plain(_any(rng, 120, 235, 15))
    for _ in range(int(rng.integers(2000, 6000))):
        size, turn = 10 ** rng.uniform(0.2, 1.1), np.sort(rng.uniform(0, 2 * np.pi, 5))
        chip = rng.uniform(0, TEXELS, 2) + size * np.stack([np.cos(turn), np.sin(turn)], axis=1)
        cv2.fillPoly(top, [chip.astype(np.int32)], _any(rng, 60, 245, 30))
    return top


def _planks(rng: Generator) -> Field:
    """Boards sawn out of a trunk: rings cut at a slant, no two boards alike."""
    y, x = np.mgrid[0:TEXELS, 0:TEXELS].astype(np.float32)
    board = np.floor(y / rng.uniform(80, 300))
    shift = rng.uniform(-400, 400, 40).astype(np.float32)[board.astype(int) % 40]
    waves = 9 * octaves(rng, (TEXELS, TEXELS), 250, 3)
    ring = np.hypot(y + shift + waves, 60 + x * rng.uniform(0.02, 0.15)) / rng.uniform(3, 12)
    light = 1 + rng.uniform(0.03, 0.14) * (np.mod(ring, 1) ** 2 - 0.4)
    light *= 1 + 0.02 * noise(rng, (TEXELS, TEXELS), (1.5, 40))
    brown = np.array([0.5, 0.74, 1.0]) * rng.uniform(70, 235)
    return np.asarray(light[..., None] * brown.astype(np.float32), np.float32)


def _strands(rng: Generator) -> Field:
    """Pressed board of coarse shavings."""
    top = _plain((110.0, 160.0, 205.0))
    for _ in range(4000):
        box = (
            tuple(rng.uniform(0, TEXELS, 2).tolist()),
            (float(rng.uniform(15, 70)), float(rng.uniform(3, 16))),
            float(rng.uniform(0, 180)),
        )
        tone = rng.uniform(0.75, 1.15)
        colour = tuple(float(v * tone) for v in (115, 165, 208))
        cv2.fillPoly(top, [cv2.boxPoints(box).astype(np.int32)], colour)
    return top


def _cloth(rng: Generator) -> Field:
    """Threads over and under; perhaps with a woven stripe."""
    y, x = np.mgrid[0:TEXELS, 0:TEXELS].astype(np.float32)
    pitch = rng.uniform(2.2, 5)
    jitter = octaves(rng, (TEXELS, TEXELS), 40, 3)
    thread = np.sin((x + jitter) * np.pi / pitch) * np.sin((y + jitter) * np.pi / pitch)
    top = _plain(_any(rng, 40, 240, 50)) * (1 + rng.uniform(0.03, 0.1) * thread)[..., None]
    if rng.random() < 0.4:
        stripe = np.mod(x, rng.uniform(60, 300)) < rng.uniform(8, 40)
        top[stripe] *= rng.uniform(0.6, 1.2, 3).astype(np.float32)
    return np.asarray(top, np.float32)


def _studs(rng: Generator) -> Field:
    """Rubber with round studs in rows."""
    y, x = np.mgrid[0:TEXELS, 0:TEXELS].astype(np.float32)
    pitch = rng.uniform(12, 34)
    row = np.floor(y / pitch)
    away = np.hypot(np.mod(x + row * pitch / 2, pitch) - pitch / 2, np.mod(y, pitch) - pitch / 2)
    stud = 1 / (1 + np.exp((away - pitch * 0.3) * 2))
    return np.asarray(_plain(_any(rng, 30, 190, 25)) * (1 + 0.12 * stud)[..., None], np.float32)


def _notices(rng: Generator) -> Field:
    """Coloured panels with print under a sheet of glass: a counter that advertises."""
    top = _plain(_any(rng, 90, 230, 40))
    for _ in range(int(rng.integers(6, 22))):
        corner, size = (
            rng.uniform(0, TEXELS - 300, 2).astype(int),
            rng.uniform(60, 420, 2).astype(int),
        )
        part = top[corner[1] : corner[1] + size[1], corner[0] : corner[0] + size[0]]
        part[:] = _any(rng, 40, 215, 70)
        line = np.mod(np.arange(part.shape[0]), 26)[:, None] < 12
        word = noise(rng, part.shape[:2], (26, 30)) > 0.5
        part[line & word] = _any(rng, 20, 250, 20)
    return np.asarray(top * np.float32(0.8) + 25, np.float32)


KINDS = (_marble, _terrazzo, _planks, _strands, _cloth, _studs, _notices)


def things(
    rng: Generator, image: Field, project: Project, ground: Field, clear: float, sun: Points
) -> None:
    """Boxes, books, cups, keyboards and cables, at least `clear` mm from the middle."""
    low, high = ground[::60, ::60].reshape(-1, 2).min(0), ground[::60, ::60].reshape(-1, 2).max(0)
    for _ in range(int(rng.integers(0, 4 if clear else 7))):
        spot = rng.uniform(low, high)
        sizes = (
            (230, 165, 25),
            (155, 75, 8),
            (90, 55, 30),
            (420, 140, 15),
            (60, 60, 60),
            (140, 9, 9),
        )
        size = np.array(sizes[int(rng.integers(len(sizes)))]) * rng.uniform(0.8, 1.2, 3)
        reach = clear + float(np.hypot(*size[:2])) / 2 + size[2]
        if clear and np.linalg.norm(spot) < reach:
            spot = spot / np.linalg.norm(spot) * reach
        (_cup if rng.random() < 0.25 else _box)(rng, image, project, spot, size, sun)
    if rng.random() < 0.3:
        _cable(rng, image, project, clear)


def _fill(image: Field, corners: Points, colour: tuple[float, ...]) -> None:
    cv2.fillPoly(image, [np.clip(corners, -9999, 9999).round().astype(np.int32)], colour)


def _shade(image: Field, project: Project, base: Points, tall: float, sun: Points) -> None:
    fallen = np.concatenate([base, base - tall * np.array([*sun, 0.0])])
    mask = np.ones(image.shape[:2], np.float32)
    hull = cv2.convexHull(np.clip(project(fallen), -9999, 9999).astype(np.float32))
    cv2.fillPoly(mask, [hull.round().astype(np.int32)], 0.62)
    image *= cv2.GaussianBlur(mask, (0, 0), 0.004 * image.shape[1])[..., None]


def _box(
    rng: Generator, image: Field, project: Project, spot: Points, size: Points, sun: Points
) -> None:
    """A box, its sides darker than its top; perhaps with keys, a screen or a title on top."""
    angle = rng.uniform(0, np.pi)
    spin = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    unit = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) / 2
    base = np.c_[(unit * size[:2]) @ spin + spot, np.zeros(4)]
    lid = base + np.array([0, 0, size[2]])
    _shade(image, project, base, float(size[2]), sun)
    colour = _any(rng, 15, 150, 60)
    for i in range(4):
        side = np.array([base[i], base[(i + 1) % 4], lid[(i + 1) % 4], lid[i]])
        _fill(image, project(side), tuple(v * rng.uniform(0.5, 0.8) for v in colour))
    _fill(image, project(lid), colour)
    rows, columns = (5, 15) if size[0] > 330 else (1, 1)
    other = _any(rng, 10, 170, 60)
    for row in range(rows):
        for column in range(columns):
            middle = (np.array([column, row]) + 0.5) / (columns, rows) - 0.5
            key = (middle + unit * 0.84 / (columns, rows)) * size[:2] @ spin + spot
            _fill(image, project(np.c_[key, np.full(4, size[2])]), other)


def _cup(
    rng: Generator, image: Field, project: Project, spot: Points, size: Points, sun: Points
) -> None:
    turn = np.linspace(0, 2 * np.pi, 48)
    ring = np.stack([np.cos(turn), np.sin(turn), np.zeros(48)], axis=1) * (38, 38, 0)
    base, rim = ring + np.array([*spot, 0]), ring * 1.1 + np.array([*spot, 20 + size[2]])
    _shade(image, project, base, 50, sun)
    colour = _any(rng, 30, 240, 50)
    body = cv2.convexHull(project(np.concatenate([base, rim])).astype(np.float32))[:, 0]
    _fill(image, body.astype(np.float64), tuple(v * 0.75 for v in colour))
    _fill(image, project(rim), colour)
    hollow = ring * np.array([1, 1, 0]) + np.array([*spot, 20 + size[2]])
    _fill(image, project(hollow), _any(rng, 15, 120, 30))


def _cable(rng: Generator, image: Field, project: Project, clear: float) -> None:
    """A cable that swings around the middle."""
    start, turn = rng.uniform(0, 2 * np.pi), np.linspace(0, rng.uniform(0.6, 2.5), 60)
    far = clear + 25 + 60 * (1 + np.sin(turn * rng.uniform(1, 4)))
    path = np.stack([np.cos(start + turn) * far, np.sin(start + turn) * far, 0 * turn], axis=1)
    seen = [np.clip(project(path), -9999, 9999).round().astype(np.int32)]
    wide = max(2, image.shape[1] // 260)
    cv2.polylines(image, seen, False, _any(rng, 10, 60, 15), wide + 2)
    cv2.polylines(image, seen, False, _any(rng, 40, 220, 20), wide)
