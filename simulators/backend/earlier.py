"""Pages of earlier cases (材料复用): what a person handed in before, and leave to use it again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from simulators.backend.bodies_cases import NewAuthorisation
from simulators.backend.catalogue_model import Item, Material
from simulators.backend.licences import AUTHORISATION_LIFE
from simulators.backend.platform import Caller, Platform, Presence
from simulators.backend.problems import Defect, ProblemError, invalid

# Of a person's pages the newest of each material, whose case they did not take back.
PAGES: Final = (
    "SELECT p.*, max(p.handed_in) FROM pages p LEFT JOIN cases c ON c.case_no = p.case_no"
    " WHERE p.person_ref = ? AND coalesce(c.state, '') != 'withdrawn' GROUP BY p.code"
    " ORDER BY p.handed_in DESC, p.id"
)

Row = dict[str, Any]


def keep(platform: Platform, caller: Caller, row: Row, item: Item, in_hand: set[str]) -> None:
    """Remember which pages of a case just submitted may be used again."""
    for material in item.materials:
        if material.reuse_days and material.code in in_hand:
            platform.store.insert(
                "pages",
                person_ref=row["person_ref"],
                code=material.code,
                item_code=row["item_code"],
                case_no=row["case_no"],
                handed_in=caller.now.date().isoformat(),
            )


def held(
    platform: Platform, caller: Caller, citizen: Presence, for_item: str
) -> list[dict[str, Any]]:
    """What of the citizen's pages the item takes again."""
    item, today = platform.catalogue.offered(for_item), caller.now.date()
    return [
        {
            "page_id": f"M{row['id']:06d}",
            "code": row["code"],
            "name": material.name,
            "item_name": platform.catalogue.known(row["item_code"]).plain_name,
            "handed_in": row["handed_in"],
            "good_until": _good_until(row, material).isoformat(),
        }
        for row in platform.store.rows(PAGES, citizen.person_ref)
        for material in item.materials
        if _fits(row, material, today)
    ]


def _good_until(row: Row, material: Material) -> date:
    return date.fromisoformat(row["handed_in"]) + timedelta(days=material.reuse_days)


def _fits(row: Row, material: Material, today: date) -> bool:
    asked = material.code == row["code"] and material.reuse_days > 0
    return asked and today <= _good_until(row, material)


def authorise(
    platform: Platform, caller: Caller, citizen: Presence, page_id: str, new: NewAuthorisation
) -> dict[str, Any]:
    """One page for one item and purpose. Another person's page is not found."""
    pages = {f"M{row['id']:06d}": row for row in platform.store.rows(PAGES, citizen.person_ref)}
    row = pages.get(page_id)
    if row is None:
        raise ProblemError("not_found")
    item, today = platform.catalogue.offered(new.item_code), caller.now.date()
    saved = [material.code for material in item.materials if _fits(row, material, today)]
    if not saved:
        raise invalid(Defect("item_code", "这个事项用不上以前交的这份材料，或者已经太久。"))
    expires_at = (caller.now + AUTHORISATION_LIFE).isoformat()
    number = platform.store.insert(
        "authorisations",
        page=row["id"],
        item_code=item.code,
        purpose=new.purpose,
        person_ref=citizen.person_ref,
        terminal=caller.terminal,
        expires_at=expires_at,
    )
    return {
        "authorisation_id": f"A{number:06d}",
        "page_id": page_id,
        "item_code": item.code,
        "purpose": new.purpose,
        "satisfies": saved,
        "expires_at": expires_at,
    }


def used(platform: Platform, permissions: list[Row], item: Item) -> list[dict[str, Any]]:
    """The materials of the item that these permissions save, as a case tells them."""
    names = {material.code: material.name for material in item.materials}
    return [
        {
            "code": row["page_code"],
            "page_id": f"M{row['page']:06d}",
            "name": names[row["page_code"]],
            "item_name": platform.catalogue.known(row["page_item"]).plain_name,
        }
        for row in permissions
        if row["page_code"] in names
    ]


def codes(permissions: list[Row]) -> set[str]:
    """The materials that are there as earlier pages."""
    return {row["page_code"] for row in permissions if row["page"] is not None}
