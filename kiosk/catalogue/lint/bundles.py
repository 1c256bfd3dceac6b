"""Bundles (一件事): parts that exist and share one form without quarrel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiosk.catalogue.lint.slips import ItemSlip, Slip
from kiosk.catalogue.model import Field, Item

FEWEST_PARTS = 2


def bundles_have_parts(items: Sequence[Item]) -> Iterator[ItemSlip]:
    """A bundle has two parts or more, all offered; nothing else has parts."""
    known = {item.code: item for item in items}
    for item in items:
        if (item.column == "bundle") != (len(item.parts) >= FEWEST_PARTS):
            yield ItemSlip(item, Slip("parts", f"{len(item.parts)} parts in column {item.column}"))
        for code in item.parts:
            if code not in known:
                yield ItemSlip(item, Slip("parts", f"there is no item {code}"))
            elif not known[code].can_apply or known[code].parts:
                name = known[code].plain_name
                yield ItemSlip(item, Slip("parts", f"“{name}” cannot be applied for as a part"))


def parts_share_one_form(items: Sequence[Item]) -> Iterator[ItemSlip]:
    """A question that several parts ask is asked once: of one kind, with all their choices."""
    known = {item.code: item for item in items}
    for bundle in (item for item in items if item.parts):
        asked = {one.name: one for one in bundle.form.fields}
        for part in (known[code] for code in bundle.parts if code in known):
            for one in part.form.fields:
                if not _covers(asked.get(one.name), one):
                    message = f"“{part.plain_name}” asks something else by this name"
                    yield ItemSlip(bundle, Slip(f"form.{one.name}", message))


def _covers(asked: Field | None, one: Field) -> bool:
    return (
        asked is not None
        and asked.kind is one.kind
        and {choice.value for choice in one.choices} <= {choice.value for choice in asked.choices}
    )
