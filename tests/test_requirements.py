"""docs/requirements.md answers every requirement once, and what it points at is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "requirements.md"
NUMBERS = [f"S{number:03}" for number in range(1, 236)]
STATES = {"met", "partly", "not met", "not ours"}


def rows() -> list[list[str]]:
    """Number, what is asked, state, where."""
    lines = PAGE.read_text("utf-8").splitlines()
    cells = (line.strip("| ").split(" | ") for line in lines if line.startswith("| S"))
    return [row for row in cells if re.fullmatch(r"S\d{3}", row[0])]


def test_every_requirement_is_answered_once_and_in_order() -> None:
    assert [row[0] for row in rows()] == NUMBERS


def test_every_answer_has_a_state_and_a_reason() -> None:
    assert [row for row in rows() if len(row) != 4 or row[2] not in STATES or not row[3]] == []


def test_what_is_pointed_at_is_there() -> None:
    paths = {
        path
        for row in rows()
        for path in re.findall(r"`([a-z_]+/[\w./-]+)`", row[3])
        if not (ROOT / path).exists()
    }
    assert paths == set()


def test_the_summary_counts_what_stands_below() -> None:
    page, states = PAGE.read_text("utf-8"), [row[2] for row in rows()]
    for state in STATES & set(states):
        assert f"{states.count(state)} {state}" in page
