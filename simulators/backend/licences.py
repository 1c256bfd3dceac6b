"""The licence library: what a person holds, and permissions to use it for one item and purpose."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import Any, Final

from simulators.backend import phone_codes, registry
from simulators.backend.bodies_cases import NewAuthorisation, Presentation
from simulators.backend.catalogue_model import Item
from simulators.backend.platform import Caller, Platform, Presence
from simulators.backend.problems import Defect, ProblemError, invalid

AUTHORISATION_LIFE: Final = timedelta(days=7)
# A permission with what it is for: a licence (kind, name) or a page (page_code, page_item).
PERMISSIONS: Final = (
    "SELECT a.*, l.kind, l.name, p.code AS page_code, p.item_code AS page_item"
    " FROM authorisations a LEFT JOIN licences l ON l.id = a.licence"
    " LEFT JOIN pages p ON p.id = a.page"
)
CODE_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def random_code(length: int) -> str:
    """Without 0, 1, I, L and O, which people confuse."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(length))


def _status(row: dict[str, Any], today: date) -> str:
    if row["revoked"]:
        return "revoked"
    late = row["valid_to"] is not None and date.fromisoformat(row["valid_to"]) < today
    return "expired" if late else "valid"


def _satisfies(row: dict[str, Any], item: Item | None) -> list[str]:
    materials = item.materials if item else []
    return [material.code for material in materials if material.licence_kind == row["kind"]]


def _shown(row: dict[str, Any], item: Item | None, today: date) -> dict[str, Any]:
    return {
        "licence_id": f"L{row['id']:06d}",
        "kind": row["kind"],
        "name": row["name"],
        "holder_masked": registry.masked_name(row["holder"]),
        "number_masked": registry.masked_number(row["number"], head=4),
        "issuer": row["issuer"],
        "issued_on": row["issued_on"],
        "valid_to": row["valid_to"],
        "status": _status(row, today),
        "satisfies": _satisfies(row, item),
    }


def held(
    platform: Platform, caller: Caller, citizen: Presence, for_item: str | None
) -> list[dict[str, Any]]:
    """The citizen's licences; for an item only those that save one of its materials."""
    item = platform.catalogue.offered(for_item) if for_item else None
    rows = platform.store.rows(
        "SELECT * FROM licences WHERE person_ref = ? ORDER BY id", citizen.person_ref
    )
    shown = [_shown(row, item, caller.now.date()) for row in rows]
    return [licence for licence in shown if item is None or licence["satisfies"]]


def _usable(row: dict[str, Any], item: Item, today: date) -> list[str]:
    """The materials it saves. Raises ProblemError `invalid` when it saves none."""
    found = []
    if _status(row, today) != "valid":
        found.append(Defect("licence_id", f"“{row['name']}”已过期或注销，不能用。"))
    if not _satisfies(row, item):
        found.append(Defect("item_code", f"这个事项用不上“{row['name']}”。"))
    if found:
        raise invalid(*found)
    return _satisfies(row, item)


def _allow(
    platform: Platform, caller: Caller, row: dict[str, Any], item: Item, purpose: str
) -> dict[str, Any]:
    saved = _usable(row, item, caller.now.date())
    expires_at = (caller.now + AUTHORISATION_LIFE).isoformat()
    number = platform.store.insert(
        "authorisations",
        licence=row["id"],
        item_code=item.code,
        purpose=purpose,
        person_ref=row["person_ref"],
        terminal=caller.terminal,
        expires_at=expires_at,
    )
    return {
        "authorisation_id": f"A{number:06d}",
        "licence_id": f"L{row['id']:06d}",
        "item_code": item.code,
        "purpose": purpose,
        "satisfies": saved,
        "expires_at": expires_at,
    }


def authorise(
    platform: Platform, caller: Caller, citizen: Presence, licence_id: str, new: NewAuthorisation
) -> dict[str, Any]:
    """One licence for one item and purpose. Another person's licence is not found."""
    row = platform.store.row(
        "SELECT * FROM licences WHERE person_ref = ? AND 'L' || printf('%06d', id) = ?",
        citizen.person_ref,
        licence_id,
    )
    if row is None:
        raise ProblemError("not_found")
    return _allow(platform, caller, row, platform.catalogue.offered(new.item_code), new.purpose)


def present(platform: Platform, caller: Caller, shown: Presentation) -> dict[str, Any]:
    """The licence behind a presenting code, and the permission its holder gave with it."""
    item = platform.catalogue.offered(shown.item_code)
    licence = phone_codes.take(platform.store, "licence", shown.code, caller.now)
    row = platform.store.row("SELECT * FROM licences WHERE id = ?", licence)
    if row is None:
        raise ProblemError("not_found")
    permission = _allow(platform, caller, row, item, shown.purpose)
    # The holder may be another person: whoever opens the case may use it.
    platform.store.update(
        "authorisations", "id", int(permission["authorisation_id"][1:]), person_ref=None
    )
    return {"licence": _shown(row, item, caller.now.date()), "authorisation": permission}


def permissions(
    platform: Platform, caller: Caller, who: Presence, codes: set[str], ids: list[str]
) -> tuple[list[dict[str, Any]], list[Defect]]:
    """The permissions named that may be used for items of these codes, and what is wrong."""
    good, wrong = [], []
    for name in ids:
        row = platform.store.row(f"{PERMISSIONS} WHERE 'A' || printf('%06d', a.id) = ?", name)
        theirs = row is not None and row["person_ref"] in (None, who.person_ref)
        if row is None or not theirs or row["terminal"] != caller.terminal:
            wrong.append(Defect(f"authorisations.{name}", "没有这项授权。"))
        elif row["item_code"] not in codes:
            wrong.append(Defect(f"authorisations.{name}", "这项授权不是给这个事项的。"))
        elif row["case_no"] or row["expires_at"] <= caller.now.isoformat():
            wrong.append(Defect(f"authorisations.{name}", "这项授权已经用过或过期。"))
        else:
            good.append(row)
    return good, wrong


def materials_saved(item: Item, used: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Material code to the permission that saves it."""
    return {
        material.code: row
        for row in used
        for material in item.materials
        if material.licence_kind == row["kind"]
    }
