"""What every trouble tells a citizen: what happened, what to do, another way, a code to name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

import kiosk.journeys
from kiosk.journeys.troubles import backend_trouble
from kiosk.onenetwork.problem import BackendProblem
from kiosk.session import Session

HOME = Path(kiosk.journeys.__file__).parent
TOLD = {"icon", "title", "line", "happened", "todo", "options", "help_code"}
STAFF = {"maintenance"}
"""A technician is the help."""


def troubles() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(HOME.rglob("*.py")):
        if STAFF & {*path.relative_to(HOME).parts}:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Trouble":
                yield f"{path.relative_to(HOME)}:{node.lineno}", node


ALL = dict(troubles())


def test_there_are_troubles_to_look_at() -> None:
    assert len(ALL) > 25


@pytest.mark.parametrize("where", ALL)
def test_nothing_of_what_helps_is_left_out(where: str) -> None:
    given = {one.arg: one.value for one in ALL[where].keywords}
    assert {*given} >= TOLD
    for name in ("happened", "todo", "options"):
        value = given[name]
        assert not isinstance(value, ast.Tuple) or value.elts, f"{name} says nothing"


@pytest.mark.parametrize(("status", "first"), [(503, "过一会儿再试"), (403, "请带上证件到窗口。")])
def test_only_where_waiting_helps_is_waiting_the_advice(status: int, first: str) -> None:
    places = SimpleNamespace(window="一楼 3 号窗口")
    services = SimpleNamespace(settings=SimpleNamespace(places=places))
    session = cast(Session, SimpleNamespace(services=services))
    problem = BackendProblem(status, {"next_step": "请带上证件到窗口。"})
    told = backend_trouble(session, "社会保障卡补领", problem, "")
    assert told.todo[0].label == first
    assert told.todo[1].value == "一楼 3 号窗口"
