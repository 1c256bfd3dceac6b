"""The camera's driver against an MJPEG server that does what a broken camera does."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from drivers.camera.contract import Frame, NoPicture
from drivers.camera.opencv_camera import OpencvCamera
from drivers.driver import Cancelled, Health, NoDevice, Status
from tests.drivers.far_end import TcpEnd

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=f\r\n\r\n"
INTERVAL = 0.05


def jpeg(grey: int) -> bytes:
    """A picture of one grey, 64 × 48."""
    done, data = cv2.imencode(".jpg", np.full((48, 64, 3), grey, np.uint8))
    assert done
    return data.tobytes()


def part(data: bytes) -> bytes:
    return b"--f\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n%b\r\n" % (
        len(data),
        data,
    )


def stream(pictures: Callable[[int], bytes | None]) -> Callable[[socket.socket], None]:
    """Sends `pictures(0)`, `pictures(1)`, … until one is None, which ends the connection."""

    def serve(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(HEAD)
        count = 0
        while (data := pictures(count)) is not None:
            connection.sendall(part(data))
            time.sleep(INTERVAL)
            count += 1

    return serve


Opened = Callable[..., OpencvCamera]


@pytest.fixture
def opened() -> Iterator[Opened]:
    cameras: list[OpencvCamera] = []

    def make(serve: Callable[[socket.socket], None], frozen_after: float = 0) -> OpencvCamera:
        url = f"http://127.0.0.1:{TcpEnd(serve).port}/"
        camera = OpencvCamera(
            OpencvCamera.Settings(url, read_timeout=0.6, frozen_after=frozen_after), print
        )
        camera.open()
        cameras.append(camera)
        return camera

    yield make
    for camera in cameras:
        camera.close()


def grey(frame: Frame | NoPicture) -> int:
    assert isinstance(frame, Frame)
    return frame.bgr[0]


def test_nobody_streams_while_the_camera_rests(opened: Opened) -> None:
    requests: list[bytes] = []

    def serve(connection: socket.socket) -> None:
        requests.append(connection.recv(4096))

    camera = opened(serve)
    assert camera.check().health is Health.ONLINE
    assert all(request == b"" for request in requests)


def test_after_a_stall_of_the_reader_the_picture_is_fresh(opened: Opened) -> None:
    stalled, over = 20, threading.Event()

    def pictures(count: int) -> bytes:
        if count >= stalled:
            over.wait(10)
        return jpeg((200 if over.is_set() else 50) + count % 3)

    camera = opened(stream(pictures))
    assert grey(camera.capture()) < 60
    # Nobody asks, and yet every frame is taken: none waits to be given for a fresh one.
    deadline = time.monotonic() + 10
    while taken(camera) < stalled:
        assert time.monotonic() < deadline, f"{taken(camera)} frames taken"
        time.sleep(0.02)
    over.set()
    assert grey(camera.capture()) > 190


def taken(camera: OpencvCamera) -> int:
    """Frames taken of the running stream."""
    running = camera._source._stream
    return running.count if running else 0


def test_the_very_same_picture_for_long_is_frozen(opened: Opened) -> None:
    camera = opened(stream(lambda count: jpeg(100)), frozen_after=0.3)
    assert isinstance(camera.capture(), Frame)
    time.sleep(0.6)
    assert camera.check().health is Health.HARDWARE_ERROR
    picture = camera.capture()
    assert isinstance(picture, NoPicture)
    assert "very same picture" in picture.reason
    assert camera.check().health is Health.HARDWARE_ERROR
    again = camera.capture()
    assert isinstance(again, NoPicture)
    assert "started anew" in again.reason


def test_a_picture_that_changes_is_not_frozen(opened: Opened) -> None:
    camera = opened(stream(lambda count: jpeg(100 + count % 2 * 3)), frozen_after=0.3)
    camera.capture()
    time.sleep(0.6)
    assert isinstance(camera.capture(), Frame)


def test_a_stream_that_stops_is_no_picture(opened: Opened) -> None:
    hold = threading.Event()

    def pictures(count: int) -> bytes | None:
        if count == 5:
            hold.wait(10)
        return jpeg(100 + count % 2) if count < 5 else None

    camera = opened(stream(pictures))
    assert isinstance(camera.capture(), Frame)
    time.sleep(0.3)
    assert isinstance(camera.capture(), NoPicture)
    hold.set()


def test_a_camera_in_trouble_is_tried_at_every_heartbeat_until_it_is_mended(
    opened: Opened,
) -> None:
    sent = [100]
    camera = opened(stream(lambda count: jpeg(sent[0])), frozen_after=0.3)
    camera.capture()
    time.sleep(0.6)
    assert isinstance(camera.capture(), NoPicture)
    for _ in range(3):
        assert camera.check().health is Health.HARDWARE_ERROR
        time.sleep(0.2)
    sent[0] = 140
    deadline = time.monotonic() + 5
    while camera.check().health is not Health.ONLINE and time.monotonic() < deadline:
        time.sleep(0.1)
    assert camera.check() == Status(Health.ONLINE, "resting")


def test_frames_that_stop_while_nobody_looks_are_told_by_the_heartbeat(opened: Opened) -> None:
    hold = threading.Event()

    def pictures(count: int) -> bytes | None:
        if count == 6:
            hold.wait(10)
        return jpeg(100 + count % 2) if count < 6 else None

    camera = opened(stream(pictures))
    assert isinstance(camera.capture(), Frame)
    deadline = time.monotonic() + 5
    while camera.check().health is Health.ONLINE and time.monotonic() < deadline:
        time.sleep(0.1)
    assert camera.check() == Status(Health.HARDWARE_ERROR, "frozen: no frame for 0.6 s")
    hold.set()


def test_garbage_in_the_middle_of_a_stream_is_no_picture_and_passes(opened: Opened) -> None:
    good = [True]
    camera = opened(stream(lambda count: jpeg(100 + count % 3) if good[0] else b"garbage" * 99))
    assert isinstance(camera.capture(), Frame)
    good[0] = False
    time.sleep(0.3)
    assert isinstance(camera.capture(), NoPicture)
    good[0] = True
    assert isinstance(camera.capture(), Frame)


def test_the_first_pictures_of_a_cold_sensor_are_not_given(opened: Opened) -> None:
    lights = [0, 0, 0, 0, 20, 60, 100, 120]
    camera = opened(stream(lambda count: jpeg(lights[min(count, 7)] + count % 2)))
    assert grey(camera.capture()) >= 115
    camera.rest()
    assert grey(camera.preview(64)) < 50  # what is only looked at may dawn


def test_a_dark_room_gives_a_dark_picture(opened: Opened) -> None:
    camera = opened(stream(lambda count: jpeg(3 + count % 2)))
    assert grey(camera.capture()) < 10


def test_a_stream_that_ended_is_opened_again(opened: Opened) -> None:
    camera = opened(stream(lambda count: jpeg(100) if count < 10 else None))
    for _ in range(2):
        assert isinstance(camera.capture(), Frame)
        time.sleep(0.8)


@pytest.mark.parametrize(
    "sent",
    [b"", b"\x00\xff" * 500, b"HTTP/1.1 404 Not Found\r\n\r\n", HEAD + part(b"no picture") * 20],
    ids=["nothing", "noise", "404", "no pictures"],
)
def test_garbage_is_no_picture(opened: Opened, sent: bytes) -> None:
    def serve(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(sent)

    assert isinstance(opened(serve).capture(), NoPicture)


def test_a_half_picture_does_not_end_the_stream(opened: Opened) -> None:
    camera = opened(stream(lambda count: jpeg(100)[: 200 if count % 2 else None]))
    assert isinstance(camera.capture(), Frame)


def test_a_picture_can_be_given_up(opened: Opened) -> None:
    camera = opened(lambda connection: time.sleep(1))
    threading.Timer(0.1, camera.cancel).start()
    with pytest.raises(Cancelled):
        camera.capture()


def test_nothing_at_the_source_is_no_device() -> None:
    for source in ("http://127.0.0.1:9/", "/dev/v4l/by-id/none", 97, "missing.png"):
        camera = OpencvCamera(OpencvCamera.Settings(source), print)
        with pytest.raises(NoDevice):
            camera.open()


def test_a_still_serves_as_a_camera(tmp_path: Path) -> None:
    path = tmp_path / "still.png"
    cv2.imwrite(str(path), np.full((90, 160, 3), 77, np.uint8))
    camera = OpencvCamera(OpencvCamera.Settings(str(path)), print)
    camera.open()
    assert camera.capture() == Frame(160, 90, bytes([77]) * (160 * 90 * 3))
    assert camera.preview(80) == Frame(80, 45, bytes([77]) * (80 * 45 * 3))
    camera.close()
