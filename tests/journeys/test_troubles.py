"""What every trouble tells a citizen: what happened, what to do, another way, a code to name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import kiosk.journeys

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
