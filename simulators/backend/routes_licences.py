"""Licence calls: what the citizen holds, authorisations, presenting codes; earlier pages."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from simulators.backend import earlier, licences
from simulators.backend.bodies import json_body
from simulators.backend.bodies_cases import NewAuthorisation, Presentation
from simulators.backend.platform import TheCaller, TheCitizen, ThePlatform

router = APIRouter(prefix="/v1")


@router.get("/licences")
async def held(
    platform: ThePlatform,
    caller: TheCaller,
    citizen: TheCitizen,
    for_item: Annotated[str | None, Query(pattern="^[0-9A-Z]{12}$")] = None,
) -> dict[str, Any]:
    return {"licences": licences.held(platform, caller, citizen, for_item)}


@router.post("/licences/present", status_code=201)
async def present(
    shown: Annotated[Presentation, json_body(Presentation)],
    platform: ThePlatform,
    caller: TheCaller,
) -> dict[str, Any]:
    return licences.present(platform, caller, shown)


@router.post("/licences/{id}/authorisations", status_code=201)
async def authorise(
    id: str,
    new: Annotated[NewAuthorisation, json_body(NewAuthorisation)],
    platform: ThePlatform,
    caller: TheCaller,
    citizen: TheCitizen,
) -> dict[str, Any]:
    return licences.authorise(platform, caller, citizen, id, new)


@router.get("/earlier-pages")
async def earlier_pages(
    platform: ThePlatform,
    caller: TheCaller,
    citizen: TheCitizen,
    for_item: Annotated[str, Query(pattern="^[0-9A-Z]{12}$")],
) -> dict[str, Any]:
    return {"pages": earlier.held(platform, caller, citizen, for_item)}


@router.post("/earlier-pages/{id}/authorisations", status_code=201)
async def authorise_page(
    id: str,
    new: Annotated[NewAuthorisation, json_body(NewAuthorisation)],
    platform: ThePlatform,
    caller: TheCaller,
    citizen: TheCitizen,
) -> dict[str, Any]:
    return earlier.authorise(platform, caller, citizen, id, new)
