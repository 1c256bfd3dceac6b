"""Firms as applicants: whom a citizen may act for, and which codes are taken."""

from __future__ import annotations

import pytest
from signing_terminal import CARD_ITEM, Terminal

from simulators.backend_launch import RunningBackend

DEBIT = "992007060007"  # 增值税一般纳税人登记
BUSINESS = "992001050001"
LI = {"name": "李样本", "id_number": "99010119851224009X"}
FIRM = {"name": "示例市示例商贸有限公司", "credit_code": "91990101MA0000015C"}


def defects(terminal: Terminal, item: str, company: dict[str, str]) -> set[str]:
    body = {
        "item_code": item,
        "applicant": terminal.case_body()["applicant"],
        "form": {},
        "materials": [],
        "company": company,
    }
    answer = terminal.call("POST", "/v1/cases/precheck", body, X_Assertion=terminal.assertion())
    assert answer.status_code == 200, answer.text
    return {one["field"] for one in answer.json()["defects"]}


def test_the_firms_of_the_citizen_are_listed(terminal: Terminal) -> None:
    token = terminal.session().json()["token"]
    answer = terminal.call("GET", "/v1/companies", Authorization=f"Bearer {token}")
    roles = {one["credit_code"]: one["role"] for one in answer.json()["companies"]}
    assert roles[FIRM["credit_code"]] == "legal_representative"
    assert len(roles) == 2


def test_without_a_session_nobody_learns_whose_firms_they_are(terminal: Terminal) -> None:
    assert terminal.call("GET", "/v1/companies").status_code == 401


def test_of_the_firms_those_that_one_may_act_for_in_this_are_listed(terminal: Terminal) -> None:
    bearer = {"Authorization": f"Bearer {terminal.session(**LI).json()['token']}"}
    listed = {
        item: len(terminal.call("GET", f"/v1/companies{item}", **bearer).json()["companies"])
        for item in ("", f"?for_item={DEBIT}", f"?for_item={BUSINESS}")
    }
    assert list(listed.values()) == [3, 2, 3]  # nobody acts for the one struck off


@pytest.mark.parametrize(
    ("code", "item", "standing"),
    [
        ("DEMO-FIRM-1", DEBIT, "may_act"),
        ("DEMO-FIRM-3", DEBIT, "not_authorised"),
        ("DEMO-FIRM-3", BUSINESS, "may_act"),
        ("DEMO-FIRM-4", DEBIT, "struck_off"),
    ],
)
def test_the_platform_says_whether_one_may_act(
    terminal: Terminal, code: str, item: str, standing: str
) -> None:
    bearer = {"Authorization": f"Bearer {terminal.session(**LI).json()['token']}"}
    shown = {"code": code, "item_code": item}
    answer = terminal.call("POST", "/v1/companies/present", shown, **bearer)
    assert (answer.status_code, answer.json()["standing"]) == (201, standing)


def test_a_firms_code_is_good_once_and_not_late_and_says_no_person(
    platform: RunningBackend, terminal: Terminal
) -> None:
    bearer = {"Authorization": f"Bearer {terminal.session().json()['token']}"}
    order = {"credit_code": FIRM["credit_code"]}
    shown = platform.ask("POST", "/sim/phone/company-code", order)["code"]
    late = platform.ask("POST", "/sim/phone/company-code", {**order, "life": 0})["code"]
    assert terminal.call("POST", "/v1/sessions", {"method": "qr", "code": shown}).status_code == 404
    answers = [
        terminal.call("POST", "/v1/companies/present", {"code": code, "item_code": DEBIT}, **bearer)
        for code in (shown, shown, late, "A-TRAM-TICKET")
    ]
    assert answers[0].json() == {**FIRM, "standing": "may_act"}
    assert [one.status_code for one in answers] == [201, 410, 410, 404]


def test_a_firm_applies_where_firms_may(terminal: Terminal) -> None:
    assert "company" not in defects(terminal, DEBIT, FIRM)
    assert "company" in defects(terminal, CARD_ITEM, FIRM)


def test_a_code_with_a_wrong_check_character_is_named(terminal: Terminal) -> None:
    wrong = {**FIRM, "credit_code": "91990101MA0000015D"}
    assert "company.credit_code" in defects(terminal, DEBIT, wrong)
