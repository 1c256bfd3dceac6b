"""A rating pad (评价器): 9600 8N1 over a pty, the project's own small declared protocol.

The host prompts (data: seconds, and what to say), the pad acknowledges with the command's code,
and while it waits a key comes with its raw code; without one `timed_out` when the time is over.
Cancel puts it out, status asks the state; `refused` gives a reason: 1 check, 2 command. What the
frames look like and which code each command has is the model's.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from simulators.device import Hands
from simulators.framed_wire import FrameFormat, FrameReader, Request, modulo_sum, xor
from simulators.serial_device import SerialDevice

log = logging.getLogger(__name__)

BAUD: Final = 9600
BAD_CHECK, BAD_COMMAND = 1, 2
NOISE: Final = bytes.fromhex("FF02014B0500FE")


@dataclass(frozen=True)
class PadKind:
    """A model: its frames, its commands' codes, the raw key codes of 1 to 5 stars, and the words
    that must follow a prompt's seconds."""

    frames: FrameFormat
    codes: dict[str, int]
    keys: dict[int, int]
    words: bytes


COMMANDS: Final = ("prompt", "cancel", "status", "ack", "key", "timed_out", "refused")
MODELS: Final = {
    # The leftmost key, 1, is 非常满意.
    "default": PadKind(
        FrameFormat(b"\x02", b"\x03", 0x01, xor),
        dict(zip(COMMANDS, b"PCSAKTN", strict=True)),
        {stars: 6 - stars for stars in range(1, 6)},
        b"",
    ),
    "ascending": PadKind(
        FrameFormat(b"\xaa\x55", b"", 0x10, modulo_sum),
        dict(zip(COMMANDS, (1, 2, 3, 0x80, 0x81, 0x82, 0x8F), strict=True)),
        {stars: 0x30 + stars for stars in range(1, 6)},
        b"\x00\x03",
    ),
}
FAULTS: Final = {
    "silence": "不回复 · no answer",
    "garbage": "帧前有乱码 · noise in front of the frame",
    "bad_check": "校验错 · the frame's check byte is wrong",
}


class RatingPad(SerialDevice):
    """Five keys that count only while the pad is lit."""

    name = "rating_pad"
    kinds = FAULTS

    def __init__(self, link: Path, *, model: str = "default", paced: bool = True) -> None:
        super().__init__(link, BAUD, paced=paced)
        self.model = model
        self._kind = MODELS[model]
        self._reader = FrameReader(self._kind.frames)
        self._deadline: float | None = None  # monotonic; None while the pad is dark
        self._pressed: int | None = None

    # -- any thread ---------------------------------------------------------------------------

    def press(self, stars: int) -> bool:
        """Press the key for 1 to 5 stars; False when the pad is dark, and nothing is sent."""
        code = self._kind.keys[stars]
        with self._lock:
            if self._deadline is None:
                return False
            self._deadline, self._pressed = None, code
        self._port.wake()
        return True

    def hands(self) -> Hands:
        return {
            **super().hands(),
            "press": self.press,
        }

    def _forget(self) -> None:
        self._deadline = self._pressed = None

    def state(self) -> dict[str, Any]:
        return {
            "waiting": self._deadline is not None,
            "model": self.model,
            **super().state(),
        }

    # -- the pad's thread -------------------------------------------------------------------------

    def _attend(self) -> None:
        for request in self._reader.feed(self._port.read(self._time_left())):
            self._obey(request)
        self._tell()

    def _time_left(self) -> float | None:
        with self._lock:
            return None if self._deadline is None else max(0.0, self._deadline - time.monotonic())

    def _tell(self) -> None:
        """Send the key pressed, or that the time is over."""
        with self._lock:
            code, self._pressed = self._pressed, None
            over = self._deadline is not None and time.monotonic() >= self._deadline
            if over:
                self._deadline = None
        if code is not None:
            self._send("key", code)
        elif over:
            self._send("timed_out")

    def _obey(self, request: Request) -> None:
        codes, data = self._kind.codes, request.data
        if not request.sound:
            self._send("refused", BAD_CHECK)
        elif request.command == codes["prompt"] and data[:1] and data[1:] == self._kind.words:
            self._light(time.monotonic() + data[0])
            self._send("ack", request.command)
        elif request.command == codes["cancel"]:
            self._light(None)
            self._send("ack", request.command)
        elif request.command == codes["status"]:
            self._send("status", self._deadline is not None)
        else:
            self._send("refused", BAD_COMMAND)

    def _light(self, deadline: float | None) -> None:
        with self._lock:
            self._deadline = deadline
            self._pressed = None

    def _send(self, what: str, *data: int) -> None:
        if self._faults.take("silence"):
            return
        broken = self._faults.take("bad_check") is not None
        noise = NOISE if self._faults.take("garbage") else b""
        frame = self._kind.frames.encode(self._kind.codes[what], bytes(data), broken=broken)
        self._port.write(noise + frame)
