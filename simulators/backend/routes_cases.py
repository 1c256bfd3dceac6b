"""Case calls: precheck, draft, materials, submission, corrections, progress."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Header, HTTPException, Query, Request

from simulators.backend import cases, precheck
from simulators.backend.bodies import Body, json_body
from simulators.backend.bodies_cases import (
    Correction,
    NewCase,
    PrecheckOrder,
    Submission,
    Wish,
)
from simulators.backend.judging import SIGNATURES
from simulators.backend.paging import ThePage
from simulators.backend.platform import MaybeCitizen, TheCaller, ThePerson, ThePlatform
from simulators.backend.problems import Defect, invalid

router = APIRouter(prefix="/v1/cases")

FILE_NAME: Final = re.compile(r"[A-Za-z0-9._%-]{1,200}")
State = Literal[
    "draft",
    "received",
    "accepted",
    "not_accepted",
    "correction",
    "handling",
    "decided",
    "result_ready",
    "delivered",
    "withdrawn",
]


@router.post("/precheck")
async def judge(
    order: Annotated[PrecheckOrder, json_body(PrecheckOrder)],
    platform: ThePlatform,
    caller: TheCaller,
    person: ThePerson,
) -> dict[str, Any]:
    return precheck.judge(platform, caller, person, order)


@router.post("", status_code=201)
async def open_case(
    new: Annotated[NewCase, json_body(NewCase)],
    platform: ThePlatform,
    caller: TheCaller,
    person: ThePerson,
) -> dict[str, str]:
    return cases.open_case(platform, caller, person, new)


@router.put("/{case_no}/materials/{code}")
async def put_material(
    case_no: str,
    code: str,
    request: Request,
    platform: ThePlatform,
    caller: TheCaller,
    person: ThePerson,
    x_file_name: Annotated[str, Header()] = "page",
) -> dict[str, Any]:
    if not FILE_NAME.fullmatch(x_file_name):
        raise invalid(Defect("X-File-Name", "文件名只能用字母、数字、点和横线。"))
    wanted = "image/png" if code in SIGNATURES else "image/jpeg"
    if request.headers.get("content-type", "") != wanted:
        raise invalid(Defect("Content-Type", f"只收 {wanted}。"))
    return cases.add_material(platform, caller, person, case_no, code, await request.body())


def _offer_act(name: str, body: type[Body], act: Callable[..., dict[str, Any]]) -> None:
    """What the applicant does about a case that is there."""
    read = json_body(body)

    @router.post(f"/{{case_no}}/{name}", name=name)
    async def done(
        case_no: str,
        platform: ThePlatform,
        caller: TheCaller,
        person: ThePerson,
        told: Any = read,  # noqa: ANN401 - as `body` says
    ) -> dict[str, Any]:
        return act(platform, caller, person, case_no, told)


_offer_act("submit", Submission, cases.submit)
_offer_act("corrections", Correction, cases.correct)
_offer_act("withdrawal", Wish, cases.withdraw)
_offer_act("review", Wish, cases.request_review)


@router.get("/{case_no}")
async def progress(case_no: str, platform: ThePlatform) -> dict[str, Any]:
    if case_no == "precheck":  # a call of its own, which takes POST only
        raise HTTPException(405)
    return cases.one(platform, case_no)


@router.get("")
async def listed(
    platform: ThePlatform,
    caller: TheCaller,
    citizen: MaybeCitizen,
    page: ThePage,
    terminal_case_ref: Annotated[str | None, Query(pattern="^[0-9a-f]{32}$")] = None,
    query_code: Annotated[str | None, Query(pattern="^[0-9]{8}$")] = None,
    state: State | None = None,
    item_code: Annotated[str | None, Query(pattern="^[0-9A-Z]{12}$")] = None,
) -> dict[str, Any]:
    wanted = {
        "terminal_case_ref": terminal_case_ref,
        "query_code": query_code,
        "state": state,
        "item_code": item_code,
    }
    return cases.listed(platform, caller, citizen, wanted, page)
