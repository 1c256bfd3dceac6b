"""Painted scenes turned into what a sensor sends: JPEG pictures that differ in their noise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]  # height × width × 3, BGR
Corners = tuple[tuple[float, float], ...]  # x, y as parts of the frame, clockwise from top left

JPEG_QUALITY: Final = 88
NOISE_SIGMA: Final = 2.5  # grey levels, what a cheap sensor shows indoors
VARIANTS: Final = 3  # frames of one scene that differ in their noise only


@dataclass(frozen=True)
class Frames:
    """A scene ready to send: JPEG pictures that differ in noise, and where the page lies."""

    jpegs: tuple[bytes, ...]
    corners: Corners | None = None


def living(picture: Picture, corners: Corners | None = None) -> Frames:
    """The picture as a sensor sees it, frame after frame."""
    return Frames(tuple(_jpeg(picture, seed) for seed in range(VARIANTS)), corners)


def dimmed(jpeg: bytes, light: float) -> bytes:
    """The same picture with so much of its light, 0 to 1."""
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    if picture is None:
        raise ValueError("not a JPEG picture")
    return _encoded(cv2.convertScaleAbs(picture, alpha=light).astype(np.uint8))


def _jpeg(picture: Picture, seed: int) -> bytes:
    dice = np.random.default_rng(seed)
    grain = dice.standard_normal(picture.shape[:2], np.float32) * NOISE_SIGMA
    noise = np.repeat(grain[..., None], 3, axis=2)
    return _encoded(cv2.add(picture, noise, dtype=cv2.CV_8U).astype(np.uint8))


def _encoded(picture: Picture) -> bytes:
    ok, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    if not ok:
        raise RuntimeError("OpenCV could not encode a JPEG picture")
    return data.tobytes()
