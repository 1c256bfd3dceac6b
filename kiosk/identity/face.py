"""Whether a picture of somebody is worth comparing: one face, near enough, lit, sharp.

Guidance only, for the words beside the live picture. Whose face it is the platform says, and
nobody is turned away for what is said here: the detector is OpenCV's Haar cascade for faces seen
from the front, which misses masks and profiles. Its limits below were set on drawn faces and on one
public photograph, blurred and dimmed step by step; a site should see them hold in its own light.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

SEARCH_WIDTH = 480
"""Pixels to which a frame is scaled for the search: 10 ms, and faces from 28 pixels on."""
SMALLEST = 28
AGREEING = 4
"""So many overlapping finds make a face; fewer are patterns of a wall."""
NEAR = 0.22
"""Least height of a face, of the frame's."""
DARK, BRIGHT = 55.0, 215.0
"""Mean lightness of the face, 0 … 255."""
SHARP = 0.006
"""Variance of the Laplacian over that of the lightness, of the face at FACE_SIZE: 0.013 … 0.06
in focus, 0.002 … 0.005 blurred by a hundredth of the face's width and more."""
FACE_SIZE = 160
BESIDE, ABOVE, BELOW = 0.45, 0.55, 0.35
"""What is kept around a face, in parts of its width and height."""
LONGEST, QUALITY = 640, 90
"""Pixels of a picture's longer side, and its JPEG quality: 30 to 60 kB."""


class FaceFault(StrEnum):
    """What to change before a picture is taken."""

    NOBODY = "nobody"
    """No face seen from the front, or one so blurred or dark that it cannot be told."""
    SEVERAL = "several"
    TOO_FAR = "too_far"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    BLURRED = "blurred"


@dataclass(frozen=True)
class Sight:
    """What was seen: why it is not worth comparing, and where the one face is, in pixels from the
    upper left: x, y, width, height; None where there is not one."""

    faults: tuple[FaceFault, ...]
    box: tuple[int, int, int, int] | None = None

    @property
    def height(self) -> int:
        """Of the face, in pixels; 0 where there is none."""
        return self.box[3] if self.box else 0


def face_faults(picture: NDArray[np.uint8]) -> tuple[FaceFault, ...]:
    """What is wrong with a picture (height × width × 3, blue green red) of one's face; empty when
    it is worth comparing."""
    return look(picture).faults


def look(picture: NDArray[np.uint8]) -> Sight:
    """The same, and where the face is."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    scale = SEARCH_WIDTH / grey.shape[1]
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    faces = _detector().detectMultiScale(small, 1.1, AGREEING, minSize=(SMALLEST, SMALLEST))
    if len(faces) != 1:
        return Sight((FaceFault.SEVERAL if len(faces) else FaceFault.NOBODY,))
    x, y, width, height = (round(float(side) / scale) for side in faces[0])
    face = cv2.resize(grey[y : y + height, x : x + width], (FACE_SIZE, FACE_SIZE))
    return Sight(tuple(_faults(face, height / grey.shape[0])), (x, y, width, height))


def head_and_shoulders(picture: NDArray[np.uint8], sight: Sight) -> bytes:
    """The face with its hair and shoulders as a JPEG, and nobody beside it: no more is sent."""
    assert sight.box is not None
    x, y, width, height = sight.box
    left, right = max(0, round(x - BESIDE * width)), round(x + (1 + BESIDE) * width)
    top, foot = max(0, round(y - ABOVE * height)), round(y + (1 + BELOW) * height)
    cut = picture[top:foot, left:right]
    scale = min(1.0, LONGEST / max(cut.shape[:2]))
    small = cv2.resize(cut, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    _ok, data = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return data.tobytes()


def _faults(face: NDArray[Any], part: float) -> list[FaceFault]:
    light = float(face.mean())
    detail = float(cv2.Laplacian(face, cv2.CV_64F).var()) / max(1.0, float(face.var()))
    checks = {
        FaceFault.TOO_FAR: part < NEAR,
        FaceFault.TOO_DARK: light < DARK,
        FaceFault.TOO_BRIGHT: light > BRIGHT,
        FaceFault.BLURRED: detail < SHARP,
    }
    return [fault for fault, holds in checks.items() if holds]


@cache
def _detector() -> cv2.CascadeClassifier:
    # Not to be shared between threads at once: who looks does so one frame after another.
    path = Path(cv2.__file__).with_name("data") / "haarcascade_frontalface_alt2.xml"
    detector = cv2.CascadeClassifier(str(path))
    if detector.empty():
        raise FileNotFoundError(f"{path}: OpenCV came without its face detector")
    return detector
