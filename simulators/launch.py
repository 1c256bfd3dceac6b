"""Starts the device simulators for a test or a robot, and stops them afterwards."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from simulators.addresses import FILE_NAME, Addresses
from simulators.kept import start_kept
from simulators.remote import Panel

LOOK_EVERY: Final = 0.02  # seconds
LOG_NAME: Final = "simulators.log"


@dataclass(frozen=True)
class Running:
    """Simulators that answer. The panel is the tester's hands."""

    panel: Panel
    addresses: Addresses
    process: subprocess.Popen[bytes]


@contextmanager
def device_simulators(run_dir: Path, *options: str, start_limit: float = 60.0) -> Iterator[Running]:
    """Run `python -m simulators` on free ports, its log in `run_dir`.

    `options` are more command line options, such as "--unpaced". Raises RuntimeError when the
    process ends, TimeoutError when it is not ready within `start_limit` seconds.
    """
    run_dir.mkdir(parents=True, exist_ok=True)
    (run_dir / FILE_NAME).unlink(missing_ok=True)
    with (run_dir / LOG_NAME).open("wb") as log:
        process = start_kept(_command(run_dir, options), stdout=log, stderr=log)
    try:
        _wait_until_ready(process, run_dir, start_limit)
        addresses = Addresses.read(run_dir)
        with Panel(addresses.panel_url) as panel:
            yield Running(panel, addresses, process)
    finally:
        _stop(process)


def _command(run_dir: Path, options: Sequence[str]) -> list[str]:
    names = ("printer", "camera", "face-camera", "scanner", "panel")
    ports = [f"--{device}-port=0" for device in names]
    return [sys.executable, "-m", "simulators", "--run-dir", str(run_dir), *ports, *options]


def _wait_until_ready(process: subprocess.Popen[bytes], run_dir: Path, limit: float) -> None:
    end = time.monotonic() + limit
    while not (run_dir / FILE_NAME).exists():
        if process.poll() is not None:
            raise RuntimeError(f"the simulators ended at once: {_last_words(run_dir)}")
        if time.monotonic() > end:
            raise TimeoutError(f"the simulators are not ready after {limit} s")
        time.sleep(LOOK_EVERY)


def _last_words(run_dir: Path) -> str:
    return (run_dir / LOG_NAME).read_text(encoding="utf-8", errors="replace")[-500:]


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(8)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
