"""The fold behind the guide tells all that the catalogue has, and leads on as the guide does."""

from __future__ import annotations

from kiosk.conversation import Back, Leave
from kiosk.conversation import questions as q
from kiosk.journeys.guide import _facts
from kiosk.journeys.more import the_rest
from tests.catalogue import demo
from tests.journeys.conftest import Visit
from tests.journeys.robot import Robot
from tests.journeys.steady import one_terminal, steady, visit

__all__ = ["one_terminal", "steady", "visit"]  # fixtures

MORE = q.Chosen("more")


def test_every_service_tells_its_rules_and_its_address_for_phones() -> None:
    for item in demo.items():
        shown = the_rest(item)
        said = [line for group in shown.groups for line in group.lines]
        assert shown.qr == item.guide_url != ""
        assert item.code not in said
        assert set(item.legal_basis) <= set(said)
        assert all(any(one.answer in line for line in said) for one in item.faq)


def test_special_stages_intermediaries_and_help_are_said() -> None:
    item = demo.named("残疾人证新办")
    kinds = {one.name: one for one in item.special_links}
    facts = {fact.key: str(fact.text) for fact in _facts(item)}
    assert facts["special"] == "、".join(kinds)
    assert facts["assisted"] == "可以帮办"
    rows = {str(row.label): str(row.value) for group in the_rest(item).groups for row in group.rows}
    assert rows["残疾评定"].startswith("中介服务、")
    assert rows["公示"].startswith("特殊环节、5 个工作日")
    assert "帮办" in rows["帮办代办"]


def test_the_process_is_drawn_with_a_limit_in_each_box() -> None:
    item = demo.named("失业保险金申领")
    flow = the_rest(item).flow
    assert [one.name for one in flow] == ["申请", "收件", "受理", "决定", "送达"]
    assert flow[3].limit == f"{item.promised_limit.days} 个工作日"
    applied = [one for one in demo.items() if one.can_apply]
    assert all(step.limit for one in applied for step in the_rest(one).flow)
    assert all(the_rest(one).flow for one in applied)


async def test_from_the_fold_one_may_begin_at_once(visit: Visit) -> None:
    robot = Robot(ReadGuide=MORE, ShowMatter=q.Chosen("apply"), Consent=Leave)
    async with visit(robot):
        await robot.until_asked(q.Consent)
        await robot.until_asked(q.Attract, 2)
    assert robot.last(q.ShowMatter).main == q.Option("apply", "立即办理")


async def test_back_leads_to_the_guide_and_leave_ends(visit: Visit) -> None:
    robot = Robot(ReadGuide=[MORE, MORE], ShowMatter=[Back, Leave])
    async with visit(robot):
        await robot.until_asked(q.ShowMatter, 2)
        await robot.until_asked(q.Attract, 2)
    assert robot.count(q.ReadGuide) == 2
    assert robot.forgotten == 1
