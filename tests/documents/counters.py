"""Counters under a fixed document camera: the family nearest to what a terminal's camera sees.

The camera hangs 30 to 60 cm above the counter and looks down on a matt mat, pale or grey
laminate, wood, brushed steel or mineral composite. On it lies one document (counter_sheets.py):
creased, dog-eared, crumpled or in a plastic sleeve, held by fingers, near the frame's border, in
the light of a ceiling with the shadows of a head and a hand. Everything is in millimetres of the
counter's plane; shapes are signed distances, so that edges and shadows are as soft as they are.

Even seeds are open, odd ones blind: no weight is fitted to them and nobody looks at their pictures.
Those below 30,000 have been measured; measure.py now counts from 30,001.
"""

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from . import counter_sheets
from .counter_sheets import PER_MM, Sheet
from .scenes import Points, Scene
from .tabletop import Camera, Field, cover, fractal, paint, shadow, to_box, to_capsule

SURFACES = ("mat", "laminate", "wood", "steel", "mineral")
MATS = ((42, 42, 44), (70, 66, 62), (95, 60, 38), (60, 85, 48), (120, 120, 122), (50, 44, 96))
LAMINATES = ((226, 230, 233), (205, 212, 216), (238, 238, 238), (176, 182, 184), (210, 224, 232))
WOODS = ((70, 105, 150), (48, 72, 108), (132, 172, 205), (100, 130, 160), (160, 190, 214))
OVERHANG = 3.0  # mm a corner may lie outside the picture


def surface_of(seed: int) -> str:
    """What the counter of this seed is made of."""
    return SURFACES[seed // 2 % len(SURFACES)]


def scene(seed: int, *, page: bool, width: int = 1600, height: int = 1200) -> Scene:
    """The scene of this seed: with one document, or with none."""
    rng = np.random.default_rng([4021, seed, int(page)])
    sheet = counter_sheets.draw(rng)
    box, camera = posed(rng, sheet, (width, height))
    plane = camera.plane()
    image = _surface(rng, surface_of(seed), plane)
    if rng.random() < 0.25:
        guide(rng, image, plane)
    away = rng.normal(0, 1, 2)
    away = away / np.linalg.norm(away)
    for _ in range(int(rng.integers(0, 3)) if page else int(rng.integers(0, 5))):
        thing(rng, image, plane, away, None if not page else box)
    corners = None
    if page:
        if rng.random() < 0.12:
            _other_sheet(rng, image, plane, box, away)
        lay(rng, image, plane, sheet, box, away)
        if rng.random() < 0.3:
            fingers(rng, image, plane, box)
        corners = camera.pixels(box)
    light(rng, image, plane)
    return Scene(exposed(rng, image, width / 1600), corners)


def posed(
    rng: Generator, sheet: Sheet, size: tuple[int, int], steepest: float = 24
) -> tuple[Points, Camera]:
    """Corners of the sheet on the counter, and a camera that sees it, tilted up to so far."""
    tilt = rng.uniform(0, 8) if rng.random() < 0.6 else rng.uniform(0, steepest)
    axis = np.deg2rad([tilt * rng.choice([-1, 1]), rng.normal(0, 2.5), rng.normal(0, 3)])
    turn = np.asarray(cv2.Rodrigues(axis)[0], np.float64)
    height, bend = float(rng.uniform(300, 600)), float(rng.uniform(-0.06, 0.02))
    upright = rng.random() < 0.5
    askew = rng.normal(0, 4) if rng.random() < 0.75 else rng.uniform(-45, 45)
    angle = np.deg2rad(askew + (0 if upright else rng.choice([-90, 90])))
    half = np.array([sheet.wide, sheet.high]) / 2
    box = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half
    box = box @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    least = float(rng.uniform(310, 400))
    middle = turn[:2, 2] / turn[2, 2] * height
    for view in np.arange(least, 1400, 12.0):
        camera = Camera(height, turn, size[0] * height / view, bend, size)
        free = np.maximum(0, np.array([view, view * 0.75]) / 2 - np.ptp(box, axis=0) / 2)
        moved = box + middle + rng.uniform(-1, 1, 2) * free
        seen = camera.pixels(moved)
        slack = OVERHANG * size[0] / view if rng.random() < 0.1 else -2.0
        if (seen > -slack).all() and (seen < np.array(size) - 1 + slack).all():
            return moved, camera
    raise ValueError("the sheet fits into no view")


def _surface(rng: Generator, kind: str, plane: Field) -> Field:
    """The counter itself, flatly lit."""
    palette = {"mat": MATS, "laminate": LAMINATES, "wood": WOODS}.get(kind, LAMINATES[:4])
    colour = np.array(palette[int(rng.integers(len(palette)))], np.float32)
    colour = colour * rng.uniform(0.88, 1.06)
    if kind == "mat":
        tone = 1 + rng.uniform(0.01, 0.05) * fractal(rng, plane, (0.5, 0.5), 0.3)
    elif kind == "laminate":
        tone = 1 + rng.uniform(0.002, 0.015) * fractal(rng, plane, (0.8, 0.8), 0.8)
    elif kind == "wood":
        cell = (6.0, 0.5) if rng.random() < 0.7 else (0.5, 6.0)
        tone = 1 + rng.uniform(0.02, 0.07) * fractal(rng, plane, cell, 0.9)
        if rng.random() < 0.3:
            board = np.mod(plane[..., 1] + 40, rng.uniform(70, 180))
            tone *= np.where(board < 1.2, 0.72, 1)
    elif kind == "steel":
        colour = colour * rng.uniform(0.5, 0.9)
        tone = 1 + rng.uniform(0.01, 0.03) * fractal(rng, plane, (40.0, 0.25), 0.2)
        sheen = (plane[..., 0] - rng.uniform(-200, 200)) / rng.uniform(60, 200)
        tone += rng.uniform(0, 0.22) * np.exp(-(sheen**2))
    else:
        speck = fractal(rng, plane, (0.7, 0.7), 0.4)
        tone = 1 + rng.uniform(0.02, 0.06) * speck - rng.uniform(0, 0.2) * (speck > 1.8)
    surface = np.asarray(tone[..., None] * colour, np.float32)
    if rng.random() < (0.4 if kind == "mat" else 0.15):
        _rim(rng, surface, plane)
    return surface


def _rim(rng: Generator, surface: Field, plane: Field) -> None:
    """The counter's or mat's edge runs through the picture's margin."""
    normal = np.array([(1, 0), (-1, 0), (0, 1), (0, -1)][int(rng.integers(4))], float)
    normal += rng.normal(0, 0.02, 2)
    reach = (plane @ normal).max()
    beyond = reach * rng.uniform(0.78, 0.98) - plane @ normal
    paint(surface, cover(np.asarray(beyond, np.float32), plane), tuple(rng.uniform(30, 215, 3)))


def guide(rng: Generator, image: Field, plane: Field) -> None:
    """Printed "lay it here" marks: corner brackets, or a thin outline of A4."""
    side = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * np.array([148.5, 105])
    side = side + plane[plane.shape[0] // 2, plane.shape[1] // 2]
    edge = np.abs(to_box(plane, side)) - rng.uniform(0.4, 1.0)
    if rng.random() < 0.6:
        near = np.min([np.abs(plane - c).max(-1) for c in side], axis=0) - 18
        edge = np.maximum(edge, near)
    level = 225.0 if image.mean() < 120 else 90.0
    paint(image, rng.uniform(0.3, 0.9) * cover(edge, plane), (level, level, level))


def lay(
    rng: Generator, image: Field, plane: Field, sheet: Sheet, box: Points, away: Points
) -> None:
    """The document with its shadow; creased, dog-eared, crumpled or sleeved."""
    distance = to_box(plane, box, sheet.radius)
    distance += rng.uniform(0, 0.25) * fractal(rng, plane, (1.5, 1.5), 0.8)
    if sheet.radius == 0 and rng.random() < 0.12:
        corner = box[int(rng.integers(4))]
        inward = (box.mean(0) - corner) / np.linalg.norm(box.mean(0) - corner)
        ear = rng.uniform(3, 10) - (plane - corner) @ inward
        distance = np.maximum(distance, np.asarray(ear, np.float32))
    lift = float(rng.uniform(0.3, 3.5))
    shifted = to_box(plane - (away * lift).astype(np.float32), box, sheet.radius)
    shadow(image, shifted, float(rng.uniform(0.12, 0.5)), 0.35 * lift)
    sleeve = sheet.radius == 0 and rng.random() < 0.1
    if sleeve:
        _sleeve(rng, image, plane, box, before=True)
    paint(image, cover(distance, plane), _face(rng, plane, sheet, box))
    if sleeve or (sheet.radius > 2 and rng.random() < 0.4):
        _sleeve(rng, image, plane, box, before=False)


def _face(rng: Generator, plane: Field, sheet: Sheet, box: Points) -> Field:
    """The sheet's colour at every point of the counter, with the shading of its relief."""
    across, down = (box[1] - box[0]) / sheet.wide, (box[3] - box[0]) / sheet.high
    local = (plane - box[0]) @ np.stack([across, down], axis=1)
    share = plane.shape[1] / float(np.linalg.norm(plane[0, -1] - plane[0, 0])) / PER_MM
    face = sheet.face
    if share < 1:
        face = cv2.resize(face, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    scale = np.array(face.shape[1::-1]) / np.array([sheet.wide, sheet.high])
    at = (local * scale - 0.5).astype(np.float32)
    seen = cv2.remap(
        face, at[..., 0], at[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    relief = np.ones(plane.shape[:2], np.float32)
    if rng.random() < 0.3 and sheet.radius == 0:
        for _ in range(int(rng.integers(1, 3))):
            axis = int(rng.integers(2))
            off = local[..., axis] - (sheet.wide, sheet.high)[axis] * rng.choice(
                [1 / 3, 0.5, 2 / 3]
            )
            relief *= 1 - rng.uniform(0.05, 0.18) * np.exp(-np.abs(off) / rng.uniform(1, 4))
            relief *= 1 + rng.uniform(-0.06, 0.06) * np.tanh(off / 15)
    if rng.random() < 0.15 and sheet.radius == 0:
        rough = fractal(rng, plane, (1.2, 1.2), 1.6)
        relief *= 1 + rng.uniform(0.01, 0.04) * (rough - np.roll(rough, 6, axis=1)) * 3
    return np.asarray(seen * relief[..., None], np.float32)


def _sleeve(rng: Generator, image: Field, plane: Field, box: Points, *, before: bool) -> None:
    """Clear plastic around and over a document: a pale rim, and streaks of glare."""
    wider = box + (box - box.mean(0)) / np.linalg.norm(box - box.mean(0), axis=1)[:, None] * 8
    distance = to_box(plane, wider, 1.5)
    inside = cover(distance, plane)
    if before:
        paint(image, inside * 0.12, (235.0, 235.0, 235.0))
        paint(image, 0.35 * cover(np.abs(distance) - 0.4, plane), (245.0, 245.0, 245.0))
        return
    angle = rng.uniform(0, np.pi)
    along = plane @ np.array([np.cos(angle), np.sin(angle)])
    for _ in range(int(rng.integers(1, 3))):
        off = (along - rng.uniform(along.min(), along.max())) / rng.uniform(3, 14)
        image += (rng.uniform(30, 140) * np.exp(-(off**2)) * inside)[..., None]


def _other_sheet(rng: Generator, image: Field, plane: Field, box: Points, away: Points) -> None:
    """Another sheet lies below and shows on one or two sides."""
    angle = np.deg2rad(rng.normal(0, 5))
    spin = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    other = (box - box.mean(0)) @ spin.T + box.mean(0) + rng.uniform(12, 60) * away
    level = float(rng.uniform(205, 248))
    distance = to_box(plane, other)
    shadow(image, distance, 0.25, 0.8)
    paint(image, cover(distance, plane), (level, level, level))


def fingers(rng: Generator, image: Field, plane: Field, box: Points) -> None:
    """One to four finger tips, from one hand or two, hold the sheet at its margin."""
    skin = np.array([125, 160, 212]) * rng.uniform(0.55, 1.1)
    middle = box.mean(0)
    for _ in range(int(rng.integers(1, 3))):
        side = int(rng.integers(4))
        place = rng.uniform(0.0, 0.9)
        for finger in range(int(rng.integers(1, 3))):
            spot = box[side] + (box[(side + 1) % 4] - box[side]) * place
            spot = spot + finger * 19 * (box[(side + 1) % 4] - box[side]) / np.linalg.norm(
                box[(side + 1) % 4] - box[side])  # fmt: skip
            outward = (spot - middle) / np.linalg.norm(spot - middle)
            tip, root = spot - outward * rng.uniform(4, 18), spot + outward * 220
            radius = float(rng.uniform(6.5, 9))
            distance = to_capsule(plane, tip, root, radius)
            shadow(image, distance - 1.0, 0.35, 1.5)
            bulge = np.sqrt(np.clip(-distance / radius, 0, 1))
            tone = (0.62 + 0.38 * bulge)[..., None] * skin
            paint(image, cover(distance, plane), tone.astype(np.float32))
            nail = to_capsule(plane, tip + outward * 1, tip + outward * 5, radius * 0.55)
            paint(image, 0.5 * cover(nail, plane), tuple(np.minimum(skin * 1.18, 250)))


def thing(
    rng: Generator, image: Field, plane: Field, away: Points, clear_of: Points | None
) -> None:
    """A pen, phone, tablet, stamp, keys' tag, glasses case or cup; beside the document if any."""
    low, high = plane.reshape(-1, 2).min(0), plane.reshape(-1, 2).max(0)
    sizes = ((140, 9), (148, 72), (240, 170), (30, 30), (50, 22), (160, 60), (80, 80), (190, 120))
    kind = int(rng.integers(len(sizes)))
    wide, tall = np.array(sizes[kind]) * rng.uniform(0.85, 1.15)
    angle = rng.uniform(0, np.pi)
    axes = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    half = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * np.array([wide, tall]) / 2
    corners = half @ axes + rng.uniform(low, high)
    if clear_of is not None:
        outward = corners.mean(0) - clear_of.mean(0)
        room = np.linalg.norm(clear_of[0] - clear_of[2]) / 2 + max(wide, tall) / 2
        if np.linalg.norm(outward) < room:
            corners = corners + outward / np.linalg.norm(outward) * (room - np.linalg.norm(outward))
    radius = min(wide, tall) / 2 if kind in (3, 6) else min(4.0, tall / 3)
    thick = float(rng.uniform(3, 12))
    shadow(
        image,
        to_box(plane - (away * thick / 2).astype(np.float32), corners, radius),
        0.4,
        thick / 4,
    )
    distance = to_box(plane, corners, radius)
    dark = (float(rng.uniform(12, 60)),) * 3
    colour = dark if kind in (1, 2, 5) else tuple(rng.uniform(15, 200, 3))
    paint(image, cover(distance, plane), colour)
    if kind in (1, 2):
        paint(image, cover(distance + 4, plane), tuple(rng.uniform(10, 70, 3)))
    if kind in (6, 7):
        paint(image, cover(distance + 5, plane), tuple(np.array(colour) * rng.uniform(0.3, 0.9)))


def light(rng: Generator, image: Field, plane: Field) -> None:
    """Ceiling light with its slope and colour, vignetting, and the shadows of head and hand."""
    reach = float(np.abs(plane).max())
    x, y = plane[..., 0] / reach, plane[..., 1] / reach
    slope = rng.normal(0, 0.12, 2)
    field = 1 + slope[0] * x + slope[1] * y - rng.uniform(0, 0.25) * (x * x + y * y)
    if rng.random() < 0.5:
        centre = np.array([rng.normal(0, 0.4), rng.uniform(0.3, 1.2)]) * reach
        head = np.linalg.norm((plane - centre) * (1, 0.8), axis=-1) - rng.uniform(70, 130)
        shade = 1 / (1 + np.exp(np.clip(head / rng.uniform(6, 40), -30, 30)))
        field *= 1 - rng.uniform(0.1, 0.45) * shade
    if rng.random() < 0.3:
        start, end = rng.uniform(-0.6, 0.6, 2) * reach, np.array([rng.normal(0, 1), 1.6]) * reach
        arm = to_capsule(plane, start, end, float(rng.uniform(18, 38)))
        shade = 1 / (1 + np.exp(np.clip(arm / rng.uniform(2, 14), -30, 30)))
        field *= 1 - rng.uniform(0.1, 0.4) * shade
    cast = 1 + rng.normal(0, 0.035, 3)
    image *= field[..., None] * cast.astype(np.float32)
    if rng.random() < 0.12:
        spot = np.linalg.norm(plane - rng.uniform(-0.8, 0.8, 2) * reach, axis=-1)
        image += (rng.uniform(40, 150) * np.exp(-((spot / rng.uniform(10, 40)) ** 2)))[..., None]


def exposed(rng: Generator, image: Field, grain: float) -> NDArray[np.uint8]:
    """Exposure, slight defocus, noise, the camera's own sharpening, JPEG."""
    white = float(np.quantile(image[::7, ::7], 0.97))
    image *= rng.uniform(175, 252) / max(white, 150)
    image = cv2.GaussianBlur(image, (0, 0), float(rng.uniform(0.4, 1.9)) * grain)
    noise = rng.standard_normal(image.shape).astype(np.float32)
    image += noise * np.sqrt(np.maximum(image, 4)) * np.float32(rng.uniform(0.05, 0.4))
    if rng.random() < 0.5:
        soft = cv2.GaussianBlur(image, (0, 0), 1.6 * grain)
        image += float(rng.uniform(0.3, 1.0)) * (image - soft)
    pixels = np.clip(image, 0, 255).astype(np.uint8)
    quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(60, 94))]
    return np.asarray(cv2.imdecode(cv2.imencode(".jpg", pixels, quality)[1], 1), np.uint8)
