"""Calls about the hall: as it is now, slots, appointments, check-in, tickets."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import BeforeValidator

from simulators.backend import booking, queueing
from simulators.backend.bodies import FULL_DATE, json_body, worded
from simulators.backend.bodies_hall import CheckIn, NewAppointment, NewTicket
from simulators.backend.paging import ThePage
from simulators.backend.platform import TheCaller, TheCitizen, ThePlatform

router = APIRouter(prefix="/v1")

FirstDay = Annotated[date, BeforeValidator(worded(FULL_DATE))]


@router.get("/hall")
async def hall(
    platform: ThePlatform,
    caller: TheCaller,
    item_code: Annotated[str | None, Query(pattern="^[0-9A-Z]{12}$")] = None,
) -> dict[str, Any]:
    return queueing.hall_now(platform, caller, item_code)


@router.get("/slots")
async def slots(
    platform: ThePlatform,
    caller: TheCaller,
    item_code: Annotated[str, Query(pattern="^[0-9A-Z]{12}$")],
    first: Annotated[FirstDay | None, Query(alias="from")] = None,
    days: Annotated[int, Query(ge=1, le=31)] = 7,
) -> dict[str, Any]:
    return booking.slots(platform, caller, item_code, first, days)


@router.post("/appointments", status_code=201)
async def book(
    new: Annotated[NewAppointment, json_body(NewAppointment)],
    platform: ThePlatform,
    caller: TheCaller,
    citizen: TheCitizen,
) -> dict[str, Any]:
    return booking.book(platform, caller, citizen, new)


@router.get("/appointments")
async def appointments(
    platform: ThePlatform, caller: TheCaller, citizen: TheCitizen, page: ThePage
) -> dict[str, Any]:
    return booking.listed(platform, caller, citizen, page)


@router.delete("/appointments/{id}", status_code=204)
async def cancel(id: str, platform: ThePlatform, citizen: TheCitizen) -> Response:
    booking.cancel(platform, citizen, id)
    return Response(status_code=204)


@router.post("/appointments/{id}/checkin", status_code=201)
async def check_in(
    id: str,
    proof: Annotated[CheckIn, json_body(CheckIn)],
    platform: ThePlatform,
    caller: TheCaller,
) -> dict[str, Any]:
    return booking.check_in(platform, caller, id, proof.code)


@router.post("/tickets", status_code=201)
async def take_ticket(
    new: Annotated[NewTicket, json_body(NewTicket)], platform: ThePlatform, caller: TheCaller
) -> dict[str, Any]:
    return queueing.take(platform, caller, new)


@router.get("/tickets/{id}")
async def ticket(id: str, platform: ThePlatform) -> dict[str, Any]:
    return queueing.one(platform, id)
