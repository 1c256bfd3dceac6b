"""The life of a case: acceptance, correction, special procedure, decision, review, withdrawal."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from signing_terminal import OCCURRED, PAGE_JPEG, REVIEWED_ITEM, Terminal
from test_fleet import MACHINE

from simulators.backend.case_states import GOES_TO
from simulators.backend.working_days import working_days_between
from simulators.backend_launch import RunningBackend

CERTIFICATE = "992001010002"  # 个人参保证明, decided by rule
RESIDENCE = "990702030002"  # 居住证申领: the photograph may follow
WISH = {"reason": "不办了。", "phone": "", "signed_at": OCCURRED}


class Office:
    """An official at their desk."""

    def __init__(self, platform: RunningBackend) -> None:
        self._platform = platform

    def act(self, case_no: str, act: str, **order: object) -> dict[str, Any]:
        target = f"/sim/office/cases/{case_no}"
        return dict(self._platform.ask("POST", target, {"act": act, **order}))


@pytest.fixture
def office(platform: RunningBackend) -> Office:
    return Office(platform)


def received(terminal: Terminal, assertion: str) -> str:
    form = {"bank_account": "6200000000000000", "phone": "10000000000"}
    case_no = terminal.complete_draft(assertion, "bank_card", item_code=REVIEWED_ITEM, form=form)
    assert terminal.submit(assertion, case_no).json()["state"] == "received"
    return case_no


def kinds(case: dict[str, Any]) -> list[str]:
    return [notice["kind"] for notice in case["notices"]]


def test_from_receipt_to_delivery(terminal: Terminal, office: Office) -> None:
    case_no = received(terminal, terminal.assertion())
    for act in ("accept", "handle", "grant", "ready", "deliver"):
        office.act(case_no, act)
    case = terminal.call("GET", f"/v1/cases/{case_no}").json()
    states = [step["state"] for step in case["history"]]
    assert states == [
        "draft",
        "received",
        "accepted",
        "handling",
        "decided",
        "result_ready",
        "delivered",
    ]
    assert kinds(case) == ["received", "accepted", "decided", "result"]
    assert (case["decision"]["outcome"], case["decision"]["automatic"]) == ("granted", False)
    assert case["result"]["way"] == "message"


def test_not_accepted_says_why_and_what_one_can_do(terminal: Terminal, office: Office) -> None:
    case_no = received(terminal, terminal.assertion())
    case = office.act(case_no, "not_accept", reasons=["不属于本机关职权范围。"])
    assert case["state"] == "not_accepted"
    assert case["notices"][-1]["reasons"] == ["不属于本机关职权范围。"]
    assert any("行政复议" in remedy for remedy in case["notices"][-1]["remedies"])


def test_correction_and_back_where_it_was(terminal: Terminal, office: Office) -> None:
    assertion = terminal.assertion()
    case_no = received(terminal, assertion)
    defect = ["materials.bank_card", "照片太暗，请重拍。"]
    case = office.act(case_no, "correct", defects=[defect])
    notice = case["notices"][-1]
    assert (case["state"], notice["kind"]) == ("correction", "correction")
    assert notice["answer_by"] is not None
    again = PAGE_JPEG + b"brighter"
    assert terminal.material(assertion, case_no, "bank_card", again).status_code == 200
    target = f"/v1/cases/{case_no}/corrections"
    bad = {"form": {"phone": "1"}, "words": "", "signed_at": OCCURRED}
    refused = terminal.call("POST", target, bad, X_Assertion=assertion)
    assert refused.json()["defects"][0]["field"] == "form.phone"
    good = {**bad, "form": {"phone": "10000000001"}}
    assert terminal.call("POST", target, good, X_Assertion=assertion).json()["state"] == "received"
    late = terminal.call("POST", target, good, X_Assertion=assertion)
    assert (late.status_code, late.json()["code"]) == (409, "wrong_state")


def test_a_special_procedure_stops_the_clock(
    platform: RunningBackend, terminal: Terminal, office: Office
) -> None:
    case_no = received(terminal, terminal.assertion())
    before = office.act(case_no, "accept")
    office.act(case_no, "handle")
    case = office.act(case_no, "suspend", kind="expert_review", reasons=["需要专家评审。"])
    assert case["suspended"]["kind"] == "expert_review"
    after = office.act(case_no, "resume")
    assert after["suspended"] is None
    assert after["promised_date"] == before["promised_date"]  # no working day has passed
    assert working_days_between(date(2026, 11, 20), date(2026, 11, 24)) == 2


def test_what_may_follow_later_follows(terminal: Terminal) -> None:
    assertion = terminal.assertion()
    form = {"address": "示例路 1 号", "ground": "home", "phone": "10000000000"}
    told = {"item_code": RESIDENCE, "form": form, "deferred": ["recent_photo"]}
    case_no = terminal.complete_draft(assertion, "tenancy", **told)
    case = terminal.submit(assertion, case_no).json()
    assert [each["code"] for each in case["deferred"]] == ["recent_photo"]
    target, body = (
        f"/v1/cases/{case_no}/corrections",
        {"form": {}, "words": "", "signed_at": OCCURRED},
    )
    missing = terminal.call("POST", target, body, X_Assertion=assertion)
    assert missing.json()["defects"][0]["field"] == "materials.recent_photo"
    assert terminal.material(assertion, case_no, "recent_photo", PAGE_JPEG).status_code == 200
    done = terminal.call("POST", target, body, X_Assertion=assertion)
    assert done.json()["deferred"] == []


def certificate(terminal: Terminal, assertion: str, **changes: object) -> dict[str, Any]:
    case_no = terminal.draft(assertion, item_code=CERTIFICATE, form={}, **changes)
    return dict(terminal.submit(assertion, case_no).json())


def test_a_rule_decides_in_the_session_and_shows_itself(terminal: Terminal) -> None:
    case = certificate(terminal, terminal.assertion())
    assert case["state"] == "result_ready"
    decision = case["decision"]
    assert (decision["outcome"], decision["automatic"]) == ("granted", True)
    assert decision["rule"]["text"]
    assert case["result"]["print_id"]


def test_a_refusal_by_rule_can_be_looked_at_by_a_person(terminal: Terminal, office: Office) -> None:
    assertion = terminal.assertion()
    applicant = {**terminal.case_body()["applicant"], "name": "张示范"}
    case = certificate(terminal, assertion, applicant=applicant)
    assert (case["state"], case["decision"]["outcome"]) == ("decided", "refused")
    assert case["decision"]["reasons"]
    target = f"/v1/cases/{case['case_no']}/review"
    asked = terminal.call("POST", target, WISH, X_Assertion=assertion).json()
    assert asked["decision"]["review"]["state"] == "waiting"
    twice = terminal.call("POST", target, WISH, X_Assertion=assertion)
    assert twice.json()["code"] == "wrong_state"
    answered = office.act(case["case_no"], "change", answer="姓名登记有误，已更正。")
    assert answered["decision"]["review"]["state"] == "changed"


def test_only_automatic_decisions_are_reviewed_so(terminal: Terminal) -> None:
    assertion = terminal.assertion()
    case_no = received(terminal, assertion)
    answer = terminal.call("POST", f"/v1/cases/{case_no}/review", WISH, X_Assertion=assertion)
    assert (answer.json()["code"], answer.json()["state"]) == ("wrong_state", "received")


def test_withdrawn_at_any_time_before_decided(terminal: Terminal, office: Office) -> None:
    assertion = terminal.assertion()
    running, decided = received(terminal, assertion), received(terminal, assertion)
    for act in ("accept", "handle", "grant"):
        office.act(decided, act)
    for case_no, status in ((running, 200), (running, 200), (decided, 409)):
        target = f"/v1/cases/{case_no}/withdrawal"
        assert terminal.call("POST", target, WISH, X_Assertion=assertion).status_code == status


def test_an_official_may_be_quick(platform: RunningBackend, terminal: Terminal) -> None:
    order = {"act": "not_accept", "reasons": ["不属于本机关职权范围。"]}
    platform.ask("POST", "/sim/office/at-once", order)
    assertion = terminal.assertion()
    form = {"bank_account": "6200000000000000", "phone": "10000000000"}
    case_no = terminal.complete_draft(assertion, "bank_card", item_code=REVIEWED_ITEM, form=form)
    case = terminal.submit(assertion, case_no).json()
    assert (case["state"], kinds(case)) == ("not_accepted", ["received", "not_accepted"])


def test_what_is_late_may_be_urged(terminal: Terminal, office: Office) -> None:
    case_no = received(terminal, terminal.assertion())
    urged = {
        "kind": "urge",
        "words": "已经过了承诺的日期。",
        "item_code": None,
        "case_no": case_no,
        "phone": "",
        "channel": "terminal",
    }
    early = terminal.call("POST", "/v1/feedback", urged)
    assert (early.json()["code"], early.json()["state"]) == ("wrong_state", "received")
    office.act(case_no, "accept")
    assert terminal.call("POST", "/v1/feedback", urged).status_code == 409
    department = office.act(case_no, "overdue")["department"]
    assert terminal.call("POST", "/v1/feedback", urged).json()["owner"] == department
    nothing = terminal.call("POST", "/v1/feedback", {**urged, "case_no": None})
    assert nothing.json()["defects"][0]["field"] == "case_no"


def test_one_sees_to_ones_case_at_any_terminal(
    platform: RunningBackend, terminal: Terminal
) -> None:
    case_no = received(terminal, terminal.assertion())
    draft = terminal.draft(terminal.assertion())
    new = Terminal(platform.url, "new-terminal", "demo-activation-code")
    with new.http:
        new.secret = new.call("POST", "/v1/terminal/activate", MACHINE).json()["secret"]
        proof = {"X_Assertion": new.assertion()}
        other = f"/v1/cases/{draft}/withdrawal"
        assert new.call("POST", other, WISH, **proof).json()["code"] == "not_found"
        taken_back = new.call("POST", f"/v1/cases/{case_no}/withdrawal", WISH, **proof)
    assert taken_back.json()["state"] == "withdrawn"


def test_the_states_are_those_of_the_contract(terminal: Terminal) -> None:
    states = terminal.contract.files["cases.yaml"]["schemas"]["CaseState"]["enum"]
    assert set(GOES_TO) == set(states)
    assert set().union(*GOES_TO.values()) <= set(states)


def test_ones_own_cases_by_pages(terminal: Terminal) -> None:
    assertion = terminal.assertion()
    drafts = [terminal.draft(assertion) for _ in range(3)]
    session = {"Authorization": f"Bearer {terminal.session().json()['token']}"}
    first = terminal.call("GET", "/v1/cases?limit=2", **session).json()
    rest = terminal.call("GET", f"/v1/cases?limit=2&cursor={first['next_cursor']}", **session)
    seen = [case["case_no"] for case in first["cases"] + rest.json()["cases"]]
    assert (seen, rest.json()["next_cursor"]) == (drafts[::-1], None)
    code = first["cases"][0]["query_code"]
    by_code = terminal.call("GET", f"/v1/cases?query_code={code}").json()["cases"]
    assert [case["case_no"] for case in by_code] == [drafts[-1]]
    assert terminal.call("GET", "/v1/cases").json()["code"] == "session_expired"
    broken = terminal.call("GET", "/v1/cases?cursor=nonsense", **session)
    assert broken.json()["defects"][0]["field"] == "cursor"
