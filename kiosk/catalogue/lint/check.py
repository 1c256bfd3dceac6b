"""All rules over a catalogue. Each stands here with its number: S… in the policy documents'
requirements, C… in the standards' (docs/catalogue.md tells both)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.catalogue.lint import bundles, codes, guide, limits, materials
from kiosk.catalogue.lint.slips import CatalogueRule, ItemRule, Slip, Weight
from kiosk.catalogue.model import Item

ITEM_RULES: tuple[tuple[str, ItemRule], ...] = (
    ("C2", codes.codes_have_their_lengths),
    ("C2", codes.office_code_is_valid),
    ("C1", codes.code_says_the_kind),
    ("C1", codes.code_says_the_level),
    ("S007", limits.limits_are_given),
    ("S128", limits.limit_without_law_is_the_default),
    ("S129", limits.promise_keeps_the_law),
    ("S133", limits.instant_means_one_day),
    ("S125", limits.automatic_is_instant_and_explained),
    ("S132", limits.online_means_no_visit),
    ("S131", limits.window_means_a_visit),
    ("C2", limits.visits_have_reasons),
    ("C2", limits.fees_have_a_basis),
    ("S023", materials.no_material_catches_all),
    ("S023", materials.no_condition_is_vague),
    ("S029", materials.originals_need_no_copies),
    ("S028", materials.materials_say_how_many),
    ("S028", materials.materials_say_why_and_whence),
    ("S093", materials.materials_are_asked_once),
    ("S119", materials.necessity_is_known),
    ("S084", materials.licences_save_paper),
    ("S013", materials.situations_lead_somewhere),
    ("S117", materials.commitments_are_whole),
    ("S022", materials.applications_ask_something),
    ("S038", materials.fields_can_be_filled),
    ("S027", guide.phones_differ),
    ("S027", guide.phones_can_be_dialled),
    ("S008", guide.elements_are_there),
    ("S026", guide.place_is_exact),
    ("S032", guide.steps_tell_something),
    ("C2", guide.licences_answer_a_question),
    ("C2", guide.audience_fits_the_column),
    ("S051", guide.can_be_found),
)
CATALOGUE_RULES: tuple[tuple[str, CatalogueRule], ...] = (
    ("S005", codes.codes_are_unique),
    ("S018", codes.an_office_has_one_name),
    ("S051", guide.names_lead_to_one_item),
    ("S100", bundles.bundles_have_parts),
    ("S102", bundles.parts_share_one_form),
)
GOALS: tuple[tuple[str, ItemRule], ...] = (("S129", limits.promise_is_a_third),)
"""What is aimed at; missing it is noted, not refused."""


@dataclass(frozen=True)
class Finding:
    """A rule broken: its number and name, the item, the field, and what is wrong."""

    weight: Weight
    requirement: str
    rule: str
    code: str
    item: str
    field: str
    message: str


def check(items: Sequence[Item]) -> tuple[Finding, ...]:
    """Everything found, errors first, each weight in the order of the items."""
    found = [
        *(_of_items(items, ITEM_RULES, Weight.ERROR)),
        *(_of_all(items)),
        *(_of_items(items, GOALS, Weight.NOTE)),
    ]
    order = {item.code: place for place, item in enumerate(items)}
    return tuple(sorted(found, key=lambda one: (one.weight is Weight.NOTE, order[one.code])))


def _of_items(
    items: Sequence[Item], rules: Sequence[tuple[str, ItemRule]], weight: Weight
) -> Iterator[Finding]:
    for item in items:
        for requirement, rule in rules:
            for slip in rule(item):
                yield _finding(weight, requirement, rule, item, slip)


def _of_all(items: Sequence[Item]) -> Iterator[Finding]:
    for requirement, rule in CATALOGUE_RULES:
        for one in rule(items):
            yield _finding(Weight.ERROR, requirement, rule, one.item, one.slip)


def _finding(
    weight: Weight, requirement: str, rule: ItemRule | CatalogueRule, item: Item, slip: Slip
) -> Finding:
    return Finding(
        weight=weight,
        requirement=requirement,
        rule=rule.__name__,
        code=item.code,
        item=item.plain_name,
        field=slip.field,
        message=slip.message,
    )
