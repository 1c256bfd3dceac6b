"""The calls of /v1 as a terminal meets them."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date, datetime

import httpx
import pytest
from signing_terminal import (
    CARD_ITEM,
    OCCURRED,
    PAGE_JPEG,
    REVIEWED_ITEM,
    SIGNATURE_PNG,
    Terminal,
    new_key,
)

from simulators.backend.working_days import deadline
from simulators.backend_launch import RunningBackend

CASE_FIELDS = {
    "case_no",
    "query_code",
    "item_code",
    "item_name",
    "state",
    "history",
    "accepted_at",
    "promised_date",
    "statutory_date",
    "estimated",
    "suspended",
    "department",
    "handling_region",
    "consult_phone",
    "query_url",
    "materials",
    "licences",
    "earlier",
    "deferred",
    "commitments",
    "parts",
    "notices",
    "decision",
    "result",
    "terminal",
    "terminal_case_ref",
    "rating",
    "company",
}
BEAT = {
    "version": "0.1.0",
    "uptime_s": 12.5,
    "queue_depth": 0,
    "catalogue_version": "",
    "devices": [
        {"name": "receipt_printer", "health": "ok", "detail": "", "supplies": {"paper": "full"}}
    ],
}


def problem(answer: httpx.Response, status: int, code: str) -> dict[str, object]:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, object] = answer.json()
    assert body["user_message"]
    assert body["next_step"]
    assert body["help_code"]
    return body


def defect_fields(answer: httpx.Response) -> set[str]:
    body = problem(answer, 422, "invalid")
    defects = body["defects"]
    assert isinstance(defects, list)
    return {defect["field"] for defect in defects}


def test_heartbeat_and_desk(platform: RunningBackend, terminal: Terminal) -> None:
    body = terminal.call("POST", "/v1/terminal/heartbeat", BEAT).json()
    assert datetime.fromisoformat(body["server_time"]).utcoffset() is not None
    assert body["out_of_service"] is None
    assert "演示数据" in body["notices"][0]["text"]
    platform.desk([], {"why": "检修", "expected": OCCURRED})
    body = terminal.call("POST", "/v1/terminal/heartbeat", BEAT).json()
    assert body["out_of_service"] == {"why": "检修", "expected": OCCURRED}
    assert [beat["beats"] for beat in platform.heartbeats()] == [2]


def test_fault_report(terminal: Terminal) -> None:
    report = {
        "device": "receipt_printer",
        "health": "failed",
        "detail": "paper jam",
        "help_code": "D2001",
        "occurred_at": OCCURRED,
    }
    answer = terminal.call("POST", "/v1/terminal/faults", report)
    assert answer.status_code == 201
    assert answer.json()["fault_id"]


def test_catalogue_is_signed(terminal: Terminal) -> None:
    manifest = terminal.call("GET", "/v1/catalogue/manifest").json()
    raw = terminal.call("GET", "/v1/catalogue/items")
    sha256 = hashlib.sha256(raw.content).hexdigest()
    assert manifest["sha256"] == sha256
    signed = hmac.new(b"demo-catalogue-key", sha256.encode(), hashlib.sha256).hexdigest()
    assert manifest["signature"] == signed
    assert manifest["version"] == raw.json()["version"]
    assert manifest["item_count"] == len(raw.json()["items"])


def test_sessions(terminal: Terminal) -> None:
    body = terminal.session().json()
    assert body["assurance"] == 3
    bearer = f"Bearer {body['token']}"
    ended = terminal.call("DELETE", "/v1/sessions/current", Authorization=bearer)
    assert ended.status_code == 204
    assert not ended.content
    again = terminal.call("DELETE", "/v1/sessions/current", Authorization=bearer)
    problem(again, 401, "session_expired")
    assert defect_fields(terminal.session(valid_to="2020-01-01")) == {"valid_to"}


def test_whole_case_is_accepted_on_receipt(platform: RunningBackend, terminal: Terminal) -> None:
    case = terminal.submitted_case()
    assert set(case) == CASE_FIELDS
    assert case["state"] == "accepted"
    assert len(case["case_no"]) == 43
    assert len(case["query_code"]) == 8
    assert case["item_name"] == "社会保障卡补领、换领、换发"
    accepted = datetime.fromisoformat(case["accepted_at"]).date()
    assert case["promised_date"] == deadline(accepted, 7).day.isoformat()
    assert case["statutory_date"] == deadline(accepted, 20).day.isoformat()
    page = next(part for part in case["materials"] if part["code"] == "household_page")
    assert page["size"] == len(PAGE_JPEG)
    assert page["sha256"] == hashlib.sha256(PAGE_JPEG).hexdigest()
    assert terminal.call("GET", f"/v1/cases/{case['case_no']}").json() == case
    listed = terminal.call("GET", f"/v1/cases?terminal_case_ref={case['terminal_case_ref']}")
    assert listed.json() == {"cases": [case], "next_cursor": None}
    (seen,) = platform.cases()
    assert seen["applicant"]["name"] == "张**"
    assert seen["applicant"]["id_number"] == "990101********0019"


def test_reviewed_item_waits_for_acceptance(terminal: Terminal) -> None:
    assertion = terminal.assertion()
    form = {"bank_account": "6200000000000000", "phone": "10000000000"}
    case_no = terminal.complete_draft(assertion, "bank_card", item_code=REVIEWED_ITEM, form=form)
    case = terminal.submit(assertion, case_no).json()
    assert (case["state"], case["accepted_at"], case["promised_date"]) == ("received", None, None)


def test_all_defects_at_once(terminal: Terminal) -> None:
    assertion = terminal.assertion()
    case_no = terminal.draft(assertion, form={"phone": "1380000000", "colour": "red"})
    answer = terminal.submit(assertion, case_no)
    assert defect_fields(answer) == {
        "form.address",
        "form.phone",
        "form.colour",
        "materials.household_page",
        "materials._signature",
    }
    assert terminal.call("GET", f"/v1/cases/{case_no}").json()["state"] == "draft"


def test_malformed_bodies(terminal: Terminal) -> None:
    assertion = terminal.assertion()
    body = {**terminal.case_body(terminal_case_ref="x"), "extra": 1}
    del body["channel"]
    answer = terminal.call("POST", "/v1/cases", body, X_Assertion=assertion)
    assert defect_fields(answer) == {"terminal_case_ref", "extra", "channel"}
    broken = terminal.call("POST", "/v1/help", b"{", Content_Type="application/json")
    problem(broken, 422, "invalid")


def test_pictures_are_checked(terminal: Terminal) -> None:
    assertion = terminal.assertion()
    case_no = terminal.draft(assertion)
    assert defect_fields(terminal.material(assertion, case_no, "household_page", b"GIF8")) == {
        "materials.household_page"
    }
    wrong_kind = terminal.material(assertion, case_no, "_signature", SIGNATURE_PNG)
    assert defect_fields(wrong_kind) == {"Content-Type"}
    problem(terminal.material(assertion, case_no, "passport", PAGE_JPEG), 404, "not_found")


def test_material_is_idempotent_and_final_after_submission(terminal: Terminal) -> None:
    assertion = terminal.assertion()
    case = terminal.submitted_case(assertion)
    same = terminal.material(assertion, case["case_no"], "household_page", PAGE_JPEG)
    assert same.status_code == 200
    other = terminal.material(assertion, case["case_no"], "household_page", PAGE_JPEG + b"x")
    assert defect_fields(other) == {"materials.household_page"}


@pytest.mark.parametrize("assertion", ["", "forged"])
def test_writes_need_an_assertion(terminal: Terminal, assertion: str) -> None:
    answer = terminal.call("POST", "/v1/cases", terminal.case_body(), X_Assertion=assertion)
    problem(answer, 401, "session_expired")


def test_assertions_last_seven_days(platform: RunningBackend, terminal: Terminal) -> None:
    assertion = terminal.assertion()
    for days, status in ((6, 201), (8, 401)):
        platform.clear()
        platform.fault("clock_skew", value=days * 86400)
        terminal.offset_s = days * 86400
        answer = terminal.call("POST", "/v1/cases", terminal.case_body(), X_Assertion=assertion)
        assert answer.status_code == status


def test_promises_beyond_the_known_calendar_are_estimates(
    platform: RunningBackend, terminal: Terminal
) -> None:
    terminal.offset_s = 366 * 86400
    platform.fault("clock_skew", value=terminal.offset_s)
    assert terminal.submitted_case()["estimated"] is True


def test_cases_belong_to_their_person(terminal: Terminal) -> None:
    case_no = terminal.draft(terminal.assertion())
    stranger = str(terminal.session(id_number="990101199001010027").json()["assertion"])
    problem(terminal.submit(stranger, case_no), 404, "not_found")
    answer = terminal.call("POST", "/v1/cases", terminal.case_body(), X_Assertion=stranger)
    assert defect_fields(answer) == {"applicant.id_number"}


def test_items_not_done_at_the_terminal(terminal: Terminal) -> None:
    assertion = terminal.assertion()
    guide_only = terminal.case_body(item_code="992001010006")
    answer = terminal.call("POST", "/v1/cases", guide_only, X_Assertion=assertion)
    assert defect_fields(answer) == {"item_code"}
    unknown = terminal.case_body(item_code="000000000000")
    answer = terminal.call("POST", "/v1/cases", unknown, X_Assertion=assertion)
    problem(answer, 404, "not_found")


def rating(case_no: str, stars: int, reasons: list[str]) -> dict[str, object]:
    return {
        "case_no": case_no,
        "stars": stars,
        "reasons": reasons,
        "words": "",
        "named": False,
        "channel": "terminal",
    }


def test_rated_once(terminal: Terminal) -> None:
    case_no = terminal.submitted_case()["case_no"]
    assert defect_fields(terminal.call("POST", "/v1/ratings", rating(case_no, 1, []))) == {
        "reasons"
    }
    answer = terminal.call("POST", "/v1/ratings", rating(case_no, 5, ["412"]))
    assert answer.status_code == 201
    assert set(answer.json()) == {"rating_id", "thanks"}
    again = terminal.call("POST", "/v1/ratings", rating(case_no, 1, ["115"]))
    problem(again, 409, "already_rated")
    assert terminal.call("GET", f"/v1/cases/{case_no}").json()["rating"]["stars"] == 5


def test_drafts_are_not_rated(terminal: Terminal) -> None:
    case_no = terminal.draft(terminal.assertion(), item_code=CARD_ITEM)
    answer = terminal.call("POST", "/v1/ratings", rating(case_no, 5, []))
    assert defect_fields(answer) == {"case_no"}


def test_help(terminal: Terminal) -> None:
    body = {"kind": "staff", "where": terminal.name, "code": "D2001"}
    answer = terminal.call("POST", "/v1/help", body, key=new_key())
    assert answer.status_code == 201
    assert answer.json()["eta_minutes"] >= 0


def test_unknown_places(terminal: Terminal) -> None:
    problem(terminal.call("GET", "/v1/nowhere"), 404, "not_found")
    problem(terminal.call("GET", "/v1/cases/000000000000000000"), 404, "not_found")
    assert terminal.call("GET", "/v1/help").headers["Allow"] == "POST"


@pytest.mark.parametrize(
    ("accepted", "days", "last", "estimated"),
    [
        (date(2026, 11, 20), 7, date(2026, 12, 1), False),  # the mock-up's promise
        (date(2026, 2, 13), 20, date(2026, 3, 19), False),  # over the spring festival
        (date(2026, 9, 18), 1, date(2026, 9, 20), False),  # a Sunday of work
        (date(2026, 12, 31), 1, date(2027, 1, 1), True),  # 2027 is not known
    ],
)
def test_working_days(accepted: date, days: int, last: date, estimated: bool) -> None:
    assert deadline(accepted, days) == (last, estimated)
