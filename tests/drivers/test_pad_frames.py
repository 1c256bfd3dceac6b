"""Pad frames found in any stream of bytes, and no exception from any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.rating_pad.pad_frames import PadFrame, PadParser, Sign, encode

KEY_3 = bytes.fromhex("02 01 4B 01 03 48 03")
TIMED_OUT = bytes.fromhex("02 01 54 00 55 03")
ACK_PROMPT = bytes.fromhex("02 01 41 01 50 11 03")
SOUND = {
    KEY_3: PadFrame(Sign.KEY, 3),
    TIMED_OUT: PadFrame(Sign.TIMED_OUT),
    ACK_PROMPT: PadFrame(Sign.ACK, Sign.PROMPT),
}


def test_a_prompt_as_bytes() -> None:
    assert encode(1, Sign.PROMPT, b"\x0a").hex() == "020150010a5a03"
    assert encode(1, Sign.STATUS).hex() == "020153005203"


@pytest.mark.parametrize(("raw", "frame"), SOUND.items(), ids=["key", "timed out", "ack"])
def test_sound_frames(raw: bytes, frame: PadFrame) -> None:
    assert PadParser(1).feed(raw) == [frame]


@pytest.mark.parametrize(
    "raw",
    [
        bytes.fromhex("02 02 4B 01 03 4B 03"),  # another pad's
        bytes.fromhex("02 01 4B 01 03 49 03"),  # wrong BCC
        bytes.fromhex("02 01 4B 01 03 48 04"),  # no ETX
        bytes.fromhex("02 01 4B 02 03 03 48 03"),  # a key has one byte
        bytes.fromhex("02 01 5A 00 5B 03"),  # no such command
        bytes.fromhex("02 01 4B FF 03 48 03"),  # impossible length
    ],
)
def test_unsound_frames(raw: bytes) -> None:
    parser = PadParser(1)
    assert parser.feed(raw) + parser.give_up() == []
    assert parser.damaged


def test_a_frame_behind_half_of_another_is_found_when_the_rest_stays_away() -> None:
    parser = PadParser(1)
    assert parser.feed(bytes.fromhex("02 01 4B 09") + KEY_3) == []
    assert parser.give_up() == [PadFrame(Sign.KEY, 3)]


@given(st.lists(st.sampled_from(list(SOUND)) | st.binary(max_size=20)), st.data())
def test_any_bytes_in_any_pieces_give_no_exception(parts: list[bytes], data: st.DataObject) -> None:
    stream = b"".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=6)))
    pieces, whole = PadParser(1), PadParser(1)
    frames: list[PadFrame] = []
    for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True):
        frames += pieces.feed(stream[start:end])
    assert frames + pieces.give_up() == whole.feed(stream) + whole.give_up()
