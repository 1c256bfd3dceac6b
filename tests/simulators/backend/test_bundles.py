"""Bundles (一件事): any of the parts, each with its department and day; a part may be withdrawn."""

from __future__ import annotations

import json
from typing import Any

from signing_terminal import Terminal

from simulators.backend_launch import RunningBackend

HIRING = "992001010012"  # 员工录用一件事, accepted on receipt
OPENING = "992001050001"  # 企业社会保险登记
WORKER = "992001050002"  # 企业职工参保登记
MEDICAL = "992003030012"  # 单位参保登记
BUNDLE = "992001010010"  # 失业就业一件事


def catalogue(terminal: Terminal) -> dict[str, dict[str, Any]]:
    body = json.loads(terminal.call("GET", "/v1/catalogue/items").content)
    return {item["code"]: item for item in body["items"]}


def answers(item: dict[str, Any]) -> dict[str, str]:
    written = {"number": "3", "date": "2026-11-02", "phone": "10000000000"}
    said = {"licence_number": "91990101MA00000000", "payer_account": "6200000000000000"}
    return {
        one["name"]: said.get(one["name"])
        or (one["choices"][0]["value"] if one["choices"] else "")
        or {**written, "id_number": "990101199001010019"}.get(one["kind"], "示例")
        for one in item["form"]["fields"]
    }


def test_every_part_of_an_accepted_case_has_its_department_and_its_day(
    terminal: Terminal,
) -> None:
    assertion, parts = terminal.assertion(), [OPENING, MEDICAL]
    asked = catalogue(terminal)[HIRING]
    wanted = {"licence_number", "unit_name", "employees", "payer_account", "phone"}
    form = {name: value for name, value in answers(asked).items() if name in wanted}
    case_no = terminal.complete_draft(
        assertion, "licence_copy", item_code=HIRING, parts=parts, form=form
    )
    case = terminal.submit(assertion, case_no).json()
    assert case["state"] == "accepted", case
    found = {part["item_code"]: part for part in case["parts"]}
    assert list(found) == parts
    assert found[MEDICAL]["department"] == "示例区医疗保障局"
    assert {part["promised_date"] for part in found.values()} == {case["promised_date"]}


def test_a_part_not_accepted_yet_promises_no_day(terminal: Terminal) -> None:
    case_no = terminal.draft(terminal.assertion(), item_code=BUNDLE, form={})
    shown = terminal.call("GET", f"/v1/cases/{case_no}").json()
    assert len(shown["parts"]) == 3
    assert {part["promised_date"] for part in shown["parts"]} == {None}


def test_a_part_withdrawn_is_gone_from_its_bundle_with_what_only_it_asked(
    terminal: Terminal, platform: RunningBackend
) -> None:
    platform.withdraw(WORKER, "改到窗口办理。")
    item = catalogue(terminal)[HIRING]
    assert item["parts"] == [OPENING, MEDICAL]
    assert "employee_name" not in {one["name"] for one in item["form"]["fields"]}
    assert "labour_contract" not in {one["code"] for one in item["materials"]}


def test_a_part_withdrawn_meanwhile_is_named_when_a_case_wants_it(
    terminal: Terminal, platform: RunningBackend
) -> None:
    assertion = terminal.assertion()
    platform.withdraw(WORKER, "改到窗口办理。")
    body = terminal.case_body(item_code=HIRING, parts=[OPENING, WORKER], form={})
    answer = terminal.call("POST", "/v1/cases", body, X_Assertion=assertion)
    assert answer.status_code == 422
    (defect,) = answer.json()["defects"]
    assert defect["field"] == f"parts.{WORKER}"
    assert "停办" in defect["message"]


def test_all_parts_means_those_offered_on_that_day(
    terminal: Terminal, platform: RunningBackend
) -> None:
    platform.withdraw(WORKER, "改到窗口办理。")
    case_no = terminal.draft(terminal.assertion(), item_code=HIRING, form={})
    shown = terminal.call("GET", f"/v1/cases/{case_no}").json()
    assert [part["item_code"] for part in shown["parts"]] == [OPENING, MEDICAL]
