"""Pack a straightened page for upload."""

import cv2
import numpy as np
from numpy.typing import NDArray

MAX_BYTES = 1_500_000  # the largest material the one-network backend takes in one part
QUALITIES = (92, 85, 75, 65, 55)  # JPEG, best first; under 55 small print gets halos
SHRINK = 0.85  # when even the last is too large


def pack(image: NDArray[np.uint8], max_bytes: int = MAX_BYTES) -> bytes:
    """JPEG of a BGR picture in at most `max_bytes` bytes, at the best quality that fits.

    A page of straighten()'s default size keeps its 200 dpi; only a picture too busy for the
    lowest quality is made smaller.
    """
    while True:
        for quality in QUALITIES:
            packed = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()
            if len(packed) <= max_bytes:
                return packed
        if min(image.shape[:2]) < 16:
            raise ValueError(f"no JPEG fits into {max_bytes} bytes; allow more")
        image = np.asarray(
            cv2.resize(image, None, fx=SHRINK, fy=SHRINK, interpolation=cv2.INTER_AREA), np.uint8
        )
