"""What an application in depth is made of, without a terminal."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from kiosk.journeys.behalf import NUMBER, RELATION, _problem
from kiosk.journeys.choices import choices_of, handed_in
from kiosk.journeys.delivery import ADDRESS, check, delivery_of
from kiosk.journeys.draft import Behalf, Draft, Granted, Promised
from kiosk.journeys.paperless import may_save_paper, offers
from kiosk.journeys.precheck import mended_at
from kiosk.journeys.presenting import _why_not
from kiosk.journeys.situation import NOT_HERE, is_photographed
from kiosk.onenetwork.case_details import CaseDefect
from kiosk.onenetwork.licences import Licence
from kiosk.onenetwork.problem import BackendProblem, Unreachable
from tests.journeys.deep import VENUE

PERMISSION = Granted("A000001", "用电子证照：营业执照", ("licence_copy",))
SIGNED = Promised(datetime(2026, 11, 22, 9, 30), b"")
OWN = "990101194801150076"
MATERIALS = {one.code: one for one in VENUE.materials}


def licence(number: int, status: str, *satisfies: str) -> Licence:
    return Licence.model_validate(
        {
            "licence_id": f"L{number:06d}",
            "kind": "kind",
            "name": f"证照{number}",
            "holder_masked": "李**",
            "number_masked": "9901****0001",
            "issuer": "示例市",
            "issued_on": date(2020, 1, 1),
            "valid_to": None,
            "status": status,
            "satisfies": satisfies,
        }
    )


def test_the_receipt_says_what_stands_for_each_material_and_nothing_that_is_not_there() -> None:
    plain = Draft(VENUE)
    assert handed_in(plain)[1:] == ("营业执照", "从业人员健康证明", "卫生检测报告")
    deep = Draft(VENUE, commits=True, commitment=SIGNED)
    deep.granted["L000001"] = PERMISSION
    assert handed_in(deep)[1:] == (
        "营业执照（电子证照）",
        "从业人员健康证明",
        "卫生检测报告（以承诺代替）",
    )
    deep.granted["M000001"] = Granted("A000002", "", ("health_certificate",), earlier=True)
    assert handed_in(deep)[2] == "从业人员健康证明（用以前交的）"
    later = Draft(VENUE, at_hand={"hygiene_test": NOT_HERE})
    assert handed_in(later)[1:] == ("营业执照", "从业人员健康证明")


def test_what_a_licence_or_a_commitment_stands_for_is_not_photographed() -> None:
    draft = Draft(VENUE, commits=True, commitment=SIGNED)
    draft.granted["L000001"] = PERMISSION
    assert [code for code, one in MATERIALS.items() if is_photographed(draft, one)] == [
        "health_certificate"
    ]
    chosen = choices_of(draft)
    assert chosen.authorisations == ("A000001",)
    assert [one.code for one in chosen.commitments] == ["venue_hygiene"]
    assert chosen.deferred == ()


def test_an_expired_licence_is_told_only_where_no_valid_one_stands() -> None:
    draft = Draft(VENUE)
    valid, old = licence(1, "valid", "licence_copy"), licence(2, "expired", "licence_copy")
    other = licence(3, "revoked", "health_certificate")
    beside_the_point = licence(4, "valid", "household_page")
    draft.library = (old, valid, other, beside_the_point)
    assert offers(draft) == [valid, other]


def test_of_another_person_the_library_is_not_asked() -> None:
    assert may_save_paper(Draft(VENUE))
    assert not may_save_paper(Draft(VENUE, for_another=True))


@pytest.mark.parametrize(
    ("field", "step"),
    [
        ("form.phone", "form"),
        ("materials.licence_copy", "material:licence_copy"),
        ("materials.hygiene_test", "at hand"),
        ("authorisations.A000001", "licences"),
        ("commitments.other", "commitment"),
        ("applicant.id_number", "agent"),
        ("something.new", "form"),
    ],
)
def test_every_defect_leads_to_a_step(field: str, step: str) -> None:
    draft = Draft(VENUE, at_hand={"hygiene_test": NOT_HERE})
    assert mended_at(draft, CaseDefect(field=field, message="")) == step


def test_an_address_is_written_down_to_the_door_and_sent_only_with_the_post() -> None:
    assert check(ADDRESS, "示例路") == "地址太短，请写到门牌号。"
    assert check(ADDRESS, "示例市示例区示例路 1 号") is None
    by_post = delivery_of(Draft(VENUE, way="mail", address="示例市示例区示例路 1 号"))
    assert by_post is not None
    assert by_post.address
    fetched = delivery_of(Draft(VENUE, way="window", address="示例市示例区示例路 1 号"))
    assert fetched is not None
    assert fetched.address == ""
    assert delivery_of(Draft(VENUE)) is None


def test_an_agent_names_somebody_else() -> None:
    assert "您自己的号码" in str(_problem(NUMBER, OWN, OWN))
    assert "号码不对" in str(_problem(NUMBER, OWN[:-1] + "0", OWN))
    assert _problem(RELATION, "", OWN) == "请选一项。"
    agent = choices_of(Draft(VENUE, behalf=Behalf("示例", "1", "child"))).agent
    assert agent is not None
    assert agent.relation == "child"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("code_expired", "过期了"),
        ("not_found", "不是亮证码"),
        ("invalid", "用不上"),
        ("x", "取不到"),
    ],
)
def test_why_a_code_from_a_phone_does_not_do(code: str, said: str) -> None:
    assert said in _why_not(BackendProblem(409, {"code": code}))
    assert "取不到" in _why_not(Unreachable("no network"))
