"""What `kiosk page find` says about one picture file."""

import time
from pathlib import Path
from typing import TypedDict

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.documents.page import find_page
from kiosk.documents.quality import judge


class PictureUnreadableError(Exception):
    """A file that holds no picture we can decode; the message names the file and the mend."""


class QualityReport(TypedDict):
    """Units as in quality.Quality."""

    blur: float
    glare: float
    fill: float


class PageReport(TypedDict):
    """One picture: corners clockwise from the page's top left, or None; ms without decoding."""

    image: str
    corners: list[list[float]] | None
    quality: QualityReport
    ms: float


def report(path: str | Path) -> PageReport:
    """Find and judge the page in a picture file.

    Corners are in pixels of the picture as cv2.imread returns it by default: turned as its EXIF
    orientation says. `ms` is finding and judging, after decoding, in milliseconds of wall clock.
    Raises PictureUnreadableError.
    """
    image = _read(Path(path))
    start = time.perf_counter()
    corners = find_page(image)
    quality = judge(image, corners)
    spent = (time.perf_counter() - start) * 1000
    return {
        "image": str(path),
        "corners": None if corners is None else corners.array().round(2).tolist(),
        "quality": {
            "blur": round(quality.blur, 4),
            "glare": round(quality.glare, 4),
            "fill": round(quality.fill, 4),
        },
        "ms": round(spent, 1),
    }


def _read(path: Path) -> NDArray[np.uint8]:
    if not path.is_file():
        raise PictureUnreadableError(f"{path}: no such file; name an existing picture")
    image = cv2.imread(str(path))
    if image is None:
        raise PictureUnreadableError(
            f"{path}: not a picture that can be decoded; save it as JPEG or PNG and try again"
        )
    return np.asarray(image, np.uint8)
