"""Codes cut out of any stream of bytes, and no exception from any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.code_reader.code_lines import LONGEST, LineParser, decode
from drivers.code_reader.contract import Code, Symbology

BOTH = ("utf-8", "gb18030")


def lines(data: bytes, end: bytes = b"\r") -> list[bytes]:
    return LineParser(end).feed(data)


def test_a_line_in_pieces_is_one_line() -> None:
    parser = LineParser(b"\r\n")
    assert parser.feed(b"]Q1htt") == []
    assert parser.feed(b"ps://a\r") == []
    assert parser.feed(b"\n]C0") == [b"]Q1https://a"]
    assert parser.garbage == 0


def test_two_codes_glued_together_are_two() -> None:
    assert lines(b"]Q1one\r]C0two\rthr") == [b"]Q1one", b"]C0two"]


@pytest.mark.parametrize("chunk", [1, 7, 4096])
def test_a_line_too_long_is_dropped_and_never_held(chunk: int) -> None:
    parser = LineParser(b"\r\n")
    data = b"9" * (3 * LONGEST) + b"\r\n" + b"good\r\n"
    found = []
    for at in range(0, len(data), chunk):
        found += parser.feed(data[at : at + chunk])
        assert len(parser._held) <= LONGEST + chunk
    assert found == [b"good"]
    assert parser.garbage == 1


def test_what_began_and_never_ended_is_no_beginning_of_the_next() -> None:
    parser = LineParser(b"\r")
    parser.feed(b"]Q1half of a co")
    parser.give_up()
    assert parser.feed(b"]Q1whole\r") == [b"]Q1whole"]
    assert parser.garbage == 1


@pytest.mark.parametrize(
    ("line", "text", "symbology"),
    [
        (b"]Q1https://ywtb.example/c/82641937", "https://ywtb.example/c/82641937", Symbology.QR),
        (b"]C0202611229901000123", "202611229901000123", Symbology.CODE_128),
        (b"]d2AB", "AB", Symbology.OTHER),
        ("]Q1示例市".encode(), "示例市", Symbology.QR),
        ("]Q1示例市".encode("gb18030"), "示例市", Symbology.QR),
        (b"\x06]Q1after an acknowledgement", "after an acknowledgement", Symbology.QR),
        (b"]C1(01)\x1d(02)", "(01)\x1d(02)", Symbology.CODE_128),
        (b"]Q1two\nlines", "two\nlines", Symbology.QR),
    ],
)
def test_a_line_becomes_a_code(line: bytes, text: str, symbology: Symbology) -> None:
    code = decode(line, BOTH, aim_prefix=True)
    assert code is not None
    assert (code.text, code.symbology) == (text, symbology)


@pytest.mark.parametrize(
    "line",
    [b"", b"]Q1", b"tps://beginning-lost", b"]Q", b"]Q1\x00\xf8\xe0", b"]Q1\xff\xff\xff", b"\x06"],
)
def test_what_is_no_code_is_none(line: bytes) -> None:
    assert decode(line, BOTH, aim_prefix=True) is None


def test_without_prefix_the_kind_is_not_told() -> None:
    text = "示例".encode("gb18030")
    assert decode(text, ("gb18030",), aim_prefix=False) == Code("示例", Symbology.OTHER, text)
    assert decode(b"]Q1text", BOTH, aim_prefix=False) == Code(
        "]Q1text", Symbology.OTHER, b"]Q1text"
    )


def test_a_code_shows_nothing_of_itself() -> None:
    code = decode(b"]Q1secret", BOTH, aim_prefix=True)
    assert "secret" not in repr(code)


@given(st.lists(st.binary(max_size=60) | st.just(b"]Q1code\r\n"), max_size=20))
def test_any_bytes_in_any_pieces_give_no_exception(pieces: list[bytes]) -> None:
    whole, parser = LineParser(b"\r\n"), LineParser(b"\r\n")
    found = [line for piece in pieces for line in parser.feed(piece)]
    assert found == whole.feed(b"".join(pieces))
    for line in found:
        decode(line, BOTH, aim_prefix=True)
        decode(line, BOTH, aim_prefix=False)
