"""A face before the camera: the questions, and frames with a drawn person in them. All made up."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import cv2
import numpy as np

from kiosk.conversation.notices import LiveFrame
from kiosk.conversation.questions import Picture, ShowFace
from simulators.face_scenes import paint
from tests.screens.samples_apply import SERVICE, step
from tests.screens.samples_find import CONSENT

SHOW_FACE = ShowFace(service=SERVICE, progress=step(3), where="屏幕上边")
SHOW_FACE_AGAIN = replace(
    SHOW_FACE,
    problem="刚才没看清，请摘下口罩和墨镜，正对镜头。",
)
CONSENT_FACE = replace(
    CONSENT,
    face=True,
    purpose="确认是您本人：临时身份证明打印",
    reads=("您的脸，拍两张", "只送去和登记的照片比对"),
    kept="本机不保存，比对完马上清除；平台只记下比对的结果。",
    shared_with="一网通办平台的实人认证",
)


@cache
def frame(scene: str = "one", line: str = "很好，请站稳", ok: bool = True) -> LiveFrame:
    """What the camera sees, as in a mirror."""
    jpeg = np.frombuffer(paint(scene, 640, 360).jpegs[0], np.uint8)
    pixels = cv2.imdecode(jpeg, cv2.IMREAD_COLOR)
    assert pixels is not None
    shown = np.ascontiguousarray(pixels[:, ::-1, ::-1])
    return LiveFrame(Picture(640, 360, shown.tobytes()), None, line, ok)


def masked() -> LiveFrame:
    """The longest words."""
    return frame("mask", "没看到脸。请正对镜头，摘下口罩、帽子和墨镜", False)
