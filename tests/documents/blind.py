"""A fourth scene generator, by another hand than desks.py and renderings.py.

A pinhole camera looks at a table of fractal, parquet, linen or checked texture on which a flat
page lies (with print, photograph, fold, rounded card corners), lit by one lamp; empty tables carry
trays, boxes, tablets, frames and table mats.
"""

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from .scenes import Points, Scene

Image = NDArray[np.float32]

TABLE = 1400  # pixels the table's texture is drawn with, each way
FORMATS = ((210, 297), (297, 210), (148, 210), (86, 54), (210, 143), (80, 200))  # mm


def scene(seed: int, *, page: bool, width: int = 1600, height: int = 1200) -> Scene:
    """The scene of this seed: with one page, or with none."""
    rng = np.random.default_rng([77, seed])
    table = _table(rng)
    for _ in range(int(rng.integers(0, 3)) if page else int(rng.integers(0, 6))):
        _object(rng, table)
    camera = _camera(rng)
    mm = float(rng.uniform(0.35, 0.8))
    wide, high = FORMATS[int(rng.integers(len(FORMATS)))]
    turn = rng.uniform(-np.pi, np.pi) if rng.random() < 0.4 else rng.normal(0, 0.15)
    box = np.array([(-wide, -high), (wide, -high), (wide, high), (-wide, high)]) / max(wide, high)
    box = box * mm / 2 @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    centre = rng.uniform(-0.12, 0.12, 2)
    view = _view(camera, width, height, (box + centre) if page else None)
    image = _seen(table, np.array([(-1.6, -1.6), (1.6, -1.6), (1.6, 1.6), (-1.6, 1.6)]), view,
                  (width, height), None)  # fmt: skip
    corners = None
    if page:
        corners = _project(view, box + centre)
        sheet, mask = _page(rng, wide, high)
        dark = _project(view, box + centre + rng.uniform(-0.01, 0.01, 2))
        shadow = np.ones((height, width), np.float32)
        cv2.fillPoly(shadow, [dark.round().astype(np.int32)], float(rng.uniform(0.45, 0.9)))
        image *= cv2.GaussianBlur(shadow, (0, 0), 0.004 * width)[..., None]
        image = _seen(sheet, box + centre, view, (width, height), (image, mask))
    return Scene(_exposed(rng, image), corners)


def _fractal(rng: Generator, power: float) -> Image:
    f = np.hypot(np.fft.fftfreq(TABLE)[:, None], np.fft.rfftfreq(TABLE)[None]) + 1 / TABLE
    spectrum = np.fft.rfft2(rng.standard_normal((TABLE, TABLE))) / f**power
    field = np.fft.irfft2(spectrum, (TABLE, TABLE))
    return np.asarray((field - field.mean()) / field.std(), np.float32)


def _table(rng: Generator) -> Image:
    hue = np.array([rng.uniform(0, 179), rng.uniform(5, 130), rng.uniform(40, 235)])
    colour = cv2.cvtColor(hue.astype(np.uint8).reshape(1, 1, 3), cv2.COLOR_HSV2BGR)[0, 0]
    y, x = np.mgrid[0:TABLE, 0:TABLE].astype(np.float32)
    kind = rng.integers(5)
    tone = 1 + 0.03 * _fractal(rng, 1.0)
    if kind == 1:
        stretched = cv2.resize(_fractal(rng, 0.8)[:90], (TABLE, TABLE))
        tone += 0.07 * stretched
    elif kind == 2:
        row = (y // 90).astype(int)
        piece = ((x + 130 * (row % 3)) // 390).astype(int) + 31 * row
        tone *= (1 + 0.07 * rng.standard_normal(700))[piece % 700]
    elif kind == 3:
        tone += 0.08 * np.sin(x * 0.9) * np.sin(y * 0.9)
    elif kind == 4:
        tone *= np.where(((x // 45).astype(int) + (y // 45).astype(int)) % 2 == 0, 1, 0.8)
    return np.asarray(np.clip(tone[..., None] * colour, 0, 255), np.float32)


def _object(rng: Generator, table: Image) -> None:
    spot = rng.uniform(0.1, 0.9, 2) * TABLE
    size = rng.uniform(60, 420, 2)
    box = cv2.boxPoints((tuple(spot.tolist()), tuple(size.tolist()), float(rng.uniform(0, 90))))
    outer = tuple(float(v) for v in rng.uniform(15, 150, 3))
    cv2.fillPoly(table, [(box + 6).astype(np.int32)], (25.0, 25.0, 25.0))
    cv2.fillPoly(table, [box.astype(np.int32)], outer, cv2.LINE_AA)
    if rng.random() < 0.5:
        inner = spot + (box - spot) * 0.82
        cv2.fillPoly(table, [inner.astype(np.int32)], tuple(v * 0.5 for v in outer), cv2.LINE_AA)


def _camera(rng: Generator) -> Points:
    tilt, side = np.deg2rad(rng.uniform(0, 38)), rng.uniform(-0.15, 0.15)
    rotation = cv2.Rodrigues(np.array([tilt, side, rng.normal(0, 0.1)]))[0]
    return np.asarray(rotation, np.float64)


def _view(rotation: Points, width: int, height: int, page: Points | None) -> Points:
    """3x3 from the table's plane to pixels; a page is brought wholly into the frame."""
    for distance in np.arange(1.25, 4, 0.1):
        plane = np.c_[rotation[:, :2], (0, 0, distance)]
        lens = np.array([[1.1 * width, 0, width / 2], [0, 1.1 * width, height / 2], [0, 0, 1]])
        view = np.asarray(lens @ plane, np.float64)
        if page is None:
            return view
        seen = _project(view, page)
        if (seen > 4).all() and (seen < np.array([width, height]) - 4).all():
            return view
    raise ValueError("the page fits into no view")


def _project(view: Points, points: Points) -> Points:
    flat = np.c_[points, np.ones(len(points))] @ view.T
    return np.asarray(flat[:, :2] / flat[:, 2:] - 0.5, np.float64)


def _seen(
    texture: Image, box: Points, view: Points, size: tuple[int, int],
    onto: tuple[Image, Image] | None,
) -> Image:  # fmt: skip
    h, w = texture.shape[:2]
    source = np.array([(0, 0), (w, 0), (w, h), (0, h)], np.float32) - 0.5
    matrix = cv2.getPerspectiveTransform(source, _project(view, box).astype(np.float32))
    seen = cv2.warpPerspective(texture, matrix, size, borderMode=cv2.BORDER_REFLECT_101)
    if onto is None:
        return np.asarray(seen, np.float32)
    alpha = cv2.warpPerspective(onto[1], matrix, size)[..., None]
    return np.asarray(onto[0] * (1 - alpha) + seen * alpha, np.float32)


def _page(rng: Generator, wide: int, high: int) -> tuple[Image, Image]:
    w, h = wide * 4, high * 4
    if max(w, h) < 700:
        w, h = w * 2, h * 2
    page = np.full((h, w, 3), rng.uniform(205, 255), np.float32)
    page *= rng.uniform(0.9, 1.0, 3).astype(np.float32)
    mask = np.ones((h, w), np.float32)
    ink = tuple(float(v) for v in rng.uniform(10, 100, 3))
    edge, pitch = int(0.07 * w), int(rng.uniform(24, 48))
    for y in range(edge, h - edge, pitch):
        x = edge
        while x < w - edge:
            end = min(w - edge, x + int(rng.uniform(10, 110)))
            cv2.rectangle(page, (x, y), (end, y + pitch // 3), ink, -1)
            x = end + pitch // 3
            if rng.random() < 0.05:
                break
    if rng.random() < 0.35:
        cv2.rectangle(page, (w // 2, h // 3), (w - edge, h * 2 // 3),
                      tuple(float(v) for v in rng.uniform(50, 220, 3)), -1)  # fmt: skip
    if (wide, high) == (210, 143):
        fold = 1 - 0.25 * np.exp(-(((np.arange(w) - w / 2) / (0.02 * w)) ** 2))
        page *= fold[None, :, None].astype(np.float32)
    if (wide, high) == (86, 54):
        radius = int(0.037 * w)
        mask[:] = 0
        cv2.rectangle(mask, (radius, 0), (w - radius, h), 1.0, -1)
        cv2.rectangle(mask, (0, radius), (w, h - radius), 1.0, -1)
        for x, y in ((radius, radius), (w - radius, radius), (radius, h - radius),
                     (w - radius, h - radius)):  # fmt: skip
            cv2.circle(mask, (x, y), radius, 1.0, -1)
    return page, mask


def _exposed(rng: Generator, image: Image) -> NDArray[np.uint8]:
    height, width = image.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / width
    lamp = rng.uniform((-0.2, -0.2), (1.2, 1.0))
    light = 1 / (1 + rng.uniform(0, 1.2) * ((x - lamp[0]) ** 2 + (y - lamp[1]) ** 2))
    image = np.asarray(image * light[..., None] * rng.uniform(0.75, 1.1), np.float32)
    cv2.GaussianBlur(image, (0, 0), rng.uniform(0.2, 1.3) * width / 1600, dst=image)
    image += rng.standard_normal(image.shape, np.float32) * np.float32(rng.uniform(0.5, 5))
    pixels = np.clip(image, 0, 255).astype(np.uint8)
    quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(55, 95))]
    return np.asarray(cv2.imdecode(cv2.imencode(".jpg", pixels, quality)[1], 1), np.uint8)
