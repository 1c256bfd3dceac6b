"""Two pictures of a face, taken under guidance: as somebody stands, and a little nearer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from drivers.camera.contract import Camera, Frame, NoPicture
from kiosk.conversation.notices import LiveFrame
from kiosk.conversation.questions import Picture
from kiosk.devices.device import Unavailable
from kiosk.session import Session
from kiosk.text import Words, _

if TYPE_CHECKING:
    from kiosk.identity.face import FaceFault, Sight

WIDTH, SHOWN_WIDTH = 1280, 640
"""Pixels of a frame that is looked at, and of what is shown of it."""
DEADLINE = 6.0
STEADY = 4
"""Good frames in a row before the first picture is taken."""
SETTLED = 3
"""Frames for which words must hold before they are said: they are read aloud."""
NEARER = 1.15
"""How much taller a face becomes that came nearer."""
ENOUGH = 60
"""Frames after the first picture, some seconds, after which nobody is asked to move any more."""


@dataclass(frozen=True)
class FacePictures:
    """In the order taken; `came_closer` between the first and the last."""

    jpegs: tuple[bytes, ...] = field(repr=False)
    came_closer: bool


class Watch:
    """What was seen so far."""

    def __init__(self) -> None:
        self._first: bytes | None = None
        self._height = 0
        self._good = self._since = self._held = 0
        self._line: Words = _("请正对镜头")
        self._next = self._line
        self._latest: bytes = b""

    def see(self, pixels: NDArray[np.uint8], sight: Sight) -> FacePictures | None:
        """One more frame; the pictures, when there are enough."""
        from kiosk.identity.face import head_and_shoulders

        self._good = 0 if sight.faults else self._good + 1
        self._say(self._words(sight))
        if self._first is None:
            if self._good >= STEADY:
                self._first = self._latest = head_and_shoulders(pixels, sight)
                self._height = sight.height
            return None
        self._since += 1
        if not sight.faults:
            self._latest = head_and_shoulders(pixels, sight)
        came = not sight.faults and sight.height >= self._height * NEARER
        if came or self._since >= ENOUGH:
            return FacePictures((self._first, self._latest), came)
        return None

    @property
    def line(self) -> Words:
        """What to do now; changes no faster than it can be said."""
        return self._line

    def _say(self, words: Words) -> None:
        self._held = self._held + 1 if words == self._next else 1
        self._next = words
        if self._held >= SETTLED:
            self._line = words

    def _words(self, sight: Sight) -> Words:
        if sight.faults:
            return _guidance(sight.faults[0])
        return _("很好，请站稳") if self._first is None else _("请慢慢靠近一点")


def _guidance(fault: FaceFault) -> Words:
    from kiosk.identity.face import FaceFault

    return {
        FaceFault.NOBODY: _("没看到脸。请正对镜头，摘下口罩、帽子和墨镜"),
        FaceFault.SEVERAL: _("有几个人。请只留一个人看镜头"),
        FaceFault.TOO_FAR: _("有点远，请靠近一点"),
        FaceFault.TOO_DARK: _("有点暗，请换个方向"),
        FaceFault.TOO_BRIGHT: _("光太亮，请侧一点，避开强光"),
        FaceFault.BLURRED: _("有点模糊，请站稳不动"),
    }[fault]


async def watch(session: Session) -> FacePictures | NoPicture | Unavailable:
    """Show what the camera sees, and say what to do, until there are pictures or it fails."""
    camera = session.services.hub.face_camera
    so_far = Watch()
    while True:
        frame = await camera.call(Camera.preview, WIDTH, deadline=DEADLINE, again=True)
        if not isinstance(frame, Frame):
            return frame
        pictures, live = await asyncio.to_thread(_looked_at, so_far, frame)
        session.conversation.tell(live)
        if pictures is not None:
            return pictures


def _looked_at(so_far: Watch, frame: Frame) -> tuple[FacePictures | None, LiveFrame]:
    # OpenCV is loaded with the first face, not with the terminal (cold start).
    import cv2

    from kiosk.identity.face import look

    pixels = np.frombuffer(frame.bgr, np.uint8).reshape(frame.height, frame.width, 3)
    sight = look(pixels)
    pictures = so_far.see(pixels, sight)
    scale = min(1.0, SHOWN_WIDTH / frame.width)
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    # As in a mirror: who moves to the left sees it move to the left.
    shown = np.ascontiguousarray(small[:, ::-1, ::-1])
    picture = Picture(shown.shape[1], shown.shape[0], shown.tobytes())
    return pictures, LiveFrame(picture, None, so_far.line, not sight.faults)
