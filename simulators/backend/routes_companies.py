"""Whom a citizen may act for."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from simulators.backend import companies
from simulators.backend.bodies import json_body
from simulators.backend.bodies_cases import CompanyPresentation
from simulators.backend.platform import TheCaller, TheCitizen, ThePlatform

router = APIRouter(prefix="/v1/companies")


@router.get("")
async def known(
    platform: ThePlatform,
    citizen: TheCitizen,
    for_item: Annotated[str | None, Query(pattern="^[0-9A-Z]{12}$")] = None,
) -> dict[str, Any]:
    return {"companies": companies.known(platform, citizen, for_item)}


@router.post("/present", status_code=201)
async def present(
    shown: Annotated[CompanyPresentation, json_body(CompanyPresentation)],
    platform: ThePlatform,
    caller: TheCaller,
    citizen: TheCitizen,
) -> dict[str, Any]:
    return companies.present(platform, caller, citizen, shown)
