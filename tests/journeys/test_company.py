"""A firm applies (法人服务), known or told by its licence, by the hand of its agent."""

from __future__ import annotations

import pytest

from kiosk.conversation import Back, Leave
from kiosk.conversation import questions as q
from kiosk.journeys.company import CODE, COMPANY_STEP, NAME, check
from simulators.people import PEOPLE
from tests.catalogue import demo
from tests.journeys.conftest import Bench, Visit
from tests.journeys.own_cases import first
from tests.journeys.robot import WAIT, Robot
from tests.journeys.steady import one_terminal, steady, visit
from tests.journeys.test_faults import on_wire
from tests.journeys.test_parts import filled
from tests.journeys.test_region import printed

__all__ = ["one_terminal", "steady", "visit"]  # fixtures

DEBIT = demo.named("增值税一般纳税人登记")
KNOWN = "91990101MA0000015C"
OTHER = "91990101MA00000237"
NAME_ON_CARD = PEOPLE["li"].card.name


def citizen(**script: object) -> Robot:
    base: dict[str, object] = {
        "Home": [lambda home: q.Selected(DEBIT.code), WAIT],
        "Choose": q.Chosen(KNOWN),
        "FillForm": told,
    }
    return Robot(**{**base, **script})


def told(form: q.FillForm) -> dict[str, str]:
    """The firm's own form, or the service's."""
    if CODE in {one.name for one in form.fields}:
        return {NAME: "示例市示例五金店", CODE: OTHER.lower()}
    return filled(form)


async def at_card(robot: Robot, bench: Bench) -> None:
    await robot.until_asked(q.PlaceCard)
    await on_wire(bench.devices.panel.place_card, "li")


async def test_a_known_firm_applies_and_is_asked_nothing_twice(bench: Bench, visit: Visit) -> None:
    robot = citizen()
    async with visit(robot):
        await at_card(robot, bench)
        accepted = await robot.until_asked(q.Accepted)
        await robot.until(lambda: any(printed(news) for news in robot.told))
    assert [entry.chip for entry in robot.last(q.Choose).entries] == ["法定代表人", "经办人"]
    assert "licence_number" not in {one.name for one in robot.last(q.FillForm).fields}
    rows = {str(row.label): (str(row.value), str(row.note)) for row in robot.last(q.Review).rows}
    assert rows["申请单位"] == ("示例市示例商贸有限公司", KNOWN)
    assert rows["经办人"][0] == NAME_ON_CARD
    assert "示例市示例商贸有限公司" in accepted.line
    (case,) = bench.platform.cases()
    assert case["item_code"] == DEBIT.code
    paper = bench.devices.panel.pieces()[-1].text
    assert "示例市示例商贸有限公司" in paper
    assert KNOWN in paper
    assert NAME_ON_CARD not in paper


async def test_a_notice_printed_again_names_the_firm_as_the_first_does(
    bench: Bench, visit: Visit
) -> None:
    robot = citizen(
        Home=[q.Selected(DEBIT.code), q.Opened("progress")],
        Choose=[q.Chosen(KNOWN), q.Chosen("card"), first],
        Accepted=[q.After.ANOTHER, WAIT],
        ShowMatter=q.Chosen("receipt"),
    )
    pieces = bench.devices.panel.pieces
    before = len(pieces())
    async with visit(robot):
        await at_card(robot, bench)
        await robot.until_asked(q.Accepted, 2)
        await robot.until(
            lambda: len(pieces()) == before + 2 and "第1页/共1页" in pieces()[-1].text
        )
    again = pieces()[-1].text
    for said in ("示例市示例商贸有限公司", KNOWN, "受理通知书"):
        assert said in again


async def test_another_firm_is_told_by_its_licence(bench: Bench, visit: Visit) -> None:
    robot = citizen(Choose=q.Chosen("other"), Review=WAIT)
    async with visit(robot):
        await at_card(robot, bench)
        review = await robot.until_asked(q.Review)
    (row,) = (row for row in review.rows if row.key == COMPANY_STEP)
    assert (row.value, row.note) == ("示例市示例五金店", OTHER)


async def test_back_from_the_licence_to_the_firms_and_from_there_to_the_guide(
    bench: Bench, visit: Visit
) -> None:
    robot = citizen(
        ReadGuide=[None, WAIT], Choose=[q.Chosen("other"), Back], FillForm=Back, Consent=None
    )
    async with visit(robot):
        await at_card(robot, bench)
        await robot.until_asked(q.ReadGuide, 2)
    kinds = [type(one).__name__ for one in robot.asked]
    assert kinds[-4:] == ["Choose", "FillForm", "Choose", "ReadGuide"]


@pytest.mark.parametrize("step", ["Choose", "FillForm"])
async def test_leave_leaves_nothing(bench: Bench, visit: Visit, step: str) -> None:
    robot = citizen(**{step: Leave})
    async with visit(robot):
        await at_card(robot, bench)
        await robot.until(lambda: robot.forgotten == 1)
    assert bench.platform.cases() == []


async def test_a_platform_that_is_away_is_told_and_asked_again(bench: Bench, visit: Visit) -> None:
    bench.platform.fault("status", "/v1/companies")
    robot = citizen(Choose=WAIT, Trouble=WAIT)
    async with visit(robot):
        await at_card(robot, bench)
        await robot.until_asked(q.Trouble)
        await on_wire(bench.platform.clear)
        robot.answer(q.Chosen("retry"))
        await robot.until_asked(q.Choose)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (CODE, KNOWN, None),
        (CODE, KNOWN.lower(), None),
        (CODE, KNOWN[:-1], "少了 1 位。代码是 18 位，请补上。"),
        (CODE, "91990101MA0000015D", "代码不对，有一位和执照不一样，请再看一遍。"),
        (CODE, "", "这一格要填，请补上。"),
        (NAME, "示例市示例五金店", None),
        (NAME, " ", "这一格要填，请补上。"),
    ],
)
def test_a_code_that_cannot_be_one_is_told_at_once(name: str, value: str, said: str | None) -> None:
    assert check(name, value) == said
