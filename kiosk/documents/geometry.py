"""Plane geometry shared by the page finder: lines as (nx, ny, r) with n·p = r, quads as 4x2."""

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

PARALLEL = 1e-6  # |sin| of the angle under which two lines are held to have no crossing


def cross(a: Floats, b: Floats) -> Floats:
    """z of the cross product of plane vectors, over the last axis."""
    return np.asarray(a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0])


def crossing(first: Floats, second: Floats) -> Floats:
    """Point where two lines (nx, ny, r) meet, broadcast over leading axes; nan when parallel."""
    det = first[..., 0] * second[..., 1] - first[..., 1] * second[..., 0]
    det = np.where(np.abs(det) < PARALLEL, np.nan, det)
    x = (first[..., 2] * second[..., 1] - first[..., 1] * second[..., 2]) / det
    y = (first[..., 0] * second[..., 2] - first[..., 2] * second[..., 0]) / det
    return np.stack([x, y], axis=-1)


def line_through(points: Floats, weights: Floats) -> Floats:
    """Weighted total-least-squares line (nx, ny, r) of points (N, 2)."""
    mean = weights @ points / weights.sum()
    centred = points - mean
    (xx, xy), (_, yy) = ((weights * centred.T) @ centred).tolist()
    angle = 0.5 * math.atan2(2 * xy, xx - yy)
    x, y = -math.sin(angle), math.cos(angle)
    return np.array([x, y, x * mean[0] + y * mean[1]])


def area(quad: Floats) -> Floats:
    """Signed area of quads (..., 4, 2): positive when clockwise on a screen (y down)."""
    return np.asarray(0.5 * cross(quad, np.roll(quad, -1, axis=-2)).sum(-1))


def convex(quad: Floats) -> NDArray[np.bool_]:
    """Whether quads (..., 4, 2) are convex and clockwise on a screen."""
    sides = np.roll(quad, -1, axis=-2) - quad
    return np.asarray((cross(sides, np.roll(sides, -1, axis=-2)) > 0).all(-1))
