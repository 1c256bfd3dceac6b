"""The platform's comparison of a face with the register, for drawn people (实人认证).

Nothing here recognises anybody: drawn people differ in the colour of their hair, and that is what
is compared. It shares no code with the terminal, which only sees to it that a picture is worth
sending.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[Any]  # height × width × 3, red green blue
LIKE: Final = 45.0
"""Largest distance of two colours of one hair, of 442 from black to white."""
NEARER: Final = 1.12
"""How much wider a face must have become that came closer."""
LEAST_SKIN: Final = 0.03
"""Of the frame's area."""


class Verdict(StrEnum):
    """What came of it; the last two are codes of the contract."""

    SAME = "same"
    DIFFERS = "face_differs"
    UNCLEAR = "face_unclear"


def compare(frames: Sequence[str], action: str, hair: Sequence[int] | None) -> Verdict:
    """Whether all frames (JPEG in base64) show somebody of this hair, red green blue; None: the
    register has no photograph."""
    seen = [_looked_at(one) for one in frames]
    faces = [one for one in seen if one is not None]
    if hair is None or len(faces) < len(seen):
        return Verdict.UNCLEAR
    if action == "closer" and faces[-1][0] < faces[0][0] * NEARER:
        return Verdict.UNCLEAR
    alike = all(np.linalg.norm(colour - np.array(hair)) <= LIKE for _height, colour in faces)
    return Verdict.SAME if alike else Verdict.DIFFERS


def _looked_at(frame: str) -> tuple[float, NDArray[Any]] | None:
    """Width of the face in pixels and colour of the hair; None when there is no face to be seen."""
    picture = _decoded(frame)
    if picture is None:
        return None
    box = _face(picture)
    if box is None:
        return None
    left, top, wide, high = box
    middle = left + wide // 2
    band = picture[max(0, top - high // 8) : top, middle - wide // 6 : middle + wide // 6]
    return (float(wide), np.median(band.reshape(-1, 3), axis=0)) if band.size else None


def _decoded(frame: str) -> Picture | None:
    try:
        raw = base64.b64decode(frame, validate=True)
    except binascii.Error:
        return None
    picture = cv2.imdecode(np.frombuffer(raw, np.uint8), cv2.IMREAD_COLOR) if raw else None
    return None if picture is None else cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)


def _face(picture: Picture) -> tuple[int, int, int, int] | None:
    """The largest patch of skin and its height and width, with a mouth in it: a mask hides it."""
    red, green, blue = (picture[..., band].astype(int) for band in range(3))
    skin = (red > 170) & (red - blue > 45) & (red > green) & (green > blue)
    count, _labels, stats, _middles = cv2.connectedComponentsWithStats(skin.astype(np.uint8))
    if count == 1:  # the ground alone
        return None
    left, top, wide, high, area = (int(value) for value in max(stats[1:], key=lambda one: one[4]))
    lips = (red - green > 60) & (red < 200) & (green < 120)
    mouth = lips[top + high // 2 : top + high, left : left + wide]
    if area < LEAST_SKIN * skin.size or mouth.sum() < area / 500:
        return None
    return left, top, wide, high
