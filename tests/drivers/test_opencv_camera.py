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
LONG = 1.5
"""Seconds in which a stream that goes on certainly gives a picture, also on a busy machine."""


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

    def make(
        serve: Callable[[socket.socket], None],
        frozen_after: float = 0,
        read_timeout: float = 20.0,
    ) -> OpencvCamera:
        url = f"http://127.0.0.1:{TcpEnd(serve).port}/"
        camera = OpencvCamera(
            OpencvCamera.Settings(url, read_timeout=read_timeout, frozen_after=frozen_after), print
        )
        camera.open()
        cameras.append(camera)
        return camera

    yield make
    for camera in cameras:
        camera.close()


def until(happened: Callable[[], bool]) -> None:
    """Wait for what the camera or its driver does in its own time."""
    end = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def in_trouble(camera: OpencvCamera) -> bool:
    return camera.check().health is Health.HARDWARE_ERROR


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
            over.wait(60)
        return jpeg((200 if over.is_set() else 50) + count % 3)

    camera = opened(stream(pictures))
    assert grey(camera.capture()) < 60
    # Nobody asks, and yet every frame is taken: none waits to be given for a fresh one.
    until(lambda: taken(camera) >= stalled)
    over.set()
    assert grey(camera.capture()) > 190


def taken(camera: OpencvCamera) -> int:
    """Frames taken of the running stream."""
    running = camera._source._stream
    return running.count if running else 0


def test_the_very_same_picture_for_long_is_frozen(opened: Opened) -> None:
    camera = opened(stream(lambda count: jpeg(100)), frozen_after=LONG)
    assert isinstance(camera.capture(), Frame)
    until(lambda: in_trouble(camera))
    picture = camera.capture()
    assert isinstance(picture, NoPicture)
    assert "very same picture" in picture.reason
    assert camera.check().health is Health.HARDWARE_ERROR
    again = camera.capture()
    assert isinstance(again, NoPicture)
    assert "started anew" in again.reason


def test_a_picture_that_changes_is_not_frozen(opened: Opened) -> None:
    camera = opened(stream(lambda count: jpeg(100 + count % 2 * 3)), frozen_after=LONG)
    camera.capture()
    time.sleep(1.2 * LONG)
    assert isinstance(camera.capture(), Frame)


def test_a_stream_that_stops_is_no_picture(opened: Opened) -> None:
    camera, stopped, over = stops(opened)
    assert isinstance(camera.capture(), Frame)
    stopped.set()
    time.sleep(2 * INTERVAL)  # a picture under way comes still
    assert isinstance(camera.capture(), NoPicture)
    over.set()


def stops(opened: Opened) -> tuple[OpencvCamera, threading.Event, threading.Event]:
    """A camera that sends nothing more once the first event is set, until the second is."""
    stopped, over = threading.Event(), threading.Event()

    def pictures(count: int) -> bytes | None:
        if stopped.is_set():
            over.wait(60)
            return None
        return jpeg(100 + count % 2)

    return opened(stream(pictures), read_timeout=LONG), stopped, over


def test_a_camera_in_trouble_is_tried_at_every_heartbeat_until_it_is_mended(
    opened: Opened,
) -> None:
    sent = [100]
    camera = opened(stream(lambda count: jpeg(sent[0])), frozen_after=LONG)
    camera.capture()
    until(lambda: in_trouble(camera))
    assert isinstance(camera.capture(), NoPicture)
    for _ in range(3):
        assert in_trouble(camera)
        time.sleep(0.2)
    sent[0] = 140
    until(lambda: not in_trouble(camera))
    assert camera.check() == Status(Health.ONLINE, "resting")


def test_frames_that_stop_while_nobody_looks_are_told_by_the_heartbeat(opened: Opened) -> None:
    camera, stopped, over = stops(opened)
    assert isinstance(camera.capture(), Frame)
    stopped.set()
    until(lambda: in_trouble(camera))
    assert camera.check() == Status(Health.HARDWARE_ERROR, f"frozen: no frame for {LONG:g} s")
    over.set()


def test_garbage_in_the_middle_of_a_stream_is_no_picture_and_passes(opened: Opened) -> None:
    good = [True]
    serve = stream(lambda count: jpeg(100 + count % 3) if good[0] else b"garbage" * 99)
    camera = opened(serve, read_timeout=LONG)
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
    lights[:] = [20] * 8  # it dawns no sooner than it is looked at, however late that is
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
    over = threading.Event()
    camera = opened(lambda connection: over.wait(60) and None)
    threading.Timer(0.1, camera.cancel).start()
    with pytest.raises(Cancelled):
        camera.capture()
    over.set()


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
