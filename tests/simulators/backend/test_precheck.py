"""Precheck: every defect at once, what may follow later, what may be promised, bundles."""

from __future__ import annotations

from typing import Any

from signing_terminal import CARD_ITEM, OCCURRED, Terminal

BUNDLE = "992001010010"  # 失业就业一件事
RELIEF = "990504040003"  # 临时救助: income may be promised
RESIDENCE = "990702030002"  # 居住证申领: the photograph may follow
TEACHER = "992008040005"  # 教师资格证补换: lost or damaged


def judged(terminal: Terminal, item: str, **told: Any) -> dict[str, Any]:  # noqa: ANN401
    applicant = terminal.case_body()["applicant"]
    body = {"item_code": item, "applicant": applicant, "form": {}, "materials": [], **told}
    answer = terminal.call("POST", "/v1/cases/precheck", body, X_Assertion=terminal.assertion())
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def fields(found: dict[str, Any]) -> set[str]:
    return {defect["field"] for defect in found["defects"]}


def satisfied(found: dict[str, Any]) -> dict[str, str | None]:
    return {need["code"]: need["satisfied_by"] for need in found["materials"]}


def test_everything_wrong_is_said_at_once_and_nothing_is_kept(terminal: Terminal) -> None:
    found = judged(
        terminal,
        CARD_ITEM,
        form={"phone": "138", "colour": "red"},
        situations={"weather": "fine"},
        commitments=[{"code": "income", "signed_at": OCCURRED}],
        deferred=["household_page"],
        authorisations=["A999999"],
        parts=["992001010003"],
        handling_region="110000",
    )
    assert fields(found) == {
        "form.address",
        "form.phone",
        "form.colour",
        "situations.weather",
        "commitments.income",
        "deferred.household_page",
        "materials.household_page",
        "authorisations.A999999",
        "parts.992001010003",
        "handling_region",
    }
    assert found["ok"] is False


def test_a_good_case_is_ok_with_its_dates(terminal: Terminal) -> None:
    form = {"address": "示例路 1 号", "phone": ""}
    found = judged(terminal, CARD_ITEM, form=form, materials=["household_page"])
    assert (found["ok"], found["defects"]) == (True, [])
    assert satisfied(found) == {"id_card": "id_card", "household_page": "capture"}
    assert found["promised_date"] < found["statutory_date"]


def test_a_deferrable_material_says_until_when(terminal: Terminal) -> None:
    found = judged(terminal, RESIDENCE, deferred=["recent_photo"])
    photo = next(need for need in found["materials"] if need["code"] == "recent_photo")
    assert photo["satisfied_by"] == "deferred"
    assert photo["defer_until"] is not None
    assert "materials.recent_photo" not in fields(found)


def test_a_commitment_replaces_the_proof(terminal: Terminal) -> None:
    assert "materials.income_proof" in fields(judged(terminal, RELIEF))
    promised = judged(terminal, RELIEF, commitments=[{"code": "income", "signed_at": OCCURRED}])
    assert satisfied(promised)["income_proof"] == "commitment"


def test_situations_pick_materials(terminal: Terminal) -> None:
    assert "teacher_certificate" in satisfied(judged(terminal, TEACHER))
    lost = judged(terminal, TEACHER, situations={"reason": "lost"})
    assert "teacher_certificate" not in satisfied(lost)


def test_a_bundle_asks_once_for_what_its_parts_share(terminal: Terminal) -> None:
    whole = judged(terminal, BUNDLE)
    names = [field["name"] for field in whole["form"]["fields"]]
    assert len(set(names)) == len(names)
    assert {"id_card", "leaving_proof", "bank_card"} <= satisfied(whole).keys()
    part = judged(terminal, BUNDLE, parts=["992001010003"])
    assert satisfied(part).keys() == {"id_card", "leaving_proof"}
    assert len(part["form"]["fields"]) < len(names)


def test_a_part_of_a_bundle_is_a_case_with_its_parts(terminal: Terminal) -> None:
    assertion = terminal.assertion()
    parts = ["992001010003", "990501010004"]
    case_no = terminal.draft(assertion, item_code=BUNDLE, parts=parts, form={})
    shown = terminal.call("GET", f"/v1/cases/{case_no}").json()
    assert [part["item_code"] for part in shown["parts"]] == parts
