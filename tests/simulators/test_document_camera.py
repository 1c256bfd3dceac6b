"""The document camera's stream: HTTP by hand, pictures by OpenCV."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import cv2
import numpy as np
import pytest

from simulators.document_camera import DocumentCamera


@pytest.fixture
def camera() -> Iterator[DocumentCamera]:
    device = DocumentCamera("127.0.0.1", 0, fps=100)
    device.start()
    yield device
    device.stop()


class Watcher:
    """Reads the parts of a multipart stream."""

    def __init__(self, camera: DocumentCamera, path: str = "/video.mjpg") -> None:
        self.sock = socket.create_connection(("127.0.0.1", camera.port), timeout=30)
        self.sock.sendall(f"GET {path} HTTP/1.1\r\nHost: camera\r\n\r\n".encode())
        self.file = self.sock.makefile("rb")

    def head(self) -> dict[str, str]:
        """Headers up to the blank line; the first line as `status`."""
        lines = []
        while line := self.file.readline().decode().strip():
            lines.append(line)
        fields = dict(line.lower().split(": ", 1) for line in lines[1:])
        return {"status": lines[0] if lines else "", **fields}

    def frame(self) -> bytes:
        """The next part's body; empty when the stream is over."""
        head = self.head()
        body = self.file.read(int(head["content-length"])) if head["status"] else b""
        self.file.readline()
        return body

    def close(self) -> None:
        self.file.close()
        self.sock.close()


@pytest.fixture
def watcher(camera: DocumentCamera) -> Iterator[Watcher]:
    end = Watcher(camera)
    assert end.head()["content-type"] == "multipart/x-mixed-replace; boundary=frame"
    yield end
    end.close()


def brightness(jpeg: bytes) -> float:
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert picture.shape == (720, 1280, 3)
    return float(picture.mean())


def test_scenes_follow_the_tester(camera: DocumentCamera, watcher: Watcher) -> None:
    empty = brightness(watcher.frame())
    camera.set_scene("page")
    while brightness(watcher.frame()) < empty + 50:
        pass  # frames of the empty desk that were under way
    assert len({watcher.frame() for _ in range(3)}) == 3, "noise makes a living picture"
    assert camera.corners() is not None
    with pytest.raises(KeyError):
        camera.set_scene("moon")


@pytest.mark.parametrize("scene", ["page", "blurred", "glare", "hand"])
def test_the_page_lies_where_the_corners_say(camera: DocumentCamera, scene: str) -> None:
    camera.set_scene(scene)
    watcher = Watcher(camera, "/snapshot.jpg")
    assert watcher.head()["content-type"] == "image/jpeg"
    picture = cv2.imdecode(np.frombuffer(watcher.file.read(), np.uint8), cv2.IMREAD_GRAYSCALE)
    watcher.close()
    x, y = (round(value) for value in camera.corners()[0])
    assert int(picture[y + 30, x + 30]) > int(picture[y - 30, x - 30]) + 80


def test_freeze_keeps_the_connection(camera: DocumentCamera, watcher: Watcher) -> None:
    watcher.frame()
    camera.fault("freeze", None, None)
    watcher.sock.settimeout(0.3)
    with pytest.raises(TimeoutError):
        list(iter(watcher.frame, b""))
    assert camera.state()["watchers"] == 1


def test_disconnect_once(camera: DocumentCamera, watcher: Watcher) -> None:
    camera.fault("disconnect", 1, None)
    while watcher.frame():
        pass
    again = Watcher(camera)
    again.head()
    assert again.frame().startswith(b"\xff\xd8")
    again.close()


def test_garbage_is_no_picture(camera: DocumentCamera, watcher: Watcher) -> None:
    camera.fault("garbage", 1, None)
    while watcher.frame().startswith(b"\xff\xd8"):
        pass  # frames that were under way
    assert watcher.frame().startswith(b"\xff\xd8")


def test_unplugged_and_back(camera: DocumentCamera, watcher: Watcher) -> None:
    camera.fault("unplug", None, None)
    while watcher.frame():
        pass
    with pytest.raises(ConnectionRefusedError):
        Watcher(camera)
    camera.clear()
    again = Watcher(camera)
    again.head()
    assert again.frame()
    again.close()
