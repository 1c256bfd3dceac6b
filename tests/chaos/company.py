"""Processes of a run end with it, however it ends."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from typing import Never

PR_SET_PDEATHSIG = 1
RUN = "RUN_PID"
"""Environment variable: the process id of the run."""


def end_in_order() -> None:
    """SIGTERM ends this run as Ctrl-C does: what it started is ended, too."""

    def leave(*_: object) -> Never:
        sys.exit(128 + signal.SIGTERM)

    signal.signal(signal.SIGTERM, leave)
    os.environ[RUN] = str(os.getpid())


def end_with_parent() -> None:
    """SIGKILL for this process when the one that started it is gone."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.environ.get(RUN, str(os.getppid())) != str(os.getppid()):
        sys.exit(1)  # it went before we asked
