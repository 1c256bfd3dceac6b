"""The terminal's end of the speaking process. Nothing here waits for sound."""

from __future__ import annotations

import json
import logging
import queue
import sys
import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from screens.speech.utterance import Utterance

if TYPE_CHECKING:
    import subprocess

    from kiosk.setting_tables import Sound

END = 2.0
"""Seconds the process has to end by itself."""
TRY_AGAIN = 20.0
"""Seconds after which a process that has ended is started anew."""

log = logging.getLogger(__name__)


class Voice:
    """Hands utterances to the speaking process, which is started with the first of them.

    Args:
        where: the process's options: `--device NAME` or `--record FOLDER`.

    A process that has ended (no sound card, a crash) is started anew after a while.
    """

    def __init__(self, where: Sequence[str]) -> None:
        self._command = [sys.executable, "-m", "screens.speech.speaker", *where]
        self._lines: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def say(self, utterance: Utterance, rate: int, volume: int) -> None:
        """Put it behind what is being said; returns at once."""
        line = {"say": utterance.text, "language": utterance.language}
        self._put({**line, "rate": rate, "volume": volume})

    def hush(self) -> None:
        """Be silent now; returns at once."""
        if self._thread is not None:
            self._put({"hush": True})

    def close(self) -> None:
        """End the process."""
        if self._thread is not None:
            self._lines.put(None)
            self._thread.join(2 * END)

    def _put(self, line: dict[str, Any]) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="voice", daemon=True)
            self._thread.start()
        self._lines.put(line)

    def _run(self) -> None:
        process: subprocess.Popen[str] | None = None
        not_before = 0.0
        while (line := self._lines.get()) is not None:
            if process is None or process.poll() is not None:
                if "hush" in line or time.monotonic() < not_before:
                    continue
                process, not_before = self._start(), time.monotonic() + TRY_AGAIN
            try:
                print(json.dumps(line), file=process.stdin, flush=True)
            except OSError as error:
                log.warning("the speaking process has gone: %s", type(error).__name__)
        if process is not None:
            _end(process)

    def _start(self) -> subprocess.Popen[str]:
        import subprocess

        return subprocess.Popen(self._command, stdin=subprocess.PIPE, text=True, encoding="utf-8")


def voice_for(sound: Sound) -> Voice | None:
    """The voice of this terminal; None when it has none."""
    if sound.record:
        return Voice(("--record", sound.record))
    return Voice(("--device", sound.device)) if sound.device else None


def _end(process: subprocess.Popen[str]) -> None:
    import subprocess

    assert process.stdin is not None
    try:
        process.stdin.close()
        process.wait(END)
    except (OSError, subprocess.TimeoutExpired):
        process.kill()
        process.wait()
