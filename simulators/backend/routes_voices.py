"""What people tell the platform: ratings (好差评), calls for help, feedback."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Response

from simulators.backend import ratings, voices
from simulators.backend.bodies import json_body
from simulators.backend.bodies_hall import HelpCall, NewFeedback, NewRating
from simulators.backend.platform import TheCaller, ThePlatform

router = APIRouter(prefix="/v1")


@router.post("/ratings", status_code=201)
async def rate(
    new: Annotated[NewRating, json_body(NewRating)], platform: ThePlatform, caller: TheCaller
) -> dict[str, str]:
    return ratings.rate(platform, caller, new)


@router.post("/help", status_code=201)
async def call_help(
    new: Annotated[HelpCall, json_body(HelpCall)], platform: ThePlatform, caller: TheCaller
) -> dict[str, Any]:
    return voices.call(platform, caller, new)


@router.get("/help/{id}")
async def help_call(id: str, platform: ThePlatform, caller: TheCaller) -> dict[str, Any]:
    return voices.help_shown(platform, id, caller.terminal)


@router.delete("/help/{id}", status_code=204)
async def withdraw_help(id: str, platform: ThePlatform, caller: TheCaller) -> Response:
    voices.withdraw(platform, caller, id)
    return Response(status_code=204)


@router.post("/feedback", status_code=201)
async def give_feedback(
    new: Annotated[NewFeedback, json_body(NewFeedback)], platform: ThePlatform, caller: TheCaller
) -> dict[str, Any]:
    return voices.give_feedback(platform, caller, new)


@router.get("/feedback/{id}")
async def feedback(id: str, platform: ThePlatform) -> dict[str, Any]:
    return voices.feedback_shown(platform, id)
