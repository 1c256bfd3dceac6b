"""Firms as applicants: whom a citizen may act for, and which codes are taken."""

from __future__ import annotations

from signing_terminal import CARD_ITEM, Terminal

DEBIT = "992007060007"  # 增值税一般纳税人登记
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


def test_a_firm_applies_where_firms_may(terminal: Terminal) -> None:
    assert "company" not in defects(terminal, DEBIT, FIRM)
    assert "company" in defects(terminal, CARD_ITEM, FIRM)


def test_a_code_with_a_wrong_check_character_is_named(terminal: Terminal) -> None:
    wrong = {**FIRM, "credit_code": "91990101MA0000015D"}
    assert "company.credit_code" in defects(terminal, DEBIT, wrong)
