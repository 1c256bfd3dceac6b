"""Whom a citizen may act for."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from simulators.backend import companies
from simulators.backend.platform import TheCitizen, ThePlatform

router = APIRouter(prefix="/v1/companies")


@router.get("")
async def known(platform: ThePlatform, citizen: TheCitizen) -> dict[str, Any]:
    return {"companies": companies.known(platform, citizen)}
