"""A face as the second factor, of a service that wants one: compared by the platform only."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.conversation import Back, Leave, Outcome, ToWindow
from kiosk.conversation import questions as q
from kiosk.conversation.notices import LiveFrame
from kiosk.journeys import face_told
from tests.catalogue import demo
from tests.journeys.robot import WAIT, Robot
from tests.journeys.steady import Steady, one_terminal, steady
from tests.journeys.test_faults import on_wire, says_everything
from tests.journeys.test_guide_lights import shines

__all__ = ["one_terminal", "steady"]  # fixtures
DEVICES = ("face_camera", "io_board", "page_printer")
PROOF = demo.named("临时身份证明")
"""Level 4, printed here."""


def wants(**script: object) -> dict[str, Any]:
    """Somebody who wants it, and looks at it only."""
    return {
        "Home": q.Selected(PROOF.code),
        "FillForm": filled,
        "ShowFace": WAIT,
        "PreviewPaper": WAIT,
        **script,
    }


def filled(form: q.FillForm) -> dict[str, str]:
    return {
        one.name: form.values.get(one.name)
        or (one.choices[0][0] if one.choices else "13800000000" if one.kind == "phone" else "示例")
        for one in form.fields
    }


async def stands(steady: Steady, scene: str) -> None:
    await on_wire(steady.bench.devices.panel.show_people, scene)


async def with_card(steady: Steady, robot: Robot, scene: str) -> None:
    """The card of "zhang" on the reader, and this before the camera."""
    await stands(steady, scene)
    await robot.until_asked(q.PlaceCard)
    await on_wire(steady.bench.devices.panel.place_card, "zhang")


def faces(robot: Robot) -> list[q.Consent]:
    return [one for one in robot.asked if isinstance(one, q.Consent) and one.face]


async def test_the_guide_says_so_beforehand_and_what_is_kept(steady: Steady) -> None:
    read = {"ReadGuide": q.Chosen("more"), "ShowMatter": WAIT}
    async with steady.visit(Home=q.Selected(PROOF.code), **read) as robot:
        await robot.until_asked(q.ShowMatter)
    told = {fact.key: fact.text for fact in robot.last(q.ReadGuide).facts}
    assert "到窗口办" in told["face"]
    fold = robot.last(q.ShowMatter).groups
    (face,) = (group for group in fold if group.title == "为什么要刷脸")
    assert any("本机不保存" in line for line in face.lines)


def test_no_guide_of_another_service_speaks_of_a_face() -> None:
    for item in demo.items():
        assert bool(face_told.fact(item)) == bool(face_told.group(item).lines) == item.wants_face


async def test_a_face_opens_what_a_card_alone_does_not(steady: Steady) -> None:
    async with steady.visit(**wants()) as robot:
        await with_card(steady, robot, "closer")
        await robot.until_asked(q.PreviewPaper)
    kinds = [type(one) for one in robot.asked]
    # Asked for when it is needed, after what is filled in, with a consent of its own.
    assert kinds.index(q.ShowFace) > kinds.index(q.PlaceCard)
    assert len(faces(robot)) == robot.count(q.ShowFace) == 1
    frames = [one for one in robot.told if isinstance(one, LiveFrame)]
    assert frames[-1].line
    assert frames[0].picture.width == 640


async def test_what_to_do_is_said_in_words_and_nothing_is_sent_of_a_mask(steady: Steady) -> None:
    async with steady.visit(**wants()) as robot:
        await with_card(steady, robot, "mask")
        await robot.until_asked(q.ShowFace)
        await shines(robot, steady.bench.devices.panel, {"face_camera": "green"})
        await robot.until(lambda: any("口罩" in line for line in lines(robot)))
        await stands(steady, "two")
        await robot.until(lambda: any("几个人" in line for line in lines(robot)))
        assert robot.is_at(q.ShowFace)
        await stands(steady, "closer")
        await robot.until_asked(q.PreviewPaper)


def lines(robot: Robot) -> list[str]:
    return [one.line for one in robot.told if isinstance(one, LiveFrame)]


async def test_another_face_is_told_and_tried_again_a_few_times_only(steady: Steady) -> None:
    troubles = [q.Chosen("retry"), q.Chosen("retry"), ToWindow]
    async with steady.visit(**wants(Trouble=troubles)) as robot:
        await with_card(steady, robot, "another")
        await robot.until_asked(q.WindowHandover)
    told = [one for one in robot.asked if isinstance(one, q.Trouble)]
    assert [len(one.options) for one in told] == [2, 2, 2]
    assert [one.options[1].key for one in told] == ["retry", "retry", "go_on"]
    for one in told:
        says_everything(one)
    assert "没有比对上" in robot.last(q.ShowFace).problem
    assert steady.bench.platform.cases() == []


@pytest.mark.parametrize("way", [Back, Leave, ToWindow])
@pytest.mark.parametrize("step", ["consent", "camera"])
async def test_nobody_is_made_to_show_a_face(steady: Steady, step: str, way: type[Outcome]) -> None:
    def agree(consent: q.Consent) -> object:
        return way if consent.face and step == "consent" else None

    script = wants(Consent=agree, ShowFace=way, FillForm=[filled, WAIT])
    async with steady.visit(**script) as robot:
        await with_card(steady, robot, "nobody")
        if way is ToWindow:
            await robot.until_asked(q.WindowHandover)
        elif way is Back:
            await robot.until_asked(q.FillForm, 2)
        else:
            await robot.until_asked(q.TakeCard)
    assert steady.bench.platform.cases() == []


async def test_a_frozen_camera_leaves_another_way(steady: Steady) -> None:
    await on_wire(steady.bench.devices.panel.fault, "face_camera", "freeze", times=None)
    async with steady.visit(**wants(Trouble=ToWindow)) as robot:
        await with_card(steady, robot, "one")
        await robot.until_asked(q.WindowHandover)
    says_everything(robot.last(q.Trouble))


async def test_the_platform_away_is_told(steady: Steady) -> None:
    platform = steady.bench.platform
    async with steady.visit(**wants(Trouble=WAIT)) as robot:
        await with_card(steady, robot, "nobody")
        await robot.until_asked(q.ShowFace)
        await on_wire(platform.fault, "status", "/v1/sessions", value=503)
        await stands(steady, "closer")
        says_everything(await robot.until_asked(q.Trouble))
        await on_wire(platform.clear)
        await robot.until_tried(q.PreviewPaper)


def test_only_services_of_level_4_want_one() -> None:
    assert {item.plain_name for item in demo.items() if item.wants_face} == {
        "临时身份证明",
        "个人信用报告查询",
    }
