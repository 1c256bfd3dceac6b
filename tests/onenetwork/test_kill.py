"""The terminal is killed with -9 between commit and send, and between any two steps."""

from __future__ import annotations

import signal
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from kiosk.onenetwork.outbox import Outbox
from simulators.backend_launch import RunningBackend
from tests.onenetwork.draining import draining, the_case, traces, until_empty

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("moment", ["committed", "1", "2", "3", "4"])
async def test_the_case_arrives_once(
    platform: RunningBackend, tmp_path: Path, outbox: Outbox, moment: str
) -> None:
    ref = uuid.uuid4().hex
    command = [sys.executable, "-m", "tests.onenetwork.dying_terminal"]
    died = subprocess.run(  # noqa: ASYNC221 - nothing else is to happen meanwhile
        [*command, platform.url, str(tmp_path), ref, moment], cwd=ROOT, timeout=100, check=False
    )
    assert died.returncode == -signal.SIGKILL
    assert traces(tmp_path) == []
    assert (await outbox.condition()).waiting == 1
    async with draining(outbox):
        await until_empty(outbox)
    case = the_case(platform)
    assert (case["terminal_case_ref"], case["state"]) == (ref, "accepted")
    assert platform.state()["duplicate_refs"] in (0, [], {})
    assert traces(tmp_path) == []
