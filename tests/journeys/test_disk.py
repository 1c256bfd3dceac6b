"""A disk that is full or read-only, for real: told to everybody, nothing lost, mended by itself."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import Bench, overrides_for

PROJECT = Path(__file__).parents[2]
APART = ["unshare", "--user", "--map-root-user", "--mount"]
"""A mount namespace of its own: what is mounted there goes with the process."""


def can_mount(folder: Path) -> bool:
    command = [*APART, "mount", "-t", "tmpfs", "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


async def play(scene: str, bench: Bench, home: Path) -> Any:  # noqa: ANN401
    """What the scene tells (see small_disk.py)."""
    disk = home / "disk"
    disk.mkdir()
    if not can_mount(disk):
        pytest.skip("this machine lets nobody mount a disk of their own")
    options = [one.replace(f"{home}/data", f"{disk}/data") for one in overrides_for(bench, home)]
    process = await asyncio.create_subprocess_exec(
        *[*APART, sys.executable, "-m", "tests.journeys.small_disk", scene, str(disk), *options],
        cwd=PROJECT,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        told, _ = await process.communicate()
    finally:  # also when the test's own limit ends the wait
        if process.returncode is None:
            process.kill()
    assert process.returncode == 0
    return json.loads(told)


@pytest.mark.parametrize(
    ("scene", "reason"), [("full", "full|No space left"), ("read-only", "Read-only file system")]
)
async def test_a_disk_that_takes_nothing_at_the_start_closes_the_terminal_until_it_does(
    bench: Bench, tmp_path: Path, scene: str, reason: str
) -> None:
    shown = await play(scene, bench, tmp_path)
    (report,) = [one for one in bench.platform.fault_reports() if one["device"] == "disk"]
    assert any(word in report["detail"] for word in reason.split("|"))
    assert report["help_code"] in shown["why"]


async def test_a_disk_that_fills_up_amid_a_session_loses_nothing_that_was_typed(
    bench: Bench, tmp_path: Path
) -> None:
    await asyncio.to_thread(bench.devices.panel.place_card, "zhang")
    shown = await play("amid", bench, tmp_path)
    assert shown["line"] == "还没有提交，您填的内容都还在。"
    assert shown["happened"][0] == "本机存满了，存不下您的申请。"
    assert (shown["forms"], shown["signatures"]) == (1, 3)
    assert [case["state"] for case in bench.platform.cases()] == ["accepted"]
    assert bench.platform.state()["duplicate_refs"] == 0
