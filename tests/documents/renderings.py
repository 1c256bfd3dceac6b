"""Three plainer scene generators than desks.py, as somebody else would write a test of the finder.

`plain`: a printed page on a solid, wooden or tiled desk under a strong perspective. `faint`: the
page's lightness is close to the desk's, in sloped light with a shadow across. `clutter`: things
around and a second sheet below; without a page only the things. Nothing is shared with desks.py.
"""

from typing import Literal

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from .scenes import Points, Scene

Image = NDArray[np.float32]
Kind = Literal["plain", "faint", "clutter"]

Colour = NDArray[np.floating] | tuple[float, ...]

LONG_SIDE = 1100  # pixels of a drawn page


def scene(seed: int, kind: Kind, *, page: bool, width: int = 1600, height: int = 1200) -> Scene:
    """The scene of this seed and kind: with one page, or with none."""
    rng = np.random.default_rng([seed, len(kind), int(page)])
    image = _desk(rng, width, height, rng.uniform(90, 225) if kind == "faint" else None)
    for _ in range(int(rng.integers(2, 7)) if kind == "clutter" else int(rng.integers(0, 2))):
        _thing(rng, image)
    corners = None
    if page:
        sheet = _sheet(rng)
        if kind == "faint":
            sheet = _close_to(rng, sheet, image)
        corners = _corners(rng, sheet, width, height)
        if kind == "clutter" and rng.random() < 0.4:
            _second_sheet(rng, image, corners)
        _paste(rng, image, sheet, corners)
        if kind == "clutter" and rng.random() < 0.3:
            _pen_over(rng, image, corners)
    _shade(rng, image, strong=kind == "faint")
    return Scene(_shot(rng, image), corners)


def _desk(rng: Generator, width: int, height: int, level: float | None) -> Image:
    """Solid, wood, speckled or tiled, of a given lightness or any."""
    colours = [(60, 95, 150), (40, 60, 90), (130, 170, 205), (70, 70, 70), (120, 118, 115),
               (35, 35, 38), (190, 195, 200), (110, 80, 50), (80, 120, 70),
               (215, 220, 225)]  # fmt: skip
    colour = np.array(colours[int(rng.integers(len(colours)))], np.float32)
    colour *= rng.uniform(0.8, 1.15) if level is None else level / colour.max()
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / width
    tone = np.ones((height, width), np.float32)
    kind = int(rng.integers(4))
    if kind == 1:
        wave = 0.02 * np.sin(9 * x + rng.uniform(0, 6))
        for pitch in (40, 90, 210):
            tone += rng.uniform(0.01, 0.035) * np.sin(6.28 * pitch * (y + wave) + 3 * x)
        tone *= np.where(np.mod(y * rng.integers(2, 7), 1) < 0.012, 0.7, 1)
    elif kind == 2:
        speck = rng.standard_normal((height // 3, width // 3)).astype(np.float32)
        tone += rng.uniform(0.02, 0.08) * cv2.resize(speck, (width, height))
    elif kind == 3:
        size = rng.uniform(0.1, 0.3)
        joint = (np.mod(x, size) < 0.004) | (np.mod(y, size) < 0.004)
        tone *= np.where(joint, rng.uniform(0.6, 1.2), 1)
    return np.ascontiguousarray(tone[..., None] * colour, np.float32)


def _sheet(rng: Generator) -> Image:
    """A4 upright or lying, an ID card, an open booklet or a receipt with print."""
    aspect = float(rng.choice([0.707, 0.707, 0.707, 1.414, 1.586, 1.47, 0.42]))
    high = LONG_SIDE if aspect < 1 else int(LONG_SIDE / aspect)
    wide = int(high * aspect)
    paper = [(255, 255, 255), (245, 250, 252), (220, 236, 245), (200, 225, 240), (235, 222, 210)]
    sheet = np.full((high, wide, 3), paper[int(rng.integers(len(paper)))], np.float32)
    sheet *= rng.uniform(0.88, 1)
    ink = (float(rng.uniform(10, 90)),) * 3
    margin, row = int(0.08 * wide), int(rng.uniform(22, 44))
    choice = rng.random()
    if choice < 0.2:
        for y in np.linspace(margin, high - margin, int(rng.integers(5, 15))).astype(int):
            cv2.line(sheet, (margin, int(y)), (wide - margin, int(y)), ink, 2)
        for x in np.linspace(margin, wide - margin, int(rng.integers(3, 6))).astype(int):
            cv2.line(sheet, (int(x), margin), (int(x), high - margin), ink, 2)
    for y in range(margin + row, high - margin, row):
        if choice > 0.95:
            break
        length = int(rng.uniform(0.3, 1) * wide * 0.09)
        text = "".join(rng.choice(list("abcdefghij klmno")) for _ in range(max(length, 4)))
        cv2.putText(sheet, text[: (wide - 2 * margin) * 40 // row // 18], (margin, y),
                    cv2.FONT_HERSHEY_SIMPLEX, row / 45, ink, 1 + row // 30,
                    cv2.LINE_AA)  # fmt: skip
    if rng.random() < 0.3:
        box = (wide - margin - wide // 4, margin, wide - margin, margin + high // 4)
        cv2.rectangle(sheet, box[:2], box[2:], tuple(map(float, rng.uniform(60, 200, 3))), -1)
    if rng.random() < 0.3:
        cv2.circle(sheet, (int(wide * 0.7), int(high * 0.8)), wide // 10, (60, 60, 210), 4)
    return sheet


def _close_to(rng: Generator, sheet: Image, desk: Image) -> Image:
    """The sheet with its paper 8 to 20 Lab units lighter or darker than the desk."""
    surface = desk.mean((0, 1))
    tint = (surface * 0.4 + 0.6 * surface.mean()) * rng.uniform(0.98, 1.02, 3)
    away = rng.uniform(8, 20) * 2.4 * (1 if surface.mean() < 195 else -1)
    paper = np.clip(tint + away, 30, 252)
    return np.asarray(sheet / sheet.max((0, 1)) * paper, np.float32)


def _corners(rng: Generator, sheet: Image, width: int, height: int) -> Points:
    """A rectangle, turned, each corner moved by up to 12 % of its size, inside the frame."""
    aspect = sheet.shape[1] / sheet.shape[0]
    box = np.array([(-aspect, -1), (aspect, -1), (aspect, 1), (-aspect, 1)]) / 2
    box += rng.uniform(-0.1, 0.1, (4, 2)) * min(aspect, 1)
    turn = rng.uniform(-np.pi, np.pi) if rng.random() < 0.3 else rng.normal(0, 0.25)
    box = box @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    box -= (box.max(0) + box.min(0)) / 2
    frame = np.array([width, height], float)
    scale = float((frame / (box.max(0) - box.min(0))).min()) * rng.uniform(0.45, 0.95)
    free = (frame - (box.max(0) - box.min(0)) * scale) / 2 * 0.95
    return np.asarray(box * scale + frame / 2 + rng.uniform(-1, 1, 2) * free, np.float64)


def _second_sheet(rng: Generator, image: Image, corners: Points) -> None:
    other = corners + (corners[int(rng.integers(4))] - corners.mean(0)) * rng.uniform(0.4, 0.8)
    angle = rng.uniform(-0.6, 0.6)
    spin = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    other = (other - other.mean(0)) @ spin + other.mean(0)
    _polygon(image, other, (float(rng.uniform(170, 250)),) * 3)


def _paste(rng: Generator, image: Image, sheet: Image, corners: Points) -> None:
    height, width = image.shape[:2]
    shade = np.zeros((height, width), np.float32)
    cv2.fillConvexPoly(shade, corners.round().astype(np.int32), 1.0, cv2.LINE_AA)
    reach = rng.uniform(0.002, 0.01) * width
    move = np.array([[1, 0, rng.uniform(-reach, reach)], [0, 1, rng.uniform(0, reach)]])
    soft = cv2.GaussianBlur(cv2.warpAffine(shade, move, (width, height)), (0, 0), reach)
    image *= 1 - (rng.uniform(0.1, 0.5) * soft)[..., None]
    h, w = sheet.shape[:2]
    source = np.array([(-0.5, -0.5), (w - 0.5, -0.5), (w - 0.5, h - 0.5), (-0.5, h - 0.5)])
    matrix = cv2.getPerspectiveTransform(source.astype(np.float32), corners.astype(np.float32))
    page = cv2.warpPerspective(sheet, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)
    alpha = cv2.warpPerspective(np.ones((h, w), np.float32), matrix, (width, height))[..., None]
    image += alpha * (page - image)


def _thing(rng: Generator, image: Image) -> None:
    """A pen, phone, keyboard, cup, book or laptop; none of them pale paper."""
    width = image.shape[1]
    size = [(0.2, 0.012), (0.08, 0.16), (0.42, 0.14), (0, 0), (0.2, 0.28), (0.35, 0.25)]
    kind = int(rng.integers(6))
    spot = rng.uniform((0, 0), image.shape[1::-1])
    if kind == 3:
        radius = int(width * rng.uniform(0.03, 0.06))
        centre = (int(spot[0]), int(spot[1]))
        cv2.circle(
            image, (centre[0] + radius // 3, centre[1] + radius // 3), radius, (30, 30, 30), -1
        )
        cv2.circle(
            image, centre, radius, tuple(map(float, rng.uniform(20, 240, 3))), -1, cv2.LINE_AA
        )
        cv2.circle(image, centre, int(radius * 0.8), (25, 35, 55), -1, cv2.LINE_AA)
        return
    angle = rng.uniform(0, np.pi)
    axes = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    axes *= (np.array(size[kind]) * width * rng.uniform(0.8, 1.2))[:, None]
    box = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) / 2
    vivid = rng.permutation([rng.uniform(20, 60), rng.uniform(40, 130), rng.uniform(110, 190)])
    dark = np.full(3, rng.uniform(12, 55))
    _polygon(image, box @ axes + spot + width * 0.006, image[::9, ::9].mean((0, 1)) * 0.5)
    _polygon(image, box @ axes + spot, vivid if kind in (0, 4) else dark)
    if kind in (1, 5):
        _polygon(image, box * 0.88 @ axes + spot, rng.uniform(15, 90, 3))
    if kind == 2:
        for row in range(5):
            for column in range(14):
                middle = np.array([(column + 0.5) / 14 - 0.5, (row + 0.5) / 5 - 0.5])
                _polygon(image, (box * (0.055, 0.15) + middle) @ axes + spot, dark + 25)
    if kind == 4:
        _polygon(image, (box * (0.6, 0.08) - (0, 0.25)) @ axes + spot, np.full(3, 210.0))


def _pen_over(rng: Generator, image: Image, corners: Points) -> None:
    side = int(rng.integers(4))
    spot = corners[side] * 0.6 + corners[(side + 1) % 4] * 0.4
    end = spot + rng.normal(0, 0.1, 2) * image.shape[1]
    thick = int(0.01 * image.shape[1])
    cv2.line(image, spot.astype(int).tolist(), end.astype(int).tolist(), (90, 40, 20), thick)


def _polygon(image: Image, points: Points, colour: Colour) -> None:
    fill = tuple(float(v) for v in colour)
    cv2.fillPoly(image, [points.round().astype(np.int32)], fill, cv2.LINE_AA)


def _shade(rng: Generator, image: Image, *, strong: bool) -> None:
    """A slope of light, and perhaps the soft edge of a shadow across everything."""
    height, width = image.shape[:2]
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    angle = rng.uniform(0, 6.28)
    field = 1 - rng.uniform(0, 0.35) * (1 + np.cos(angle) * x + np.sin(angle) * y) / 2
    if rng.random() < (0.6 if strong else 0.3):
        turn = rng.uniform(0, 6.28)
        edge = (np.cos(turn) * x + np.sin(turn) * y + rng.uniform(-0.4, 0.4)) / rng.uniform(
            0.05, 0.3
        )
        field *= 1 - rng.uniform(0.1, 0.4) / (1 + np.exp(-np.clip(edge, -20, 20)))
    image *= field[..., None].astype(np.float32)


def _shot(rng: Generator, image: Image) -> NDArray[np.uint8]:
    scale = image.shape[1] / 1600
    if rng.random() < 0.5:
        cv2.GaussianBlur(image, (0, 0), rng.uniform(0.5, 1.6) * scale, dst=image)
    grain = rng.standard_normal(image.shape, np.float32) * np.float32(rng.uniform(1, 6))
    pixels = np.clip(image + grain, 0, 255).astype(np.uint8)
    packed = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(60, 96))])[1]
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)
