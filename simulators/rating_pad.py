"""A rating pad (评价器): 9600 8N1 over a pty, the project's own small declared protocol.

Frame: STX 02 | address | command | length | data | BCC | ETX 03; BCC is the XOR of all bytes
from the address to the last data byte. The host prompts (`P`, data: seconds), the pad answers
`A` with the command echoed, and while it waits a key comes as `K` with its raw code; without one
`T` when the time is over. `C` cancels, `S` asks the state; `N` refuses: 1 BCC, 2 command.
"""

from __future__ import annotations

import logging
import threading
import time
from functools import reduce
from operator import xor
from pathlib import Path
from typing import Any, Final

from simulators.device import Hands
from simulators.faults import FaultBook
from simulators.serial_port import SerialPort

log = logging.getLogger(__name__)

BAUD: Final = 9600
STX, ETX = 0x02, 0x03
ADDRESS: Final = 0x01
AROUND: Final = 6  # bytes of a frame besides its data
BYTE_GAP: Final = 0.1  # seconds of silence after which a half frame is forgotten
BAD_BCC, BAD_COMMAND = 1, 2
NOISE: Final = bytes.fromhex("FF02014B0500FE")
# Raw key code for 1 to 5 stars, by model: on the default pad the leftmost key, 1, is 非常满意.
KEY_MAPS: Final = {
    "default": {stars: 6 - stars for stars in range(1, 6)},
    "ascending": {stars: 0x30 + stars for stars in range(1, 6)},
}
FAULTS: Final = {
    "silence": "不回复 · no answer",
    "garbage": "帧前有乱码 · noise in front of the frame",
    "bad_bcc": "校验错 · the frame's check byte is wrong",
    "unplug": "拔线 · the cable is pulled; clear or replug to mend",
}


class RatingPad:
    """Five keys that count only while the pad is lit."""

    name = "rating_pad"

    def __init__(self, link: Path, *, model: str = "default", paced: bool = True) -> None:
        self.model = model
        self._keys = KEY_MAPS[model]
        self._port = SerialPort(link, BAUD, paced=paced)
        self._faults = FaultBook(FAULTS)
        self._lock = threading.Lock()
        self._deadline: float | None = None  # monotonic; None while the pad is dark
        self._pressed: int | None = None
        self._buffer = bytearray()
        self._heard_at = 0.0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=self.name, daemon=True)

    # -- any thread ---------------------------------------------------------------------------

    def start(self) -> None:
        self._thread.start()
        self._port.plug()

    def stop(self) -> None:
        self._port.unplug()
        self._stopping.set()
        self._port.wake()
        self._thread.join()
        self._port.close()

    def press(self, stars: int) -> bool:
        """Press the key for 1 to 5 stars; False when the pad is dark, and nothing is sent."""
        code = self._keys[stars]
        with self._lock:
            if self._deadline is None:
                return False
            self._deadline, self._pressed = None, code
        self._port.wake()
        return True

    def fault(self, kind: str, times: int | None, value: float | None) -> None:
        self._faults.arm(kind, times, value)
        if kind == "unplug":
            self._port.unplug()

    def clear(self, kind: str | None = None) -> None:
        self._faults.clear(kind)
        if kind in (None, "unplug") and not self._port.plugged:
            self._port.plug()

    def hands(self) -> Hands:
        return {
            "mend": self.clear,
            "unplug": lambda: self.fault("unplug", None, None),
            "plug": self.clear,
            "press": self.press,
        }

    def replug(self) -> None:
        """Pull the cable and put it back: a pad that lost its power is dark."""
        self._port.unplug()
        with self._lock:
            self._deadline = self._pressed = None
        self._faults.clear("unplug")
        self._port.plug()

    def state(self) -> dict[str, Any]:
        return {
            "waiting": self._deadline is not None,
            "model": self.model,
            "plugged": self._port.plugged,
            "faults": self._faults.snapshot(),
            "fault_kinds": FAULTS,
        }

    # -- the pad's thread -------------------------------------------------------------------------

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._hear(self._port.read(self._time_left()))
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
            self._send(b"K", bytes((code,)))
        elif over:
            self._send(b"T")

    def _hear(self, data: bytes) -> None:
        if not data:
            return
        now = time.monotonic()
        if now - self._heard_at > BYTE_GAP:
            self._buffer.clear()
        self._heard_at = now
        self._buffer += data
        while (frame := self._next_frame()) is not None:
            self._obey(frame)

    def _next_frame(self) -> bytes | None:
        """The next frame from STX to ETX, noise before it dropped."""
        buffer = self._buffer
        while True:
            start = buffer.find(STX)
            del buffer[: start if start >= 0 else len(buffer)]
            if len(buffer) < AROUND or len(buffer) < AROUND + buffer[3]:
                return None
            end = AROUND + buffer[3]
            if buffer[end - 1] == ETX:
                frame = bytes(buffer[:end])
                del buffer[:end]
                return frame
            del buffer[0]  # this STX began no frame

    def _obey(self, frame: bytes) -> None:
        address, command, data = frame[1], frame[2:3], frame[4:-2]
        if address != ADDRESS:
            return  # another pad's on the same line
        if _bcc(frame[1:-2]) != frame[-2]:
            self._send(b"N", bytes((BAD_BCC,)))
        elif command == b"P" and len(data) == 1:
            self._light(time.monotonic() + data[0])
            self._send(b"A", command)
        elif command == b"C":
            self._light(None)
            self._send(b"A", command)
        elif command == b"S":
            self._send(b"S", bytes((self._deadline is not None,)))
        else:
            self._send(b"N", bytes((BAD_COMMAND,)))

    def _light(self, deadline: float | None) -> None:
        with self._lock:
            self._deadline = deadline
            self._pressed = None

    def _send(self, command: bytes, data: bytes = b"") -> None:
        if self._faults.take("silence"):
            return
        body = bytes((ADDRESS,)) + command + bytes((len(data),)) + data
        check = _bcc(body) ^ (0x55 if self._faults.take("bad_bcc") else 0)
        noise = NOISE if self._faults.take("garbage") else b""
        self._port.write(noise + bytes((STX,)) + body + bytes((check, ETX)))


def _bcc(body: bytes) -> int:
    return reduce(xor, body, 0)
