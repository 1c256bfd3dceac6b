"""A camera: MJPEG over HTTP, some ten frames a second while somebody watches.

`GET /video.mjpg` streams (multipart/x-mixed-replace), `GET /snapshot.jpg` answers one frame.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from simulators.device import Hands
from simulators.faults import FaultBook
from simulators.tcp_listener import Connection, TcpListener

if TYPE_CHECKING:
    from simulators.living_pictures import Frames

BOUNDARY: Final = b"frame"
SLOW_SECONDS: Final = 2.0
WARM_UP_SECONDS: Final = 1.0
GARBAGE: Final = bytes(range(256)) * 8
STREAM_HEAD: Final = (
    b"HTTP/1.1 200 OK\r\nCache-Control: no-store\r\nConnection: close\r\n"
    b"Content-Type: multipart/x-mixed-replace; boundary=" + BOUNDARY + b"\r\n\r\n"
)
NOT_FOUND: Final = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
FAULTS: Final = {
    "freeze": "画面冻结 · no more frames, but the connection stays",
    "disconnect": "断开 · the stream is closed; new ones too while it is armed",
    "garbage": "坏图像 · frames that are no pictures",
    "warm_up": "刚开机偏暗 · a new stream is dark at first; value: seconds",
    "slow": "画面慢 · `value` seconds between frames",
    "unplug": "拔线 · nothing listens any more",
}


class MjpegCamera:
    """Looks at one scene at a time; a scene is painted once and sent many times.

    Args:
        scenes: names of what may be before the lens, and what they mean; the first is shown.
    """

    name: str

    def __init__(
        self, host: str, port: int, scenes: Mapping[str, str], size: tuple[int, int], fps: float
    ) -> None:
        self.size = size
        self._scenes = scenes
        self._host = host
        self._interval = 1 / fps
        self._listener = TcpListener(host, port, self._serve)
        self._faults = FaultBook(FAULTS)
        self._change = threading.Condition()
        self._painting = threading.Lock()
        self._painted: dict[str, Frames] = {}
        self._scene = next(iter(scenes))
        self._shown = 0  # grows with every change of scene
        self._plugged = False

    def paint(self, scene: str) -> Frames:
        """The scene as JPEG frames."""
        raise NotImplementedError

    @property
    def port(self) -> int:
        return self._listener.port

    @property
    def url(self) -> str:
        return f"http://{self._host}:{self.port}/video.mjpg"

    def start(self) -> None:
        self._plug(True)

    def stop(self) -> None:
        self._plug(False)

    def set_scene(self, name: str) -> None:
        """Change what is before the lens. Raises KeyError for a scene that there is not."""
        if name not in self._scenes:
            raise KeyError(name)
        # Painted before it is shown: the stream never waits for it.
        self.put(name, self._frames(name))

    def put(self, name: str, frames: Frames) -> None:
        """Show a scene painted for this once."""
        with self._painting:
            self._painted[name] = frames
        with self._change:
            self._scene = name
            self._shown += 1
            self._change.notify_all()

    def fault(self, kind: str, times: int | None, value: float | None) -> None:
        self._faults.arm(kind, times, value)
        with self._change:
            self._change.notify_all()
        if kind == "unplug":
            self._plug(False)

    def clear(self, kind: str | None = None) -> None:
        self._faults.clear(kind)
        with self._change:
            self._change.notify_all()
        if kind in (None, "unplug"):
            self._plug(True)

    def hands(self) -> Hands:
        return {
            "mend": self.clear,
            "unplug": lambda: self.fault("unplug", None, None),
            "plug": self.clear,
            "freeze": lambda: self.fault("freeze", None, None),
        }

    def snapshot(self) -> bytes:
        """The scene as one JPEG picture."""
        return self._frames(self._scene).jpegs[0]

    def state(self) -> dict[str, Any]:
        return {
            "scene": self._scene,
            "scenes": dict(self._scenes),
            "size": list(self.size),
            "plugged": self._plugged,
            "watchers": self._listener.connections,
            "faults": self._faults.snapshot(),
            "fault_kinds": FAULTS,
        }

    def _plug(self, there: bool) -> None:
        if self._plugged == there:
            return
        self._plugged = there
        if there:
            self._listener.open()
            return
        self._listener.close()
        with self._change:
            self._change.notify_all()

    def _frames(self, name: str) -> Frames:
        with self._painting:
            if name not in self._painted:
                self._painted[name] = self.paint(name)
            return self._painted[name]

    def _serve(self, connection: Connection) -> None:
        path = _requested_path(connection)
        if path == "/snapshot.jpg":
            connection.send(_answer(self.snapshot()))
        elif path in ("/video.mjpg", "/"):
            self._stream(connection)
        else:
            connection.send(NOT_FOUND)

    def _stream(self, connection: Connection) -> None:
        connection.send(STREAM_HEAD)
        dark = self._faults.take("warm_up")
        warm_at = time.monotonic() + ((dark.value or WARM_UP_SECONDS) if dark else 0.0)
        for count in itertools.count():
            if not self._wait_while_frozen() or self._faults.take("disconnect"):
                return
            jpegs = self._frames(self._scene).jpegs
            picture = jpegs[count % len(jpegs)]
            if (left := warm_at - time.monotonic()) > 0:
                picture = _dawning(picture, left)
            if self._faults.take("garbage"):
                picture = GARBAGE
            if not connection.send(_part(picture)):
                return
            slow = self._faults.get("slow")
            self._wait((slow.value or SLOW_SECONDS) if slow else self._interval)

    def _wait(self, seconds: float) -> None:
        """Until the next frame is due; a new scene is shown at once."""
        with self._change:
            before = self._shown
            self._change.wait_for(lambda: self._shown != before or not self._plugged, seconds)

    def _wait_while_frozen(self) -> bool:
        """False when the camera has gone meanwhile."""
        with self._change:
            self._change.wait_for(lambda: not self._plugged or not self._faults.get("freeze"))
            return self._plugged


def _requested_path(connection: Connection) -> str:
    """The path of the HTTP request; its headers say nothing this camera minds."""
    request = b""
    while b"\r\n\r\n" not in request and (data := connection.receive()):
        request += data
    words = request.split(b" ", 2)
    return words[1].decode("latin-1") if len(words) == 3 else ""


def _dawning(picture: bytes, left: float) -> bytes:
    """The picture as a sensor sees it `left` seconds before its exposure has settled."""
    from simulators.living_pictures import dimmed  # OpenCV is slow to load, and not always needed

    return dimmed(picture, max(0.0, 0.5 - left))


def _part(picture: bytes) -> bytes:
    head = b"--%b\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"
    return head % (BOUNDARY, len(picture)) + picture + b"\r\n"


def _answer(picture: bytes) -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n"
    return head % len(picture) + b"Connection: close\r\n\r\n" + picture
