"""Whatever bytes come in whatever pieces, the simulators stay in step and alive."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.card_layouts import with_check_character
from simulators.escpos_commands import Token, Tokenizer
from simulators.escpos_typesetter import Typesetter
from simulators.paper_piece import WIDTH, TextLine
from simulators.paper_renderer import render_png
from simulators.people import PEOPLE
from simulators.sdt_protocol import Request, RequestReader

STATUS = bytes.fromhex("AAAAAA9669000311FFED")
QR = [b"\x1d(k\x02\x001" + fn for fn in (b"A", b"C", b"E", b"P", b"Q")]
RASTERS = [b"\x1dv0\0\0\0\x02\0", b"\x1dv0\0\x01\0\x01\0\xff", b"\x1d(k\x04\x001P0x"]
prefix = st.sampled_from([b"\x1b", b"\x1d", b"\x1c", b"\x10", b"\x1d(k", b"\n", *QR, *RASTERS])
escpos_bytes = st.lists(st.one_of(prefix, st.binary(max_size=8)), max_size=30).map(b"".join)


def tokens_of(data: bytes, step: int) -> tuple[list[Token], bytes]:
    tokenizer = Tokenizer()
    found = [t for i in range(0, len(data), step) for t in tokenizer.feed(data[i : i + step])]
    return found, tokenizer.rest()


@given(escpos_bytes)
def test_no_byte_is_lost(data: bytes) -> None:
    found, rest = tokens_of(data, 4096)
    assert b"".join(token.raw for token in found) + rest == data


@given(escpos_bytes, st.integers(1, 5))
def test_commands_do_not_depend_on_packets(data: bytes, step: int) -> None:
    whole = [t for t in tokens_of(data, 4096)[0] if t.name != "TEXT"]
    pieces = [t for t in tokens_of(data, step)[0] if t.name != "TEXT"]
    assert whole == pieces


@settings(max_examples=300)
@given(escpos_bytes)
def test_anything_can_be_printed(data: bytes) -> None:
    typesetter = Typesetter()
    elements = [e for token in tokens_of(data, 4096)[0] for e in typesetter.execute(token)]
    elements += typesetter.flush()
    for line in elements:
        if isinstance(line, TextLine):
            assert line.cells[-1].x + line.cells[-1].width <= WIDTH
    if sum(element.height for element in elements) < 20_000:
        assert render_png(elements).startswith(b"\x89PNG")


@given(st.binary(max_size=40))
def test_a_request_is_understood_after_noise(noise: bytes) -> None:
    reader = RequestReader()
    reader.feed(noise, 1.0)
    assert reader.feed(STATUS, 2.0) == [Request(0x11FF)]


def test_every_person_fits_the_layout() -> None:
    for person in PEOPLE.values():
        assert len(person.card.text_block()) == 256
        assert len(person.photo) == 1024
        assert len(person.prints) in (0, 1024)


def test_check_character() -> None:
    # The example of GB 11643-1999, appendix.
    assert with_check_character("11010519491231002") == "11010519491231002X"
