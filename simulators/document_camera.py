"""A document camera: MJPEG over HTTP, some ten frames a second while somebody watches.

`GET /video.mjpg` streams (multipart/x-mixed-replace), `GET /snapshot.jpg` answers one frame.
"""

from __future__ import annotations

import itertools
import threading
from typing import TYPE_CHECKING, Any, Final

from simulators.device import Hands
from simulators.faults import FaultBook
from simulators.tcp_listener import Connection, TcpListener

if TYPE_CHECKING:
    from simulators.desk_scenes import Frames

SCENE_NAMES: Final = {
    "empty": "空桌面 · empty desk",
    "page": "户口簿页 · a page",
    "blurred": "模糊 · out of focus",
    "glare": "反光 · glare",
    "hand": "手挡住 · a hand over it",
}
BOUNDARY: Final = b"frame"
SLOW_SECONDS: Final = 2.0
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
    "slow": "画面慢 · `value` seconds between frames",
    "unplug": "拔线 · nothing listens any more",
}


class DocumentCamera:
    """Looks at one scene at a time; a scene is painted once and sent many times."""

    name = "camera"

    def __init__(
        self, host: str, port: int, *, size: tuple[int, int] = (1280, 720), fps: float = 10.0
    ) -> None:
        self.size = size
        self._host = host
        self._interval = 1 / fps
        self._listener = TcpListener(host, port, self._serve)
        self._faults = FaultBook(FAULTS)
        self._change = threading.Condition()
        self._painting = threading.Lock()
        self._painted: dict[str, Frames] = {}
        self._scene = "empty"
        self._plugged = False

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
        """Change what lies on the desk. Raises KeyError for a scene not in SCENE_NAMES."""
        if name not in SCENE_NAMES:
            raise KeyError(name)
        self._frames(name)  # painted before it is shown: the stream never waits for it
        with self._change:
            self._scene = name
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
            "show_bright": lambda: self.set_scene("page"),
            "show_dark": lambda: self.set_scene("empty"),
            "freeze": lambda: self.fault("freeze", None, None),
        }

    def snapshot(self) -> bytes:
        """The scene as one JPEG picture."""
        return self._frames(self._scene).jpegs[0]

    def corners(self) -> list[list[float]] | None:
        """Where the page lies: pixels x, y, clockwise from its top left; None on an empty desk."""
        corners = self._frames(self._scene).corners
        width, height = self.size
        return [[x * width, y * height] for x, y in corners] if corners else None

    def state(self) -> dict[str, Any]:
        return {
            "scene": self._scene,
            "scenes": SCENE_NAMES,
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
        from simulators.desk_scenes import paint  # OpenCV is slow to load, and not always needed

        with self._painting:
            if name not in self._painted:
                self._painted[name] = paint(name, *self.size)
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
        for count in itertools.count():
            if not self._wait_while_frozen() or self._faults.take("disconnect"):
                return
            jpegs = self._frames(self._scene).jpegs
            picture = GARBAGE if self._faults.take("garbage") else jpegs[count % len(jpegs)]
            if not connection.send(_part(picture)):
                return
            slow = self._faults.get("slow")
            self._wait((slow.value or SLOW_SECONDS) if slow else self._interval)

    def _wait(self, seconds: float) -> None:
        """Until the next frame is due; a new scene is shown at once."""
        with self._change:
            before = self._scene
            self._change.wait_for(lambda: self._scene != before or not self._plugged, seconds)

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


def _part(picture: bytes) -> bytes:
    head = b"--%b\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"
    return head % (BOUNDARY, len(picture)) + picture + b"\r\n"


def _answer(picture: bytes) -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n"
    return head % len(picture) + b"Connection: close\r\n\r\n" + picture
