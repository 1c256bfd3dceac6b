"""The I/O board's driver over a real pty, against exact bytes and a board in trouble."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.certify import Recorder
from drivers.driver import DeviceFault, Health, InUse, NoDevice, Offline
from drivers.io_board.board_serial import SerialIoBoard
from drivers.io_board.contract import (
    Colour,
    Done,
    DoorChanged,
    EmergencyChanged,
    HeadphonesChanged,
    Lamp,
    Light,
    NotFitted,
    PresenceChanged,
    TamperChanged,
)
from drivers.io_board.inputs import Inputs
from drivers.io_board.model import Input, InputModel
from drivers.model_profile import MODELS_DIR
from simulators.io_board import IoBoard
from simulators.rating_pad import RatingPad
from tests.drivers.far_end import PtyEnd

Plug = Callable[..., tuple[SerialIoBoard, IoBoard, Recorder]]
PATIENCE = 30.0
"""Seconds in which an event certainly comes."""
QUIET = 0.4
"""Seconds in which a second one would have come."""


@pytest.fixture
def quick(tmp_path: Path) -> str:
    """The shipped models, of boards that answer at once: no test waits long for silence."""
    (tmp_path / "io_board").mkdir()
    for shipped in Path(MODELS_DIR, "io_board").glob("*.toml"):
        text = shipped.read_text("utf-8")
        assert "answer_seconds = 0.3" in text
        text = text.replace("answer_seconds = 0.3", "answer_seconds = 0.25")
        (tmp_path / "io_board" / shipped.name).write_text(text, "utf-8")
    return str(tmp_path)


@pytest.fixture
def plug(tmp_path: Path, quick: str) -> Iterator[Plug]:
    """Opens the driver on a simulated board of a model."""
    made: list[tuple[SerialIoBoard, IoBoard]] = []

    def make(model: str = "sixteen-out", **faults: int) -> tuple[SerialIoBoard, IoBoard, Recorder]:
        far = IoBoard(tmp_path / "board", model=model, paced=False)
        events = Recorder()
        settings = SerialIoBoard.Settings(str(tmp_path / "board"), model, quick)
        board = SerialIoBoard(settings, events)
        made.append((board, far))
        far.start()
        for kind, times in faults.items():
            far.fault(kind, times, None)
        board.open()
        return board, far, events

    yield make
    for board, far in made:
        board.close()
        far.stop()


def heard(events: Recorder, count: int) -> bool:
    """Whether so many events came in time."""
    end = time.monotonic() + PATIENCE
    while len(events.seen) < count and time.monotonic() < end:
        time.sleep(0.01)
    return len(events.seen) >= count


# --- exact bytes -------------------------------------------------------------------------

ACK = {
    code: bytes.fromhex(f"02 21 41 01 {code:02x} {0x21 ^ 0x41 ^ 1 ^ code:02x} 03")
    for code in b"CLV"
}
NAME = bytes.fromhex("02 21 49 06 49 4F 42 2D 31 36 00 03")
AT_REST = bytes.fromhex("02 21 53 02 06 00 76 03")


def answer(request: bytes) -> bytes:
    """A board of the default model, all shut and whole, as its table says."""
    if request[2:3] in (b"I", b"S"):
        return NAME if request[2:3] == b"I" else AT_REST
    return ACK[request[2]]


def test_what_is_said_to_the_default_board() -> None:
    far = PtyEnd(answer)
    board = SerialIoBoard(SerialIoBoard.Settings(far.port), print)
    board.open()
    lights = {
        Light.CARD_READER: Lamp(blinks=True),
        Light.RATING_PAD: Lamp(Colour.RED),
        Light.CAMERA: Lamp(Colour.BLUE),  # it has no blue: its own, the first
    }
    assert board.set_lights(lights) == Done()
    assert [board.set_volume(percent) for percent in (60, 1, 0)] == [Done()] * 3
    board.close()
    assert [one.hex(" ") for one in far.requests] == [
        "02 21 49 00 68 03",  # who are you
        "02 21 43 02 04 0a 6e 03",  # watchdog 4 s, blinking at 1.0 Hz
        "02 21 4c 04 00 00 00 00 69 03",  # dark
        "02 21 53 00 72 03",  # how are you
        "02 21 4c 04 20 11 00 01 59 03",  # bits 13, 4 and 0, and 0 blinks
        "02 21 56 01 13 65 03",  # step 19 of 32
        "02 21 56 01 01 77 03",  # 1 % is the lowest step
        "02 21 56 01 00 76 03",  # mute
    ]
    far.unplug()


@pytest.mark.parametrize("wrong", [NAME[:5], NAME[:-2] + b"\0\3", b"\x02" * 40, AT_REST, b""])
def test_a_damaged_answer_is_asked_for_again(wrong: bytes, quick: str) -> None:
    said = [wrong]
    far = PtyEnd(lambda request: said.pop() if said else answer(request))
    board = SerialIoBoard(SerialIoBoard.Settings(far.port, models_dir=quick), print)
    board.open()
    assert board.check().health is Health.ONLINE
    board.close()
    far.unplug()


# --- on the wire -------------------------------------------------------------------------


def test_outputs_that_light_at_low_level_and_cannot_blink(plug: Plug) -> None:
    board, far, _ = plug("relay-eight")
    assert far.lights() == {}
    assert board.set_lights({Light.CAMERA: Lamp(Colour.RED, blinks=True)}) == Done()
    assert far.lights() == {"camera": "white"}
    outcome = board.set_lights({Light.SCANNER: Lamp(), Light.CARD_READER: Lamp()})
    assert outcome == NotFitted((Light.SCANNER,))
    assert far.lights() == {"card_reader": "white"}
    assert board.set_volume(50) == NotFitted(("speaker",))


def test_how_things_are_is_told_at_opening_and_at_every_change(plug: Plug) -> None:
    board, far, events = plug()
    assert heard(events, 5)
    assert set(events.seen) == {
        PresenceChanged(False),
        DoorChanged(False),
        TamperChanged(False),
        HeadphonesChanged(False),
        EmergencyChanged(False),
    }
    events.seen.clear()
    far.sense("door", True)
    far.sense("emergency", True)
    assert heard(events, 2)
    assert set(events.seen) == {DoorChanged(True), EmergencyChanged(True)}
    assert "door open, emergency button pressed" in board.check().detail


def test_a_bouncing_contact_is_one_change(plug: Plug) -> None:
    _, far, events = plug()
    assert heard(events, 5)
    events.seen.clear()
    far.fault("bounce", None, None)
    far.sense("door", True)
    assert heard(events, 1)
    time.sleep(QUIET)
    assert events.seen == [DoorChanged(True)]


def test_a_change_whose_telling_was_lost_is_found_by_the_heartbeat(plug: Plug) -> None:
    board, far, events = plug()
    assert heard(events, 5)
    events.seen.clear()
    far.fault("bad_check", 1, None)
    far.sense("tamper", True)
    time.sleep(QUIET)
    assert events.seen == []
    board.check()
    assert heard(events, 1)
    assert events.seen == [TamperChanged(True)]


def test_a_board_that_restarts_is_set_up_as_it_was(plug: Plug) -> None:
    board, far, _ = plug()
    board.set_lights({Light.CAMERA: Lamp(blinks=True)})
    board.set_volume(50)
    far.restart()
    assert far.lights() == {}
    board.check()
    assert far.lights() == {"camera": "green blinking"}
    assert far.state()["volume"] == 50


@pytest.mark.parametrize("fault", ["garbage", "booting", "half_frame", "bad_check", "silence"])
def test_trouble_at_boot_is_waited_out(plug: Plug, fault: str) -> None:
    board, _, _ = plug(**{fault: 4})
    assert board.check().health is Health.ONLINE


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("silence", "is silent: is it powered"),
        ("booting", "not in this protocol or at this address"),
        ("half_frame", "is silent|not in this protocol"),
        ("bad_check", "not in this protocol"),
    ],
)
def test_trouble_that_lasts_is_offline_and_over_when_it_ends(
    plug: Plug, fault: str, told: str
) -> None:
    board, far, _ = plug()
    far.fault(fault, None, None)
    with pytest.raises(Offline, match=told):
        board.set_lights({})
    far.clear()
    board.open()
    assert board.set_lights({Light.CAMERA: Lamp()}) == Done()


def test_another_device_with_the_same_frames_is_not_taken(plug: Plug) -> None:
    with pytest.raises(Offline, match=r"calls itself b'SCALE-3'.*the right port"):
        plug(wrong_device=1)


def test_a_rating_pad_on_the_port_is_not_taken(tmp_path: Path, quick: str) -> None:
    pad = RatingPad(tmp_path / "pad", paced=False)
    pad.start()
    board = SerialIoBoard(SerialIoBoard.Settings(str(tmp_path / "pad"), models_dir=quick), print)
    with pytest.raises(Offline):
        board.open()
    pad.stop()


def test_a_cable_pulled_in_the_middle_of_a_command_is_no_device(plug: Plug) -> None:
    board, far, _ = plug()
    far.fault("silence", None, None)
    pulling = threading.Timer(0.05, far.fault, ("unplug", None, None))
    pulling.start()
    with pytest.raises(NoDevice):
        board.set_lights({})
    pulling.join()
    with pytest.raises(NoDevice):
        board.check()
    far.clear()
    board.open()
    assert board.check().health is Health.ONLINE


def test_a_port_has_one_owner(plug: Plug) -> None:
    _, far, _ = plug()
    with pytest.raises(InUse):
        SerialIoBoard(SerialIoBoard.Settings(str(far._port.link)), print).open()


def test_nothing_is_left_behind_by_opening_and_closing(plug: Plug) -> None:
    board, _, _ = plug()
    threads = threading.active_count()
    for _ in range(20):
        board.open()
    assert threading.active_count() == threads
    board.close()
    assert threading.active_count() == threads - 1
    with pytest.raises(DeviceFault):
        board.check()


# --- what counts as a change -------------------------------------------------------------

SENSORS = {
    Input.PRESENCE: InputModel(bit=0, active="high", settle=0.3),
    Input.DOOR: InputModel(bit=1, active="low", settle=0.05),
}


@given(st.lists(st.tuples(st.floats(0.001, 0.5), st.integers(0, 3)), max_size=40))
def test_only_what_lasts_counts_and_in_the_end_the_truth_is_told(
    heard: list[tuple[float, int]],
) -> None:
    inputs, now, bits = Inputs(SENSORS), 0.0, 2
    inputs.hear(bits, now)
    told = inputs.settled(now)
    assert told == {Input.PRESENCE: False, Input.DOOR: False}
    for gap, new in heard:
        changed = inputs.settled(now + gap)
        for name, state in changed.items():
            assert state == SENSORS[name].says_yes(bits) != told[name]
        told |= changed
        now, bits = now + gap, new
        inputs.hear(bits, now)
    wait = inputs.wait(now)
    told |= inputs.settled(now + (wait or 0))
    told |= inputs.settled(now + 1)
    assert told == {name: model.says_yes(bits) for name, model in SENSORS.items()}
    assert inputs.wait(now + 1) is None


def test_a_change_that_does_not_last_is_none() -> None:
    inputs = Inputs(SENSORS)
    inputs.hear(2, 0.0)
    inputs.settled(0.0)
    for now in (1.0, 1.2):  # comes and goes, each for less than 0.3 s
        inputs.hear(3, now)
        inputs.hear(2, now + 0.1)
    assert inputs.settled(2.0) == {}
