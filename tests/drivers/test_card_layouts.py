"""The four layouts, and what is told of a block that is none of them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.id_card.card_layouts import UndecodableCardError, decode
from drivers.id_card.contract import CardKind, IdCard
from tests.drivers.sdt_bytes import CITIZEN, PHOTO, text_block

PERMIT = (
    *(field for field in CITIZEN if field[0] != 32),
    (122, 36, "810000199003070018"),
    (220, 18, "H12345678"),
    (238, 4, "01"),
    (248, 2, "J"),
)
FOREIGN_2017 = (
    (0, 120, "EXAMPLE, ANNA MARIA"),
    (120, 2, "2"),
    (122, 30, "ZZZ990190030700"),
    (152, 6, "ZZZ"),
    (158, 30, "安示例"),
    (188, 16, "20180101"),
    (204, 16, "20280101"),
    (220, 16, "19900307"),
    (236, 4, "01"),
    (240, 8, "1500"),
    (248, 2, "I"),
)
FOREIGN_2023 = (
    (0, 30, "安示例"),
    (30, 2, "2"),
    (32, 4, "02"),
    (36, 16, "19900307"),
    (52, 70, "EXAMPLE, ANNA MARIA ELISABETH JOSEP"),
    (122, 36, "999901199003070012"),
    (188, 16, "20240101"),
    (204, 16, "20340101"),
    (220, 22, "HINE"),
    (242, 6, "ZZZ"),
    (248, 2, "Y"),
)


def card(*fields: tuple[int, int, str]) -> IdCard:
    return decode(text_block(*fields), PHOTO)


def test_citizen() -> None:
    assert card(*CITIZEN) == IdCard(
        kind=CardKind.CITIZEN,
        number="990101199003070015",
        name="张示例",
        sex="1",
        birth=date(1990, 3, 7),
        authority="示例市公安局",
        valid_from=date(2020, 1, 1),
        valid_to=date(2040, 1, 1),
        nation="01",
        address="示例市示例区示例路1号",
        photo=PHOTO,
    )


def test_citizen_for_ever() -> None:
    assert card(*CITIZEN, (204, 16, "长期")).valid_to is None


def test_padding_may_be_zeros() -> None:
    block = text_block(*CITIZEN).replace(b"\x20\x00", b"\0\0")
    assert decode(block, b"").name == "张示例"


@pytest.mark.parametrize("name", ["王𬍛㛃", "䶮示例", "\ue863示例", "\U00031350示例"])
def test_rare_private_and_new_name_characters_stay(name: str) -> None:
    units = len(name.encode("utf-16-le"))
    block = bytearray(text_block(*CITIZEN))
    block[:30] = name.encode("utf-16-le") + " ".encode("utf-16-le") * ((30 - units) // 2)
    assert decode(bytes(block), b"").name == name


def test_residence_permit() -> None:
    got = card(*PERMIT)
    assert (got.kind, got.nation) == (CardKind.RESIDENCE_PERMIT, "")
    assert (got.pass_number, got.issue_count) == ("H12345678", "01")


def test_foreign_2017() -> None:
    got = card(*FOREIGN_2017)
    assert (got.kind, got.name) == (CardKind.FOREIGN_2017, "安示例")
    assert (got.english_name, got.number) == ("EXAMPLE, ANNA MARIA", "ZZZ990190030700")
    assert (got.country, got.birth, got.authority) == ("ZZZ", date(1990, 3, 7), "1500")


def test_foreign_2023_name_goes_on_in_the_spare_field() -> None:
    got = card(*FOREIGN_2023)
    assert (got.kind, got.number) == (CardKind.FOREIGN_2023, "999901199003070012")
    assert got.english_name == "EXAMPLE, ANNA MARIA ELISABETH JOSEPHINE"
    assert (got.country, got.issue_count, got.authority) == ("ZZZ", "02", "")


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ((0, 30, ""), "name is empty"),
        ((0, 30, "张\x07示例"), "control characters"),
        ((30, 2, "5"), "sex"),
        ((32, 4, "77"), "nation"),
        ((36, 16, "19900230"), "birth"),
        ((36, 16, "１９９００３０７"), "birth"),
        ((122, 36, "12345"), "number"),
        ((188, 16, "soon"), "valid from"),
        ((204, 16, "never"), "valid to"),
        ((248, 2, "Q"), "card type"),
    ],
)
def test_what_is_wrong_is_told_without_what_stands_there(
    field: tuple[int, int, str], reason: str
) -> None:
    with pytest.raises(UndecodableCardError, match=reason) as told:
        card(*CITIZEN, field)
    assert not field[2] or field[2] not in str(told.value)


def test_a_card_shows_nothing_of_its_holder() -> None:
    assert repr(card(*CITIZEN)) == "IdCard(kind=<CardKind.CITIZEN: 'citizen'>)"


@given(st.binary(max_size=300) | st.binary(min_size=256, max_size=256))
def test_any_bytes_decode_or_are_refused(text: bytes) -> None:
    with suppress(UndecodableCardError):
        decode(text, b"")


@given(
    st.sampled_from([CITIZEN, PERMIT, FOREIGN_2017, FOREIGN_2023]),
    st.integers(0, 255),
    st.binary(min_size=1, max_size=40),
)
def test_a_damaged_block_decodes_or_is_refused(
    fields: tuple[tuple[int, int, str], ...], at: int, damage: bytes
) -> None:
    block = text_block(*fields)
    with suppress(UndecodableCardError):
        decode((block[:at] + damage + block[at + len(damage) :])[:256], b"")
