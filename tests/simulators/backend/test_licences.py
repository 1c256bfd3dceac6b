"""Licences (电子证照): what need not be handed in on paper, by whose leave."""

from __future__ import annotations

from typing import Any

import httpx
from signing_terminal import CARD_ITEM, ID_NUMBER, OCCURRED, PAGE_JPEG, SIGNATURE_PNG, Terminal

from simulators.backend_launch import RunningBackend


def bearer(terminal: Terminal, **changes: object) -> dict[str, str]:
    return {"Authorization": f"Bearer {terminal.session(**changes).json()['token']}"}


def household(terminal: Terminal, session: dict[str, str]) -> dict[str, Any]:
    (licence,) = terminal.call("GET", f"/v1/licences?for_item={CARD_ITEM}", **session).json()[
        "licences"
    ]
    return dict(licence)


def allow(terminal: Terminal, session: dict[str, str], item: str = CARD_ITEM) -> httpx.Response:
    target = f"/v1/licences/{household(terminal, session)['licence_id']}/authorisations"
    body = {"item_code": item, "purpose": "社会保障卡补领", "agreed_at": OCCURRED}
    return terminal.call("POST", target, body, **session)


def test_only_what_saves_a_material_is_offered(terminal: Terminal) -> None:
    session = bearer(terminal)
    licence = household(terminal, session)
    assert (licence["name"], licence["satisfies"]) == ("居民户口簿", ["household_page"])
    assert (licence["holder_masked"], licence["number_masked"]) == ("张**", "9901****1234")
    everything = terminal.call("GET", "/v1/licences", **session).json()["licences"]
    assert [each["status"] for each in everything] == ["valid", "valid", "expired"]


def test_strangers_have_none_and_reach_none(terminal: Terminal) -> None:
    mine = household(terminal, bearer(terminal))
    stranger = bearer(terminal, id_number="990101199001010027")
    assert terminal.call("GET", "/v1/licences", **stranger).json() == {"licences": []}
    target = f"/v1/licences/{mine['licence_id']}/authorisations"
    body = {"item_code": CARD_ITEM, "purpose": "看看", "agreed_at": OCCURRED}
    assert terminal.call("POST", target, body, **stranger).status_code == 404
    assert terminal.call("GET", "/v1/licences").json()["code"] == "session_expired"


def test_an_authorised_licence_replaces_the_paper_once(terminal: Terminal) -> None:
    assertion, session = terminal.assertion(), bearer(terminal)
    permission = allow(terminal, session).json()
    assert permission["satisfies"] == ["household_page"]
    named = {"authorisations": [permission["authorisation_id"]]}
    case_no = terminal.draft(assertion, **named)
    terminal.material(assertion, case_no, "_signature", SIGNATURE_PNG, "image/png")
    case = terminal.submit(assertion, case_no).json()
    assert case["state"] == "accepted"
    assert [each["code"] for each in case["licences"]] == ["household_page"]
    again = terminal.call("POST", "/v1/cases", terminal.case_body(**named), X_Assertion=assertion)
    assert again.json()["defects"][0]["field"] == f"authorisations.{named['authorisations'][0]}"


def test_a_permission_is_for_one_item(terminal: Terminal) -> None:
    session = bearer(terminal)
    refused = allow(terminal, session, "990501010004")  # asks for no household page
    assert refused.json()["defects"][0]["field"] == "item_code"
    permission = allow(terminal, session, "990504040002").json()  # 高龄津贴
    body = terminal.case_body(authorisations=[permission["authorisation_id"]])
    answer = terminal.call("POST", "/v1/cases", body, X_Assertion=terminal.assertion())
    assert "不是给这个事项的" in answer.json()["defects"][0]["message"]


def test_a_presenting_code_serves_once_and_not_late(
    platform: RunningBackend, terminal: Terminal
) -> None:
    terminal.session()
    wish = {"item_code": CARD_ITEM, "purpose": "社会保障卡补领"}

    def code() -> str:
        order = {"id_number": ID_NUMBER, "kind": "household_register"}
        return str(platform.ask("POST", "/sim/phone/presenting-code", order)["code"])

    first = code()
    shown = terminal.call("POST", "/v1/licences/present", {**wish, "code": first})
    assert shown.status_code == 201
    assert shown.json()["licence"]["holder_masked"] == "张**"
    again = terminal.call("POST", "/v1/licences/present", {**wish, "code": first})
    assert again.json()["code"] == "code_expired"
    late = code()
    terminal.offset_s = 120
    platform.fault("clock_skew", value=120)
    answer = terminal.call("POST", "/v1/licences/present", {**wish, "code": late})
    assert answer.json()["code"] == "code_expired"
    unknown = terminal.call("POST", "/v1/licences/present", {**wish, "code": "LZM7Q2K9XD4B"})
    assert unknown.status_code == 404


def test_another_persons_code_serves_the_case_of_who_stands_here(
    platform: RunningBackend, terminal: Terminal
) -> None:
    terminal.session()
    order = {"id_number": ID_NUMBER, "kind": "household_register"}
    code = platform.ask("POST", "/sim/phone/presenting-code", order)["code"]
    shown = {"code": code, "item_code": CARD_ITEM, "purpose": "夫妻投靠"}
    permission = terminal.call("POST", "/v1/licences/present", shown).json()["authorisation"]
    other = "990101199001010027"
    spouse = str(terminal.session(id_number=other).json()["assertion"])
    applicant = {**terminal.case_body()["applicant"], "id_number": other}
    body = terminal.case_body(applicant=applicant, authorisations=[permission["authorisation_id"]])
    answer = terminal.call("POST", "/v1/cases", body, X_Assertion=spouse)
    assert answer.status_code == 201
    assert terminal.material(spouse, answer.json()["case_no"], "household_page", PAGE_JPEG)
