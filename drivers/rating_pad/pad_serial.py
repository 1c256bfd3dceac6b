"""Rating pad (评价器) on a serial port, speaking the declared protocol of its model profile."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from drivers.declared_frames import Frame, FrameFinder
from drivers.driver import Cancelled, DeviceFault, Event, Health, NoDevice, Offline, Status
from drivers.model_profile import MODELS_DIR, load_model
from drivers.rating_pad.contract import KeyPressed, NotPressed, RatingPad
from drivers.rating_pad.model import PadModel
from drivers.rating_pad.pad_frames import Sign
from drivers.serial_line import SerialLine

ATTEMPTS: Final = 3
BOOT_PAUSES: Final = (0.0, 0.3)
"""Seconds before each attempt to get sense out of a pad that may be starting."""
SLICE: Final = 0.1
"""Seconds between looks whether the prompt was cancelled."""
GAP: Final = 0.1
"""Seconds of silence that end a frame which has begun; a byte takes 0.001."""
WAITING: Final = b"\x01"
"""Data of the status of a pad that is lit."""


@dataclass(frozen=True)
class _Link:
    """A pad that is open."""

    model: PadModel
    line: SerialLine
    finder: FrameFinder[Sign]


class SerialRatingPad(RatingPad):
    """Prompts the pad and waits for its key. A key of an earlier prompt never counts."""

    @dataclass(frozen=True)
    class Settings:
        """`port`: a stable name (/dev/serial/by-id/…). `model`: a file of models_dir/rating_pad."""

        port: str
        model: str = "five-key"
        models_dir: str = MODELS_DIR

    def __init__(self, settings: Settings, emit: Callable[[Event], None]) -> None:
        super().__init__(emit)
        self._settings = settings
        self._link: _Link | None = None
        self._heard: deque[Frame[Sign]] = deque()

    def open(self) -> None:
        """Raises NoDevice, InUse, BadModelError, or Offline when no pad answers there."""
        settings = self._settings
        model = load_model(PadModel, settings.models_dir, "rating_pad", settings.model)
        line = SerialLine(settings.port, model.baud)
        line.open()
        self._link = _Link(model, line, model.finder())
        try:
            self._wait_until_awake()
        except DeviceFault:
            self.close()
            raise

    def close(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            link.line.close()

    def check(self) -> Status:
        """Raises NoDevice, or Offline when it is silent or talks nonsense."""
        self._waiting()
        return Status(Health.ONLINE, f"model {self._settings.model}")

    def ask(self, wait: float) -> KeyPressed | NotPressed:
        deadline = time.monotonic() + wait
        try:
            while (left := deadline - time.monotonic()) > 0:
                code = self._ask_once(min(left, self._opened().model.prompt.seconds))
                if code is not None:
                    return self._pressed(code)
        except Cancelled:
            self._put_out()
            raise
        self._put_out()
        return NotPressed()

    # --- one prompt ---

    def _ask_once(self, seconds: float) -> int | None:
        """Prompt for `seconds`; the raw code of the key pressed, None when nobody did."""
        data = self._opened().model.prompt.data(max(1, math.ceil(seconds)))
        self._command(Sign.PROMPT, data, Sign.ACK)
        # Whole seconds go over the wire: what is over is waited for here.
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            self.stop_if_cancelled()
            frame = self._next(min(left, SLICE))
            if frame is not None and frame.sign is Sign.KEY:
                return frame.data[0]
            if frame is not None and frame.sign is Sign.TIMED_OUT:
                return None
            if frame is None and self._lost_something() and not self._waiting():
                # What was lost was the key, or the end: ask anew.
                return None
        return None

    def _lost_something(self) -> bool:
        """Whether the line is quiet and what came last was damaged."""
        finder = self._opened().finder
        return finder.damaged and not finder.midway

    def _pressed(self, code: int) -> KeyPressed:
        stars = self._opened().model.stars_by_code.get(code)
        if stars is None:
            raise Offline(
                f"the pad sent key {code:#04x}, which model {self._settings.model!r} "
                "does not have: is it the right model?"
            )
        return KeyPressed(stars)

    def _put_out(self) -> None:
        self._command(Sign.CANCEL, b"", Sign.ACK)

    # --- question and answer ---

    def _waiting(self) -> bool:
        """Whether the pad is lit and waiting for a key."""
        return self._command(Sign.STATUS, b"", Sign.STATUS).data == WAITING

    def _command(self, sign: Sign, data: bytes, answer: Sign) -> Frame[Sign]:
        """Send a command until the pad answers it as it should. Raises Offline, NoDevice."""
        link = self._opened()
        trouble = "is silent: is it powered?"
        for _ in range(ATTEMPTS):
            link.finder.reset()
            self._heard.clear()
            link.line.forget_input()
            link.line.write(link.model.encode(sign, data))
            got = self._answer(sign, answer)
            if got is not None and got.sign is answer:
                return got
            if got is not None:
                trouble = f"refuses {sign} (reason {got.data[0]})"
            elif link.finder.damaged:
                trouble = "answers, but not in this protocol or at this address"
        raise Offline(f"the rating pad at {self._settings.port} {trouble}")

    def _answer(self, sign: Sign, answer: Sign) -> Frame[Sign] | None:
        """The answer to `sign`, or the refusal, or None in time; earlier keys are dropped."""
        acknowledged = self._opened().model.codes[sign]
        deadline = time.monotonic() + self._opened().model.answer_seconds
        while self._heard or time.monotonic() < deadline:
            frame = self._next(deadline - time.monotonic())
            if frame is None or (frame.sign is Sign.ACK and frame.data[0] != acknowledged):
                continue
            if frame.sign in (answer, Sign.REFUSED):
                return frame
        return None

    def _next(self, wait: float) -> Frame[Sign] | None:
        """The next frame, or None after `wait` seconds, at least a frame's gap, without one."""
        if not self._heard:
            line, finder = self._opened().line, self._opened().finder
            data = line.read(max(wait, GAP))
            self._heard.extend(finder.feed(data) if data else finder.give_up())
        return self._heard.popleft() if self._heard else None

    def _wait_until_awake(self) -> None:
        fault: Offline | None = None
        for pause in BOOT_PAUSES:
            time.sleep(pause)  # opening is no command: there is nothing to cancel
            try:
                self._command(Sign.STATUS, b"", Sign.STATUS)
            except Offline as trouble:
                fault = trouble
            else:
                return
        if fault is not None:
            raise fault

    def _opened(self) -> _Link:
        if self._link is None:
            raise NoDevice("the rating pad is not open")
        return self._link
