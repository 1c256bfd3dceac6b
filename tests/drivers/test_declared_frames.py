"""Frames of the declared protocols: their bytes, found in any stream, and no exception from any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.declared_frames import Frame, FrameFinder, FrameShape
from drivers.io_board.model import BoardModel
from drivers.model_profile import MODELS_DIR, load_model
from drivers.rating_pad.model import PadModel
from drivers.rating_pad.pad_frames import Sign

FIVE_KEY = load_model(PadModel, MODELS_DIR, "rating_pad", "five-key")
ASCENDING = load_model(PadModel, MODELS_DIR, "rating_pad", "ascending")
SIXTEEN = load_model(BoardModel, MODELS_DIR, "io_board", "sixteen-out")
RELAY = load_model(BoardModel, MODELS_DIR, "io_board", "relay-eight")
MODELS = (FIVE_KEY, ASCENDING, SIXTEEN, RELAY)

KEY_3 = bytes.fromhex("02 01 4B 01 03 48 03")
SOUND = {
    KEY_3: Frame(Sign.KEY, b"\x03"),
    bytes.fromhex("02 01 54 00 55 03"): Frame(Sign.TIMED_OUT),
    bytes.fromhex("02 01 41 01 50 11 03"): Frame(Sign.ACK, b"P"),
}


def test_the_same_command_of_models_that_differ() -> None:
    assert FIVE_KEY.encode(Sign.PROMPT, FIVE_KEY.prompt.data(10)).hex(" ") == "02 01 50 01 0a 5a 03"
    prompt = ASCENDING.encode(Sign.PROMPT, ASCENDING.prompt.data(10))
    assert prompt.hex(" ") == "aa 55 10 01 03 0a 00 03 21"


def test_the_crc_is_that_of_modbus() -> None:
    # MODBUS over Serial Line V1.02, 6.2.2, example: device 2, function 7 gives 41 12 on the wire.
    shape = FrameShape(start="02", end="", address=2, check="crc16")
    assert shape.check_of(b"\x02\x07") == b"\x41\x12"


@pytest.mark.parametrize(("raw", "frame"), SOUND.items(), ids=["key", "timed out", "ack"])
def test_sound_frames(raw: bytes, frame: Frame[Sign]) -> None:
    assert FIVE_KEY.finder().feed(raw) == [frame]


def test_a_start_of_two_bytes_is_found_in_two_pieces() -> None:
    finder = ASCENDING.finder()
    key = bytes.fromhex("AA 55 10 81 01 35 C7")
    assert finder.feed(b"\xaa" + key[:1]) == []
    assert finder.feed(key[1:]) == [Frame(Sign.KEY, b"5")]


@pytest.mark.parametrize(
    "raw",
    [
        bytes.fromhex("02 02 4B 01 03 4B 03"),  # another pad's
        bytes.fromhex("02 01 4B 01 03 49 03"),  # wrong check
        bytes.fromhex("02 01 4B 01 03 48 04"),  # no end
        bytes.fromhex("02 01 4B 02 03 03 48 03"),  # a key has one byte
        bytes.fromhex("02 01 5A 00 5B 03"),  # no such command
        bytes.fromhex("02 01 50 01 05 55 03"),  # a pad does not prompt
        bytes.fromhex("02 01 4B FF 03 48 03"),  # impossible length
    ],
)
def test_unsound_frames(raw: bytes) -> None:
    finder = FIVE_KEY.finder()
    assert finder.feed(raw) + finder.give_up() == []
    assert finder.damaged


def test_a_frame_behind_half_of_another_is_found_when_the_rest_stays_away() -> None:
    finder = FIVE_KEY.finder()
    assert finder.feed(bytes.fromhex("02 01 4B 09") + KEY_3) == []
    assert finder.give_up() == [Frame(Sign.KEY, b"\x03")]


def _some_frames(model: PadModel | BoardModel) -> list[bytes]:
    """One frame of every code, of what devices say and of what they do not."""
    return [model.frame.encode(code, b"\x01\x02"[: code % 3]) for code in model.commands.values()]


@given(st.sampled_from(MODELS), st.data())
def test_any_bytes_in_any_pieces_give_no_exception(
    model: PadModel | BoardModel, data: st.DataObject
) -> None:
    marks = st.sampled_from([*_some_frames(model), model.frame.starts, model.frame.starts[:1]])
    stream = b"".join(data.draw(st.lists(marks | st.binary(max_size=20), max_size=12)))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=6)))
    pieces: FrameFinder = model.finder()  # type: ignore[type-arg]
    whole: FrameFinder = model.finder()  # type: ignore[type-arg]
    frames = []
    for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True):
        frames += pieces.feed(stream[start:end])
    assert frames + pieces.give_up() == whole.feed(stream) + whole.give_up()
    assert not pieces.midway


@given(st.sampled_from(MODELS), st.data())
def test_every_sound_frame_between_noise_is_found(
    model: PadModel | BoardModel, data: st.DataObject
) -> None:
    finder: FrameFinder = model.finder()  # type: ignore[type-arg]
    sign = data.draw(st.sampled_from([s for s in type(next(iter(model.codes))) if s in "ack"]))
    frame = model.frame.encode(model.codes[sign], data.draw(st.binary(min_size=1, max_size=1)))
    before = data.draw(st.binary(max_size=12))
    found = finder.feed(before + frame) + finder.give_up()
    assert found[-1].sign == sign
