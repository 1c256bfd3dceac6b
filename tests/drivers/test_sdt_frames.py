"""Frames found in any stream of bytes, and no exception from any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.id_card.sdt_frames import (
    Answer,
    AnswerParser,
    Command,
    Word,
    finger_positions,
    sam_number,
    split_base,
)
from tests.drivers.sdt_bytes import (
    CARD,
    CITIZEN,
    FOUND,
    NO_CARD,
    PHOTO,
    frame,
    text_block,
    with_prints,
)

SOUND = (FOUND, NO_CARD, CARD, frame(0x90, bytes(8)))


@pytest.mark.parametrize(
    ("command", "request_hex"),
    [
        (Command.RESET, "AAAAAA9669000310FFEC"),
        (Command.STATUS, "AAAAAA9669000311FFED"),
        (Command.SAM_ID, "AAAAAA9669000312FFEE"),
        (Command.FIND, "AAAAAA96690003200122"),
        (Command.SELECT, "AAAAAA96690003200221"),
        (Command.READ_BASE, "AAAAAA96690003300132"),
        (Command.READ_WITH_PRINTS, "AAAAAA96690003301023"),
    ],
)
def test_requests_are_those_of_the_table(command: Command, request_hex: str) -> None:
    assert command.request().hex().upper() == request_hex


def test_a_base_answer_is_split() -> None:
    (answer,) = AnswerParser().feed(CARD)
    assert answer.word is Word.OK
    assert answer.fits(Command.READ_BASE)
    assert split_base(answer.data) == (text_block(*CITIZEN), PHOTO)


@pytest.mark.parametrize("fingers", [(11, 16), (97, 98), ()])
def test_of_prints_only_the_fingers_are_told(fingers: tuple[int, ...]) -> None:
    (answer,) = AnswerParser().feed(with_prints(*fingers))
    assert answer.fits(Command.READ_WITH_PRINTS)
    assert not answer.fits(Command.READ_BASE)
    assert finger_positions(answer.data) == fingers


def test_an_answer_shows_no_data() -> None:
    assert "data" not in repr(AnswerParser().feed(CARD)[0])


@pytest.mark.parametrize("command", list(Command))
def test_a_late_answer_fits_only_its_own_command(command: Command) -> None:
    fits = {FOUND: Command.FIND, NO_CARD: Command.FIND, CARD: Command.READ_BASE}
    for raw, own in fits.items():
        assert AnswerParser().feed(raw)[0].fits(command) == (command is own)


def test_an_answer_behind_half_of_another_is_found_when_the_rest_stays_away() -> None:
    parser = AnswerParser()
    assert parser.feed(CARD[:600] + FOUND) == []
    assert [answer.word for answer in parser.give_up()] == [Word.FOUND]


def test_sam_number_is_little_endian() -> None:
    data = b"".join(
        n.to_bytes(s, "little") for n, s in ((5, 2), (1, 2), (20240115, 4), (7, 4), (9, 4))
    )
    assert sam_number(data) == "05.01-20240115-0000000007-0000000009"


@given(st.lists(st.sampled_from(SOUND) | st.binary(max_size=40)), st.data())
def test_any_bytes_in_any_pieces_give_no_exception(parts: list[bytes], data: st.DataObject) -> None:
    stream = b"".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=6)))
    parser = AnswerParser()
    answers: list[Answer] = []
    for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True):
        answers += parser.feed(stream[start:end])
    answers += parser.give_up()
    assert AnswerParser().feed(b"") == []
    whole = AnswerParser()
    assert answers == whole.feed(stream) + whole.give_up()


@given(
    st.lists(st.sampled_from(SOUND), min_size=1, max_size=4),
    st.lists(st.binary(max_size=30).filter(lambda noise: b"\xaa" not in noise), min_size=5),
)
def test_every_sound_frame_is_found_among_noise(frames: list[bytes], noise: list[bytes]) -> None:
    stream = b"".join(a + b for a, b in zip(noise, [*frames, b""], strict=False))
    found = AnswerParser().feed(stream)
    assert found == [AnswerParser().feed(one)[0] for one in frames[: len(noise)]]


@given(st.sampled_from(SOUND), st.data())
def test_a_flipped_bit_never_passes(raw: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(5, len(raw) - 1))
    bit = 1 << data.draw(st.integers(0, 7))
    damaged = raw[:at] + bytes((raw[at] ^ bit,)) + raw[at + 1 :]
    parser = AnswerParser()
    assert parser.feed(damaged) + parser.give_up() == []
    assert parser.damage
