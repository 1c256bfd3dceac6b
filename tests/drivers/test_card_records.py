"""Records of a social security card, against bytes written by hand; and any bytes at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.smart_card.apdu import CardError
from drivers.smart_card.card_records import decode_card, split_record
from drivers.smart_card.contract import SocialSecurityCard

RECORDS = [
    bytes.fromhex("0110 990101 00D15600000599110145FFFFFF"),
    bytes.fromhex("0201 33"),
    bytes.fromhex("0304 332E3030"),
    bytes.fromhex("040C 990101000000000000000001"),
    bytes.fromhex("0504 20210901"),
    bytes.fromhex("0604 20310901"),
    bytes.fromhex("0709 413939303130313037"),
    bytes.fromhex("0812 393930313031313939303033303730303258"),
    bytes.fromhex("091E D5C5CABEC0FD") + bytes(24),
    bytes.fromhex("0A01 32"),
    bytes.fromhex("0B01 56"),
    bytes.fromhex("0C03 990101"),
    bytes.fromhex("0D04 19900307"),
]
CARD = SocialSecurityCard(
    number="A99010107",
    social_security_number="99010119900307002X",
    name="张示例",
    sex="2",
    nation="56",
    birthplace="990101",
    birth=date(1990, 3, 7),
    identification_code="99010100D15600000599110145FFFFFF",
    category="3",
    version="3.00",
    issuer="990101000000000000000001",
    issued=date(2021, 9, 1),
    expires=date(2031, 9, 1),
)


def records(**changed: bytes) -> dict[int, bytes]:
    """Values by tag, with some changed: t09 is tag 09."""
    values = dict(split_record(record) for record in RECORDS)
    return values | {int(tag[1:], 16): value for tag, value in changed.items()}


def test_every_record_is_read() -> None:
    assert decode_card(records()) == CARD


def test_the_representation_shows_nothing_of_it() -> None:
    assert repr(CARD) == "SocialSecurityCard()"


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("王𬍛㛃", bytes.fromhex("CDF5 9931D937 8230B731")),
        ("䶮示例", bytes.fromhex("FE9F CABEC0FD")),
        ("阿卜杜示例·买买提", bytes.fromhex("B0A2B2B7B6C5CABEC0FDA1A4C2F2C2F2CCE1")),
    ],
)
def test_rare_names_in_two_and_four_bytes(name: str, spelt: bytes) -> None:
    assert spelt == name.encode("gb18030")
    assert decode_card(records(t09=spelt.ljust(30, b"\0"))).name == name


def test_a_name_cut_within_a_character_keeps_the_rest() -> None:
    long_name = "示" * 14 + "例"
    assert decode_card(records(t09=long_name.encode("gb18030"))).name == long_name
    assert decode_card(records(t09="示㛃".encode("gb18030")[:5])).name == "示"


@pytest.mark.parametrize("padding", [b"\0", b" ", b"\xff"])
def test_padding_is_dropped(padding: bytes) -> None:
    card = decode_card(records(t09="张示例".encode("gbk").ljust(30, padding), t07=b"A9" + padding))
    assert (card.name, card.number) == ("张示例", "A9")


@pytest.mark.parametrize("day", ["00000000", "FFFFFFFF", "20210230", "2021", "2021090A"])
def test_what_is_no_day_is_none(day: str) -> None:
    assert decode_card(records(t06=bytes.fromhex(day))).expires is None


def test_what_is_no_bcd_and_no_text_is_empty() -> None:
    card = decode_card(records(t0B=b"\x0a", t0C=b"\xff\xff\xff", t0A=b"\x01", t07=b"\x80\x81"))
    assert (card.nation, card.birthplace, card.sex, card.number) == ("", "", "", "")


@pytest.mark.parametrize(
    "changed",
    [
        {"t08": b""},
        {"t08": b"12345678901234567"},
        {"t08": b"99010119900307002Y"},
        {"t09": b""},
        {"t09": b"\xff\xfe\x81"},
        {"t09": b"\x07\x1b[2J"},
    ],
)
def test_a_card_that_does_not_say_whose_it_is_is_refused(changed: dict[str, bytes]) -> None:
    with pytest.raises(CardError):
        decode_card(records(**changed))


@pytest.mark.parametrize("record", [b"", b"\x09", b"\x09\x1e", b"\x09\x03ab"])
def test_a_record_cut_short_is_refused(record: bytes) -> None:
    with pytest.raises(CardError, match="cut short"):
        split_record(record)


@given(st.binary(max_size=64))
def test_any_record_is_split_or_refused(record: bytes) -> None:
    try:
        tag, value = split_record(record)
    except CardError:
        return
    assert record.startswith(bytes((tag, len(value))) + value)


@given(st.dictionaries(st.sampled_from(range(1, 0x0E)), st.binary(max_size=40)))
def test_any_records_make_a_card_or_are_refused(garbage: dict[int, bytes]) -> None:
    try:
        card = decode_card(records() | garbage)
    except CardError:
        return
    assert card.name.isprintable()
    assert len(card.social_security_number) == 18


@given(st.text(st.characters(categories=["L"]), min_size=1, max_size=7))
def test_every_name_that_gb18030_spells_comes_back(name: str) -> None:
    spelt = name.encode("gb18030")
    assert decode_card(records(t09=spelt.ljust(30, b"\0"))).name == name
