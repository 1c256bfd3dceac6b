"""`kiosk device read`, as a technician calls it: one reading, or what is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from simulators.launch import Running, device_simulators


@pytest.fixture(scope="module")
def simulators(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with device_simulators(tmp_path_factory.mktemp("simulators")) as running:
        yield running


def read(device: str, *settings: str, wait: float = 40) -> tuple[int, dict[str, Any]]:
    """Exit code and answer of the command."""
    command = [sys.executable, "-m", "kiosk.cli", "device", "read", device, "--json"]
    options = [word for setting in settings for word in ("--set", setting)]
    done = subprocess.run(
        [*command, "--wait", str(wait), *options], capture_output=True, text=True, timeout=100
    )
    assert not done.stderr, done.stderr
    return done.returncode, json.loads(done.stdout)


def test_a_code(simulators: Running) -> None:
    simulators.panel.show_code("示例 82641937")
    code, answer = read("code_reader", f"port={simulators.addresses.code_reader}")
    assert code == 0
    assert answer == {
        "outcome": "code",
        "text": "示例 82641937",
        "symbology": "qr",
        "raw": "示例 82641937".encode().hex(),
    }


def test_no_code(simulators: Running) -> None:
    simulators.panel.hide_code()
    where = f"port={simulators.addresses.code_reader}"
    assert read("code_reader", where, wait=0.3) == (1, {"outcome": "no_code"})


def test_a_face_camera(simulators: Running) -> None:
    code, answer = read(
        "face_camera", f"source={simulators.addresses.face_camera_url}", "read_timeout=30"
    )
    assert (code, answer) == (0, {"outcome": "frame", "width": 1280, "height": 720})


def test_a_card_and_why_its_photo_is_not_shown(simulators: Running) -> None:
    simulators.panel.place_card("zhang")
    code, answer = read("id_card", f"port={simulators.addresses.id_card}")
    assert code == 0
    assert answer["name"] == "张示例"
    assert answer["photo"] == "no_portrait no_decoder"
