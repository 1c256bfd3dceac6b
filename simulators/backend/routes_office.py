"""The other side of the counter, for testers and no part of /v1: officials, clerks, a phone."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field

from simulators.backend import cases, office, phone_codes, queueing, ratings, voices
from simulators.backend.bodies_office import OfficeAct
from simulators.backend.clock import beijing_now
from simulators.backend.platform import ThePlatform
from simulators.backend.problems import ProblemError
from simulators.backend.routes_sim import loopback_only

router = APIRouter(prefix="/sim", dependencies=[Depends(loopback_only)])


class Order(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Reply(Order):
    text: str
    by: str = "示例区政务服务管理局"
    close: bool = False


class HelpStep(Order):
    owner: str = "值班员"
    outcome: str = ""


class NextCase(Order):
    queue: str
    window: str


class Withdrawal(Order):
    code: str
    reason: str = "事项已下架。"


class PhoneCode(Order):
    id_number: str
    kind: str = Field(description="The licence's kind")


class LoginCode(Order):
    id_number: str = Field(description="Of somebody of the registry")
    life: float = Field(phone_codes.LIFE_S, description="Seconds for which it is good")


class CompanyCode(Order):
    credit_code: str = Field(description="Of a firm of the registry")
    life: float = Field(phone_codes.LIFE_S, description="Seconds for which it is good")


@router.post("/office/cases/{case_no}")
async def act_on_case(case_no: str, order: OfficeAct, platform: ThePlatform) -> dict[str, Any]:
    async with platform.store.act():
        office.act(platform, cases.found(platform, case_no), order)
        return cases.one(platform, case_no)


@router.post("/office/at-once", status_code=204)
async def act_at_once(order: OfficeAct, platform: ThePlatform) -> None:
    """A quick official: every case submitted from now on meets this act before its answer."""
    platform.desk.at_once = order


@router.post("/office/ratings/{case_no}/reply", status_code=204)
async def reply_to_rating(case_no: str, order: Reply, platform: ThePlatform) -> None:
    async with platform.store.act():
        at = beijing_now().isoformat()
        ratings.reply(platform.store, case_no, order.text, order.by, at)


@router.post("/office/feedback/{query_code}/reply", status_code=204)
async def reply_to_feedback(query_code: str, order: Reply, platform: ThePlatform) -> None:
    async with platform.store.act():
        voices.answer_feedback(platform, query_code, order.text, order.close, beijing_now())


@router.post("/office/help/{help_id}", status_code=204)
async def help_goes_on(help_id: str, order: HelpStep, platform: ThePlatform) -> None:
    async with platform.store.act():
        voices.help_goes_on(platform, help_id, order.owner, order.outcome, beijing_now())


@router.post("/office/queue/next")
async def call_next(order: NextCase, platform: ThePlatform) -> dict[str, str | None]:
    async with platform.store.act():
        called = queueing.call_next(platform, order.queue, order.window, beijing_now())
    return {"number": called}


@router.post("/office/catalogue/withdraw", status_code=204)
async def withdraw_item(order: Withdrawal, platform: ThePlatform) -> None:
    async with platform.store.act():
        platform.catalogue.withdraw(order.code, beijing_now(), order.reason)
        platform.store.note_published(beijing_now())


@router.post("/phone/presenting-code")
async def presenting_code(order: PhoneCode, platform: ThePlatform) -> dict[str, str]:
    """The holder of a licence asks their phone for a presenting code (亮证码)."""
    async with platform.store.act():
        row = platform.store.row(
            "SELECT l.id FROM licences l JOIN persons p ON p.person_ref = l.person_ref"
            " WHERE p.id_number = ? AND l.kind = ?",
            order.id_number,
            order.kind,
        )
        if row is None:
            raise ProblemError("not_found")
        code = phone_codes.show(platform.store, "licence", str(row["id"]), beijing_now())
    return {"code": code}


@router.post("/phone/login-code")
async def login_code(order: LoginCode, platform: ThePlatform) -> dict[str, str]:
    """Somebody opens their code (电子身份码) in the platform's app."""
    async with platform.store.act():
        now = beijing_now()
        code = phone_codes.show(platform.store, "person", order.id_number, now, order.life)
    return {"code": code}


@router.post("/phone/company-code")
async def company_code(order: CompanyCode, platform: ThePlatform) -> dict[str, str]:
    """Somebody opens a firm's code (企业码) in the platform's app."""
    async with platform.store.act():
        now = beijing_now()
        code = phone_codes.show(platform.store, "company", order.credit_code, now, order.life)
    return {"code": code}


@router.get("/seal/ca.pem")
async def seal_ca(platform: ThePlatform) -> Response:
    """The certificate that papers of this run can be verified with."""
    return Response(platform.seal.ca_pem, media_type="application/x-pem-file")
