"""The other side of the counter, for testers and no part of /v1: officials, clerks, a phone."""

from __future__ import annotations

from typing import Any, Final, Literal

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field

from simulators.backend import (
    case_states,
    cases,
    decisions,
    licences,
    notices,
    queueing,
    ratings,
    voices,
)
from simulators.backend.clock import beijing_now
from simulators.backend.notices import Told
from simulators.backend.platform import Caller, Platform, ThePlatform
from simulators.backend.problems import Defect, ProblemError
from simulators.backend.routes_sim import loopback_only
from simulators.backend.working_days import deadline

router = APIRouter(prefix="/sim", dependencies=[Depends(loopback_only)])

CORRECT_WITHIN_DAYS: Final = 5
TESTER: Final = "tester"


class Order(BaseModel):
    model_config = ConfigDict(extra="forbid")


class OfficeAct(Order):
    """What an official does with a case. `defects` are [field, message] pairs."""

    act: Literal[
        "accept",
        "not_accept",
        "correct",
        "handle",
        "suspend",
        "resume",
        "grant",
        "refuse",
        "ready",
        "deliver",
        "uphold",
        "change",
    ]
    reasons: list[str] = []
    defects: list[tuple[str, str]] = []
    kind: str = "expert_review"
    answer: str = ""


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


@router.post("/office/cases/{case_no}")
async def act_on_case(case_no: str, order: OfficeAct, platform: ThePlatform) -> dict[str, Any]:
    async with platform.store.act():
        _act(platform, cases.found(platform, case_no), order)
        return cases.one(platform, case_no)


def _act(platform: Platform, row: dict[str, Any], order: OfficeAct) -> None:
    now, store = beijing_now(), platform.store
    item = platform.catalogue.known(row["item_code"])
    match order.act:
        case "accept":
            case_states.move(store, row, "accepted", now)
            case_states.accept(store, row, item, now)
            notices.issue(platform, row, item, "accepted", now)
        case "not_accept":
            case_states.move(store, row, "not_accepted", now)
            told = Told(reasons=order.reasons, refusing=True)
            notices.issue(platform, row, item, "not_accepted", now, told)
        case "correct":
            _ask_correction(platform, row, order)
        case "handle":
            case_states.move(store, row, "handling", now)
        case "suspend":
            case_states.suspend(store, row, order.kind, "".join(order.reasons), now)
        case "resume":
            case_states.resume(store, row, now)
        case "grant" | "refuse":
            case_states.move(store, row, "decided", now)
            reasons = order.reasons if order.act == "refuse" else []
            decisions.record(platform, row, item, reasons, None, now)
        case "ready":
            decisions.ready(platform, row, item, now)
        case "deliver":
            case_states.move(store, row, "delivered", now)
        case "uphold" | "change":
            state = "upheld" if order.act == "uphold" else "changed"
            decisions.answer_review(platform, row, state, order.answer, now)


def _ask_correction(platform: Platform, row: dict[str, Any], order: OfficeAct) -> None:
    now = beijing_now()
    item = platform.catalogue.known(row["item_code"])
    platform.store.update("cases", "case_no", row["case_no"], came_from=row["state"])
    case_states.move(platform.store, row, "correction", now)
    told = Told(
        reasons=order.reasons,
        defects=[Defect(field, message) for field, message in order.defects],
        answer_by=deadline(now.date(), CORRECT_WITHIN_DAYS).day,
    )
    notices.issue(platform, row, item, "correction", now, told)


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
        code = licences.show_on_phone(platform, Caller(TESTER, beijing_now()), row["id"])
    return {"code": code}


@router.get("/seal/ca.pem")
async def seal_ca(platform: ThePlatform) -> Response:
    """The certificate that papers of this run can be verified with."""
    return Response(platform.seal.ca_pem, media_type="application/x-pem-file")
