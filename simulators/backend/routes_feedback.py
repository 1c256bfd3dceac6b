"""What people tell the platform: ratings (好差评) and calls for help."""

from __future__ import annotations

import json
from typing import Any, Final

from fastapi import APIRouter

from simulators.backend import cases
from simulators.backend.bodies import HelpCall, NewRating
from simulators.backend.platform import TheCaller, ThePlatform
from simulators.backend.problems import Defect, ProblemError, invalid

router = APIRouter(prefix="/v1")

BAD_STARS: Final = 2  # one or two stars are 差评 and need a reason
STAFF_ETA_MINUTES: Final = 3
THANKS: Final = "谢谢您的评价。"
THANKS_FOR_BAD: Final = "对不起，没有让您满意。我们会在 15 个工作日内整改。"


@router.post("/ratings", status_code=201)
async def rate(rating: NewRating, platform: ThePlatform, caller: TheCaller) -> dict[str, str]:
    case = cases.one(platform, rating.case_no)
    if case["rating"] is not None:
        raise ProblemError("already_rated")
    if case["state"] == "draft":
        raise invalid(Defect("case_no", "这件事还没有提交，暂时不能评价。"))
    is_bad = rating.stars <= BAD_STARS
    if is_bad and not rating.reasons and not rating.words.strip():
        raise invalid(Defect("reasons", "请选一个原因，或者写几个字。"))
    number = platform.store.insert(
        "ratings",
        case_no=rating.case_no,
        stars=rating.stars,
        reasons=json.dumps(rating.reasons),
        words=rating.words,
        named=rating.named,
        channel=rating.channel,
        rated_at=caller.now.isoformat(),
    )
    return {"rating_id": f"R{number:06d}", "thanks": THANKS_FOR_BAD if is_bad else THANKS}


@router.post("/help", status_code=201)
async def call_help(call: HelpCall, platform: ThePlatform, caller: TheCaller) -> dict[str, Any]:
    number = platform.store.insert(
        "help_calls",
        terminal=caller.terminal,
        kind=call.kind,
        place=call.where,
        code=call.code,
        called_at=caller.now.isoformat(),
    )
    return {"help_id": f"H{number:06d}", "eta_minutes": STAFF_ETA_MINUTES}
