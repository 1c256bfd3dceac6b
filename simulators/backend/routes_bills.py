"""The call about what is due to a provider."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter

from simulators.backend import bills
from simulators.backend.bodies import Body, Code, ItemCode, json_body
from simulators.backend.platform import TheCaller, ThePlatform

router = APIRouter(prefix="/v1/bills")


class AccountAsked(Body):
    item_code: ItemCode
    account: Code


@router.post("/due")
async def due(
    asked: Annotated[AccountAsked, json_body(AccountAsked)],
    platform: ThePlatform,
    caller: TheCaller,
) -> dict[str, Any]:
    return bills.due(platform, caller, asked.item_code, asked.account)
