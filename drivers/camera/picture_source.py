"""Fresh pictures from anything OpenCV can read: a V4L2 device, a file, or MJPEG over HTTP.

While pictures are wanted a thread reads the stream without a pause, so that no frame waits in a
buffer to be taken for a fresh one; at rest there is no stream, no thread and no frame.
"""

from __future__ import annotations

import hashlib
import os
import socket
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from drivers.camera.contract import NoPicture
from drivers.camera.frame_stream import FrameStream, Shot
from drivers.driver import Health, NoDevice, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

LOOK_EVERY: Final = 0.05
"""Seconds between looks whether the command was cancelled."""
CONNECT_TIMEOUT: Final = 1.0
STARTS: Final = 2
"""A stream that ended since the last picture is started anew once."""
STEADY: Final = 3
"""So many pictures of the same lightness: the exposure has settled."""
SAME_LIGHT: Final = 4.0
"""Grey levels of 255 by which the lightness of settled pictures may differ."""
BLACK: Final = 12.0
"""A sensor that has just begun gives pictures darker than this in any light."""


@dataclass(frozen=True)
class SourceSettings:
    """`source`: an index, /dev/v4l/by-id/…, a file, or an http URL. `width`, `height`: what a
    V4L2 device is asked for, pixels. `read_timeout`: seconds without a frame after which the
    camera counts as frozen. `frozen_after`: seconds of the very same picture, which no sensor
    gives, after which it does; 0 where the source is a still. `warm_up`: seconds that the
    exposure of a camera that has just begun is given to settle."""

    source: str | int
    width: int = 1920
    height: int = 1080
    read_timeout: float = 2.0
    frozen_after: float = 5.0
    warm_up: float = 1.5


class PictureSource:
    """One stream at a time, opened at the first picture.

    Args:
        stop: called while waiting; raises what is to end the wait.
    """

    def __init__(self, settings: SourceSettings, stop: Callable[[], None]) -> None:
        self._settings = settings
        self._stop = stop
        self._stream: FrameStream | None = None
        self._lights: deque[float] = deque(maxlen=STEADY)
        self._warm = False
        self._stuck = b""  # digest of the picture that a frozen camera kept giving
        self._trouble = ""

    def load(self) -> None:
        """Import OpenCV, a quarter of a second that the first picture need not wait."""
        # FFmpeg tells every damaged picture on standard error; here they are NoPicture.
        os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
        os.environ.setdefault("OPENCV_LOG_LEVEL", "ERROR")
        import cv2  # noqa: F401

    def reach(self) -> None:
        """Raises NoDevice when there is nothing at the source; opens no stream."""
        source = self._settings.source
        if isinstance(source, str) and "://" in source:
            _connect(source)
            return
        path = f"/dev/video{source}" if isinstance(source, int) else source
        if not os.path.exists(path):
            raise NoDevice(f"no camera at {path}: is it plugged in?")

    def status(self) -> Status:
        """How it is. At rest it is only looked for, so that its light stays out, unless it gave
        no picture the last time: then it is tried anew. Raises NoDevice."""
        stream = self._stream
        if stream is None or stream.ended:
            self.reach()
        if self._trouble and not self._mended():
            return Status(Health.HARDWARE_ERROR, self._trouble)
        if self._stream is None or self._stream.ended:
            return Status(Health.ONLINE, "resting")
        if frozen := self._frozen(self._stream):
            return Status(Health.HARDWARE_ERROR, frozen)
        return Status(Health.ONLINE, "streaming")

    def rest(self) -> None:
        """End the stream, forget every frame."""
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.stop()

    def fresh(self, skip: int = 0) -> NDArray[Any] | NoPicture:
        """The first picture that comes after this call, or after `skip` more of a stream that
        ran already: height × width × 3, blue green red. Raises NoDevice."""
        for _ in range(STARTS):
            stream, seen = self._running(skip)
            shot = self._wait_for_shot(stream, seen)
            if shot is not None:
                return self._judged(stream, shot)
            if not stream.ended:
                return self._refused("no picture in time: frozen, or sending garbage")
        self.rest()
        self.reach()
        return self._refused("the camera is there, but what it sends are no pictures")

    def settled(self) -> NDArray[Any] | NoPicture:
        """As `fresh`, taken wholly after this call, in an exposure that has settled."""
        # The frame under way when this was asked for may show what was before.
        picture = self.fresh(skip=1)
        deadline = time.monotonic() + (0.0 if self._is_file() else self._settings.warm_up)
        while not isinstance(picture, NoPicture) and not self._warm:
            if time.monotonic() > deadline:
                break  # it is as light as it gets: a dark room, or a scene that moves
            picture = self.fresh()
        return picture

    # --- judging a picture ---

    def _judged(self, stream: FrameStream, shot: Shot) -> NDArray[Any] | NoPicture:
        if frozen := self._frozen(stream) or self._still_stuck(shot.picture):
            self._stuck = _digest(shot.picture)
            return self._refused(frozen)
        self._stuck, self._trouble = b"", ""
        self._lights.append(float(shot.picture[::16, ::16].mean()))
        steady = len(self._lights) == STEADY and max(self._lights) > BLACK
        self._warm |= steady and max(self._lights) - min(self._lights) < SAME_LIGHT
        return shot.picture

    def _refused(self, reason: str) -> NoPicture:
        """No picture; the next one is tried from a new stream, which mends many cameras."""
        self.rest()
        self._trouble = reason
        return NoPicture(reason)

    def _frozen(self, stream: FrameStream) -> str:
        """Why the running stream counts as frozen; empty when it does not."""
        settings = self._settings
        if stream.silent_for() > settings.read_timeout:
            return f"frozen: no frame for {settings.read_timeout:g} s"
        if 0 < settings.frozen_after < stream.unchanged_for():
            return f"frozen: the very same picture for {settings.frozen_after:g} s"
        return ""

    def _still_stuck(self, picture: NDArray[Any]) -> str:
        """Why a camera, started anew after it froze, is frozen still; empty when it is not."""
        if self._stuck and _digest(picture) == self._stuck:
            return "frozen: the very same picture, also after it was started anew"
        return ""

    def _mended(self) -> bool:
        """Whether a camera that was in trouble gives pictures again; lets it begin to."""
        stream = self._stream
        if stream is None or stream.ended:
            self._running(skip=0)
            return False
        shot = stream.next_after(0, wait=0)
        if shot is None or self._still_stuck(shot.picture):
            if self._frozen(stream):
                self.rest()
            return False
        self.rest()
        self._stuck, self._trouble = b"", ""
        return True

    # --- the stream ---

    def _running(self, skip: int) -> tuple[FrameStream, int]:
        """The stream, and the number of its last shot that is too old to be given."""
        if self._stream is not None and not self._stream.ended:
            return self._stream, self._stream.count + skip
        self.rest()
        self._lights.clear()
        self._warm = False
        self._stream = FrameStream(self._open_capture)
        return self._stream, 0

    def _wait_for_shot(self, stream: FrameStream, seen: int) -> Shot | None:
        """The next shot; None when the stream ended or gave none in time."""
        # Opening a stream takes time of its own.
        allowed = self._settings.read_timeout * (1 if seen else 2)
        deadline = time.monotonic() + allowed
        while (left := deadline - time.monotonic()) > 0:
            self._stop()
            shot = stream.next_after(seen, min(left, LOOK_EVERY))
            if shot is not None or stream.ended:
                return shot
        return None

    def _open_capture(self) -> Any:  # noqa: ANN401 - cv2.VideoCapture, imported late
        import cv2

        settings = self._settings
        source = settings.source
        # These only free the thread of a dead stream: who waits for a picture gives up before.
        milliseconds = int(settings.read_timeout * 3000)
        if not self._is_device():
            options = [
                cv2.CAP_PROP_OPEN_TIMEOUT_MSEC,
                milliseconds,
                cv2.CAP_PROP_READ_TIMEOUT_MSEC,
                milliseconds,
                cv2.CAP_PROP_N_THREADS,
                1,  # each decoding thread more would hold one frame back
            ]
            return cv2.VideoCapture(str(source), cv2.CAP_FFMPEG, options)
        capture = cv2.VideoCapture(source, cv2.CAP_V4L2)
        # Uncompressed, USB 2 carries full size at five frames a second.
        capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, settings.width)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, settings.height)
        return capture

    def _is_device(self) -> bool:
        source = self._settings.source
        return isinstance(source, int) or source.startswith("/dev/")

    def _is_file(self) -> bool:
        return not self._is_device() and "://" not in str(self._settings.source)


def _connect(url: str) -> None:
    """Raises NoDevice when nobody takes a connection at `url`."""
    parts = urlsplit(url)
    address = (parts.hostname or "", parts.port or 80)
    try:
        socket.create_connection(address, CONNECT_TIMEOUT).close()
    except OSError as error:
        raise NoDevice(f"no camera listens at {address[0]}:{address[1]}") from error


def _digest(picture: NDArray[Any]) -> bytes:
    return hashlib.blake2b(picture.tobytes()).digest()
