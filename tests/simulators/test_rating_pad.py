"""The rating pad's bytes, checked against its declared table."""

from __future__ import annotations

import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from serial_host import SerialHost, until_spent

from simulators.rating_pad import RatingPad

PROMPT_9 = bytes.fromhex("0201500109" + "59" + "03")  # 01^50^01^09
PROMPT_0 = bytes.fromhex("0201500100" + "50" + "03")
CANCEL = bytes.fromhex("02014300" + "42" + "03")
STATUS = bytes.fromhex("02015300" + "52" + "03")
ACK_PROMPT = bytes.fromhex("0201410150" + "11" + "03")
ACK_CANCEL = bytes.fromhex("0201410143" + "02" + "03")
IDLE = bytes.fromhex("0201530100" + "53" + "03")
WAITING = bytes.fromhex("0201530101" + "52" + "03")
TIMED_OUT = bytes.fromhex("02015400" + "55" + "03")
FIVE_STARS = bytes.fromhex("02014B0101" + "4A" + "03")


@pytest.fixture
def pad(tmp_path: Path) -> Iterator[RatingPad]:
    device = RatingPad(tmp_path / "rating_pad", paced=False)
    device.start()
    yield device
    device.stop()


@pytest.fixture
def host(pad: RatingPad, tmp_path: Path) -> Iterator[SerialHost]:
    with SerialHost(tmp_path / "rating_pad", termios.B9600) as end:
        yield end


def test_prompt_key_idle(pad: RatingPad, host: SerialHost) -> None:
    assert not pad.press(5), "a dark pad's keys do nothing"
    assert host.ask(STATUS, 0.02) == IDLE
    assert host.ask(PROMPT_9, 0.02) == ACK_PROMPT
    assert host.ask(STATUS, 0.02) == WAITING
    assert pad.press(5)
    assert host.receive(0.02) == FIVE_STARS
    assert host.ask(STATUS, 0.02) == IDLE
    assert not pad.press(4), "one key a prompt"


def test_cancel(pad: RatingPad, host: SerialHost) -> None:
    host.ask(PROMPT_9, 0.02)
    assert host.ask(CANCEL, 0.02) == ACK_CANCEL
    assert not pad.press(3)


def test_time_over(host: SerialHost) -> None:
    host.send(PROMPT_0)
    assert host.receive_exactly(13) == ACK_PROMPT + TIMED_OUT


@pytest.mark.parametrize(
    ("model", "stars", "prompt", "pressed"),
    [
        ("default", 1, PROMPT_9, "02014B0105" + "4E" + "03"),
        ("default", 4, PROMPT_9, "02014B0102" + "49" + "03"),
        # 10 + 01 + 03 + 09 + 00 + 03, and 10 + 81 + 01 + 31, modulo 100.
        ("ascending", 1, bytes.fromhex("AA55100103090003" + "20"), "AA5510810131" + "C3"),
        ("ascending", 5, bytes.fromhex("AA55100103090003" + "20"), "AA5510810135" + "C7"),
    ],
)
def test_models(tmp_path: Path, model: str, stars: int, prompt: bytes, pressed: str) -> None:
    pad = RatingPad(tmp_path / "pad", model=model, paced=False)
    pad.start()
    with SerialHost(tmp_path / "pad", termios.B9600) as host:
        assert host.ask(prompt, 0.02)
        pad.press(stars)
        assert host.receive(0.02) == bytes.fromhex(pressed)
    pad.stop()


def test_refuses_and_resynchronises(host: SerialHost) -> None:
    wrong = STATUS[:-2] + b"\x00\x03"
    assert host.ask(wrong, 0.02) == bytes.fromhex("02014E0101" + "4F" + "03")
    unknown = bytes.fromhex("02015A00" + "5B" + "03")
    assert host.ask(unknown, 0.02) == bytes.fromhex("02014E0102" + "4C" + "03")
    assert host.ask(b"\xff\x02\x07\x00\x00\x00\x00" + STATUS, 0.02) == IDLE
    other_pad = bytes.fromhex("02025300" + "51" + "03")
    assert host.ask(other_pad, first=0.05) == b""
    host.send(STATUS[:3])
    time.sleep(0.15)
    assert host.ask(STATUS, 0.02) == IDLE


def test_faults(pad: RatingPad, host: SerialHost, tmp_path: Path) -> None:
    pad.fault("silence", 1, None)
    assert host.ask(STATUS, first=0.05) == b""
    until_spent(pad)
    pad.fault("bad_check", 1, None)
    assert host.ask(STATUS, 0.02)[5] != IDLE[5]
    pad.fault("garbage", 1, None)
    answer = host.ask(STATUS, 0.02)
    assert answer.endswith(IDLE)
    assert answer != IDLE
    host.ask(PROMPT_9, 0.02)
    pad.replug()
    with SerialHost(tmp_path / "rating_pad", termios.B9600) as again:
        assert again.ask(STATUS, 0.02) == IDLE
