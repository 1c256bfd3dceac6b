"""Counters varied far beyond likelihood: the family that is there to be fitted to.

Camera, light and hands are those of counters.py. The surface is any colour, often the paper's own,
under any layers of grain, stripes, checks, bricks, dots and joints; documents are of any size with
frames inside frames, bands and pictures; they lie on stacks of others, under several hands.
"""

import cv2
import numpy as np
from numpy.random import Generator

from . import counter_sheets, counters
from .counter_sheets import PER_MM, Image, Sheet
from .scenes import Points, Scene
from .tabletop import Colour, Field, cover, fractal, paint, shadow, to_box

STEEPEST = 34.0  # degrees the camera may look aslant
SIZES = (
    (210, 297), (297, 210), (148, 210), (85.6, 54), (85.6, 54), (125, 88), (176, 250), (100, 150),
)  # fmt: skip


def scene(seed: int, *, page: bool, width: int = 1600, height: int = 1200) -> Scene:
    """The scene of this seed: with one document, or with none."""
    rng = np.random.default_rng([6607, seed, int(page)])
    sheet = _document(rng)
    box, camera = counters.posed(rng, sheet, (width, height), STEEPEST)
    plane = camera.plane()
    paper = np.median(sheet.face[:, :: max(1, sheet.face.shape[1] // 60)], axis=(0, 1))
    image = _surface(rng, plane, paper)
    if rng.random() < 0.25:
        counters.guide(rng, image, plane)
    away = rng.normal(0, 1, 2)
    away = away / np.linalg.norm(away)
    for _ in range(int(rng.integers(0, 4)) if page else int(rng.integers(0, 6))):
        counters.thing(rng, image, plane, away, box if page else None)
    corners = None
    if page:
        for _ in range(int(rng.integers(1, 5)) if rng.random() < 0.3 else 0):
            _below(rng, image, plane, box)
        counters.lay(rng, image, plane, sheet, box, away)
        for _ in range(int(rng.integers(1, 4)) if rng.random() < 0.35 else 0):
            counters.fingers(rng, image, plane, box)
        corners = camera.pixels(box)
    counters.light(rng, image, plane)
    return Scene(counters.exposed(rng, image, width / 1600), corners)


def _colour(rng: Generator, darkest: float, strongest: float) -> Colour:
    """Any BGR colour of at least this value and at most this saturation, both 0..255."""
    hue = (rng.uniform(0, 180), rng.uniform(0, strongest), rng.uniform(darkest, 250))
    found = cv2.cvtColor(np.array([[hue]]).astype(np.uint8), cv2.COLOR_HSV2BGR)[0, 0]
    return float(found[0]), float(found[1]), float(found[2])


def _surface(rng: Generator, plane: Field, paper: Image) -> Field:
    """A counter of one or two colours in up to three patterns, with or without joints."""
    colour = np.array(_colour(rng, 25, rng.choice([25, 90, 220])), np.float32)
    if rng.random() < 0.2:
        colour = np.asarray(paper * rng.uniform(0.78, 1.04) + rng.normal(0, 4, 3), np.float32)
    other = np.array(_colour(rng, 25, 160), np.float32)
    if rng.random() < 0.7:
        other = np.asarray(colour * rng.uniform(0.6, 1.25), np.float32)
    angle = rng.uniform(0, np.pi) if rng.random() < 0.5 else rng.normal(0, 0.05)
    spin = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]], np.float32)
    turned = plane @ spin
    share = np.zeros(plane.shape[:2], np.float32)
    tone = np.ones(plane.shape[:2], np.float32)
    if rng.random() < 0.45:
        share = _pattern(rng, turned)
    for _ in range(int(rng.integers(1, 4))):
        cell = 10 ** rng.uniform(-0.5, 1.3, 2) if rng.random() < 0.4 else (rng.uniform(0.3, 2),) * 2
        size = 10 ** rng.uniform(-2.6, -1.0)
        power = float(rng.uniform(0.1, 1.5))
        tone += size * fractal(rng, turned, (float(cell[0]), float(cell[1])), power)
    if rng.random() < 0.2:
        pitch = rng.uniform(25, 250)
        joint = np.mod(turned[..., 0] + rng.uniform(0, pitch), pitch) < rng.uniform(0.5, 2.5)
        tone = np.where(joint, tone * rng.uniform(0.5, 1.3), tone)
    surface = colour + share[..., None] * (other - colour)
    return np.asarray(surface * np.clip(tone, 0.2, 1.6)[..., None], np.float32)


def _pattern(rng: Generator, turned: Field) -> Field:
    """Where the other colour shows: stripes, checks, plaid, bricks, dots or one half."""
    pitch = float(10 ** rng.uniform(0.4, 2))
    x, y = turned[..., 0] / pitch, turned[..., 1] / pitch * rng.uniform(0.4, 1)
    a, b = np.mod(x, 1) < rng.uniform(0.2, 0.8), np.mod(y, 1) < rng.uniform(0.2, 0.8)
    row = np.floor(y)
    brick = (np.mod(x / 2 + 0.5 * np.mod(row, 2), 1) < 0.04) | (np.mod(y, 1) < 0.08)
    dots = (np.mod(x, 1) - 0.5) ** 2 + (np.mod(y, 1) - 0.5) ** 2 < rng.uniform(0.03, 0.15)
    halves = x * pitch > rng.uniform(-150, 150)
    kinds = (a, a ^ b, (a * 1.0 + b) / 2, brick, dots, halves)
    share = np.asarray(kinds[int(rng.integers(len(kinds)))], np.float32)
    return np.asarray(cv2.GaussianBlur(share, (0, 0), 0.7) * rng.uniform(0.2, 1), np.float32)


def _below(rng: Generator, image: Field, plane: Field, box: Points) -> None:
    """Another document, blank or printed, shows from below."""
    angle = np.deg2rad(rng.normal(0, 4) if rng.random() < 0.7 else rng.uniform(-90, 90))
    spin = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    size = np.array([np.linalg.norm(box[1] - box[0]), np.linalg.norm(box[3] - box[0])])
    middle = box.mean(0) + rng.normal(0, 1, 2) * rng.uniform(0.02, 0.2) * size
    other = (box - box.mean(0)) * rng.uniform(0.75, 1.3) @ spin + middle
    if rng.random() < 0.4:
        printed = counter_sheets.draw(rng)
        half = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * (printed.wide / 2, printed.high / 2)
        counters.lay(rng, image, plane, printed, half @ spin + middle, rng.normal(0, 0.7, 2))
        return
    distance = to_box(plane, other, float(rng.choice([0, 0, 3])))
    shadow(image, distance, float(rng.uniform(0.05, 0.45)), float(rng.uniform(0.3, 1.5)))
    paint(image, cover(distance, plane), _colour(rng, 150, rng.choice([12, 60])))


def _document(rng: Generator) -> Sheet:
    """A document of the counters', or one of any size and colours."""
    if rng.random() < 0.4:
        return counter_sheets.draw(rng)
    wide, high = SIZES[int(rng.integers(len(SIZES)))]
    if rng.random() < 0.4:
        wide, high = float(rng.uniform(55, 290)), float(rng.uniform(55, 290))
        wide = float(np.clip(wide, high * 0.4, high * 2.5))
    radius = float(rng.uniform(1, 5)) if max(wide, high) < 130 and rng.random() < 0.7 else 0.0
    face = np.empty((int(high * PER_MM), int(wide * PER_MM), 3), np.float32)
    face[:] = _colour(rng, 200, 20) if rng.random() < 0.6 else _colour(rng, 110, 110)
    edge = float(rng.uniform(1.5, 0.12 * min(wide, high) + 2))
    if rng.random() < 0.55:
        edge = _frames(rng, face, edge)
    if rng.random() < 0.25:
        _band(rng, face)
    if rng.random() < 0.8:
        _contents(rng, face, edge)
    return Sheet(face, wide, high, radius)


def _frames(rng: Generator, face: Image, edge: float) -> float:
    """One to three frames, the innermost perhaps around another tint; answers how deep they go."""
    height, width = face.shape[:2]
    for _ in range(int(rng.integers(1, 4))):
        broad = float(rng.uniform(0.3, 1.5) if rng.random() < 0.5 else rng.uniform(1.5, 11))
        first, last = round(edge * PER_MM), round((edge + broad) * PER_MM)
        if 2 * last > 0.6 * min(height, width):
            break
        inside = face[last : height - last, last : width - last].copy()
        ring = face[first : height - first, first : width - first]
        ring[:] = _colour(rng, 20, 230)
        if rng.random() < 0.3:
            y, x = np.mgrid[0 : ring.shape[0], 0 : ring.shape[1]] // max(2, int(broad * PER_MM))
            ring[(x + y) % 2 == 0] = inside[0, 0]
        tint = _colour(rng, 180, 70) if rng.random() < 0.25 else inside[0, 0].copy()
        face[last : height - last, last : width - last] = tint
        edge += broad + float(rng.uniform(0.5, 6))
    return edge


def _band(rng: Generator, face: Image) -> None:
    """A coloured band that runs off the sheet at one side."""
    deep = float(rng.uniform(0.05, 0.3))
    side = face if rng.random() < 0.6 else np.swapaxes(face, 0, 1)
    side = side if rng.random() < 0.5 else side[::-1]
    side[: int(deep * side.shape[0])] = _colour(rng, 40, 200)


def _contents(rng: Generator, face: Image, edge: float) -> None:
    """Print, a table or a pasted picture within the margin."""
    wide, high = face.shape[1] / PER_MM, face.shape[0] / PER_MM
    left = edge + float(rng.uniform(1, 0.1 * min(wide, high) + 1))
    area = (left, left, wide - left, high - left)
    kind = rng.random()
    if kind < 0.3:
        counter_sheets.table(face, rng, area)
    elif kind < 0.85:
        size = float(rng.uniform(2.2, 7))
        counter_sheets.lines(face, rng, (*area[:3], left + (high - 2 * left) * rng.random()), size)
    if kind > 0.7:
        x, y = sorted(rng.uniform(left, wide - left, 2)), sorted(rng.uniform(left, high - left, 2))
        part = face[int(y[0] * PER_MM) : int(y[1] * PER_MM) + 4,
                    int(x[0] * PER_MM) : int(x[1] * PER_MM) + 4]  # fmt: skip
        blocks = rng.uniform(30, 250, (int(rng.integers(1, 5)), 3, 3)).astype(np.float32)
        part[:] = cv2.resize(blocks, part.shape[1::-1], interpolation=cv2.INTER_CUBIC)
