"""Lint of the demo catalogue: the ten checks a city would run on its list, and honesty."""

from __future__ import annotations

import re
import tomllib

import pytest

from simulators.backend.catalogue_data import FOLDER, load_items
from simulators.backend.catalogue_model import Item

ITEMS = load_items()
OFFICES = {
    office["name"]: office
    for key, office in tomllib.loads((FOLDER / "offices.toml").read_text("utf-8")).items()
    if key != "hall"
}
TYPE_DIGITS = {"行政许可": "01", "行政给付": "05", "行政确认": "07", "其他": "10", "公共服务": "20"}
USCC_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100
HOME_PAGE = [
    "社会保障卡|补领、换领、换发",
    "个人参保证明|查询打印",
    "居住证签注",
    "无犯罪记录证明",
    "城乡居民参保登记",
    "结婚登记预约",
]
every_item = pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.short_name)


def uscc_is_valid(code: str) -> bool:
    weighed = sum(
        USCC_CHARACTERS.index(character) * pow(3, place, 31)
        for place, character in enumerate(code[:17])
    )
    return len(code) == 18 and code[17] == USCC_CHARACTERS[-weighed % 31]


def organisation_is_valid(code: str) -> bool:
    """GB 11714: eight characters and a check digit modulo 11."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    weighed = sum(int(digit) * weight for digit, weight in zip(code[:8], weights, strict=True))
    return code[8] == "0123456789X"[-weighed % 11]


def test_the_check_itself_knows_a_valid_and_a_broken_code() -> None:
    assert uscc_is_valid("11110224000087812Y")
    assert not uscc_is_valid("11110224000087812X")


@pytest.mark.parametrize("office", OFFICES.values(), ids=OFFICES)
def test_offices_are_well_formed_and_fictional(office: dict[str, str]) -> None:
    assert uscc_is_valid(office["uscc"])
    assert organisation_is_valid(office["uscc"][8:17])
    assert office["uscc"][2:8] == "990101"
    assert "示例" in office["name"]
    assert "虚构" in office["rule"]
    assert re.fullmatch(r"12\d{3}|000-\d{8}", office["consult_phone"])


def test_codes_are_unique() -> None:
    for length in ("12", "31", "33"):
        assert len({item.codes[length] for item in ITEMS}) == len(ITEMS)
    assert len({item.form.id for item in ITEMS}) == len(ITEMS)


@every_item
def test_codes_are_built_as_the_standard_says(item: Item) -> None:
    assert [len(item.codes[length]) for length in ("12", "31", "33")] == [12, 31, 33]
    assert item.code == item.codes["12"] == item.codes["31"][19:]
    assert item.codes["33"].startswith(item.codes["31"])
    assert item.codes["31"][:18] == OFFICES[item.department]["uscc"]
    assert item.code[2:4] == TYPE_DIGITS[item.kind]


@every_item
def test_limits_visits_and_fees(item: Item) -> None:
    assert item.promised_limit.days <= item.statutory_limit.days
    if item.acceptance == "automatic":
        assert item.promised_limit.days == 1
    needs_a_visit = item.self_service in ("guide", "book")
    assert (item.visits > 0) == needs_a_visit
    assert item.fee.free == (item.fee.text == "免费") == (item.fee.basis == "")


@every_item
def test_phones_differ(item: Item) -> None:
    assert item.supervise_phone == "12345" != item.consult_phone


@every_item
def test_materials_say_why_and_from_whom(item: Item) -> None:
    for material in item.materials:
        assert material.basis
        assert material.issuer
        assert material.hint
        assert material.originals + material.copies > 0
        assert not (material.originals and material.copies)
    codes = [material.code for material in item.materials]
    assert len(set(codes)) == len(codes)


@every_item
def test_words_to_be_found_by(item: Item) -> None:
    assert item.aliases
    assert item.keywords
    assert item.plain
    assert item.steps
    assert item.conditions
    assert item.who
    assert item.legal_basis
    assert 3 <= len(item.short_name) <= 12


@every_item
def test_forms_can_be_filled(item: Item) -> None:
    fields = item.form.fields
    assert len({field.name for field in fields}) == len(fields)
    assert bool(fields) == (item.self_service in ("apply", "full"))
    for field in fields:
        assert bool(field.choices) == (field.kind == "choice")
        if field.pattern:
            re.compile(field.pattern)
            assert field.problem


@every_item
def test_full_items_ask_for_a_card_and_one_picture(item: Item) -> None:
    if item.self_service == "full":
        assert [material.source for material in item.materials] == ["id_card", "capture"]


def test_no_two_items_answer_to_the_same_alias() -> None:
    aliases = [alias for item in ITEMS for alias in item.aliases]
    assert len(set(aliases)) == len(aliases)


def test_the_shelf_is_wide_enough() -> None:
    assert len(ITEMS) >= 24
    assert sum(item.self_service == "full" for item in ITEMS) >= 10
    assert {item.column for item in ITEMS} == {"personal", "legal", "bundle", "crossregion"}
    hot = sorted((item for item in ITEMS if item.hot), key=lambda item: item.hot)
    assert [item.name for item in hot] == HOME_PAGE


def test_the_mock_ups_item() -> None:
    card = next(item for item in ITEMS if item.hot == 1)
    assert (card.promised_limit.days, card.statutory_limit.days) == (7, 20)
    assert (card.minutes, card.short_name) == (6, "社会保障卡补领")
    address, phone = card.form.fields
    assert (address.label, address.prefill, address.required) == ("收卡地址", "address", True)
    assert (phone.label, phone.required) == ("手机号", False)
    assert re.fullmatch(phone.pattern, "13800000000")
    assert not re.fullmatch(phone.pattern, "1380000000")
    assert [material.name for material in card.materials] == ["居民身份证", "户口簿本人页"]
