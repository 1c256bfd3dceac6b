"""The short form of `make chaos`: the same storm, twenty cases, one seed."""

from __future__ import annotations

from pathlib import Path

from tests.chaos.__main__ import told
from tests.chaos.run import Plan, run


def test_twenty_cases_through_a_storm(tmp_path: Path) -> None:
    plan = Plan(cases=20, journeys=0, terminals=2, seed=20261122, limit_s=60, pause_s=1.2)
    report = run(plan, tmp_path)
    assert report.sound, told(report)
    assert report.count.intended >= 20
