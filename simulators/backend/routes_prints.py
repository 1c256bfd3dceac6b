"""Print calls: what there is to print, the sealed PDF, what came out."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response

from simulators.backend import prints
from simulators.backend.bodies import CASE_NUMBER, json_body
from simulators.backend.bodies_cases import PrintReport
from simulators.backend.paging import ThePage
from simulators.backend.platform import MaybeCitizen, TheCaller, ThePlatform

router = APIRouter(prefix="/v1/prints")

PickUpCode = Annotated[str | None, Query(pattern="^[2-9A-HJKMNP-Z]{8}$")]


@router.get("")
async def listed(
    platform: ThePlatform,
    caller: TheCaller,
    citizen: MaybeCitizen,
    page: ThePage,
    pick_up_code: PickUpCode = None,
    case_no: Annotated[str | None, Query(pattern=CASE_NUMBER)] = None,
    item_code: Annotated[str | None, Query(pattern="^[0-9A-Z]{12}$")] = None,
    kind: Literal["certificate", "notice", "form", "sample"] | None = None,
) -> dict[str, Any]:
    wanted = {"case_no": case_no, "item_code": item_code, "kind": kind}
    return await prints.listed(platform, caller, citizen, wanted, pick_up_code, page)


@router.get("/{id}")
async def pdf(
    id: str,
    platform: ThePlatform,
    caller: TheCaller,
    citizen: MaybeCitizen,
    pick_up_code: PickUpCode = None,
) -> Response:
    row = prints.may_open(platform, caller, citizen, id, pick_up_code)
    row = await prints.drawn(platform, row)
    code = row["verification_code"]
    headers = {"X-Verification-Code": code} if code else {}
    return Response(row["pdf"], media_type="application/pdf", headers=headers)


@router.post("/{id}/done")
async def done(
    id: str,
    told: Annotated[PrintReport, json_body(PrintReport)],
    platform: ThePlatform,
    caller: TheCaller,
) -> dict[str, Any]:
    return await prints.report(platform, caller, id, told)
