"""Drawing on a counter's plane, in millimetres, as a camera above it sees it.

Shapes are signed distances, so that edges and shadows are as soft as they are.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from .scenes import Points

Field = NDArray[np.float32]
Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Camera:
    """A camera above the counter's plane: height and view in mm, lens as focal length and bend."""

    height: float
    turn: Points  # 3x3, from the camera's axes to the counter's
    focal: float  # pixels
    bend: float  # radial distortion: r' = r (1 + bend r^2)
    size: tuple[int, int]

    def pixels(self, points: Points) -> Points:
        """Where points (..., 2) of the counter are seen."""
        space = np.concatenate([points, np.full((*points.shape[:-1], 1), self.height)], axis=-1)
        seen = space @ self.turn
        flat = seen[..., :2] / seen[..., 2:]
        flat = flat * (1 + self.bend * (flat**2).sum(-1, keepdims=True))
        return np.asarray(flat * self.focal + (np.array(self.size) - 1) / 2)

    def plane(self) -> Field:
        """The counter's point (H, W, 2) that each pixel sees."""
        width, height = self.size
        y, x = np.mgrid[0:height, 0:width].astype(np.float32)
        bent = np.stack([x - (width - 1) / 2, y - (height - 1) / 2], axis=-1) / self.focal
        flat = bent
        for _ in range(3):
            flat = bent / (1 + self.bend * (flat**2).sum(-1, keepdims=True))
        ray = np.concatenate([flat, np.ones_like(flat[..., :1])], axis=-1) @ self.turn.T
        return np.asarray(ray[..., :2] / ray[..., 2:] * self.height, np.float32)


def to_box(plane: Field, corners: Points, radius: float = 0.0) -> Field:
    """Signed distance in mm to a (rounded) rectangle, negative inside."""
    centre, along = corners.mean(0), corners[1] - corners[0]
    half = np.array([np.linalg.norm(along), np.linalg.norm(corners[3] - corners[0])]) / 2
    unit = along / np.linalg.norm(along)
    local = (plane - centre) @ np.array([[unit[0], -unit[1]], [unit[1], unit[0]]])
    out = np.abs(local) - (half - radius)
    x, y = out[..., 0], out[..., 1]
    outside = np.hypot(np.maximum(x, 0), np.maximum(y, 0))
    return np.asarray(outside + np.minimum(np.maximum(x, y), 0) - radius, np.float32)


def to_capsule(plane: Field, start: Points, end: Points, radius: float) -> Field:
    along = end - start
    share = np.clip(((plane - start) @ along) / (along @ along), 0, 1)
    x, y = np.moveaxis(plane - start - share[..., None] * along, -1, 0)
    return np.asarray(np.hypot(x, y) - radius, np.float32)


def cover(distance: Field, plane: Field) -> Field:
    """Share of each pixel that a shape covers."""
    step = float(np.linalg.norm(plane[0, -1] - plane[0, 0])) / plane.shape[1]
    return np.asarray(np.clip(0.5 - distance / step, 0, 1), np.float32)


def paint(image: Field, share: Field, colour: Field | Colour) -> None:
    image += share[..., None] * (np.asarray(colour, np.float32) - image)


def shadow(image: Field, distance: Field, depth: float, soft: float) -> None:
    shade = 1 / (1 + np.exp(np.clip(distance / soft, -30, 30)))
    image *= 1 - depth * shade[..., None]


def fractal(rng: Generator, plane: Field, cell: tuple[float, float], power: float) -> Field:
    """Fractal texture of unit deviation; `cell` is one texel's size in mm each way."""
    n = 512
    f = np.hypot(np.fft.fftfreq(n)[:, None], np.fft.rfftfreq(n)[None]) + 0.5 / n
    field = np.fft.irfft2(np.fft.rfft2(rng.standard_normal((n, n))) / f**power, (n, n))
    field = ((field - field.mean()) / field.std()).astype(np.float32)
    at = np.mod(plane / np.array(cell, np.float32) + n / 2, n - 1)
    return np.asarray(cv2.remap(field, at[..., 0], at[..., 1], cv2.INTER_LINEAR), np.float32)
