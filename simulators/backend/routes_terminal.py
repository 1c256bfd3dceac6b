"""Terminal and catalogue calls."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from simulators.backend import fleet
from simulators.backend.bodies import json_body
from simulators.backend.bodies_terminal import Activation, EventBatch, FaultReport, Heartbeat
from simulators.backend.platform import TheCaller, ThePlatform

router = APIRouter(prefix="/v1")


@router.post("/terminal/activate", status_code=201)
async def activate(
    new: Annotated[Activation, json_body(Activation)], platform: ThePlatform, caller: TheCaller
) -> dict[str, Any]:
    return fleet.activate(platform, caller, new)


@router.post("/terminal/heartbeat")
async def heartbeat(
    report: Annotated[Heartbeat, json_body(Heartbeat)], platform: ThePlatform, caller: TheCaller
) -> dict[str, Any]:
    return fleet.heard(platform, caller, report)


@router.post("/terminal/events")
async def events(
    batch: Annotated[EventBatch, json_body(EventBatch)], platform: ThePlatform, caller: TheCaller
) -> dict[str, int]:
    return fleet.keep_events(platform, caller, batch)


@router.post("/terminal/faults", status_code=201)
async def report_fault(
    report: Annotated[FaultReport, json_body(FaultReport)],
    platform: ThePlatform,
    caller: TheCaller,
) -> dict[str, str]:
    number = platform.store.insert(
        "fault_reports", terminal=caller.terminal, **json.loads(report.model_dump_json())
    )
    return {"fault_id": f"F{number:06d}"}


@router.get("/terminal/config")
async def config(platform: ThePlatform) -> dict[str, Any]:
    return fleet.config(platform)


@router.get("/terminal/audit-head")
async def audit_head(platform: ThePlatform, caller: TheCaller) -> dict[str, Any]:
    row = fleet.audit_head(platform, caller)
    if row is None:
        return {"head": None, "heard_at": None}
    head = {"entries": row["entries"], "digest": row["digest"]}
    return {"head": head, "heard_at": row["heard_at"]}


@router.get("/catalogue/manifest")
async def manifest(platform: ThePlatform) -> dict[str, Any]:
    return platform.catalogue.manifest


@router.get("/catalogue/items")
async def items(
    platform: ThePlatform,
    since: Annotated[str | None, Query(pattern="^[0-9a-z-]{1,64}$")] = None,
) -> Response:
    """The very bytes whose SHA-256 the manifest names, or a signed delta."""
    body = platform.catalogue.since(since)
    headers = {"X-Catalogue-Signature": platform.catalogue.signature(body)}
    return Response(body, media_type="application/json", headers=headers)


@router.get("/catalogue/forms/{id}")
async def form(id: str, platform: ThePlatform) -> dict[str, Any]:
    return platform.catalogue.form_owner(id).form.model_dump(mode="json")
