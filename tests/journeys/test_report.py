"""反映问题: told in own words, safe while the platform is away, answered by somebody by a day."""

from __future__ import annotations

from typing import Any

import pytest

from drivers.driver import Supply
from kiosk.conversation import Back, Leave, Outcome, ToWindow
from kiosk.conversation import questions as q
from tests.catalogue import demo
from tests.journeys.conftest import Bench, Visit
from tests.journeys.robot import WAIT, Robot, once
from tests.journeys.steady import Steady, one_terminal, steady, visit
from tests.journeys.test_faults import on_wire

__all__ = ["one_terminal", "steady", "visit"]  # fixtures
DEVICES = ("code_reader",)

SAID = "补领社保卡，系统说没有我的参保记录。"
CARD = demo.named("社会保障卡补领、换领、换发")


def opened(key: str = "report") -> list[object]:
    """Home, and this function of it."""
    return [q.Opened(key), WAIT]


def written(form: q.FillForm) -> dict[str, str]:
    return {one.name: SAID if one.name == "words" else "" for one in form.fields}


def told(robot: Robot) -> str:
    """The code on the screen, as it is typed."""
    return robot.last(q.Accepted).code.replace(" ", "")


def feedback(bench: Bench) -> list[dict[str, Any]]:
    return bench.platform.voices()["feedback"]


def slip_of(bench: Bench, code: str) -> str:
    """What stands on the slip with this code, once it is cut off."""
    pieces = bench.devices.panel.pieces()
    return next((one.text for one in pieces if one.cut and code in one.text.replace(" ", "")), "")


def teller(kind: str = "cannot_be_done", about: str = "none", **script: object) -> Robot:
    """Tells something of that kind, and looks over it."""
    choose = [q.Chosen(kind), q.Chosen(about)]
    steps = {"Choose": choose, "FillForm": written, "ShowMatter": q.Chosen("send")}
    return Robot(**{"Home": opened(), **steps, **script})


async def test_what_could_not_be_done_is_on_somebodys_desk(bench: Bench, visit: Visit) -> None:
    robot = teller(about=CARD.code)
    async with visit(robot):
        await robot.until_asked(q.Accepted)
        (one,) = feedback(bench)
        assert (one["kind"], one["words"], one["item_code"]) == ("cannot_be_done", SAID, CARD.code)
        assert (one["phone"], one["case_no"]) == (False, None)
        assert told(robot) == one["query_code"]
        paper = await once("its slip is out", lambda: on_wire(slip_of, bench, one["query_code"]))
    assert "负责单位" in paper
    assert "“办不成事”反映窗口" in paper
    assert SAID not in paper
    draft = next(one for one in robot.asked if isinstance(one, q.ShowMatter))
    assert SAID in draft.groups[0].lines
    phones = {row.label: row.value for row in draft.groups[2].rows}
    assert phones == {"监督电话": CARD.supervise_phone, "政务热线": "12345"}


async def test_a_name_and_a_phone_go_along_if_one_likes(bench: Bench, visit: Visit) -> None:
    values = {"words": SAID, "phone": "13800000000", "name": "张示例"}
    robot = teller("complaint", FillForm=values)
    async with visit(robot):
        await robot.until_asked(q.Accepted)
    (one,) = feedback(bench)
    assert one["words"] == f"{SAID}\n（署名：张示例）"
    assert one["phone"] is True
    rows = {str(row.label): str(row.value) for row in robot.last(q.ShowMatter).groups[1].rows}
    assert (rows["留的名字"], rows["留的电话"]) == ("张**", "138****0000")


ORDER = {"text": "记录已经补上，请再来办。", "close": False}


async def answered(bench: Bench, code: str) -> None:
    """The office answers."""
    await on_wire(bench.platform.ask, "POST", f"/sim/office/feedback/{code}/reply", ORDER)


async def test_the_answer_is_read_by_its_code_typed_or_held_up(bench: Bench, visit: Visit) -> None:
    robot = teller(
        "praise",
        Choose=[q.Chosen("praise"), q.Chosen("reply"), WAIT],
        Home=[q.Opened("report"), q.Opened("report"), q.Opened("report"), WAIT],
        FillForm=[written, lambda _: {"code": told(robot)}, WAIT],
        ShowMatter=[q.Chosen("send"), q.Chosen("again"), q.Chosen("done")],
        Accepted=q.After.ANOTHER,
    )
    async with visit(robot):
        await robot.until_asked(q.ShowMatter, 2)
        shown = robot.last(q.ShowMatter)
        assert (shown.title, shown.chip) == ("表扬", "正在办")
        await robot.until_asked(q.FillForm, 3)
        await answered(bench, told(robot))
        await on_wire(bench.devices.panel.show_code, f"feedback={told(robot)}")
        await robot.until_asked(q.ShowMatter, 3)
    shown = robot.last(q.ShowMatter)
    assert shown.chip == "已经答复"
    assert shown.groups[0].lines == (ORDER["text"],)
    assert {str(row.label) for row in shown.groups[1].rows} == {"负责单位", "收到时间", "答复期限"}


async def test_a_code_nobody_knows_is_said_and_another_asked_for(
    bench: Bench, visit: Visit
) -> None:
    robot = Robot(
        Home=opened(),
        Choose=q.Chosen("reply"),
        FillForm=[{"code": "00000000"}, {"code": "0FF0 0FF0"}, WAIT],
        ShowMatter=q.Chosen("again"),
    )
    async with visit(robot):
        await robot.until_asked(q.FillForm, 3)
    titles = [str(one.title) for one in robot.asked if isinstance(one, q.ShowMatter)]
    assert titles == ["没有查到这个码"] * 2


async def test_a_receipt_held_up_tells_which_case_it_is_about(bench: Bench, visit: Visit) -> None:
    robot = teller(Choose=[q.Chosen("complaint"), WAIT], ShowMatter=[WAIT, q.Chosen("send")])
    async with visit(robot):
        await robot.until_asked(q.Choose, 2)
        number = "202611200000000001"
        await on_wire(bench.devices.panel.show_code, f"https://one.invalid/c#case={number}")
        draft = await robot.until_asked(q.ShowMatter)
        assert str(number) in [str(row.value) for row in draft.groups[1].rows]
        # The platform knows no such case: that is said, the words stay, the number goes.
        robot.answer(q.Chosen("send"))
        robot.script(Trouble=q.Chosen("retry"), Choose=q.Chosen("none"))
        await robot.until_asked(q.Accepted)
    (one,) = feedback(bench)
    assert (one["words"], one["case_no"]) == (SAID, None)
    assert robot.last(q.FillForm).values["words"] == SAID


async def test_a_broken_part_is_told_with_what_the_machine_sees(
    bench: Bench, steady: Steady
) -> None:
    await on_wire(bench.devices.panel.set_paper, "out")
    robot = Robot(
        Attract=WAIT,
        Home=opened("fault"),
        Choose=WAIT,
        FillForm={"words": "", "phone": "", "name": ""},
        ShowMatter=q.Chosen("send"),
        Trouble=q.Chosen("go_on"),
    )
    async with steady.visit_of(robot):
        hub = steady.running._services.hub
        out = hub.receipt_printer.until(lambda status: status.supply("paper") is Supply.OUT)
        await robot.outcome_of(out)
        robot.answer(None)
        parts = await robot.until_asked(q.Choose)
        chips = {one.key: (str(one.chip), one.chip_kind) for one in parts.entries}
        assert chips["receipt_printer"] == ("纸或墨粉用完了", "bad")
        assert chips["screen"] == ("", "info")
        robot.answer(q.Chosen("receipt_printer"))
        await robot.until_asked(q.Accepted)
        await robot.until(lambda: bool(reports(bench)))
    (one,) = feedback(bench)
    assert one["kind"] == "machine_fault"
    assert one["words"] == "回执打印机（机器看到的：纸或墨粉用完了）"
    assert "receipt_printer" in reports(bench)


def reports(bench: Bench) -> list[str]:
    """Devices the operator was told of by a citizen."""
    told_of = bench.platform.fault_reports()
    return [one["device"] for one in told_of if one["detail"].startswith("a citizen says")]


STEPS = {
    "kinds": ("Choose", 1),
    "words": ("FillForm", 1),
    "about": ("Choose", 2),
    "check": ("ShowMatter", 1),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("outcome", [Back, Leave, ToWindow])
async def test_every_step_can_be_left(
    bench: Bench, visit: Visit, step: str, outcome: type[Outcome]
) -> None:
    name, times = STEPS[step]
    order = list(STEPS)
    ways: dict[str, Any] = {
        "Choose": [q.Chosen("cannot_be_done"), q.Chosen("none"), WAIT],
        "FillForm": [written, WAIT],
        "ShowMatter": [q.Chosen("send")],
    }
    ways[name][times - 1] = outcome
    for later in order[order.index(step) + 1 :]:
        ways.setdefault(STEPS[later][0], [WAIT])
    robot = Robot(Home=opened(), **{name: [*way[:3], WAIT] for name, way in ways.items()})
    async with visit(robot):
        if outcome is Back:
            before = {"kinds": q.Home, "words": q.Choose, "about": q.FillForm, "check": q.Choose}
            kind: type[q.Question[Any]] = before[step]
            seen = {"kinds": 2, "words": 2, "about": 2, "check": 3}[step]
            await robot.until_asked(kind, seen)
        else:
            await robot.until(lambda: robot.forgotten == 1)
    assert feedback(bench) == []
    if outcome is ToWindow:
        assert robot.count(q.WindowHandover) == 1


async def test_somebody_who_leaves_while_it_is_sent_is_heard_all_the_same(
    bench: Bench, visit: Visit
) -> None:
    bench.platform.fault("latency", "/v1/feedback", value=0.5, times=1)
    robot = teller("suggestion", Working=Leave)
    async with visit(robot):
        await robot.until(lambda: robot.forgotten == 1)
        await robot.until(lambda: bool(feedback(bench)))
    assert [one["words"] for one in feedback(bench)] == [SAID]
