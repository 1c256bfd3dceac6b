"""What the platform makes of a case at once: decided by rule, not accepted, to be corrected."""

from __future__ import annotations

from typing import Any

from kiosk.conversation import Back
from kiosk.conversation import questions as q
from tests.catalogue import demo
from tests.journeys.own_cases import choose, keys, told
from tests.journeys.robot import SIGNATURE, WAIT, Robot
from tests.journeys.steady import Steady, one_terminal, steady
from tests.journeys.test_faults import on_wire

__all__ = ["one_terminal", "steady"]  # fixtures

AUTOMATIC = "992001020003"  # 社会保障卡挂失: decided by rule, fetched by message
REVIEWED = "992026100007"  # 依据档案记载出具相关证明: after review, no page
REASON = "档案不在本馆（《示例市档案管理办法》第五条）。"


def applicant(code: str, **script: object) -> dict[str, object]:
    """Somebody who applies for this."""
    usual = {"Home": q.Selected(code), "FillForm": answers, "Review": q.Signed(SIGNATURE)}
    return {**usual, "ShowMatter": WAIT, **script}


def answers(form: q.FillForm) -> dict[str, str]:
    """Something that passes for every field."""
    kinds = {q.FieldKind.PHONE: "13800000000", q.FieldKind.DATE: "2026-11-20"}
    return {
        one.name: one.choices[0][0] if one.choices else kinds.get(one.kind, "示例")
        for one in form.fields
    }


async def handed_in(steady: Steady, robot: Robot, kind: type[Any]) -> Any:  # noqa: ANN401
    """Place the card; what is asked once the case is in."""
    await robot.until_asked(q.PlaceCard)
    await on_wire(steady.bench.devices.panel.place_card, "zhang")
    return await robot.until_asked(kind)


def at_once(steady: Steady, **order: object) -> None:
    steady.bench.platform.ask("POST", "/sim/office/at-once", order)


async def test_a_decision_by_rule_is_shown_with_its_rule_and_the_way_to_a_person(
    steady: Steady,
) -> None:
    script = applicant(AUTOMATIC, Accepted=[q.After.LOOK, WAIT], ShowMatter=choose("review"))
    async with steady.visit(**script) as robot:
        accepted = await handed_in(steady, robot, q.Accepted)
        matter = await robot.until_asked(q.ShowMatter)
        again = await robot.until_asked(q.Accepted, 2)
    assert accepted.title == "已经办好"
    assert "系统自动审批" in accepted.line
    assert not accepted.refused
    assert "review" in keys(matter)
    assert again.title == "已经申请人工复核"


async def test_the_look_at_a_decision_leads_back_to_its_paper(steady: Steady) -> None:
    script = applicant(AUTOMATIC, Accepted=[q.After.LOOK, WAIT], ShowMatter=Back)
    async with steady.visit(**script) as robot:
        await handed_in(steady, robot, q.Accepted)
        again = await robot.until_asked(q.Accepted, 2)
    assert again.title == "已经办好"
    assert len(steady.bench.platform.cases()) == 1


async def test_not_accepted_is_read_with_every_reason_before_its_paper(steady: Steady) -> None:
    at_once(steady, act="not_accept", reasons=[REASON, "同一件事已经在办（第九条）。"])
    async with steady.visit(**applicant(REVIEWED, ShowMatter=choose("paper"))) as robot:
        matter = await handed_in(steady, robot, q.ShowMatter)
        accepted = await robot.until_asked(q.Accepted)
    for words in (REASON, "同一件事已经在办（第九条）。", "行政复议", "不予受理"):
        assert words in told(matter)
    assert accepted.refused
    assert accepted.title == "不予受理"


async def test_a_correction_is_answered_in_the_same_session(steady: Steady) -> None:
    at_once(steady, act="correct", defects=[["form.phone", "手机号是 11 位，请核对。"]])
    async with steady.visit(**applicant(REVIEWED, ShowMatter=choose("correct"))) as robot:
        matter = await handed_in(steady, robot, q.ShowMatter)
        accepted = await robot.until_asked(q.Accepted)
    assert keys(matter) == {"correct", "paper"}
    assert accepted.title == "补的都收到了"
    assert steady.bench.platform.cases()[0]["state"] == "received"


async def test_a_correction_can_be_taken_home_on_paper(steady: Steady) -> None:
    at_once(steady, act="correct", defects=[["form.phone", "手机号是 11 位，请核对。"]])
    async with steady.visit(**applicant(REVIEWED, ShowMatter=choose("paper"))) as robot:
        await handed_in(steady, robot, q.ShowMatter)
        accepted = await robot.until_asked(q.Accepted)
    assert accepted.title == "要补正"
    assert steady.bench.platform.cases()[0]["state"] == "correction"


async def test_what_the_look_beforehand_finds_can_be_taken_home_on_paper(steady: Steady) -> None:
    async with steady.visit(**applicant(REVIEWED, FillForm=wrong_phone, Choose=WAIT)) as robot:
        found = await handed_in(steady, robot, q.Choose)
        robot.answer(q.Chosen(found.entries[-1].key))
        again = await robot.until_asked(q.Choose, 2)
        assert "请取走" in again.line
        paper = steady.bench.devices.panel.pieces()[-1].text
        await on_wire(steady.bench.devices.panel.set_paper, "out")
        robot.answer(q.Chosen(found.entries[-1].key))
        without = await robot.until_asked(q.Choose, 3)
    assert "没有印出来" in without.line
    item = next(one for one in demo.items() if one.code == REVIEWED)
    assert all(one.name in paper for one in found.entries[:-1])
    for said in ("一次性告知书", "填“手机号”时改正", item.consult_phone, item.place.hall):
        assert said in paper


def wrong_phone(form: q.FillForm) -> dict[str, str]:
    phones = {one.name: "1" for one in form.fields if one.kind is q.FieldKind.PHONE}
    return {**answers(form), **phones}
