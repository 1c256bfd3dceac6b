"""Every rule finds what it is for; a clean item has nothing to find."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from kiosk import cli
from kiosk.catalogue.lint.check import CATALOGUE_RULES, GOALS, ITEM_RULES, check
from kiosk.catalogue.lint.slips import Weight
from kiosk.catalogue.model import (
    Fee,
    Field,
    FieldKind,
    Item,
    Limit,
    Material,
    MaterialSource,
    Situation,
)
from kiosk.identity.credit_codes import is_credit_code
from tests.catalogue import demo

CARD = demo.named("社会保障卡补领、换领、换发")
LICENCE = demo.named("教师资格认定")
BOOKED = demo.named("结婚登记预约")
BILL = demo.named("应缴水费查询")
AUTOMATIC = demo.named("社会保障卡挂失")
DEFERRED = demo.named("居住证申领")
SITUATED = demo.named("教师资格证书补发、换发")
PROMISED = demo.named("最低生活保障")
BUNDLE = demo.named("新生儿出生一件事")
BROKEN_CODE = "119901010099000130"


def first_material(item: Item, **changes: object) -> Item:
    """The item with its first material changed."""
    first, *rest = item.materials
    return changed(item, materials=(first.model_copy(update=changes), *rest))


def first_field(item: Item, **changes: object) -> Item:
    """The item with its first question changed."""
    first, *rest = item.form.fields
    return asking(item, (first.model_copy(update=changes), *rest))


def asking(item: Item, fields: tuple[Field, ...]) -> Item:
    """The item with these questions."""
    return changed(item, form=item.form.model_copy(update={"fields": fields}))


def changed(item: Item, **changes: object) -> Item:
    """The item with other values."""
    return item.model_copy(update=changes)


def with_codes(item: Item, **codes: str) -> Item:
    """The item with other codes."""
    return changed(item, codes={**item.codes, **codes})


def with_office(item: Item, office: str) -> Item:
    """The item under another office's code."""
    long = office + item.codes["31"][18:]
    return with_codes(item, **{"31": long, "33": long + "01"})


MISSING: Material = CARD.materials[1].model_copy(
    update={"source": MaterialSource.LICENCE, "licence_kind": "", "code": "other"}
)
TWO_WAYS = Situation(name="way", question="怎么来？", choices=SITUATED.situations[0].choices[:1])

BROKEN: list[tuple[str, str, Item]] = [
    ("codes_have_their_lengths", "codes.12", with_codes(CARD, **{"12": "12345"})),
    ("codes_have_their_lengths", "codes.33", with_codes(CARD, **{"33": CARD.codes["31"]})),
    ("office_code_is_valid", "codes.31", with_office(CARD, BROKEN_CODE)),
    ("code_says_the_kind", "codes.12", changed(CARD, kind="行政许可")),
    ("code_says_the_kind", "kind", changed(CARD, kind="便民事项")),
    ("code_says_the_level", "codes.31", changed(CARD, level="市级")),
    ("limits_are_given", "promised_limit", changed(CARD, promised_limit=Limit(days=0))),
    (
        "limits_are_given",
        "statutory_limit",
        changed(CARD, statutory_limit=Limit(days=1, unit="月")),
    ),
    (
        "limit_without_law_is_the_default",
        "statutory_limit",
        changed(CARD, legal_basis=(), statutory_limit=Limit(days=30)),
    ),
    ("promise_keeps_the_law", "promised_limit", changed(CARD, promised_limit=Limit(days=21))),
    ("instant_means_one_day", "instant", changed(CARD, instant=True)),
    (
        "automatic_is_instant_and_explained",
        "automatic_rule",
        changed(AUTOMATIC, automatic_rule=None),
    ),
    ("online_means_no_visit", "visits", changed(CARD, visits=1, visit_reason="来一次")),
    ("window_means_a_visit", "visits", changed(BOOKED, visits=0, visit_reason="")),
    ("visits_have_reasons", "visit_reason", changed(BOOKED, visit_reason="无")),
    ("visits_have_reasons", "visit_reason", changed(CARD, visit_reason="来一次")),
    ("fees_have_a_basis", "fee.basis", changed(CARD, fee=Fee(free=False, text="10 元"))),
    ("fees_have_a_basis", "fee", changed(CARD, fee=Fee(free=True, text="10 元"))),
    ("no_material_catches_all", "materials.id_card.name", first_material(CARD, name="其他材料")),
    ("no_material_catches_all", "materials.id_card.name", first_material(CARD, name="身份证等")),
    ("no_material_catches_all", "materials.id_card.name", first_material(CARD, name="相关证明")),
    (
        "no_condition_is_vague",
        "conditions.0",
        changed(CARD, conditions=("法律法规规定的其他条件",)),
    ),
    ("originals_need_no_copies", "materials.id_card.copies", first_material(CARD, copies=1)),
    ("materials_say_how_many", "materials.id_card", first_material(CARD, originals=0)),
    ("materials_say_why_and_whence", "materials.id_card.basis", first_material(CARD, basis=" ")),
    ("materials_say_why_and_whence", "materials.id_card.issuer", first_material(CARD, issuer="")),
    (
        "materials_are_asked_once",
        "materials.household_page.code",
        first_material(CARD, code="household_page"),
    ),
    ("necessity_is_known", "materials.id_card.necessity", first_material(CARD, necessity="可选")),
    (
        "necessity_is_known",
        "materials.id_card.defer_days",
        first_material(DEFERRED, necessity="容缺"),
    ),
    (
        "licences_save_paper",
        "materials.other.licence_kind",
        changed(CARD, materials=(*CARD.materials, MISSING)),
    ),
    (
        "situations_lead_somewhere",
        "materials.teacher_certificate.when.reason",
        changed(SITUATED, situations=()),
    ),
    ("situations_lead_somewhere", "situations.way", changed(CARD, situations=(TWO_WAYS,))),
    (
        "commitments_are_whole",
        "commitment.liability",
        changed(
            PROMISED,
            commitment=PROMISED.commitment
            and PROMISED.commitment.model_copy(update={"liability": ""}),
        ),
    ),
    ("commitments_are_whole", "commitment.replaces", changed(PROMISED, materials=())),
    ("applications_ask_something", "form.fields", asking(CARD, ())),
    ("applications_ask_something", "form.fields", asking(BOOKED, CARD.form.fields)),
    ("applications_ask_something", "form.fields", asking(BILL, CARD.form.fields)),
    ("applications_ask_something", "form.fields", asking(BILL, ())),
    ("fields_can_be_filled", "form.address", first_field(CARD, kind=FieldKind.CHOICE)),
    ("fields_can_be_filled", "form.address", first_field(CARD, pattern="[0-9")),
    ("fields_can_be_filled", "form.phone", first_field(CARD, name="phone")),
    ("phones_differ", "supervise_phone", changed(CARD, consult_phone="12345")),
    ("phones_can_be_dialled", "consult_phone", changed(CARD, consult_phone="8888888")),
    ("elements_are_there", "who", changed(CARD, who="")),
    ("elements_are_there", "steps", changed(CARD, steps=("刷身份证", " "))),
    (
        "place_is_exact",
        "place.window",
        changed(CARD, place=CARD.place.model_copy(update={"window": ""})),
    ),
    (
        "place_is_exact",
        "place.number",
        changed(CARD, place=CARD.place.model_copy(update={"number": "号"})),
    ),
    ("steps_tell_something", "steps.0", changed(CARD, steps=("受理", "刷身份证"))),
    ("steps_tell_something", "steps", changed(LICENCE, steps=LICENCE.steps[:4])),
    ("licences_answer_a_question", "faq", changed(LICENCE, faq=())),
    ("audience_fits_the_column", "audience", changed(CARD, audience=("legal",))),
    ("audience_fits_the_column", "column", changed(CARD, column="hot")),
    ("can_be_found", "aliases", changed(CARD, aliases=())),
    ("can_be_found", "keywords", changed(CARD, keywords=("社保卡", "社保卡"))),
    ("can_be_found", "short_name", changed(CARD, short_name="社会保障卡补领换领和换发办理")),
    ("promise_is_a_third", "promised_limit", changed(CARD, promised_limit=Limit(days=19))),
]


@pytest.mark.parametrize(
    ("rule", "field", "item"), BROKEN, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_broken_rule_is_found(rule: str, field: str, item: Item) -> None:
    found = {(one.rule, one.field) for one in check([item])}
    assert (rule, field) in found


@pytest.mark.parametrize("item", [CARD, LICENCE, BOOKED, AUTOMATIC, DEFERRED, SITUATED, PROMISED])
def test_a_clean_item_has_no_error(item: Item) -> None:
    assert [one for one in check([item]) if one.weight is Weight.ERROR] == []


def twin(**changes: object) -> Item:
    """Another item that would be clean by itself."""
    other = demo.named("失业登记")
    return other.model_copy(update=changes)


PARTS = [item for item in demo.items() if item.code in BUNDLE.parts]
TOGETHER: list[tuple[str, Sequence[Item]]] = [
    ("codes_are_unique", [CARD, twin(codes=CARD.codes)]),
    ("an_office_has_one_name", [CARD, twin(department="示例区别的局")]),
    ("names_lead_to_one_item", [CARD, twin(aliases=(CARD.aliases[0],))]),
    ("names_lead_to_one_item", [CARD, twin(short_name=CARD.plain_name)]),
    ("bundles_have_parts", [BUNDLE, *PARTS[:1]]),
    ("bundles_have_parts", [changed(BUNDLE, parts=()), *PARTS]),
    ("parts_share_one_form", [asking(BUNDLE, BUNDLE.form.fields[:1]), *PARTS]),
]


@pytest.mark.parametrize(("rule", "items"), TOGETHER)
def test_a_quarrel_between_items_is_found(rule: str, items: Sequence[Item]) -> None:
    assert rule in {one.rule for one in check(items)}


def test_every_rule_is_proven() -> None:
    proven = {rule for rule, *_ in BROKEN} | {rule for rule, _ in TOGETHER}
    assert proven == {rule.__name__ for _, rule in (*ITEM_RULES, *CATALOGUE_RULES, *GOALS)}


def test_every_rule_is_documented() -> None:
    documented = (Path(__file__).parents[2] / "docs/catalogue.md").read_text("utf-8")
    for requirement, rule in (*ITEM_RULES, *CATALOGUE_RULES, *GOALS):
        assert f"| {rule.__name__} | {requirement} |" in documented


@pytest.mark.parametrize(
    ("code", "valid"),
    [
        ("11110224000087812Y", True),
        ("12441500196720244T", True),
        ("11110224000087812X", False),
        ("1111022400008781", False),
        ("11110224000087I12Y", False),
    ],
)
def test_credit_codes(code: str, valid: bool) -> None:
    assert is_credit_code(code) is valid


def edited(tmp_path: Path, file: str, edit: Callable[[str], str]) -> str:
    """A copy of the demo catalogue with one file changed."""
    folder = tmp_path / "catalogue"
    shutil.copytree(demo.FOLDER, folder)
    path = folder / file
    path.write_text(edit(path.read_text("utf-8")), "utf-8")
    return str(folder)


def test_the_command_tells_item_and_field(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = edited(tmp_path, "offices.toml", lambda text: text.replace('"12333"', '"12345"', 1))
    assert cli.main(["catalogue", "lint", folder]) == 1
    out = capsys.readouterr().out
    assert "items/social_cards.toml: 社会保障卡挂失: supervise_phone: 12345 is the" in out
    assert "[S027 phones_differ]" in out


def test_the_command_over_the_demo_catalogue(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["catalogue", "lint", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["items"], told["errors"]) == (len(demo.items()), 0)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "items/police.toml",
            "minutes = 3",
            "minutes = 'three'",
            "items/police.toml: 居住证签注: minutes",
        ),
        (
            "items/police.toml",
            '"tenancy"',
            '"tenure"',
            "items/police.toml: 居住证签注: there is no 'tenure'",
        ),
        ("items/police.toml", "[[item]]", "[[item]", "police.toml: "),
        ("items/bundles.toml", '"992005030003"', '"992005039999"', "parts: no item 992005039999"),
    ],
)
def test_a_slip_of_the_pen_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str, old: str, new: str, told: str
) -> None:
    folder = edited(tmp_path, file, lambda text: text.replace(old, new, 1))
    assert cli.main(["catalogue", "lint", folder]) == 2
    assert told in capsys.readouterr().err


def test_a_folder_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["catalogue", "lint", str(tmp_path)]) == 2
    assert "items/*.toml" in capsys.readouterr().err
