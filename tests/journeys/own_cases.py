"""Somebody who sees to their own cases, for the tests of that."""

from __future__ import annotations

from typing import Any

from kiosk.conversation import questions as q
from tests.journeys.conftest import Bench
from tests.journeys.robot import WAIT, Robot
from tests.journeys.test_faults import on_wire

PHONE = ["form.phone", "手机号是 11 位，请核对。"]
PAGE = ["materials.bank_card", "银行卡拍得不清楚，请重拍。"]


def choose(*keys: str) -> list[object]:
    """These keys one after another, then wait."""
    return [*(q.Chosen(key) for key in keys), WAIT]


def first(question: q.Choose) -> q.Chosen:
    """The first of what is listed."""
    return q.Chosen(question.entries[0].key)


def citizen(**script: object) -> dict[str, object]:
    """Somebody who looks at their newest case, and waits there unless told otherwise."""
    usual = {
        "Home": q.Opened("progress"),
        "Choose": [q.Chosen("card"), first],
        "ShowMatter": WAIT,
        "FillForm": answers,
    }
    return {**usual, **script}


def answers(form: q.FillForm) -> dict[str, str]:
    """Something that passes for every field."""
    return {
        one.name: one.choices[0][0]
        if one.choices
        else "13900000000"
        if one.kind is q.FieldKind.PHONE
        else "少了一个月"
        for one in form.fields
    }


async def arrive(bench: Bench, robot: Robot, kind: type[Any] = q.ShowMatter) -> Any:  # noqa: ANN401
    """Place the card when it is asked for; the question that follows."""
    await robot.until_asked(q.PlaceCard)
    await on_wire(bench.devices.panel.place_card, "zhang")
    return await robot.until_asked(kind)


def keys(matter: q.ShowMatter) -> set[str]:
    return {one.key for one in (*matter.options, *((matter.main,) if matter.main else ()))}


def told(matter: q.ShowMatter) -> str:
    rows = [f"{row.label} {row.value}" for group in matter.groups for row in group.rows]
    lines = [line for group in matter.groups for line in group.lines]
    return "\n".join((matter.title, matter.line, matter.chip, *rows, *lines))
