"""Any camera OpenCV can read: a V4L2 device, a file, or MJPEG over HTTP.

While pictures are wanted a thread reads the stream without a pause, so that no frame waits in a
buffer to be taken for a fresh one; a resting camera has no stream, no thread and no frames.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from drivers.camera.contract import Camera, Frame, NoPicture
from drivers.camera.frame_stream import FrameStream, Shot
from drivers.driver import Event, Health, NoDevice, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

LOOK_EVERY: Final = 0.05
"""Seconds between looks whether the command was cancelled."""
CONNECT_TIMEOUT: Final = 1.0
STARTS: Final = 2
"""A stream that ended since the last picture is started anew once."""


class OpencvCamera(Camera):
    """One stream at a time, opened at the first picture."""

    @dataclass(frozen=True)
    class Settings:
        """`source`: an index, /dev/v4l/by-id/…, a file, or an http URL. `width`, `height`: what
        a V4L2 device is asked for, pixels. `read_timeout`: seconds without a frame after which
        the camera counts as frozen. `frozen_after`: seconds of the very same picture, which no
        sensor gives, after which it does; 0 where the source is a still."""

        source: str | int
        width: int = 1920
        height: int = 1080
        read_timeout: float = 2.0
        frozen_after: float = 5.0

    def __init__(self, settings: Settings, emit: Callable[[Event], None]) -> None:
        super().__init__(emit)
        self._settings = settings
        self._stream: FrameStream | None = None

    def open(self) -> None:
        """Raises NoDevice when there is nothing at the source; takes no picture yet."""
        self.rest()
        # FFmpeg tells every damaged picture on standard error; here they are NoPicture.
        os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
        os.environ.setdefault("OPENCV_LOG_LEVEL", "ERROR")
        import cv2  # noqa: F401 - a quarter of a second that the first picture need not wait

        self._reach()

    def close(self) -> None:
        self.rest()

    def check(self) -> Status:
        """A resting camera is only looked for, so that its light stays out. Raises NoDevice."""
        stream = self._stream
        if stream is None or stream.ended:
            self._reach()
            return Status(Health.ONLINE, "resting")
        if frozen := self._frozen(stream):
            return Status(Health.HARDWARE_ERROR, frozen)
        return Status(Health.ONLINE, "streaming")

    def preview(self, width: int) -> Frame | NoPicture:
        picture = self._fresh(skip=0)
        if isinstance(picture, NoPicture) or picture.shape[1] <= width:
            return picture if isinstance(picture, NoPicture) else _frame(picture)
        import cv2

        height = max(1, round(picture.shape[0] * width / picture.shape[1]))
        return _frame(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA))

    def capture(self) -> Frame | NoPicture:
        # The frame under way when this was asked for may show what was before.
        picture = self._fresh(skip=1)
        return picture if isinstance(picture, NoPicture) else _frame(picture)

    def rest(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.stop()

    # --- pictures ---

    def _fresh(self, skip: int) -> NDArray[Any] | NoPicture:
        """The first picture that comes after this call, or after `skip` more of a stream that
        ran already."""
        for _ in range(STARTS):
            stream, seen = self._running(skip)
            shot = self._wait_for_shot(stream, seen)
            if shot is not None:
                frozen = self._frozen(stream)
                return NoPicture(frozen) if frozen else shot.picture
            if not stream.ended:
                self.rest()
                return NoPicture("no picture in time: frozen, or sending garbage")
        self.rest()
        self._reach()
        return NoPicture("the camera is there, but what it sends are no pictures")

    def _running(self, skip: int) -> tuple[FrameStream, int]:
        """The stream, and the number of its last shot that is too old to be given."""
        if self._stream is not None and not self._stream.ended:
            return self._stream, self._stream.count + skip
        self.rest()
        self._stream = FrameStream(self._open_capture)
        return self._stream, 0

    def _wait_for_shot(self, stream: FrameStream, seen: int) -> Shot | None:
        """The next shot; None when the stream ended or gave none in time."""
        # Opening a stream takes time of its own.
        allowed = self._settings.read_timeout * (1 if seen else 2)
        deadline = time.monotonic() + allowed
        while (left := deadline - time.monotonic()) > 0:
            self.stop_if_cancelled()
            shot = stream.next_after(seen, min(left, LOOK_EVERY))
            if shot is not None or stream.ended:
                return shot
        return None

    def _frozen(self, stream: FrameStream) -> str:
        """Why the running stream counts as frozen; empty when it does not."""
        settings = self._settings
        if stream.silent_for() > settings.read_timeout:
            return f"frozen: no frame for {settings.read_timeout:g} s"
        if 0 < settings.frozen_after < stream.unchanged_for():
            return f"frozen: the very same picture for {settings.frozen_after:g} s"
        return ""

    # --- the source ---

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

    def _reach(self) -> None:
        """Raises NoDevice when there is nothing at the source; opens no stream."""
        source = self._settings.source
        if isinstance(source, str) and "://" in source:
            _connect(source)
            return
        path = f"/dev/video{source}" if isinstance(source, int) else source
        if not os.path.exists(path):
            raise NoDevice(f"no camera at {path}: is it plugged in?")


def _connect(url: str) -> None:
    """Raises NoDevice when nobody takes a connection at `url`."""
    parts = urlsplit(url)
    address = (parts.hostname or "", parts.port or 80)
    try:
        socket.create_connection(address, CONNECT_TIMEOUT).close()
    except OSError as error:
        raise NoDevice(f"no camera listens at {address[0]}:{address[1]}") from error


def _frame(picture: NDArray[Any]) -> Frame:
    height, width = picture.shape[:2]
    return Frame(width, height, picture.tobytes())
