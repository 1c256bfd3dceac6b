"""A case as the contract shows it: nothing in it says whose it is."""

from __future__ import annotations

import json
from typing import Any, Final

from simulators.backend import earlier, notices, ratings
from simulators.backend.catalogue_model import Item
from simulators.backend.licences import PERMISSIONS, materials_saved
from simulators.backend.platform import Platform
from simulators.backend.working_days import deadline_after

QUERY_URL: Final = "https://ywtb.example/c/"  # .example is reserved (RFC 2606)
HOME_REGION: Final = "990101"
COLUMNS: Final = (
    "case_no",
    "query_code",
    "item_code",
    "state",
    "accepted_at",
    "promised_date",
    "statutory_date",
    "terminal",
    "terminal_case_ref",
)

Row = dict[str, Any]


def case_row(platform: Platform, case_no: str) -> Row | None:
    return platform.store.row("SELECT * FROM cases WHERE case_no = ?", case_no)


def materials(platform: Platform, case_no: str) -> list[dict[str, Any]]:
    return list(
        platform.store.rows(
            "SELECT code, size, sha256 FROM materials WHERE case_no = ? ORDER BY code", case_no
        )
    )


def permissions_used(platform: Platform, case_no: str) -> list[Row]:
    return list(platform.store.rows(f"{PERMISSIONS} WHERE a.case_no = ? ORDER BY a.id", case_no))


def show(platform: Platform, row: Row) -> dict[str, Any]:
    """A Case as any signed terminal may see it."""
    item = platform.catalogue.known(row["item_code"])
    told = json.loads(row["application"])
    asked = platform.catalogue.bundle(item, told["parts"])
    permissions = permissions_used(platform, row["case_no"])
    where = told["handling_region"] or HOME_REGION
    decides = next((one for one in item.handling_area.regions if one.code == where), None)
    return {
        **{name: row[name] for name in COLUMNS},
        "item_name": item.plain_name,
        "company": told["company"],
        "history": _history(platform, row["case_no"]),
        "estimated": bool(row["estimated"]),
        "suspended": _json(row["suspended"]),
        "department": (decides and decides.department) or item.department,
        "handling_region": where,
        "consult_phone": (decides and decides.consult_phone) or item.consult_phone,
        "query_url": QUERY_URL + row["query_code"],
        "materials": materials(platform, row["case_no"]),
        "licences": _licences(asked, permissions),
        "earlier": earlier.used(platform, permissions, asked),
        "deferred": _deferred(platform, row, asked, told),
        "commitments": told["commitments"],
        "parts": _parts(platform, row, told["parts"]),
        "notices": notices.shown(platform.store, row["case_no"]),
        "decision": _json(row["decision"]),
        "result": _json(row["result"]),
        "rating": ratings.shown(platform.store, row["case_no"]),
    }


def _json(text: str | None) -> Any:  # noqa: ANN401 - as it was stored
    return None if text is None else json.loads(text)


def _history(platform: Platform, case_no: str) -> list[Row]:
    rows = platform.store.rows(
        "SELECT state, at FROM case_steps WHERE case_no = ? ORDER BY id", case_no
    )
    return list(rows)


def _licences(item: Item, permissions: list[Row]) -> list[dict[str, Any]]:
    return [
        {"code": code, "licence_id": f"L{used['licence']:06d}", "name": used["name"]}
        for code, used in materials_saved(item, permissions).items()
    ]


def _deferred(
    platform: Platform, row: Row, item: Item, told: dict[str, Any]
) -> list[dict[str, Any]]:
    """Materials promised for later (容缺) that have not come yet."""
    received = {material["code"] for material in materials(platform, row["case_no"])}
    return [
        {
            "code": material.code,
            "name": material.name,
            "due": deadline_after(row["accepted_at"], material.defer_days),
        }
        for material in item.materials
        if material.code in told["deferred"] and material.code not in received
    ]


def _parts(platform: Platform, row: Row, parts: list[str]) -> list[dict[str, Any]]:
    bundle = platform.catalogue.known(row["item_code"])
    whole = bundle.promised_limit.days
    return [
        {
            "item_code": code,
            "item_name": part.plain_name,
            "department": part.department,
            "promised_date": deadline_after(
                row["accepted_at"], min(part.promised_limit.days, whole)
            ),
            "state": row["state"],
        }
        for code in parts or bundle.parts
        for part in (platform.catalogue.known(code),)
    ]
