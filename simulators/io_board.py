"""An I/O board (控制板) over a pty: guide lights, amplifier, sensors; the project's own protocol.

The host identifies it, sets it up (data: watchdog seconds, tenths of a hertz), sets lights (levels
of all outputs, then which of them blink) and volume (step), and asks its status (input levels,
flags; 1: not set up since it started or its watchdog barked). Commands are acknowledged with their
code or refused: 1 check, 2 command. Input levels come unasked at every change. When the host is
silent for the watchdog's seconds, everything goes off.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Final

from simulators.device import Hands
from simulators.framed_wire import FrameReader, Request
from simulators.io_board_kinds import KINDS
from simulators.serial_device import SerialDevice

BAD_CHECK, BAD_COMMAND = 1, 2
NOT_SET_UP: Final = 1
MOST_FLASHES: Final = 30  # tenths of a hertz: more than three flashes a second can harm people
NOISE: Final = bytes.fromhex("FF0221AA55074C0500FE")
BOUNCES: Final = 3
OTHER_NAME: Final = b"SCALE-3"
SLOW_SECONDS: Final = 1.0
FAULTS: Final = {
    "silence": "不回复 · no answer",
    "garbage": "帧前有乱码 · noise in front of the frame",
    "booting": "只有乱码 · nothing but noise, as while it starts",
    "bad_check": "校验错 · the frame's check is wrong",
    "half_frame": "回复只到一半 · the answer stops half way",
    "slow": "回复慢 · answers after `value` seconds (1)",
    "wrong_device": "接错设备 · another device with the same frames",
    "bounce": "触点抖动 · contacts bounce",
}


class IoBoard(SerialDevice):
    """A board, its lamps, and the hands and feet of whoever is there."""

    name = "io_board"
    kinds = FAULTS

    def __init__(self, link: Path, *, model: str = "sixteen-out", paced: bool = True) -> None:
        self.model = model
        self._kind = KINDS[model]
        super().__init__(link, self._kind.baud, paced=paced)
        self._reader = FrameReader(self._kind.frames)
        self._yes: set[str] = set()  # sensors that say yes
        self._told = b""  # input levels the host was last told
        self._forget()

    def _forget(self) -> None:
        self._lit: set[int] = set()
        self._blinking: set[int] = set()
        self._step = 0
        self._watchdog: float | None = None  # seconds
        self._barks_at: float | None = None  # monotonic

    # -- any thread ---------------------------------------------------------------------------

    def sense(self, sensor: str, yes: bool) -> None:
        """A sensor says yes or no from now on. Raises KeyError for one that is not there."""
        if sensor not in self._kind.sensors:
            raise KeyError(sensor)
        with self._lock:
            (self._yes.add if yes else self._yes.discard)(sensor)
        self._port.wake()

    def lights(self) -> dict[str, str]:
        """The lamps that shine: light → colour, with " blinking"."""
        with self._lock:
            return {
                light: colour + (" blinking" if bit in self._blinking else "")
                for light, colours in self._kind.lamps.items()
                for colour, bit in colours.items()
                if bit in self._lit
            }

    def restart(self) -> None:
        """The board's power dips: it forgets what it was told; the line stays up."""
        with self._lock:
            self._forget()
        self._port.wake()

    def hands(self) -> Hands:
        return {
            **super().hands(),
            "lights_seen": lambda: sorted(self.lights()),
            "step_up": lambda: self.sense("presence", True),
            "step_away": lambda: self.sense("presence", False),
            "open_door": lambda: self.sense("door", True),
            "shut_door": lambda: self.sense("door", False),
            "force": lambda: self.sense("tamper", True),
            "make_whole": lambda: self.sense("tamper", False),
            "insert_headphones": lambda: self.sense("headphones", True),
            "remove_headphones": lambda: self.sense("headphones", False),
            "press_emergency": lambda: self.sense("emergency", True),
            "release_emergency": lambda: self.sense("emergency", False),
        }

    def _mend(self) -> None:
        super()._mend()
        with self._lock:
            self._yes.clear()
        self._port.wake()

    def state(self) -> dict[str, Any]:
        return {
            "lights": self.lights(),
            "volume": round(100 * self._step / self._kind.steps) if self._kind.steps else None,
            "sensors": {sensor: sensor in self._yes for sensor in self._kind.sensors},
            "set_up": self._watchdog is not None,
            "model": self.model,
            **super().state(),
        }

    # -- the board's thread -------------------------------------------------------------------

    def _attend(self) -> None:
        for request in self._reader.feed(self._port.read(self._until_bark())):
            self._obey(request)
        self._watch()
        self._tell()

    def _until_bark(self) -> float | None:
        with self._lock:
            at = self._barks_at
        return None if at is None else max(0.0, at - time.monotonic())

    def _watch(self) -> None:
        """The watchdog: a host that died must not leave a lamp shining."""
        with self._lock:
            if self._barks_at is not None and time.monotonic() >= self._barks_at:
                self._forget()

    def _tell(self) -> None:
        """Tell the input levels when they have changed, bouncing if that is wished for."""
        with self._lock:
            levels = self._kind.input_bits(self._yes)
        before, self._told = self._told, levels
        if not before or before == levels or not self._port.plugged:
            return
        if self._faults.take("bounce"):
            for _ in range(BOUNCES):
                self._send("inputs", levels)
                self._send("inputs", before)
        self._send("inputs", levels)

    def _obey(self, request: Request) -> None:
        codes = self._kind.codes
        if not request.sound:
            self._answer("refused", bytes([BAD_CHECK]))
            return
        self._feed()
        name = next((name for name, code in codes.items() if code == request.command), "")
        if name == "identify":
            wrong = self._faults.take("wrong_device")
            self._answer("identify", OTHER_NAME if wrong else self._kind.name.encode())
        elif name == "status":
            flags = 0 if self._watchdog is not None else NOT_SET_UP
            with self._lock:
                levels = self._kind.input_bits(self._yes)
            self._answer("status", levels + bytes([flags]))
        elif self._told_to(name, request.data):
            self._answer("ack", bytes([request.command]))
        else:
            self._answer("refused", bytes([BAD_COMMAND]))

    def _feed(self) -> None:
        with self._lock:
            if self._watchdog is not None:
                self._barks_at = time.monotonic() + self._watchdog

    def _told_to(self, name: str, data: bytes) -> bool:
        """Carry out a command; False when this board cannot."""
        kind, width = self._kind, self._kind.output_bytes
        with self._lock:
            if name == "setup" and len(data) == 2 and data[0] and data[1] <= MOST_FLASHES:
                self._watchdog = float(data[0])
                self._barks_at = time.monotonic() + self._watchdog
            elif name == "lights" and len(data) == 2 * width:
                blinking = int.from_bytes(data[width:], "big")
                if blinking and not kind.blinks:
                    return False
                self._lit = kind.lit(data[:width])
                self._blinking = {n for n in range(8 * width) if blinking >> n & 1}
            elif name == "volume" and len(data) == 1 and data[0] <= kind.steps:
                self._step = data[0]
            else:
                return False
        return True

    def _answer(self, what: str, data: bytes) -> None:
        if self._faults.take("silence"):
            return
        if slow := self._faults.take("slow"):
            self._port.pause(SLOW_SECONDS if slow.value is None else slow.value)
        self._send(what, data)

    def _send(self, what: str, data: bytes) -> None:
        broken = self._faults.take("bad_check") is not None
        frame = self._kind.frames.encode(self._kind.codes[what], data, broken=broken)
        if self._faults.take("half_frame"):
            frame = frame[: len(frame) // 2]
        if self._faults.take("booting"):
            frame = NOISE
        if self._faults.take("garbage"):
            frame = NOISE + frame
        self._port.write(frame)
