"""The I/O board's bytes, checked against its declared table."""

from __future__ import annotations

import termios
from collections.abc import Iterator
from pathlib import Path

import pytest
from serial_host import SerialHost, until

from simulators.io_board import IoBoard

IDENTIFY = bytes.fromhex("0221490068" + "03")
NAME = bytes.fromhex("02214906" + b"IOB-16".hex() + "00" + "03")
STATUS = bytes.fromhex("0221530072" + "03")
FRESH = bytes.fromhex("022153020601" + "77" + "03")  # door and tamper rest high; not set up
AT_REST = bytes.fromhex("022153020600" + "76" + "03")
SETUP_1_S = bytes.fromhex("02214302010A" + "6B" + "03")
GREEN_0_BLINKS = bytes.fromhex("02214C0400010001" + "69" + "03")
DOOR_OPEN = bytes.fromhex("0221450104" + "61" + "03")


@pytest.fixture
def board(tmp_path: Path) -> Iterator[IoBoard]:
    device = IoBoard(tmp_path / "io_board", paced=False)
    device.start()
    yield device
    device.stop()


@pytest.fixture
def host(board: IoBoard, tmp_path: Path) -> Iterator[SerialHost]:
    with SerialHost(tmp_path / "io_board", termios.B115200) as end:
        yield end


class Clock:
    """The board's own, which goes when it is told to: not while the machine is busy."""

    now = 0.0

    def monotonic(self) -> float:
        return self.now


def ack(command: str) -> bytes:
    """The acknowledgement of a command's code."""
    code = ord(command)
    return bytes((2, 0x21, 0x41, 1, code, 0x21 ^ 0x41 ^ 1 ^ code, 3))


def test_identify_set_up_light(board: IoBoard, host: SerialHost) -> None:
    assert host.ask(IDENTIFY, 0.02) == NAME
    assert host.ask(STATUS, 0.02) == FRESH
    assert host.ask(SETUP_1_S, 0.02) == ack("C")
    assert host.ask(STATUS, 0.02) == AT_REST
    assert host.ask(GREEN_0_BLINKS, 0.02) == ack("L")
    assert board.lights() == {"card_reader": "green blinking"}


def test_the_watchdog_is_fed_by_every_frame_and_turns_all_off(
    board: IoBoard, host: SerialHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr("simulators.io_board.time", clock)
    host.ask(SETUP_1_S, 0.02)
    host.ask(GREEN_0_BLINKS, 0.02)
    for _ in range(3):
        clock.now += 0.5
        host.ask(STATUS, 0.02)
    assert board.lights()
    clock.now += 1.3
    until(lambda: board.lights() == {})
    assert host.ask(STATUS, 0.02) == FRESH


def test_a_sensor_is_told_unasked(board: IoBoard, host: SerialHost) -> None:
    host.ask(STATUS, 0.02)
    board.sense("door", True)
    assert host.receive(0.02) == DOOR_OPEN
    board.sense("door", True)
    assert host.receive(0.02, first=0.05) == b""
    board.fault("bounce", 1, None)
    board.sense("door", False)
    assert len(host.receive_exactly(7 * len(DOOR_OPEN))) == 7 * len(DOOR_OPEN)
    assert host.receive(0.02, first=0.05) == b""


@pytest.mark.parametrize(
    "refused",
    [
        "02214302011F" + "7E" + "03",  # more than three flashes a second
        "0221430200" + "0A" + "6A" + "03",  # no watchdog
        "0221560121" + "57" + "03",  # louder than it can
        "02215A00" + "7B" + "03",  # no such command
    ],
)
def test_what_it_cannot_is_refused(host: SerialHost, refused: str) -> None:
    assert host.ask(bytes.fromhex(refused), 0.02) == bytes.fromhex("02214E0102" + "6C" + "03")


def test_a_wrong_check_is_refused(host: SerialHost) -> None:
    wrong = STATUS[:-2] + b"\x00\x03"
    assert host.ask(wrong, 0.02) == bytes.fromhex("02214E0101" + "6F" + "03")


def test_another_model_has_other_frames(tmp_path: Path) -> None:
    board = IoBoard(tmp_path / "relay", model="relay-eight", paced=False)
    board.start()
    with SerialHost(tmp_path / "relay", termios.B9600) as host:
        answer = host.ask(bytes.fromhex("AA55070100" + "C191"), 0.02)
    assert answer[:8] == bytes.fromhex("AA55070103") + b"RL8"
    board.stop()
