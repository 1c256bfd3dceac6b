"""Whether a picture of somebody is worth comparing: one face, near enough, lit, sharp.

Guidance only, for the words beside the live picture. Whose face it is the platform says, and
nobody is turned away for what is said here: the detector is OpenCV's Haar cascade for faces seen
from the front, which misses masks and profiles. Its limits below were set on drawn faces and on one
public photograph, blurred and dimmed step by step; a site should see them hold in its own light.
"""

from __future__ import annotations

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


class FaceFault(StrEnum):
    """What to change before a picture is taken."""

    NOBODY = "nobody"
    """No face seen from the front, or one so blurred or dark that it cannot be told."""
    SEVERAL = "several"
    TOO_FAR = "too_far"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    BLURRED = "blurred"


def face_faults(picture: NDArray[np.uint8]) -> tuple[FaceFault, ...]:
    """What is wrong with a picture (height × width × 3, blue green red) of one's face; empty when
    it is worth comparing."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    scale = SEARCH_WIDTH / grey.shape[1]
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    faces = _detector().detectMultiScale(small, 1.1, AGREEING, minSize=(SMALLEST, SMALLEST))
    if len(faces) != 1:
        return (FaceFault.SEVERAL if len(faces) else FaceFault.NOBODY,)
    x, y, width, height = (round(float(side) / scale) for side in faces[0])
    face = cv2.resize(grey[y : y + height, x : x + width], (FACE_SIZE, FACE_SIZE))
    return tuple(_faults(face, height / grey.shape[0]))


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
