"""What a technician is told of a camera's frame."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from drivers.camera.contract import Frame
from kiosk.journeys.frames import Pixels
from kiosk.journeys.maintenance.watching import examined, told

SIZE = (720, 960, 3)


def desk(grey: int) -> Pixels:
    return np.full(SIZE, grey, np.uint8)


def with_page(*, blurred: bool = False) -> Pixels:
    """A printed page, all of it, on a dark desk."""
    made = desk(60)
    cv2.rectangle(made, (150, 60), (810, 660), (235, 235, 235), -1)
    for line in range(100, 640, 24):
        cv2.putText(
            made, "SHILI 990101 " * 3, (180, line), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (20, 20, 20), 1
        )
    return np.asarray(cv2.GaussianBlur(made, (0, 0), 6) if blurred else made, np.uint8)


@pytest.mark.parametrize(
    ("pixels", "for_pages", "line", "ok"),
    [
        (with_page(), True, "整页都在，看得清", True),
        (with_page(), False, "看得清", True),
        (with_page(blurred=True), True, "有点模糊", False),
        (desk(90), True, "没有找到整页", False),
        (desk(8), False, "太暗", False),
        (desk(250), False, "太亮", False),
    ],
    ids=["page", "face", "blurred", "empty", "dark", "bright"],
)
def test_the_first_thing_to_mend_is_said(
    pixels: Pixels, for_pages: bool, line: str, ok: bool
) -> None:
    frame = Frame(pixels.shape[1], pixels.shape[0], pixels.tobytes())
    live, seen = examined(frame, for_pages=for_pages)
    assert (live.line, live.ok) == (line, ok)
    assert len(live.gauges) == (3 if for_pages else 2)
    assert all(gauge.ok for gauge in live.gauges) is ok or line == "没有找到整页"
    words = told(seen)
    assert words.ok is ok
    assert words.said.startswith("画面正常：960×720" if ok else f"{line}：960×720")
