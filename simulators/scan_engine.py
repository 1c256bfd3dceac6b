"""A scan engine (扫码引擎) on a serial line over a pty, of two models.

`triggered`, 115200 baud: scans from SYN T CR (16 54 0D) until it has read a code, until SYN U CR
(16 55 0D), or for 30 seconds; sends `]Q1` or `]C0`, the text in UTF-8, CR. A menu command, SYN M
CR … `.`, is answered by its own text and ACK (06).
`always-on`, 9600 baud: scans for ever and sends what it sees again and again: text in GB18030,
CR LF. It takes no commands.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from simulators.device import Hands
from simulators.serial_device import SerialDevice
from simulators.serial_port import MISHEARD

SYN, ACK = b"\x16", b"\x06"
TRIGGER, UNTRIGGER, MENU = SYN + b"T\r", SYN + b"U\r", SYN + b"M\r"
MENU_END: Final = b"."
LONGEST_MENU: Final = 64
AIM: Final = {"qr": b"]Q1", "code_128": b"]C0"}
SCAN_SECONDS: Final = 30.0
LOOK_SECONDS: Final = 0.04  # from seeing a code to sending it
REPEAT_SECONDS: Final = 0.4
SPLIT_SECONDS: Final = 0.12
SLOW_SECONDS: Final = 1.0
NOISE: Final = bytes.fromhex("00FF5D513102030D7F00FE")  # a code's beginning and an end in it
OTHER_CODE: Final = "990101-ANOTHER"
LONG_LINE: Final = 8_000  # no code holds so much
FAULTS: Final = {
    "silence": "不发不答 · sends nothing and answers nothing",
    "garbage": "码前有乱码 · noise in front of the code",
    "short_line": "只发一半 · half of the line, and no end",
    "split": "中间停顿 · the line in two halves; value: seconds between them",
    "glued": "两码相连 · another code follows at once",
    "long_line": "超长 · eight thousand characters before the line's end",
    "wrong_speed": "波特率不对 · the line as heard at another speed",
    "booting": "还没启动好 · noise in place of an answer",
    "slow": "回答慢 · the answer comes late; value: seconds",
}


@dataclass(frozen=True)
class Model:
    """How one kind of engine is set up."""

    baud: int
    encoding: str
    prefix: bool
    end: bytes
    triggered: bool


MODELS: Final = {
    "triggered": Model(115200, "utf-8", prefix=True, end=b"\r", triggered=True),
    "always-on": Model(9600, "gb18030", prefix=False, end=b"\r\n", triggered=False),
}


class ScanEngine(SerialDevice):
    """A window that somebody holds a code up to."""

    name = "code_reader"
    kinds = FAULTS

    def __init__(self, link: Path, *, model: str = "triggered", paced: bool = True) -> None:
        self.model = model
        self._model = MODELS[model]
        super().__init__(link, self._model.baud, paced=paced)
        self._shown: tuple[str, str] | None = None  # text, symbology
        self._forget()
        self._looks_again = 0.0
        self._heard = bytearray()

    # -- any thread ---------------------------------------------------------------------------

    def show(self, text: str, symbology: str = "qr") -> None:
        """Hold a code up. Raises KeyError for a symbology not in AIM."""
        AIM[symbology]
        with self._lock:
            self._shown = text, symbology
        self._port.wake()

    def hide(self) -> None:
        """Take it away."""
        with self._lock:
            self._shown = None

    def hands(self) -> Hands:
        return {
            **super().hands(),
            "show_qr": lambda text: self.show(text, "qr"),
            "show_bars": lambda text: self.show(text, "code_128"),
            "hide": self.hide,
        }

    def _mend(self) -> None:
        super()._mend()
        self.hide()

    def _forget(self) -> None:
        self._scans_until = 0.0 if self._model.triggered else float("inf")

    def state(self) -> dict[str, Any]:
        return {
            "model": self.model,
            "shown": self._shown is not None,
            "scanning": time.monotonic() < self._scans_until,
            **super().state(),
        }

    # -- the engine's thread ------------------------------------------------------------------

    def _attend(self) -> None:
        self._hear(self._port.read(self._patience()))
        self._look()

    def _patience(self) -> float | None:
        """Seconds until there may be something to send; None: only when something happens."""
        now = time.monotonic()
        if self._shown is None or now >= self._scans_until:
            return None
        return max(0.0, self._looks_again - now)

    def _look(self) -> None:
        """Send the code that is held up, if the engine scans."""
        now = time.monotonic()
        with self._lock:
            shown = self._shown
            due = now < self._scans_until and now >= self._looks_again
        if shown is None or not due or not self._port.plugged:
            return
        self._port.pause(LOOK_SECONDS)
        self._looks_again = time.monotonic() + REPEAT_SECONDS
        if self._model.triggered:
            self._scans_until = self._looks_again = 0.0
        self._send(self._line(*shown))

    def _line(self, text: str, symbology: str) -> bytes:
        prefix = AIM[symbology] if self._model.prefix else b""
        return prefix + text.encode(self._model.encoding) + self._model.end

    def _send(self, line: bytes) -> None:
        """The line with the armed faults upon it."""
        if self._faults.take("silence"):
            return
        if self._faults.take("wrong_speed"):
            line = MISHEARD * (len(line) // len(MISHEARD) + 1)
        if self._faults.take("long_line"):
            line = b"]Q1" + b"9" * LONG_LINE + self._model.end
        if self._faults.take("short_line"):
            line = line[: len(line) // 2]
        if self._faults.take("garbage"):
            line = NOISE + line
        if self._faults.take("glued"):
            line += self._line(OTHER_CODE, "code_128")
        if split := self._faults.take("split"):
            half = len(line) // 2
            self._port.write(line[:half])
            self._port.pause(split.value or SPLIT_SECONDS)
            line = line[half:]
        self._port.write(line)

    def _hear(self, data: bytes) -> None:
        if not self._model.triggered:
            return
        self._heard += data
        while (command := self._next_command()) is not None:
            self._obey(command)

    def _next_command(self) -> bytes | None:
        """The next command, what is none before it dropped."""
        heard = self._heard
        start = heard.find(SYN)
        del heard[: start if start >= 0 else len(heard)]
        if len(heard) < len(TRIGGER):
            return None
        if not heard.startswith(MENU):
            return self._cut(len(TRIGGER))
        end = heard.find(MENU_END)
        if end >= 0:
            return self._cut(end + 1)
        return self._cut(1) if len(heard) > LONGEST_MENU else None

    def _cut(self, count: int) -> bytes:
        command = bytes(self._heard[:count])
        del self._heard[:count]
        return command

    def _obey(self, command: bytes) -> None:
        if command == TRIGGER:
            self._scans_until = time.monotonic() + SCAN_SECONDS
        elif command == UNTRIGGER:
            self._scans_until = 0.0
        elif command.startswith(MENU):
            self._answer(command[len(MENU) : -1].rstrip(b"?") + b"0" + ACK + MENU_END)

    def _answer(self, answer: bytes) -> None:
        if late := self._faults.take("slow"):
            self._port.pause(late.value or SLOW_SECONDS)
        if self._faults.take("silence"):
            return
        self._port.write(NOISE if self._faults.take("booting") else answer)
