"""From a card to a person, and what may be shown of one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from drivers.id_card.contract import CardKind, IdCard
from kiosk.identity import (
    Person,
    mask_name,
    mask_phone,
    number_on_paper,
    number_on_screen,
)
from kiosk.identity.person import NATION_NAMES, CardFault

TODAY = date(2026, 11, 22)
CARD = IdCard(
    kind=CardKind.CITIZEN,
    number="990101200001010014",
    name="张示例",
    sex="2",
    birth=date(2000, 1, 1),
    authority="示例市公安局",
    valid_from=date(2020, 1, 1),
    valid_to=date(2030, 1, 1),
    nation="05",
    address="示例市示例路1号",
)


def test_codes_become_words() -> None:
    person = Person.from_card(CARD)
    assert (person.sex, person.nation) == ("女", "维吾尔")
    assert len(NATION_NAMES) == 58
    assert (NATION_NAMES["01"], NATION_NAMES["56"], NATION_NAMES["98"]) == (
        "汉",
        "基诺",
        "外国血统",
    )


def test_foreign_card_without_a_chinese_name() -> None:
    card = replace(CARD, kind=CardKind.FOREIGN_2017, name="", english_name="EXAMPLE, LI", nation="")
    person = Person.from_card(card)
    assert person.name == "EXAMPLE, LI"
    assert person.nation == ""


@pytest.mark.parametrize(
    ("card", "faults"),
    [
        (CARD, []),
        (replace(CARD, valid_to=None), []),
        (replace(CARD, valid_to=TODAY), []),
        (replace(CARD, valid_to=date(2026, 11, 21)), [CardFault.EXPIRED]),
        (replace(CARD, valid_from=date(2026, 11, 23)), [CardFault.NOT_YET_VALID]),
        (replace(CARD, number="990101200001010015"), [CardFault.BAD_NUMBER]),
        (
            replace(CARD, number="1", valid_to=date(2020, 1, 2)),
            [CardFault.EXPIRED, CardFault.BAD_NUMBER],
        ),
    ],
)
def test_problems_are_told_kindly(card: IdCard, faults: list[CardFault]) -> None:
    problems = Person.from_card(card).problems(TODAY)
    assert [problem.fault for problem in problems] == faults
    assert all(problem.sentence and problem.next_step for problem in problems)


def test_representation_shows_nothing() -> None:
    assert repr(Person.from_card(CARD)) == "Person(kind=<CardKind.CITIZEN: 'citizen'>)"


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张示例", "张**"),
        ("李示", "李*"),
        ("欧阳示例", "欧阳**"),
        ("欧阳", "欧*"),
        ("司马示", "司马*"),
        ("阿依古丽·示例", "阿**"),
        ("𠮷示例", "𠮷**"),
        ("EXAMPLE LI", "E*** L***"),
        ("张", "*"),
        ("", ""),
    ],
)
def test_masked_names(name: str, masked: str) -> None:
    assert mask_name(name) == masked


def test_masked_numbers() -> None:
    assert number_on_screen("990101200001010018") == "990101********0018"
    assert number_on_paper("11010119900101002X") == "1101**********002X"
    assert number_on_paper("AAA990100010118") == "AAA9*******0118"
    assert number_on_screen("123") == "***"
    assert mask_phone("13800000000") == "138****0000"
    assert mask_phone("010-1234 5678") == "010****5678"
    assert mask_phone("") == ""
