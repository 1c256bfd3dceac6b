"""A bundle reduced here is the one the platform would ask for, whatever parts are chosen."""

from __future__ import annotations

from itertools import combinations

import pytest

from kiosk.catalogue.bundles import reduced, serves
from kiosk.catalogue.model import Item
from simulators.backend.catalogue_data import load_items, without
from tests.catalogue import demo

BUNDLES = [one for one in demo.served() if one.parts]


def parts_of(bundle: Item) -> list[Item]:
    known = {one.code: one for one in demo.served()}
    return [known[code] for code in bundle.parts]


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda one: one.short_name)
def test_every_choice_of_parts_asks_for_what_the_platform_asks_for(bundle: Item) -> None:
    theirs = {one.code: one for one in load_items()}
    for size in range(1, len(bundle.parts) + 1):
        for chosen in combinations(bundle.parts, size):
            left_out = [theirs[code] for code in bundle.parts if code not in chosen]
            platform = without(theirs[bundle.code], left_out, [theirs[code] for code in chosen])
            ours = reduced(bundle, parts_of(bundle), chosen)
            assert ours == Item.model_validate(platform.model_dump(mode="json"))


def test_a_part_left_out_takes_only_its_own_questions_with_it() -> None:
    birth = demo.named("新生儿出生一件事")
    bundle = next(one for one in demo.served() if one.code == birth.code)
    register = demo.named("户口登记")
    asked = reduced(bundle, parts_of(bundle), [register.code])
    assert [one.name for one in asked.form.fields] == [
        "phone",
        "child_name",
        "child_birth",
        "follow",
        "nation",
    ]
    assert "hospital_invoice" not in {one.code for one in asked.materials}


def test_who_a_question_is_for_is_known() -> None:
    bundle = demo.named("新生儿出生一件事")
    names = [one.plain_name for one in serves(parts_of(bundle), "field", "child_birth")]
    assert names == ["《预防接种证》办理", "户口登记"]
    assert serves(parts_of(bundle), "material", "hospital_invoice")
    assert not serves(parts_of(bundle), "situation", "no such question")
