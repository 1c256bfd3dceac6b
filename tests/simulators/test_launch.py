"""The whole of the simulators as a process: start, panel, stop."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest
from serial_host import SerialHost

from simulators.launch import Running, device_simulators

FIND = bytes.fromhex("AAAAAA96690003200122")
FOUND = bytes.fromhex("AAAAAA9669000800009F0000000097")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with device_simulators(tmp_path_factory.mktemp("run"), "--speed=20000") as started:
        yield started


def test_a_card_by_panel(running: Running) -> None:
    running.panel.place_card("zhang")
    with SerialHost(Path(running.addresses.id_card)) as host:
        assert host.ask(FIND) == FOUND
    state = running.panel.state()["id_card"]
    assert state["stage"] == "card found"
    assert state["found_at"] >= state["placed_at"]
    running.panel.remove_card()
    assert running.panel.state()["id_card"]["person"] is None


def test_paper_by_panel(running: Running) -> None:
    where = (running.addresses.printer_host, running.addresses.printer_port)
    with socket.create_connection(where, timeout=30) as wire:
        wire.sendall("\x1b@受理\n".encode("gb18030") + b"\x1dVB\x00" + b"\x1dr\x01")
        assert wire.recv(1) == b"\x00", "answered in order, so after the cut"
    *_, piece = running.panel.pieces()
    assert (piece.text, piece.cut, piece.taken) == ("受理\n", "partial", False)
    assert piece.raw.startswith(b"\x1b@")
    assert running.panel.piece_png(piece.number).startswith(b"\x89PNG")
    assert running.panel.take_paper() == [piece.number]
    running.panel.set_paper("near_end")
    assert running.panel.state()["receipt_printer"]["paper"] == "near_end"
    running.panel.clear("receipt_printer")
    assert running.panel.state()["receipt_printer"]["paper"] == "ok"


def test_a_print_that_nobody_cut_is_torn_off_and_joins_no_later_one(running: Running) -> None:
    where = (running.addresses.printer_host, running.addresses.printer_port)
    with socket.create_connection(where, timeout=30) as wire:
        wire.sendall("\x1b@一半\n".encode("gb18030"))
        wire.sendall(b"\x1dr\x01")
        assert wire.recv(1) == b"\x00", "answered in order, so after the line"
    *_, half = running.panel.pieces()
    assert running.panel.tear_paper() == [half.number]
    assert running.panel.tear_paper() == []
    with socket.create_connection(where, timeout=30) as wire:
        wire.sendall("\x1b@受理\n".encode("gb18030") + b"\x1dVB\x00" + b"\x1dr\x01")
        assert wire.recv(1) == b"\x00"
    *_, torn, whole = running.panel.pieces()
    assert [(torn.text, torn.cut), (whole.text, whole.cut)] == [
        ("一半\n", "torn"),
        ("受理\n", "partial"),
    ]
    assert running.panel.take_paper() == [whole.number]


def test_scene_and_pad_by_panel(running: Running) -> None:
    running.panel.show_scene("page")
    corners = running.panel.page_corners()
    assert corners is not None
    assert len(corners) == 4
    assert running.panel.press_stars(5) is False
    running.panel.replug("rating_pad")
    assert running.panel.state()["rating_pad"]["plugged"]


def test_refusals(running: Running) -> None:
    with pytest.raises(httpx.HTTPStatusError, match="404"):
        running.panel.place_card("nobody")
    with pytest.raises(httpx.HTTPStatusError, match="404"):
        running.panel.fault("camera", "no_such_fault")
    with pytest.raises(httpx.HTTPStatusError, match="422"):
        running.panel.press_stars(6)


def test_the_page_for_testers(running: Running) -> None:
    page = httpx.get(running.addresses.panel_url, trust_env=False)
    assert page.headers["content-type"].startswith("text/html")
    assert "设备模拟台" in page.text


def test_every_fault_of_every_device_can_be_armed_and_mended(running: Running) -> None:
    state = running.panel.state()
    for device in ("id_card", "receipt_printer", "camera", "rating_pad", "smart_card"):
        for kind in state[device]["fault_kinds"]:
            running.panel.fault(device, kind)
            running.panel.clear(device)
        after = running.panel.state()[device]
        assert after["faults"] == {}
        assert after.get("plugged", True)
        assert after.get("powered", True)


def test_stops_clean(tmp_path: Path) -> None:
    with device_simulators(tmp_path) as started:
        process = psutil.Process(started.process.pid)
        assert all(c.laddr.ip == "127.0.0.1" for c in process.net_connections())
    assert started.process.returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["simulators.log"]
