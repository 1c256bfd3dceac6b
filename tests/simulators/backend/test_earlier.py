"""Pages of earlier cases (材料复用): used again by whose leave, for what, how long."""

from __future__ import annotations

from typing import Any

import httpx
from signing_terminal import CARD_ITEM, OCCURRED, PAGE_JPEG, SIGNATURE_PNG, Terminal

ELDERS_CARD = "992005020006"
"""老年人优待证: wants a photo, and takes an earlier one."""
FORM = {"address": "示例市示例区示例路 1 号", "phone": "13800000000"}
PHOTO = "recent_photo"
REGISTERED = "990101199003070023"
"""Whose photo of sixty days ago the registry has."""


def bearer(terminal: Terminal, **changes: object) -> dict[str, str]:
    return {"Authorization": f"Bearer {terminal.session(**changes).json()['token']}"}


def pages(terminal: Terminal, session: dict[str, str], item: str) -> list[dict[str, Any]]:
    found = terminal.call("GET", f"/v1/earlier-pages?for_item={item}", **session).json()["pages"]
    return list(found)


def allow(terminal: Terminal, session: dict[str, str], page: str, item: str) -> httpx.Response:
    body = {"item_code": item, "purpose": "老年人优待证", "agreed_at": OCCURRED}
    return terminal.call("POST", f"/v1/earlier-pages/{page}/authorisations", body, **session)


def handed_in(terminal: Terminal, **changes: object) -> str:
    """A submitted case with a photo; its number."""
    assertion = terminal.assertion()
    case_no = terminal.draft(assertion, item_code=ELDERS_CARD, form=FORM, **changes)
    terminal.material(assertion, case_no, PHOTO, PAGE_JPEG)
    terminal.material(assertion, case_no, "_signature", SIGNATURE_PNG, "image/png")
    assert terminal.submit(assertion, case_no).status_code == 200
    return case_no


def test_what_was_handed_in_once_stands_for_the_next_case_once(terminal: Terminal) -> None:
    session, assertion = bearer(terminal), terminal.assertion()
    assert pages(terminal, session, ELDERS_CARD) == []
    handed_in(terminal)
    (page,) = pages(terminal, session, ELDERS_CARD)
    assert (page["code"], page["item_name"]) == (PHOTO, "老年人优待证申领")
    assert page["good_until"] > page["handed_in"]
    permission = allow(terminal, session, page["page_id"], ELDERS_CARD).json()
    assert permission["satisfies"] == [PHOTO]
    named: dict[str, object] = {"item_code": ELDERS_CARD, "form": FORM}
    named["authorisations"] = [permission["authorisation_id"]]
    order = {"applicant": terminal.case_body()["applicant"], "materials": [], **named}
    judged = terminal.call("POST", "/v1/cases/precheck", order, X_Assertion=assertion).json()
    assert {one["code"]: one["satisfied_by"] for one in judged["materials"]}[PHOTO] == "earlier"
    case_no = terminal.draft(assertion, **named)
    terminal.material(assertion, case_no, "_signature", SIGNATURE_PNG, "image/png")
    case = terminal.submit(assertion, case_no).json()
    assert case["licences"] == case["deferred"] == []
    (used,) = case["earlier"]
    assert (used["code"], used["page_id"]) == (PHOTO, page["page_id"])
    again = terminal.call("POST", "/v1/cases", terminal.case_body(**named), X_Assertion=assertion)
    assert "已经用过" in again.json()["defects"][0]["message"]


def test_strangers_have_none_and_reach_none(terminal: Terminal) -> None:
    handed_in(terminal)
    (page,) = pages(terminal, bearer(terminal), ELDERS_CARD)
    stranger = bearer(terminal, id_number="990101199001010027")
    assert pages(terminal, stranger, ELDERS_CARD) == []
    assert allow(terminal, stranger, page["page_id"], ELDERS_CARD).status_code == 404
    target = f"/v1/earlier-pages?for_item={ELDERS_CARD}"
    assert terminal.call("GET", target).json()["code"] == "session_expired"


def test_only_for_what_asks_for_it(terminal: Terminal) -> None:
    session = bearer(terminal)
    handed_in(terminal)
    (page,) = pages(terminal, session, ELDERS_CARD)
    assert pages(terminal, session, CARD_ITEM) == [], "asks for no photo"
    refused = allow(terminal, session, page["page_id"], CARD_ITEM)
    assert refused.json()["defects"][0]["field"] == "item_code"


def test_what_an_agent_hands_in_is_nobodys_and_what_was_taken_back_is_gone(
    terminal: Terminal,
) -> None:
    session = bearer(terminal)
    handed_in(terminal, agent={"relation": "child", "words": "代办"})
    assert pages(terminal, session, ELDERS_CARD) == []
    case_no = handed_in(terminal)
    assert len(pages(terminal, session, ELDERS_CARD)) == 1
    wish = {"reason": "不办了。", "phone": "", "signed_at": OCCURRED}
    target = f"/v1/cases/{case_no}/withdrawal"
    terminal.call("POST", target, wish, X_Assertion=terminal.assertion())
    assert pages(terminal, session, ELDERS_CARD) == []


def test_the_registry_knows_one_of_sixty_days_ago(terminal: Terminal) -> None:
    session = bearer(terminal, id_number=REGISTERED)
    (page,) = pages(terminal, session, ELDERS_CARD)
    assert page["item_name"] == "居住证申领"
