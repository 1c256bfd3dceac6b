"""A program that runs while its owner runs, and not one moment longer."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from simulators.kept import start_kept

START_LIMIT: Final = 10.0
STOP_LIMIT: Final = 3.0
LOOK_EVERY: Final = 0.01  # seconds


class DaemonError(RuntimeError):
    """A program cannot be started here; the message says what is missing or quotes its log."""


class Daemon:
    """One program; `ready` tells whether it serves.

    It is killed with this process, however that ends.
    """

    def __init__(
        self,
        command: Sequence[str],
        package: str,
        log: Path,
        ready: Callable[[], bool],
        env: Mapping[str, str] | None = None,
    ) -> None:
        self._command = list(command)
        self._package = package
        self._log = log
        self._ready = ready
        self._env = {**os.environ, **(env or {})}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Serves when this returns; harmless when it runs. Raises DaemonError."""
        if self.running:
            return
        for program, package in ((self._command[0], self._package), ("setpriv", "util-linux")):
            if shutil.which(program) is None:
                raise DaemonError(f"{program} is missing: apt-get install {package}")
        process = self._process = self._spawn()
        end = time.monotonic() + START_LIMIT
        while not self._ready():
            if process.poll() is not None or time.monotonic() > end:
                self.kill()
                raise DaemonError(f"{self._command[0]} did not start: {self._last_words()}")
            time.sleep(LOOK_EVERY)

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal; harmless when it does not run."""
        if self._process is not None:
            self._process.send_signal(number)

    def stop(self) -> None:
        """SIGTERM, and SIGKILL when that is not heeded; harmless when it does not run."""
        if self._process is None:
            return
        self.signal(signal.SIGCONT)
        self.signal(signal.SIGTERM)
        try:
            self._process.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None

    def kill(self) -> None:
        """SIGKILL, as a power cut; harmless when it does not run."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _spawn(self) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            return start_kept(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self._env,
            )

    def _last_words(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")[-800:]
