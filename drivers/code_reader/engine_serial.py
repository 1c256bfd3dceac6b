"""Scan engine (扫码引擎) on a serial port: text and a terminator, as its model profile says."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from drivers.code_reader.contract import Code, CodeReader, CodeSeen, NoCode
from drivers.code_reader.engine_line import EngineLine
from drivers.code_reader.model import EngineModel
from drivers.code_reader.repeats import Repeats
from drivers.driver import DeviceFault, Event, Health, NoDevice, Offline, Status
from drivers.model_profile import MODELS_DIR, load_model

BOOT_PAUSES: Final = (0.0, 0.3, 0.6, 1.2)
"""Seconds before each attempt to get an answer out of an engine that may be starting."""
SLICE: Final = 0.1
"""Seconds between looks whether the command was cancelled."""
STRIKES: Final = 3
"""So many lines of nonsense in a row are no glitch: speed or profile is wrong."""


class SerialScanEngine(CodeReader):
    """Triggers the engine while a code is wanted."""

    @dataclass(frozen=True)
    class Settings:
        """`port`: a stable name (/dev/serial/by-id/…). `model`: a file of
        `models_dir`/code_reader. `answer_timeout`: seconds of silence. `repeat_after`: seconds
        that a code must have been away to be read again."""

        port: str
        model: str = "triggered"
        models_dir: str = MODELS_DIR
        answer_timeout: float = 0.5
        repeat_after: float = 1.5

    def __init__(self, settings: Settings, emit: Callable[[Event], None]) -> None:
        super().__init__(emit)
        self._settings = settings
        self._repeats = Repeats(settings.repeat_after)
        self._open_as: tuple[EngineLine, EngineModel] | None = None

    def open(self) -> None:
        """Raises NoDevice, InUse, BadModelError, or Offline when no engine answers there."""
        self.close()
        settings = self._settings
        model = load_model(EngineModel, settings.models_dir, "code_reader", settings.model)
        engine = EngineLine(settings.port, model)
        engine.open()
        self._open_as = engine, model
        try:
            self._wait_until_awake()
            engine.stop()  # whoever had it before may have left its light on
        except DeviceFault:
            self.close()
            raise

    def close(self) -> None:
        opened, self._open_as = self._open_as, None
        if opened is not None:
            opened[0].close()

    def check(self) -> Status:
        """Raises NoDevice, or Offline when it can be asked and does not answer."""
        engine, model = self._opened()
        if not model.question:
            engine.forget()
            return Status(
                Health.ONLINE, f"model {self._settings.model}, which cannot be asked if it is alive"
            )
        if not engine.answers(self._settings.answer_timeout):
            raise self._silent()
        return Status(Health.ONLINE, f"model {self._settings.model}")

    def begin(self, unheard: bool = False) -> None:
        """A code that nobody heard of is still wanted while it is held up."""
        super().begin(unheard)
        if unheard:
            self._repeats.forget()

    def read(self, wait: float) -> Code | NoCode:
        engine, _ = self._opened()
        deadline = time.monotonic() + wait
        engine.start()
        try:
            while (left := deadline - time.monotonic()) > 0:
                self.stop_if_cancelled()
                code = self._next_code(min(left, SLICE))
                if code is not None and self._repeats.is_new(code.raw):
                    self.emit(CodeSeen())
                    return code
            return NoCode()
        finally:
            engine.stop()

    def _next_code(self, wait: float) -> Code | None:
        """The code that comes within `wait` seconds. Raises Offline for nothing but nonsense."""
        engine, model = self._opened()
        code = engine.next_code(wait)
        if engine.garbage >= STRIKES:
            raise Offline(
                f"the scan engine at {self._settings.port} sends what is no text: does it run at "
                f"{model.baud} baud, is it model {self._settings.model!r}?"
            )
        return code

    def _wait_until_awake(self) -> None:
        engine, model = self._opened()
        if not model.question:
            return
        for pause in BOOT_PAUSES:
            time.sleep(pause)  # opening is no command: there is nothing to cancel
            if engine.answers(self._settings.answer_timeout):
                return
        raise self._silent()

    def _silent(self) -> Offline:
        return Offline(
            f"no scan engine of model {self._settings.model!r} answers at {self._settings.port}: "
            "is it powered?"
        )

    def _opened(self) -> tuple[EngineLine, EngineModel]:
        if self._open_as is None:
            raise NoDevice("the scan engine is not open")
        return self._open_as
