"""Terminal and catalogue calls: heartbeats, fault reports, the signed snapshot of items."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Response

from simulators.backend.bodies import FaultReport, Heartbeat
from simulators.backend.platform import TheCaller, ThePlatform

router = APIRouter(prefix="/v1")


@router.post("/terminal/heartbeat")
async def heartbeat(report: Heartbeat, platform: ThePlatform, caller: TheCaller) -> dict[str, Any]:
    platform.store.db.execute(
        "INSERT INTO heartbeats (terminal, report, heard_at, beats) VALUES (?, ?, ?, 1)"
        " ON CONFLICT DO UPDATE SET report = excluded.report, heard_at = excluded.heard_at,"
        " beats = beats + 1",
        [caller.terminal, report.model_dump_json(), caller.now.isoformat()],
    )
    return {
        "server_time": caller.now.isoformat(),
        "catalogue_version": platform.catalogue.version,
        "notices": platform.desk.notices,
        "out_of_service": platform.desk.out_of_service,
    }


@router.post("/terminal/faults", status_code=201)
async def report_fault(
    report: FaultReport, platform: ThePlatform, caller: TheCaller
) -> dict[str, str]:
    number = platform.store.insert(
        "fault_reports", terminal=caller.terminal, **json.loads(report.model_dump_json())
    )
    return {"fault_id": f"F{number:06d}"}


@router.get("/catalogue/manifest")
async def manifest(platform: ThePlatform) -> dict[str, Any]:
    return platform.catalogue.manifest


@router.get("/catalogue/items")
async def items(platform: ThePlatform) -> Response:
    """The very bytes whose SHA-256 the manifest names."""
    return Response(platform.catalogue.body, media_type="application/json")
