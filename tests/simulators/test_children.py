"""Programs started together: what ended is told, and all that they started goes with them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import psutil
import pytest
from serial_host import until

from simulators.children import Child, ChildEndedError, Children, stop

PARENT = """
import subprocess, sys, time
from pathlib import Path
own = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
Path(sys.argv[1]).write_text(str(own.pid))
time.sleep(float(sys.argv[2]))
sys.exit(3)
"""


def parent_of_one(children: Children, folder: Path, lives: float) -> tuple[Child, psutil.Process]:
    """A program that starts another, and that other one."""
    told = folder / "told"
    child = children.start("parent", [sys.executable, "-c", PARENT, str(told), str(lives)])
    until(lambda: told.exists() and told.read_text() != "")
    return child, psutil.Process(int(told.read_text()))


def test_what_a_program_started_goes_with_it(tmp_path: Path) -> None:
    with Children(tmp_path) as children:
        child, own = parent_of_one(children, tmp_path, 600.0)
        children.check()
    assert child.process.returncode is not None
    until(lambda: not own.is_running())


def test_one_that_ended_is_told_and_what_it_left_behind_goes_too(tmp_path: Path) -> None:
    children = Children(tmp_path)
    child, own = parent_of_one(children, tmp_path, 0.0)
    until(lambda: child.ended() is not None)
    with pytest.raises(ChildEndedError, match=r"parent ended \(3\)"):
        children.check()
    # Not waited for yet: nobody else has its number, and the session is what it was.
    assert os.getsid(own.pid) == child.process.pid
    stop(child)
    assert child.process.returncode == 3
    until(lambda: not own.is_running())
