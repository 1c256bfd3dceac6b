"""The face camera's scenes, and the dawn of a stream that has just begun."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
import pytest
from test_document_camera import Watcher

from simulators.face_camera import SCENE_NAMES, FaceCamera


@pytest.fixture
def camera() -> Iterator[FaceCamera]:
    device = FaceCamera("127.0.0.1", 0, size=(640, 360), fps=50)
    device.start()
    yield device
    device.stop()


def light(jpeg: bytes) -> float:
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert picture.shape == (360, 640, 3)
    return float(picture.mean())


def test_scenes_follow_the_tester(camera: FaceCamera) -> None:
    pictures = {}
    for name in SCENE_NAMES:
        camera.set_scene(name)
        pictures[name] = camera.snapshot()
    assert len(set(pictures.values())) == len(SCENE_NAMES)
    assert light(pictures["dark"]) < light(pictures["one"]) / 3
    with pytest.raises(KeyError):
        camera.set_scene("page")


def test_a_cold_stream_begins_in_the_dark(camera: FaceCamera) -> None:
    camera.fault("warm_up", 1, 0.6)
    watcher = Watcher(camera)
    watcher.head()
    lights = [light(watcher.frame()) for _ in range(60)]
    assert lights[0] < 50
    assert lights[-1] > 100
    rising = [one for one in lights if one < 100]
    assert len(rising) > 1
    assert rising == sorted(rising)
    watcher.close()
    again = Watcher(camera)
    again.head()
    assert light(again.frame()) > 100
    again.close()
