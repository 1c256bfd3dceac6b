"""Case calls: draft, materials, submission, progress."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from simulators.backend import cases
from simulators.backend.bodies import NewCase, Ref, Submission
from simulators.backend.judging import SIGNATURE
from simulators.backend.platform import TheCaller, ThePerson, ThePlatform
from simulators.backend.problems import Defect, invalid

router = APIRouter(prefix="/v1/cases")


@router.post("", status_code=201)
async def open_case(
    new: NewCase, platform: ThePlatform, caller: TheCaller, person: ThePerson
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
) -> dict[str, Any]:
    wanted = "image/png" if code == SIGNATURE else "image/jpeg"
    if request.headers.get("content-type", "") != wanted:
        raise invalid(Defect("Content-Type", f"只收 {wanted}。"))
    return cases.add_material(platform, caller, person, case_no, code, await request.body())


@router.post("/{case_no}/submit")
async def submit(
    case_no: str,
    submission: Submission,
    platform: ThePlatform,
    caller: TheCaller,
    person: ThePerson,
) -> dict[str, Any]:
    return cases.submit(platform, caller, person, case_no, submission)


@router.get("/{case_no}")
async def progress(case_no: str, platform: ThePlatform) -> dict[str, Any]:
    return cases.one(platform, case_no)


@router.get("")
async def cases_of_reference(
    terminal_case_ref: Ref, platform: ThePlatform, caller: TheCaller
) -> dict[str, list[dict[str, Any]]]:
    return {"cases": cases.by_ref(platform, caller.terminal, terminal_case_ref)}
