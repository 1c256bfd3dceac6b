"""A firm's code (企业码) on a phone says for which firm; what the platform refuses is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from drivers.driver import Health
from kiosk.conversation import Back, Leave, ToWindow
from kiosk.conversation import questions as q
from kiosk.journeys.company import CODE
from tests.catalogue import demo
from tests.journeys.robot import WAIT, Robot
from tests.journeys.steady import Steady, one_terminal, steady
from tests.journeys.test_company import KNOWN, OTHER
from tests.journeys.test_company import told as filled_in
from tests.journeys.test_faults import on_wire, says_everything

__all__ = ["one_terminal", "steady"]  # fixtures
DEVICES = ("code_reader",)

DEBIT = demo.named("增值税一般纳税人登记")
PRESENT = "/v1/companies/present"
LONG = 600.0
"""Seconds for which a code is good: a busy machine is no reason for it to run out."""
TRADE_ONLY, STRUCK_OFF = "91990101MA00000312", "91990101MA000004XR"
"""What 李样本 may not act for in matters of tax: see simulators/backend/registry.toml."""


def agent(**script: object) -> dict[str, Any]:
    """Somebody who goes as far as the question for which firm, and waits there."""
    base: dict[str, object] = {
        "Home": [lambda _home: q.Selected(DEBIT.code), WAIT],
        "Choose": among_firms(WAIT),
        "FillForm": filled_in,
        "Trouble": WAIT,
        "Review": WAIT,
    }
    return {**base, **script}


def among_firms(*answers: object) -> Callable[[q.Choose], object]:
    """These one after another, the last for good; of any other list its first row."""
    left = list(answers)

    def act(choose: q.Choose) -> object:
        if choose.title != "给哪家单位办？":
            return q.Chosen(choose.entries[0].key)
        return left.pop(0) if len(left) > 1 else left[0]

    return act


async def asked_which(steady: Steady, robot: Robot, person: str = "li") -> None:
    """The citizen has shown who they are."""
    await robot.until_asked(q.PlaceCard)
    await on_wire(steady.bench.devices.panel.place_card, person)


async def held_up(steady: Steady, credit_code: str, life: float = LONG) -> str:
    """A new code of this firm, held up to the reader; of none, a ticket of the tram."""
    code = "A-TRAM-TICKET"
    if credit_code:
        order = {"credit_code": credit_code, "life": life}
        told = await on_wire(steady.bench.platform.ask, "POST", "/sim/phone/company-code", order)
        code = str(told["code"])
    await on_wire(steady.bench.devices.panel.hide_code)
    await on_wire(steady.bench.devices.panel.show_code, code)
    return code


def firm(robot: Robot) -> tuple[str, str]:
    """Name and code of the firm that applies."""
    row = next(row for row in robot.last(q.Review).rows if row.label == "申请单位")
    return str(row.value), str(row.note)


def asks_for_licence(question: q.Question[Any]) -> bool:
    return isinstance(question, q.FillForm) and CODE in {one.name for one in question.fields}


async def test_a_firm_applies_by_its_code_which_nothing_keeps(
    steady: Steady, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "kiosk")
    async with steady.visit(**agent()) as robot:
        await asked_which(steady, robot)
        choose = await robot.until_asked(q.Choose)
        assert "企业码" in choose.line
        code = await held_up(steady, OTHER)
        await robot.until_asked(q.Review)
    assert firm(robot) == ("示例市示例餐饮管理有限公司", OTHER)
    assert robot.count(q.Trouble) == 0
    assert code not in caplog.text
    assert code not in repr(robot.asked)


async def test_a_code_does_while_the_licence_is_asked_for(steady: Steady) -> None:
    script = agent(Choose=among_firms(q.Chosen("other")), FillForm=_only_service)
    async with steady.visit(**script) as robot:
        await asked_which(steady, robot)
        await robot.until(lambda: bool(robot.asked) and asks_for_licence(robot.asked[-1]))
        assert "企业码" in robot.last(q.FillForm).title
        await held_up(steady, KNOWN)
        await robot.until_asked(q.Review)
    assert firm(robot) == ("示例市示例商贸有限公司", KNOWN)


def _only_service(form: q.FillForm) -> object:
    return WAIT if asks_for_licence(form) else filled_in(form)


@pytest.mark.parametrize(
    ("credit_code", "life", "title"),
    [
        (KNOWN, 0.0, "企业码过期了"),
        ("", LONG, "这不是企业码"),
        (TRADE_ONLY, LONG, "这家单位还没有授权您"),
        (STRUCK_OFF, LONG, "这家单位已经注销"),
    ],
)
async def test_what_the_platform_refuses_is_told_and_another_code_or_row_does(
    steady: Steady, credit_code: str, life: float, title: str
) -> None:
    async with steady.visit(**agent()) as robot:
        await asked_which(steady, robot)
        listed = await robot.until_asked(q.Choose)
        assert {one.key for one in listed.entries} == {KNOWN, OTHER}
        await held_up(steady, credit_code, life)
        trouble = await robot.until_asked(q.Trouble)
        says_everything(trouble)
        assert trouble.title == title
        robot.answer(q.Chosen("go_on"))
        await robot.until_asked(q.Choose, 2)
        await held_up(steady, KNOWN)
        await robot.until_asked(q.Review)
    assert firm(robot) == ("示例市示例商贸有限公司", KNOWN)


async def test_a_stranger_to_the_firm_is_sent_on_kindly(steady: Steady) -> None:
    """Whom no firm has named is asked for a licence at once; a code held up does not help them."""
    async with steady.visit(**agent(FillForm=WAIT)) as robot:
        await asked_which(steady, robot, "zhang")
        await robot.until_asked(q.FillForm)
        await held_up(steady, KNOWN)
        trouble = await robot.until_asked(q.Trouble)
        assert trouble.title == "这家单位还没有授权您"
        robot.outcome(Back)
        await robot.until_asked(q.FillForm, 2)
    assert robot.count(q.Choose) == 0


@pytest.mark.parametrize(
    ("way", "then"), [(Back, q.Choose), (ToWindow, q.WindowHandover), (Leave, None)]
)
async def test_every_way_out_of_a_refusal(
    steady: Steady, way: type[Back | ToWindow | Leave], then: type[q.Question[Any]] | None
) -> None:
    async with steady.visit(**agent(WindowHandover=WAIT, TakeAlong=True)) as robot:
        await asked_which(steady, robot)
        await robot.until_asked(q.Choose)
        await held_up(steady, STRUCK_OFF)
        await robot.until_asked(q.Trouble)
        robot.outcome(way)
        await robot.until(lambda: robot.is_at(then) if then else robot.forgotten == 1)
    assert steady.bench.platform.cases() == []


@pytest.mark.parametrize(
    ("script", "then"),
    [
        ({"Choose": [Back, WAIT]}, "ReadGuide"),
        ({"Choose": [q.Chosen("other"), WAIT], "FillForm": Back}, "Choose"),
        ({"Choose": Leave}, ""),
        ({"Choose": q.Chosen("other"), "FillForm": Leave}, ""),
    ],
)
async def test_every_way_out_while_a_code_may_be_held_up(
    steady: Steady, script: dict[str, object], then: str
) -> None:
    async with steady.visit(**agent(**{"ReadGuide": [None, WAIT], **script})) as robot:
        await asked_which(steady, robot)
        await robot.until_asked(q.Choose)
        await robot.until(
            lambda: type(robot.asked[-1]).__name__ == then if then else robot.forgotten == 1
        )
    assert steady.bench.platform.cases() == []


async def test_the_platform_away_is_told_and_the_same_code_tried_again(steady: Steady) -> None:
    platform = steady.bench.platform
    async with steady.visit(**agent()) as robot:
        await asked_which(steady, robot)
        await robot.until_asked(q.Choose)
        await on_wire(platform.fault, "status", PRESENT, value=503)
        await held_up(steady, KNOWN)
        says_everything(await robot.until_asked(q.Trouble))
        await on_wire(platform.clear)
        await robot.until_tried(q.Review)
    assert firm(robot) == ("示例市示例商贸有限公司", KNOWN)


async def test_back_from_a_platform_that_is_away_leads_to_the_list(steady: Steady) -> None:
    async with steady.visit(
        **agent(Choose=among_firms(WAIT, q.Chosen(KNOWN)), Trouble=[Back, WAIT])
    ) as robot:
        await asked_which(steady, robot)
        await robot.until_asked(q.Choose)
        await on_wire(steady.bench.platform.fault, "status", PRESENT, value=503)
        await held_up(steady, OTHER)
        await robot.until_asked(q.Choose, 2)
        await on_wire(steady.bench.platform.clear)
        await robot.until_tried(q.Review)
    assert firm(robot) == ("示例市示例商贸有限公司", KNOWN)


async def test_without_its_reader_the_firm_is_chosen_from_the_list(steady: Steady) -> None:
    reader = steady.running._services.hub.code_reader
    await on_wire(steady.bench.devices.panel.fault, "code_reader", "unplug", times=None)
    async with steady.visit(**agent()) as robot:
        await robot.until(lambda: reader.status.health is not Health.ONLINE)
        await asked_which(steady, robot)
        choose = await robot.until_asked(q.Choose)
        assert "企业码" not in choose.line
        robot.answer(q.Chosen(OTHER))
        await robot.until_asked(q.Review)
    assert firm(robot) == ("示例市示例餐饮管理有限公司", OTHER)
