"""Each outcome of a case is a document of its own: what it says, and what it must not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from drivers.receipt_printer.contract import Pair, Picture, Receipt
from kiosk.documents.signature import signature_png
from kiosk.onenetwork.case_details import (
    CaseDefect,
    CaseResult,
    Decision,
    Deferred,
    Notice,
    Review,
    Rule,
    Step,
)
from kiosk.onenetwork.models import Case, CaseState
from kiosk.papers.commitment import Promise, commitment_paper
from kiosk.papers.notices import case_notice
from kiosk.papers.pledge import deferral_pledge
from tests.papers.test_receipts import (
    BEIJING,
    CASE,
    IMPRINT,
    MATTER,
    NAME,
    NUMBER,
    PHONE,
    columns,
    text_of,
)

AT = datetime(2026, 11, 22, 9, 30, tzinfo=BEIJING)
MATTER_TOLD = replace(
    MATTER, basis=("《示例市社会保障卡管理办法》第六条",), answer_by=date(2026, 11, 27)
)
REMEDY = "可以自收到之日起 60 日内申请行政复议。"
SIGNED = signature_png((((0.1, 0.4), (0.3, 0.5)), ((0.5, 0.3), (0.6, 0.8))), 3.0)


def notice(kind: str, **more: object) -> Notice:
    told: dict[str, object] = {
        "notice_id": "N000001",
        "kind": kind,
        "document_no": "示例〔2026〕000001 号",
        "title": "",
        "issued_at": AT,
        "reasons": (),
        "remedies": (),
        "defects": (),
        "answer_by": None,
        "print_id": None,
    }
    return Notice.model_validate({**told, **more})


def case(state: CaseState, *notices: Notice, **more: object) -> Case:
    return CASE.model_copy(update={"state": state, "notices": notices, **more})


def decided(outcome: str, *, automatic: bool) -> Decision:
    rule = Rule(code="AUTO-01", text="姓名、号码与登记信息一致的，系统自动办结。")
    refused = outcome == "refused"
    return Decision.model_validate(
        {
            "outcome": outcome,
            "automatic": automatic,
            "rule": rule if automatic else None,
            "decided_at": AT,
            "reasons": ("姓名与登记信息不一致。",) if refused else (),
            "remedies": (REMEDY,) if refused else (),
            "review": None,
        }
    )


RECEIVED = case(CaseState.RECEIVED, notice("received"), accepted_at=None)
PHOTO = Deferred(code="photo", name="近期免冠照片", due=date(2026, 12, 4))
ACCEPTED = case(CaseState.HANDLING, notice("received"), notice("accepted"), deferred=(PHOTO,))
REASONS = ("户籍和居住地都不在本区（办法第六条）。", "同一件事已经在办（办法第九条）。")
NOT_ACCEPTED = case(
    CaseState.NOT_ACCEPTED,
    notice("not_accepted", reasons=REASONS, remedies=(REMEDY,)),
    accepted_at=None,
)
DEFECTS = (
    CaseDefect(field="form.phone", message="手机号是 11 位，请核对。"),
    CaseDefect(field="materials.household_page", message="户口簿本人页看不清，请重拍。"),
)
CORRECTION = case(
    CaseState.CORRECTION, notice("correction", defects=DEFECTS, answer_by=date(2026, 11, 27))
)
RESULT = CaseResult(
    name="个人参保证明", way="terminal", ready_at=AT, print_id="P000002", pick_up="在本机打印"
)
GRANTED = case(
    CaseState.RESULT_READY,
    notice("decided"),
    decision=decided("granted", automatic=True),
    result=RESULT,
)
REFUSED = case(CaseState.DECIDED, decision=decided("refused", automatic=False))
WITHDRAWN = case(CaseState.WITHDRAWN, history=(Step(state=CaseState.WITHDRAWN, at=AT),))


def paper(of: Case) -> Receipt:
    return case_notice(of, MATTER_TOLD, IMPRINT)


def pictures(receipt: Receipt) -> list[Picture]:
    return [part for part in receipt.parts if isinstance(part, Picture)]


@pytest.mark.parametrize(
    ("of", "says"),
    [
        (RECEIVED, ("收件通知书", "还没有受理", "2026年11月27日前告诉您是否受理")),
        (ACCEPTED, ("受理通知书", "近期免冠照片，2026年12月4日前补交", "2026年12月1日前")),
        (NOT_ACCEPTED, ("不予受理通知书", *REASONS, *MATTER_TOLD.basis, REMEDY)),
        (CORRECTION, ("补正通知书", *(one.message for one in DEFECTS), "2026年11月27日前")),
        (GRANTED, ("办理结果通知", "已经办好", "系统自动审批", "系统自动办结", "人工复核")),
        (REFUSED, ("办理结果通知", "没有通过", "姓名与登记信息不一致。", REMEDY)),
        (WITHDRAWN, ("撤回回执", "不再办理", "2026年11月22日 09:30")),
    ],
)
def test_an_outcome_says_all_of_itself(of: Case, says: tuple[str, ...]) -> None:
    text = text_of(paper(of))
    for expected in (*says, "8264 1937", "张**", "12345", IMPRINT.serial, "第1页/共1页"):
        assert expected in text


def test_only_acceptance_and_its_refusal_bear_the_special_seal() -> None:
    sealed = {of.state for of in ALL if pictures(paper(of))}
    assert sealed == {CaseState.HANDLING, CaseState.NOT_ACCEPTED}


def test_what_is_only_received_promises_no_result() -> None:
    text = text_of(paper(RECEIVED))
    assert "办完" not in text
    assert "2026年12月" not in text
    assert "工作日" not in text


def test_a_decision_by_a_person_knows_no_rule_and_no_human_review() -> None:
    text = text_of(paper(REFUSED))
    assert "自动" not in text
    assert "人工复核" not in text


@pytest.mark.parametrize(
    ("review", "says"),
    [
        (
            Review(requested_at=AT, state="waiting", answer="", answered_at=None),
            "已经申请人工复核",
        ),
        (
            Review(requested_at=AT, state="changed", answer="登记有误，已更正。", answered_at=AT),
            "登记有误，已更正。",
        ),
    ],
)
def test_who_asked_for_a_person_is_not_told_to_ask(review: Review, says: str) -> None:
    reviewed = decided("refused", automatic=True).model_copy(update={"review": review})
    text = text_of(paper(case(CaseState.DECIDED, decision=reviewed)))
    assert says in text
    assert "可在本机" not in text


def test_a_pledge_says_what_until_when_and_is_signed() -> None:
    pledge = deferral_pledge(ACCEPTED, MATTER_TOLD, IMPRINT, SIGNED)
    text = text_of(pledge)
    for expected in ("容缺受理承诺书", "近期免冠照片，2026年12月4日前补交", "承担责任"):
        assert expected in text
    (name,) = pictures(pledge)
    assert any(name.ink)
    by_hand = deferral_pledge(ACCEPTED, MATTER_TOLD, IMPRINT)
    assert "签名：____" in text_of(by_hand)


def test_a_commitment_is_on_paper_whole_and_signed() -> None:
    promise = Promise(
        title="家庭收入告知承诺书",
        notice="民政局会核查。",
        text="本人承诺：所填家庭人口和每月收入属实。",
        liability="承诺不实的，停止救助。",
    )
    for case in (ACCEPTED, None):
        made = commitment_paper(promise, case, MATTER_TOLD, IMPRINT, SIGNED)
        text = text_of(made)
        told = ("告知承诺书", promise.title, promise.text, promise.liability, promise.notice)
        assert [one for one in told if one not in text] == []
        assert not any(secret in text for secret in (NAME, NUMBER, PHONE))
        assert (ACCEPTED.query_code in text.replace(" ", "")) is (case is not None)
        (name,) = pictures(made)
        assert any(name.ink)


ALL = (RECEIVED, ACCEPTED, NOT_ACCEPTED, CORRECTION, GRANTED, REFUSED, WITHDRAWN)


@pytest.mark.parametrize("of", ALL, ids=lambda of: of.state.value)
def test_looks(of: Case) -> None:
    receipt = paper(of)
    text = text_of(receipt)
    assert not any(secret in text for secret in (NAME, NUMBER, PHONE))
    assert {columns(part.label) for part in receipt.parts if isinstance(part, Pair)} == {8}


def test_times_are_beijings() -> None:
    elsewhere = RECEIVED.model_copy(
        update={"notices": (notice("received", issued_at=AT.astimezone(UTC)),)}
    )
    assert "2026年11月22日 09:30" in text_of(paper(elsewhere))
