"""Codes in pictures: how many are read, of which views; and what no picture means."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from drivers.code_reader.camera_codes import CameraCodeReader, find
from drivers.code_reader.contract import Code
from drivers.driver import Health, Offline
from simulators.document_camera import DocumentCamera
from tests.drivers import code_pictures


def test_codes_are_read_out_of_what_cameras_make_of_them() -> None:
    rows = code_pictures.table(seeds=1)
    told = code_pictures.as_text(rows)
    print(told)
    assert all(right >= view.floor * of for view, (right, _, of, _) in rows.items()), told
    assert not any(wrong for _, wrong, _, _ in rows.values()), told


def test_of_several_codes_the_middlemost_is_read() -> None:
    one, other = (code_pictures.seen(*pair) for pair in PAIR)
    picture = np.concatenate([one[:, 320:960], other], axis=1)
    code = find(picture)
    assert code is not None
    assert code.text == PAIR[1][0]


PAIR = (
    ("https://query.example/1", "qr", code_pictures.View("small", scale=0.6), 1),
    ("https://query.example/2", "qr", code_pictures.View("small", scale=0.6), 1),
)


def test_no_code_in_noise() -> None:
    noise = np.random.default_rng(7).integers(0, 255, (720, 1280, 3), np.uint8)
    assert find(noise) is None


def test_a_camera_that_gives_no_pictures_is_offline_until_it_is_mended(tmp_path: Path) -> None:
    camera = DocumentCamera("127.0.0.1", 0)
    camera.start()
    reader = CameraCodeReader(CameraCodeReader.Settings(camera.url, read_timeout=0.5), print)
    reader.open()
    threading.Timer(0.3, camera.fault, ("freeze", None, None)).start()
    with pytest.raises(Offline, match="no picture in time"):
        reader.read(30)
    assert reader.check().health is Health.HARDWARE_ERROR
    camera.clear()
    camera.show_code("https://query.example/1")
    code = reader.read(5)
    assert isinstance(code, Code)
    assert reader.check().health is Health.ONLINE
    reader.close()
    camera.stop()
