"""A camera's frames: as pixels, and as pictures for the screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from drivers.camera.contract import Frame
from kiosk.conversation.questions import Picture

if TYPE_CHECKING:
    from kiosk.documents.page import Corners

Pixels = NDArray[np.uint8]
"""Height × width × 3, blue green red."""
Quad = tuple[tuple[float, float], ...]
"""Corners in 0..1 of a frame's width and height, from top left."""


def pixels_of(frame: Frame) -> Pixels:
    """The frame's own bytes, looked at as an array."""
    return np.frombuffer(frame.bgr, np.uint8).reshape(frame.height, frame.width, 3)


def picture_of(pixels: Pixels) -> Picture:
    """A copy to be shown."""
    height, width = pixels.shape[:2]
    return Picture(width, height, np.ascontiguousarray(pixels[:, :, ::-1]).tobytes())


def relative(found: Corners, frame: Frame) -> Quad:
    """A page's corners in parts of the frame."""
    return tuple((x / frame.width, y / frame.height) for x, y in found.array().tolist())
