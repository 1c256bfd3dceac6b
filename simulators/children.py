"""Programs started together and certainly stopped together."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final

from simulators.kept import start_kept

GRACE_S: Final = 8.0
POLL_S: Final = 0.05


class ChildEndedError(RuntimeError):
    """A program ended that should have gone on; the message quotes the end of its log."""


@dataclass(frozen=True)
class Child:
    """A running program and where its output goes."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def ended(self) -> int | None:
        """What it ended with, its signal where it was one; None while it runs.

        It is not waited for: until then nobody else is given its number, which is its session's.
        """
        told = os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        return None if told is None else told.si_status

    def last_words(self) -> str:
        """The end of its log."""
        return self.log.read_text("utf-8", errors="replace")[-1500:]


class Children:
    """A `with` block; at its end every program is stopped, the last started first.

    Each runs in a session of its own: Ctrl-C reaches only the parent, which stops them in order,
    and whatever a child started goes with it. Should the parent be killed, they are, too.
    """

    def __init__(self, log_dir: Path) -> None:
        self._log_dir = log_dir
        self._running: list[Child] = []

    def __enter__(self) -> Children:
        self._log_dir.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # A second Ctrl-C, out of impatience, must not leave half of them running; nor the second
        # SIGTERM that timeout(1) sends.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        while self._running:
            stop(self._running.pop())

    def start(
        self,
        name: str,
        command: Sequence[str],
        env: Mapping[str, str] | None = None,
        pass_fds: Sequence[int] = (),
    ) -> Child:
        """Start a program; its output goes to LOG_DIR/NAME.log."""
        log = self._log_dir / f"{name}.log"
        with log.open("wb") as output:
            process = start_kept(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                env={**os.environ, **(env or {})},
                pass_fds=pass_fds,
            )
        child = Child(name, process, log)
        self._running.append(child)
        return child

    def check(self) -> None:
        """Raises ChildEndedError when a program has ended."""
        for child in self._running:
            if (code := child.ended()) is not None:
                raise ChildEndedError(f"{child.name} ended ({code}):\n{child.last_words()}")

    def wait_for(self, path: Path, limit: float = 20.0) -> None:
        """Wait until a program has written its file.

        Raises ChildEndedError, or TimeoutError after `limit` seconds.
        """
        end = time.monotonic() + limit
        while not path.exists():
            self.check()
            if time.monotonic() > end:
                raise TimeoutError(f"no {path.name} after {limit:g} s")
            time.sleep(POLL_S)


def stop(child: Child) -> None:
    """SIGTERM to the program, and at the end SIGKILL to whatever is left of its session."""
    os.kill(child.process.pid, signal.SIGTERM)
    end = time.monotonic() + GRACE_S
    while child.ended() is None and time.monotonic() < end:
        time.sleep(POLL_S)
    os.killpg(child.process.pid, signal.SIGKILL)
    child.process.wait()
