"""Starts programs that end with this process, however it ends, kill -9 included."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

# PR_SET_PDEATHSIG sends its signal when the thread that started the program ends: one that stays.
_KEEPER: Final = ThreadPoolExecutor(1, "keeper")


def start_kept(command: Sequence[str], **options: Any) -> subprocess.Popen[bytes]:  # noqa: ANN401
    """`subprocess.Popen`; the kernel sends SIGKILL when this process is gone (setpriv(1))."""
    kept = ["setpriv", "--pdeathsig", "KILL", *command]
    return _KEEPER.submit(lambda: subprocess.Popen(kept, **options)).result()
