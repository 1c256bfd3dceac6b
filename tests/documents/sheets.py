"""Drawn sheets of paper for the desk scenes: upright BGR images, nothing of a real person."""

from collections.abc import Callable
from itertools import pairwise

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Colour = tuple[int, int, int]

LONG_SIDE = 1200  # pixels along the long side of a drawn sheet
PAPERS: tuple[Colour, ...] = (
    (252, 252, 252), (245, 246, 248), (224, 238, 246), (214, 230, 240), (205, 206, 205),
    (180, 182, 184), (190, 225, 250), (225, 240, 215), (240, 222, 205), (215, 205, 245),
)  # fmt: skip


def _ink(rng: Generator) -> Colour:
    level = int(rng.integers(10, 110))
    if rng.random() < 0.2:
        return (level + 80, level // 2, level // 3)
    return (level, level, level)


def _text_lines(sheet: Image, rng: Generator, box: tuple[int, int, int, int], pitch: int) -> None:
    """Rows of word-like or character-like marks inside box = (left, top, right, bottom)."""
    left, top, right, bottom = box
    ink, glyph = _ink(rng), max(3, int(pitch * rng.uniform(0.45, 0.7)))
    square = rng.random() < 0.6
    for y in range(top, bottom - glyph, pitch):
        end = right if rng.random() < 0.75 else int(rng.uniform(left + 1, right))
        x = left + (2 * glyph if rng.random() < 0.15 else 0)
        while x < end - glyph:
            for _ in range(4 if square else 3):
                a = (x + int(rng.integers(glyph)), y + int(rng.integers(glyph)))
                b = (a[0], y + int(rng.integers(glyph))) if rng.random() < 0.5 else (
                    x + int(rng.integers(glyph)), a[1])  # fmt: skip
                cv2.line(sheet, a, b, ink, max(1, glyph // 9))
            x += int(glyph * (1.15 if square or rng.random() < 0.8 else 1.9))


def _table(sheet: Image, rng: Generator, box: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = box
    ink, width = _ink(rng), int(rng.integers(1, 5))
    rows, columns = int(rng.integers(3, 16)), int(rng.integers(2, 7))
    ys = np.linspace(top, bottom, rows + 1).astype(int)
    xs = np.linspace(left, right, columns + 1).astype(int)
    if rng.random() < 0.4:
        tint = tuple(int(v) for v in rng.integers(130, 235, 3))
        cv2.rectangle(sheet, (left, top), (right, int(ys[1])), tint, -1)
    for y in ys:
        cv2.line(sheet, (left, int(y)), (right, int(y)), ink, width)
    for x in xs:
        cv2.line(sheet, (int(x), top), (int(x), bottom), ink, width)
    if rng.random() < 0.5:
        cv2.rectangle(sheet, (left, top), (right, bottom), ink, width * 3)
    pitch = max(8, int((bottom - top) / rows))
    for x0, x1 in pairwise(xs):
        if rng.random() < 0.7:
            _text_lines(sheet, rng, (int(x0) + 6, top + 4, int(x1) - 4, bottom - 2), pitch)


def _photo(sheet: Image, rng: Generator, box: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = box
    patch = cv2.resize(
        rng.integers(20, 235, (5, 4, 3)).astype(np.uint8),
        (right - left, bottom - top),
        interpolation=cv2.INTER_CUBIC,
    )
    sheet[top:bottom, left:right] = patch


def _stamp(sheet: Image, rng: Generator) -> None:
    height, width = sheet.shape[:2]
    centre = (int(rng.uniform(0.3, 0.8) * width), int(rng.uniform(0.3, 0.9) * height))
    radius = int(0.09 * LONG_SIDE)
    cv2.circle(sheet, centre, radius, (60, 50, 215), 5, cv2.LINE_AA)
    cv2.circle(sheet, centre, radius // 3, (60, 50, 215), -1, cv2.LINE_AA)


def _blank(width: int, height: int, rng: Generator) -> Image:
    colour = PAPERS[int(rng.integers(len(PAPERS)))]
    sheet = np.empty((height, width, 3), np.uint8)
    sheet[:] = colour
    return sheet


def letter(rng: Generator) -> Image:
    """A4 of running text, sometimes with a heading, a picture or a stamp."""
    sheet = _blank(int(LONG_SIDE / 1.4142), LONG_SIDE, rng)
    height, width = sheet.shape[:2]
    margin = int(rng.uniform(0.05, 0.13) * width)
    bottom = int(rng.uniform(0.3, 0.95) * height)
    _text_lines(sheet, rng, (margin, margin, width - margin, bottom), int(rng.integers(18, 40)))
    if rng.random() < 0.3:
        x, y = int(0.2 * width), int(rng.uniform(0.2, 0.6) * height)
        _photo(sheet, rng, (x, y, x + width // 2, y + height // 4))
    if rng.random() < 0.4:
        _stamp(sheet, rng)
    return sheet


def form(rng: Generator) -> Image:
    """A4 with a strong table whose outer frame nearly follows the sheet."""
    sheet = _blank(int(LONG_SIDE / 1.4142), LONG_SIDE, rng)
    height, width = sheet.shape[:2]
    margin = int(rng.uniform(0.03, 0.12) * width)
    top = margin + int(rng.uniform(0.0, 0.12) * height)
    _table(sheet, rng, (margin, top, width - margin, height - margin))
    if rng.random() < 0.3:
        _stamp(sheet, rng)
    return sheet


def landscape(rng: Generator) -> Image:
    """A certificate or form in landscape."""
    source = form(rng) if rng.random() < 0.5 else letter(rng)
    return np.ascontiguousarray(cv2.rotate(source, cv2.ROTATE_90_CLOCKWISE)).astype(np.uint8)


def register(rng: Generator) -> Image:
    """Household register (户口簿) laid open: two framed pages and the fold between them."""
    sheet = _blank(LONG_SIDE, int(LONG_SIDE * 0.70), rng)
    height, width = sheet.shape[:2]
    half = width // 2
    for start in (0, half):
        margin = int(0.06 * half)
        _table(sheet, rng, (start + margin, margin * 2, start + half - margin, height - margin))
    ramp = 1 - 0.35 * np.exp(-np.abs(np.arange(width) - half) / (0.02 * width))
    return (sheet * ramp[None, :, None]).astype(np.uint8)


def card(rng: Generator) -> Image:
    """ID card: tinted, with a portrait and few lines."""
    sheet = _blank(LONG_SIDE, int(LONG_SIDE / 1.585), rng)
    height, width = sheet.shape[:2]
    wave = 10 * np.sin(np.add.outer(np.arange(height) / 37, np.arange(width) / 53))
    sheet = np.clip(sheet + wave[..., None], 0, 255).astype(np.uint8)
    _text_lines(sheet, rng, (70, 80, int(0.6 * width), int(0.7 * height)), 90)
    _photo(sheet, rng, (int(0.66 * width), 110, int(0.93 * width), int(0.72 * height)))
    return sheet


def receipt(rng: Generator) -> Image:
    """Till receipt: long and thin."""
    sheet = _blank(int(LONG_SIDE / rng.uniform(1.8, 3.2)), LONG_SIDE, rng)
    height, width = sheet.shape[:2]
    _text_lines(sheet, rng, (30, 40, width - 30, height - 60), int(rng.integers(24, 44)))
    return sheet


SHEETS: tuple[Callable[[Generator], Image], ...] = (
    letter, letter, form, form, landscape, register, card, receipt,
)  # fmt: skip


def draw(rng: Generator) -> Image:
    """One random sheet, upright."""
    return SHEETS[int(rng.integers(len(SHEETS)))](rng)
