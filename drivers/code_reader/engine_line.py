"""A scan engine's serial line: its trigger, its codes, and whether it is alive."""

from __future__ import annotations

import time
from collections import deque
from typing import Final

from drivers.code_reader.code_lines import LineParser, decode
from drivers.code_reader.contract import Code
from drivers.code_reader.model import EngineModel
from drivers.serial_line import SerialLine

GAP: Final = 0.3
"""Seconds of silence that end a line which has begun; engines pause for milliseconds."""


class EngineLine:
    """One engine of one model. Every method raises NoDevice when the port is gone."""

    def __init__(self, port: str, model: EngineModel) -> None:
        self._line = SerialLine(port, model.baud)
        self._model = model
        self._parser = LineParser(model.end)
        self._lines: deque[bytes] = deque()
        self._heard_at = 0.0
        self._scans_until = 0.0

    @property
    def garbage(self) -> int:
        """How often something was thrown away since the last sound code."""
        return self._parser.garbage

    def open(self) -> None:
        """Raises NoDevice, InUse, WrongSettings."""
        self._line.open()

    def close(self) -> None:
        self._line.close()

    def start(self) -> None:
        """Begin to scan, and forget what was scanned before."""
        self.forget()
        self.trigger()

    def forget(self) -> None:
        """Drop what came and what waits."""
        self._line.forget_input()
        self._parser.reset()
        self._lines.clear()

    def trigger(self) -> None:
        """Make it scan; one that always scans is left alone."""
        self._scans_until = time.monotonic() + (self._model.trigger_seconds or float("inf"))
        if self._model.start_command:
            self._line.write(self._model.start_command)

    def stop(self) -> None:
        """Make it stop; what it still sends is dropped."""
        if self._model.stop_command:
            self._line.write(self._model.stop_command)
        self.forget()

    def next_code(self, wait: float) -> Code | None:
        """The next code, or None when none came within `wait` seconds, or only nonsense."""
        garbage = self._parser.garbage
        if not self._lines:
            self._listen(wait)
        code = self._judge(self._lines.popleft()) if self._lines else None
        stopped = code is not None or self._parser.garbage != garbage
        # An engine stops at what it has read, be it the code of before or nonsense.
        if stopped or time.monotonic() > self._scans_until:
            self.trigger()
        return code

    def _judge(self, line: bytes) -> Code | None:
        code = decode(line, self._model.encodings, self._model.aim_prefix)
        self._parser.garbage = 0 if code else self._parser.garbage + 1
        return code

    def answers(self, wait: float) -> bool:
        """Whether the engine answers its model's question within `wait` seconds."""
        self.forget()
        self._line.write(self._model.question)
        deadline = time.monotonic() + wait
        while (left := deadline - time.monotonic()) > 0:
            if self._model.sign_of_life in self._line.read(left):
                return True
        return False

    def _listen(self, wait: float) -> None:
        data = self._line.read(wait)
        now = time.monotonic()
        if now - self._heard_at > GAP:
            # What came before this pause was no beginning of what comes now.
            self._parser.give_up()
        if data:
            self._heard_at = now
            self._lines.extend(self._parser.feed(data))
