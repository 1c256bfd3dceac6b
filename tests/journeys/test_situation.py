"""What a citizen's case is like decides which papers are asked for; a service may go meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from kiosk.conversation import Back
from kiosk.conversation import questions as q
from kiosk.journeys.paperless import PHOTOGRAPH
from kiosk.journeys.situation import HERE, NOT_HERE
from kiosk.journeys.step_names import AT_HAND_STEP, SITUATION_STEP
from tests.catalogue import demo
from tests.journeys.conftest import Bench, Visit
from tests.journeys.robot import WAIT, Robot, fill, once
from tests.journeys.steady import one_terminal, steady, visit
from tests.journeys.test_faults import on_wire

__all__ = ["one_terminal", "steady", "visit"]  # fixtures

TEACHER = demo.named("教师资格证书补发、换发")
PERMIT = demo.named("居住证申领")
WORDS = {"text": "示例", "name": "张示例", "date": "2026-01-05", "number": "2012"}


def answered(**chosen: str) -> Callable[[q.FillForm], dict[str, str]]:
    """Fill in a form, its choices as said here, else the first of each."""

    def act(form: q.FillForm) -> dict[str, str]:
        values = {}
        for one in form.fields:
            first = one.choices[0][0] if one.choices else WORDS.get(one.kind.value, "")
            values[one.name] = chosen.get(one.name) or first or fill(form)[one.name]
        return values

    return act


def chooser(code: str) -> Callable[[q.Home], q.Selected]:
    return lambda home: q.Selected(code)


def titles(robot: Robot) -> list[str]:
    return [str(one.title) for one in robot.asked if isinstance(one, q.FillForm)]


async def test_a_paper_this_case_does_not_need_is_not_photographed(
    bench: Bench, visit: Visit
) -> None:
    robot = Robot(Home=chooser(TEACHER.code), FillForm=answered(reason="lost"))
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "zhang")
        await robot.until_asked(q.Accepted)
    assert titles(robot) == ["先看您是哪种情况", "填写信息"]
    assert robot.count(q.CapturePage) == 0
    (case,) = bench.platform.cases()
    assert case["situations"] == {"reason": "lost"}
    rows = {str(row.label): (str(row.value), row.key) for row in robot.last(q.Review).rows}
    assert rows["旧证书还在吗？"] == ("丢了", SITUATION_STEP)


async def test_what_may_follow_later_is_no_obstacle_today(bench: Bench, visit: Visit) -> None:
    robot = Robot(
        Home=chooser(PERMIT.code),
        FillForm=answered(recent_photo=NOT_HERE),
        ShowMatter=q.Chosen(PHOTOGRAPH),  # not the one of an earlier case
    )
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "zhang")
        await robot.until_asked(q.Accepted)
    (case,) = bench.platform.cases()
    assert [one["code"] for one in case["deferred"]] == ["recent_photo"]
    row = next(row for row in robot.last(q.Review).rows if row.key == AT_HAND_STEP)
    assert str(row.value) == "没带，10 个工作日内补交"


async def test_back_passes_over_what_is_not_asked(bench: Bench, visit: Visit) -> None:
    """From the review to the form, over the page that this case does not need."""
    answers = [answered(reason="lost"), answered(reason="lost"), WAIT]
    robot = Robot(Home=chooser(TEACHER.code), FillForm=answers, Review=Back)
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "zhang")
        await robot.until_asked(q.FillForm, 3)
    assert titles(robot) == ["先看您是哪种情况", "填写信息", "填写信息"]


async def test_answers_are_still_there_when_one_comes_back(bench: Bench, visit: Visit) -> None:
    answers = [answered(), answered(recent_photo=HERE), WAIT]
    robot = Robot(
        Home=chooser(PERMIT.code),
        FillForm=answers,
        ShowMatter=[q.Chosen(PHOTOGRAPH), Back],
        CapturePage=Back,
    )
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "zhang")
        await robot.until_asked(q.FillForm, 3)
    assert robot.last(q.FillForm).values == {"recent_photo": HERE}


async def test_a_service_withdrawn_amid_the_form_is_told_with_the_reason(
    bench: Bench, visit: Visit
) -> None:
    reason = "已并入“教师资格认定”。"
    robot = Robot(
        Home=[chooser(TEACHER.code), WAIT],
        FillForm=[answered(reason="lost"), WAIT],
        Trouble=lambda trouble: q.Chosen(trouble.options[-1].key),
    )
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "zhang")
        form = await robot.until_asked(q.FillForm, 2)
        await on_wire(bench.platform.withdraw, TEACHER.code, reason)
        await newest_catalogue(bench)
        robot.answer(answered()(form))
        # A machine with other work may have lost patience with the platform before that.
        await robot.until(lambda: reason in told(robot))
        await robot.until_asked(q.Home, 2)
    assert bench.platform.cases() == []


def told(robot: Robot) -> list[str]:
    """What happened, in every trouble so far."""
    troubles = (one for one in robot.asked if isinstance(one, q.Trouble))
    return [str(line) for one in troubles for line in one.happened]


async def newest_catalogue(bench: Bench) -> None:
    """Wait until the terminal's heartbeat tells of the catalogue in force."""

    def there() -> bool:
        wanted = bench.platform.state()["catalogue_version"]
        beats = bench.platform.heartbeats()
        return any(beat["report"]["catalogue_version"] == wanted for beat in beats)

    await once("the terminal has the newest catalogue", lambda: asyncio.to_thread(there))
