"""The tester's window into the simulator: unsigned, loopback clients only, no part of /v1."""

from __future__ import annotations

import json
from typing import Any, Final, Literal

from fastapi import APIRouter, Depends, HTTPException, Request
from pydantic import BaseModel, ConfigDict

from simulators.backend import registry, voices
from simulators.backend.case_view import show
from simulators.backend.clock import beijing_now
from simulators.backend.faults import FaultOrder
from simulators.backend.platform import Desk, ThePlatform
from simulators.backend.store import TABLES

LOOPBACK: Final = frozenset({"127.0.0.1", "::1"})


async def loopback_only(request: Request) -> None:
    if request.client is None or request.client.host not in LOOPBACK:
        raise HTTPException(403)


router = APIRouter(prefix="/sim", dependencies=[Depends(loopback_only)])


class Notice(BaseModel):
    """A public notice as terminals are told it."""

    model_config = ConfigDict(extra="forbid")

    text: str
    area: str = ""
    urgency: Literal["normal", "emergency"] = "normal"
    texts: dict[str, str] = {}


class DeskOrder(BaseModel):
    """What heartbeats shall answer from now on."""

    model_config = ConfigDict(extra="forbid")

    notices: list[Notice]
    out_of_service: dict[str, str] | None = None
    nearest: str | None = None


def _masked(applicant: dict[str, str]) -> dict[str, str]:
    return {
        "name": registry.masked_name(applicant["name"]),
        "id_number": registry.masked_number(applicant["id_number"]),
        "card_kind": applicant["card_kind"],
    }


def _chosen(told: dict[str, Any]) -> dict[str, Any]:
    """Of what the applicant chose, what the contract's Case does not say."""
    return {name: told[name] for name in ("situations", "delivery", "agent")}


@router.get("/state")
async def state(platform: ThePlatform) -> dict[str, Any]:
    """Row counts by table, and cases whose reference was opened more than once."""
    duplicates = platform.store.rows(
        "SELECT 1 FROM cases GROUP BY terminal, terminal_case_ref HAVING count(*) > 1"
    )
    return {
        "demo": "演示数据",
        "counts": {table: platform.store.count(table) for table in TABLES},
        "duplicate_refs": len(list(duplicates)),
        "catalogue_version": platform.catalogue.version,
        "faults": platform.faults.listing(),
    }


@router.get("/cases")
async def all_cases(platform: ThePlatform) -> dict[str, Any]:
    rows = list(platform.store.rows("SELECT * FROM cases ORDER BY id"))
    shown = [
        {
            **show(platform, row),
            "applicant": _masked(json.loads(row["applicant"])),
            "created_at": row["created_at"],
            "submitted_at": row["submitted_at"],
            "form_fields": sorted(json.loads(row["form"])),
            **_chosen(json.loads(row["application"])),
        }
        for row in rows
    ]
    return {"cases": shown}


@router.get("/requests")
async def requests(platform: ThePlatform) -> dict[str, Any]:
    rows = platform.store.rows("SELECT * FROM requests ORDER BY rowid")
    return {"requests": list(rows)}


@router.get("/heartbeats")
async def heartbeats(platform: ThePlatform) -> dict[str, Any]:
    rows = platform.store.rows("SELECT * FROM heartbeats")
    return {"heartbeats": [{**row, "report": json.loads(row["report"])} for row in list(rows)]}


@router.get("/audit-heads")
async def audit_heads(platform: ThePlatform) -> dict[str, Any]:
    """What the operator sees of audit trails: how long, and whether one was contradicted."""
    return {"audit_heads": list(platform.store.rows("SELECT * FROM audit_heads"))}


@router.get("/reports")
async def fault_reports(platform: ThePlatform) -> dict[str, Any]:
    """What terminals told the operator of."""
    return {"reports": list(platform.store.rows("SELECT * FROM fault_reports ORDER BY id"))}


@router.get("/voices")
async def what_people_told(platform: ThePlatform) -> dict[str, Any]:
    """Calls for help, and feedback with its words."""
    return voices.told(platform)


@router.post("/faults", status_code=201)
async def order_fault(order: FaultOrder, platform: ThePlatform) -> dict[str, int]:
    return {"id": platform.faults.add(order)}


@router.delete("/faults", status_code=204)
async def clear_faults(platform: ThePlatform) -> None:
    platform.faults.clear()


@router.post("/desk", status_code=204)
async def set_desk(order: DeskOrder, platform: ThePlatform) -> None:
    platform.desk.notices = [one.model_dump() for one in order.notices]
    platform.desk.out_of_service = order.out_of_service
    platform.desk.nearest = order.nearest


@router.post("/config", status_code=204)
async def set_config(changed: dict[str, Any], platform: ThePlatform) -> None:
    """Keys of the terminals' configuration that differ from the file's from now on."""
    platform.desk.config = changed


@router.get("/events")
async def events(platform: ThePlatform) -> dict[str, Any]:
    """What terminals told of their days, oldest first."""
    rows = platform.store.rows("SELECT * FROM events ORDER BY rowid")
    return {"events": [json.loads(row["event"]) for row in list(rows)]}


@router.post("/reset", status_code=204)
async def reset(platform: ThePlatform) -> None:
    platform.faults.clear()
    platform.guesses.forget()
    platform.faces.forget()
    vars(platform.desk).update(vars(Desk()))
    async with platform.store.act():
        platform.store.clear()
        if platform.catalogue.restore(beijing_now()):
            platform.store.note_published(beijing_now())
