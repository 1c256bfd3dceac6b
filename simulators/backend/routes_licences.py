"""Licence calls: what the citizen holds, authorisations, presenting codes."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from simulators.backend import licences
from simulators.backend.bodies import json_body
from simulators.backend.bodies_cases import NewAuthorisation, Presentation
from simulators.backend.platform import TheCaller, TheCitizen, ThePlatform

router = APIRouter(prefix="/v1/licences")


@router.get("")
async def held(
    platform: ThePlatform,
    caller: TheCaller,
    citizen: TheCitizen,
    for_item: Annotated[str | None, Query(pattern="^[0-9A-Z]{12}$")] = None,
) -> dict[str, Any]:
    return {"licences": licences.held(platform, caller, citizen, for_item)}


@router.post("/present", status_code=201)
async def present(
    shown: Annotated[Presentation, json_body(Presentation)],
    platform: ThePlatform,
    caller: TheCaller,
) -> dict[str, Any]:
    return licences.present(platform, caller, shown)


@router.post("/{id}/authorisations", status_code=201)
async def authorise(
    id: str,
    new: Annotated[NewAuthorisation, json_body(NewAuthorisation)],
    platform: ThePlatform,
    caller: TheCaller,
    citizen: TheCitizen,
) -> dict[str, Any]:
    return licences.authorise(platform, caller, citizen, id, new)
