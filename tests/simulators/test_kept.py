"""What is started here ends with whoever started it, also after kill -9."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psutil

PROJECT = Path(__file__).parents[2]
STARTER = """
import sys, threading, time
from pathlib import Path
from simulators.backend_launch import RunningBackend

platform = RunningBackend(Path(sys.argv[1]))
# A thread that ends before its child does: nothing may follow from that.
thread = threading.Thread(target=platform.start)
thread.start()
thread.join()
print(platform.pid, flush=True)
time.sleep(60)
"""


def test_a_simulator_ends_with_the_process_that_started_it_but_not_with_its_thread(
    tmp_path: Path,
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", STARTER, str(tmp_path)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as starter:
        assert starter.stdout
        platform = psutil.Process(int(starter.stdout.readline()))
        assert platform.is_running()
        starter.kill()
    platform.wait(60)
