"""The demo catalogue is what a city publishes: wide enough, honest, and all of it can be done."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.catalogue.lint.check import check
from kiosk.catalogue.lint.slips import Weight
from kiosk.catalogue.model import Depth, Field, FieldKind, Item
from kiosk.identity.credit_codes import is_credit_code
from kiosk.journeys.fill import check as check_field
from simulators.backend import catalogue_data
from simulators.backend.judging import Papers, advance_defects
from tests.catalogue import demo

HOME_PAGE = [
    "社会保障卡|补领、换领、换发",
    "个人参保证明|查询打印",
    "居住证签注",
    "无犯罪记录证明",
    "城乡居民参保登记",
    "结婚登记预约",
]
LIFE_EVENTS = {"出生", "入学", "就业", "退休", "开办企业"}
OFFICES = tomllib.loads((demo.FOLDER / "offices.toml").read_text("utf-8"))
ONE_MORE_DIGIT = "990101"
VALUES = {
    FieldKind.TEXT: "示例路旁边",
    FieldKind.NAME: "张示例",
    FieldKind.ADDRESS: "示例市示例区示例路1号",
    FieldKind.DATE: "2026-01-05",
    FieldKind.PHONE: "13800000000",
    FieldKind.NUMBER: "3",
    FieldKind.ID_NUMBER: "990101199001010019",
}
APPLICABLE = [item for item in catalogue_data.load_items() if item.form.fields]


def test_it_keeps_every_rule() -> None:
    errors = [one for one in check(demo.items()) if one.weight is Weight.ERROR]
    assert errors == []


def test_core_and_backend_read_the_same() -> None:
    assert demo.items() == demo.served()


def test_it_is_wide_enough() -> None:
    items = demo.items()
    depths = Counter(item.self_service for item in items)
    assert len(items) >= 200
    assert depths[Depth.APPLY] + depths[Depth.FULL] >= 100
    assert depths[Depth.PRINT] >= 10
    assert {item.column for item in items} == {"personal", "legal", "bundle", "crossregion"}
    assert len({item.department for item in items}) >= 20


def test_the_services_every_terminal_has_are_there() -> None:
    wanted = Path(__file__).with_name("samples").joinpath("required_names.txt").read_text("utf-8")
    assert set(wanted.split()) <= {item.plain_name for item in demo.items()}


def test_bundles_for_the_events_of_life() -> None:
    bundles = [item for item in demo.items() if item.column == "bundle"]
    assert {event for item in bundles for event in item.life_events} >= LIFE_EVENTS
    everything = demo.named("新生儿出生一件事")
    asked = [one.name for one in everything.form.fields]
    assert len(asked) == len(set(asked))
    assert len(everything.materials) < sum(
        len(item.materials) for item in demo.items() if item.code in everything.parts
    )


@pytest.mark.parametrize("office", [one for one in OFFICES.values() if "uscc" in one])
def test_offices_are_well_formed_and_fictional(office: dict[str, str]) -> None:
    assert is_credit_code(office["uscc"])
    assert office["uscc"][2:8] == ONE_MORE_DIGIT
    assert "示例" in office["name"]
    assert "虚构" in office["rule"]
    assert re.fullmatch(r"1\d{4}|95598|000-\d{8}", office["consult_phone"])


def test_each_has_words_of_its_own() -> None:
    """A script that swaps names would repeat itself."""
    items = demo.items()
    assert len({item.plain for item in items}) == len(items)
    for texts in ("steps", "conditions"):
        counted = Counter(getattr(item, texts) for item in items)
        repeated = sum(count for texts, count in counted.items() if count > 2 and texts)
        assert repeated <= len(items) / 20


def test_hot_items() -> None:
    hot = sorted((item for item in demo.items() if item.hot), key=lambda item: item.hot)
    assert [item.name for item in hot] == HOME_PAGE


def test_the_mock_ups_item() -> None:
    card = next(item for item in demo.items() if item.hot == 1)
    assert (card.promised_limit.days, card.statutory_limit.days) == (7, 20)
    assert (card.minutes, card.short_name) == (6, "社会保障卡补领")
    address, phone = card.form.fields
    assert (address.label, address.prefill, address.required) == ("收卡地址", "address", True)
    assert (phone.label, phone.required) == ("手机号", False)
    assert [material.name for material in card.materials] == ["居民身份证", "户口簿本人页"]


def answer(one: Field, data: st.DataObject) -> str:
    """An answer as a citizen might give it."""
    if one.choices:
        return one.choices[-1].value
    if one.pattern:
        return str(data.draw(st.from_regex(re.compile(one.pattern, re.ASCII), fullmatch=True)))
    return VALUES[one.kind][: one.max_length]


@pytest.mark.parametrize("served", APPLICABLE, ids=lambda item: item.short_name)
@settings(max_examples=1, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_its_form_can_be_filled_and_handed_in(
    served: catalogue_data.Item, data: st.DataObject
) -> None:
    item = Item.model_validate(served.model_dump(mode="json"))
    form = {one.name: answer(one, data) for one in item.form.fields}
    assert {
        name: check_field(one, form[name]) for name, one in fields(item).items()
    } == dict.fromkeys(form)
    in_hand = {material.code for material in item.materials}
    assert advance_defects(Papers(item=served, form=form, in_hand=in_hand)) == []


def fields(item: Item) -> dict[str, Field]:
    return {one.name: one for one in item.form.fields}
