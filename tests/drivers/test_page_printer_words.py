"""What printers say: keywords, packed fields, and IPP messages whole, torn and made up."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.driver import Supply
from drivers.page_printer import reasons
from drivers.page_printer.certify import numbered_pages
from drivers.page_printer.contract import Hindrance
from drivers.page_printer.ipp_message import BadMessageError, Operation, Tag, parse, request
from drivers.page_printer.pdf_check import BadDocumentError, count_pages


@pytest.mark.parametrize(
    ("keywords", "fed", "meant"),
    [
        (["none"], False, None),
        (["media-empty-report"], False, Hindrance.MEDIA_EMPTY),
        (["media-empty-error"], True, None),
        (["media-needed-warning"], True, Hindrance.MEDIA_EMPTY),
        (["toner-low-error"], False, None),
        (["toner-empty"], True, Hindrance.SUPPLY_EMPTY),
        (["media-empty", "media-jam"], False, Hindrance.JAM),
        (["cups-waiting-for-job-completed", "vendor-thing-error"], False, None),
    ],
)
def test_severities_mean_nothing(keywords: list[str], fed: bool, meant: Hindrance | None) -> None:
    assert reasons.hindrance(reasons.stems(keywords), fed) is meant


@pytest.mark.parametrize(
    ("packed", "level"),
    [
        ("type=x;maxcapacity=250;level=250;name=main;", Supply.FULL),
        ("maxcapacity=250;level=10;name=main", Supply.LOW),
        ("maxcapacity=250;level=0;name=main", Supply.OUT),
        ("maxcapacity=-2;level=-3;name=main", Supply.FULL),
        ("maxcapacity=-2;level=-2;name=main", Supply.UNKNOWN),
        ("level=much", Supply.UNKNOWN),
        ("", Supply.UNKNOWN),
    ],
)
def test_tray_levels(packed: str, level: Supply) -> None:
    assert reasons.tray_level(reasons.fields(packed)) is level


def test_one_empty_tray_is_low_paper_all_empty_is_out() -> None:
    told = reasons.stems(["media-empty-warning"])
    assert reasons.paper(told, [Supply.OUT, Supply.FULL], heard=True) is Supply.LOW
    assert reasons.paper(told, [Supply.OUT, Supply.OUT], heard=True) is Supply.OUT
    assert reasons.paper(frozenset(), [], heard=False) is Supply.UNKNOWN


def test_toner() -> None:
    assert reasons.toner(frozenset({"toner-low"}), [], heard=True) is Supply.LOW
    assert reasons.toner(frozenset({"media-jam"}), [75], heard=True) is Supply.FULL
    assert reasons.toner(frozenset(), [75, 3], heard=True) is Supply.LOW
    assert reasons.toner(frozenset({"marker-supply-empty"}), [3], heard=True) is Supply.OUT


def test_a_request_byte_for_byte() -> None:
    """RFC 8010, 3.1: version, operation, request id, attributes, end."""
    made = request(Operation.GET_JOBS, (Tag.KEYWORD, "which-jobs", ["a", "bc"]))
    assert made[:9] == bytes.fromhex("0101000A0000000101")
    assert made.endswith(b"\x44\x00\x0awhich-jobs\x00\x01a" + b"\x44\x00\x00\x00\x02bc" + b"\x03")


def test_an_answer_in_groups() -> None:
    def value(tag: int, name: bytes, data: bytes) -> bytes:
        return struct.pack(">BH", tag, len(name)) + name + struct.pack(">H", len(data)) + data

    number = struct.pack(">i", 7)
    answer = parse(
        bytes.fromhex("0101000000000001")
        + b"\x01" + value(0x47, b"attributes-charset", b"utf-8")
        + b"\x02" + value(0x21, b"job-id", number) + value(0x31, b"when", b"\x00" * 11)
        + b"\x02" + value(0x44, b"words", b"a") + value(0x44, b"", b"b")
        + b"\x03"
    )  # fmt: skip
    assert answer.ok
    assert answer.of(2) == [{"job-id": [7]}, {"words": ["a", "b"]}]


@given(st.binary(max_size=300) | st.binary(max_size=200).map(lambda b: b"\1\1\0\0\0\0\0\1\2" + b))
def test_any_bytes_are_an_answer_or_not(message: bytes) -> None:
    try:
        parse(message)
    except BadMessageError:
        return


@pytest.mark.parametrize("pages", [1, 5, 20])
def test_pages_are_counted(pages: int) -> None:
    assert count_pages(numbered_pages(pages), 1_000_000, 20) == pages


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (b"", "no PDF"),
        (b"GIF89a", "no PDF"),
        (b"%PDF-1.4\n", "damaged"),
        (numbered_pages(3), "3 pages, not 1 to 2"),
        (b"%PDF-" + b"x" * 5000, "more than"),
    ],
)
def test_what_is_refused_is_told(document: bytes, why: str) -> None:
    with pytest.raises(BadDocumentError, match=why):
        count_pages(document, 4000, 2)
