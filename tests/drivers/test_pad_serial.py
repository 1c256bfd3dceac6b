"""The pad's driver over a real pty, against exact bytes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drivers.driver import Cancelled, InUse, NoDevice, Offline
from drivers.model_profile import MODELS_DIR
from drivers.rating_pad.contract import KeyPressed, NotPressed
from drivers.rating_pad.pad_serial import SerialRatingPad
from tests.drivers.far_end import PtyEnd, in_turn

PROMPT, CANCEL, STATUS = b"P", b"C", b"S"


def frame(sign: bytes, *data: int, address: int = 1) -> bytes:
    """A frame as the protocol's table writes it."""
    body = bytes((address,)) + sign + bytes((len(data), *data))
    check = 0
    for byte in body:
        check ^= byte
    return b"\x02" + body + bytes((check, 3))


ACK = frame(b"A", PROMPT[0])
IDLE, WAITING = frame(b"S", 0), frame(b"S", 1)
TIMED_OUT = frame(b"T")


def key(code: int) -> bytes:
    return frame(b"K", code)


class Pad:
    """Answers by the command's letter; a command's answers come in turn, the last for ever."""

    def __init__(self, **answers: tuple[bytes, ...]) -> None:
        usual = {"P": (ACK,), "C": (frame(b"A", CANCEL[0]),), "S": (IDLE,)}
        self._answers = {sign: in_turn(*replies) for sign, replies in (usual | answers).items()}
        self.heard: list[bytes] = []

    def __call__(self, request: bytes) -> bytes:
        assert request[0] == 2
        assert request[-1] == 3
        self.heard.append(request[2:3])
        return self._answers[request[2:3].decode()]()


Plug = Callable[..., tuple[SerialRatingPad, PtyEnd]]


@pytest.fixture
def plug() -> Iterator[Plug]:
    pads: list[SerialRatingPad] = []

    def make(
        far_pad: Pad, model: str = "five-key", models_dir: str = MODELS_DIR
    ) -> tuple[SerialRatingPad, PtyEnd]:
        far = PtyEnd(far_pad)
        settings = SerialRatingPad.Settings(far.port, model, models_dir)
        pad = SerialRatingPad(settings, print)
        pad.open()
        pads.append(pad)
        far_pad.heard.clear()
        return pad, far

    yield make
    for pad in pads:
        pad.close()


def test_the_leftmost_key_of_the_default_pad_is_the_best(plug: Plug) -> None:
    pad, _ = plug(Pad(P=(ACK + key(1),)))
    assert pad.ask(5) == KeyPressed(5)


def test_the_prompt_has_whole_seconds(plug: Plug) -> None:
    pad, far = plug(Pad(P=(ACK + key(1),)))
    pad.ask(9.2)
    assert frame(PROMPT, 10) in far.requests


def test_a_wait_longer_than_the_model_takes_is_asked_in_turns(plug: Plug, tmp_path: Path) -> None:
    shipped = Path(MODELS_DIR, "rating_pad", "five-key.toml").read_text("utf-8")
    (tmp_path / "rating_pad").mkdir()
    mine = tmp_path / "rating_pad" / "mine.toml"
    mine.write_text(shipped.replace("seconds = 250", "seconds = 60"), "utf-8")
    pad, far = plug(Pad(P=(ACK + TIMED_OUT, ACK + key(1))), "mine", str(tmp_path))
    assert pad.ask(100) == KeyPressed(5)
    assert far.requests.count(frame(PROMPT, 60)) == 2


def test_a_key_of_before_the_prompt_does_not_count(plug: Plug) -> None:
    pad, far = plug(Pad(P=(key(5) + ACK + key(1),)))
    far.say(key(4))
    assert pad.ask(5) == KeyPressed(5)


def test_nobody_pressed(plug: Plug) -> None:
    far_pad = Pad()
    pad, _ = plug(far_pad)
    assert pad.ask(0.3) == NotPressed()
    assert far_pad.heard == [PROMPT, CANCEL]


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"\xff\x02\x01",
        ACK[:-2],
        ACK[:-2] + b"\0\3",
        b"\x02\x01\x41\xff" + ACK,
        frame(b"A", PROMPT[0], address=7),
        frame(b"A", CANCEL[0]),
        frame(b"N", 1),
    ],
)
def test_a_damaged_answer_is_asked_for_again(plug: Plug, damaged: bytes) -> None:
    pad, _ = plug(Pad(P=(damaged, ACK + key(2))))
    assert pad.ask(5) == KeyPressed(4)


def test_a_key_damaged_on_the_wire_is_asked_for_again(plug: Plug) -> None:
    broken = key(2)[:-2] + b"\x00\x03"
    far_pad = Pad(P=(ACK + broken, ACK + key(2)))
    pad, _ = plug(far_pad)
    assert pad.ask(5) == KeyPressed(4)
    assert far_pad.heard == [PROMPT, STATUS, PROMPT]


def test_noise_while_the_pad_waits_changes_nothing(plug: Plug) -> None:
    far_pad = Pad(P=(ACK + b"\xf8\xe0",), S=(IDLE, WAITING))
    pad, far = plug(far_pad)
    threading.Timer(0.6, far.say, (key(3),)).start()
    assert pad.ask(5) == KeyPressed(3)
    assert far_pad.heard == [PROMPT, STATUS]


def test_a_key_the_model_does_not_have_is_told(plug: Plug) -> None:
    pad, _ = plug(Pad(P=(ACK + key(9),)))
    with pytest.raises(Offline, match=r"0x09.*right model"):
        pad.ask(5)


@pytest.mark.parametrize(
    ("answer", "told"),
    [(b"", "silent"), (b"OK\r\n", "not in this protocol"), (frame(b"N", 4), "refuses")],
)
def test_a_pad_that_does_not_answer_is_offline(plug: Plug, answer: bytes, told: str) -> None:
    pad, _ = plug(Pad(P=(answer,)))
    with pytest.raises(Offline, match=told):
        pad.ask(5)


def test_garbage_while_it_starts_is_waited_out() -> None:
    far = PtyEnd(Pad(S=(b"\x00\xf8\x02", b"", IDLE)))
    pad = SerialRatingPad(SerialRatingPad.Settings(far.port), print)
    pad.open()
    pad.close()


def test_cancelling_puts_the_pad_out(plug: Plug) -> None:
    far_pad = Pad()
    pad, _ = plug(far_pad)
    threading.Timer(0.2, pad.cancel).start()
    with pytest.raises(Cancelled):
        pad.ask(60)
    assert far_pad.heard == [PROMPT, CANCEL]


def test_an_unplugged_pad_is_no_device(plug: Plug) -> None:
    pad, far = plug(Pad())
    threading.Timer(0.2, far.unplug).start()
    with pytest.raises(NoDevice):
        pad.ask(60)
    with pytest.raises(NoDevice):
        pad.check()


def test_a_port_has_one_owner(plug: Plug) -> None:
    _, far = plug(Pad())
    with pytest.raises(InUse):
        SerialRatingPad(SerialRatingPad.Settings(far.port), print).open()
