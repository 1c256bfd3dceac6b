"""I/O board (控制板) on a serial port, speaking the declared protocol of its model profile."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from drivers.driver import DeviceFault, Event, Health, NoDevice, Offline, Status
from drivers.io_board.board_frames import NOT_SET_UP, Sign
from drivers.io_board.board_link import BoardLink
from drivers.io_board.contract import (
    BoardState,
    Done,
    DoorChanged,
    EmergencyChanged,
    HeadphonesChanged,
    IoBoard,
    Lamp,
    Light,
    NotFitted,
    PresenceChanged,
    TamperChanged,
)
from drivers.io_board.model import BoardModel, Input
from drivers.model_profile import MODELS_DIR, load_model

BOOT_PAUSES: Final = (0.0, 0.3)
"""Seconds before each attempt to get sense out of a board that may be starting."""
EVENTS: Final[Mapping[Input, Callable[[bool], Event]]] = {
    Input.PRESENCE: PresenceChanged,
    Input.DOOR: DoorChanged,
    Input.TAMPER: TamperChanged,
    Input.HEADPHONES: HeadphonesChanged,
    Input.EMERGENCY: EmergencyChanged,
}
WORTH_TELLING: Final = {
    Input.DOOR: "door open",
    Input.TAMPER: "tampered with",
    Input.EMERGENCY: "emergency button pressed",
}


class SerialIoBoard(IoBoard):
    """Keeps the board as it was told to be: one that started anew is set up again by `check`."""

    @dataclass(frozen=True)
    class Settings:
        """`port`: a stable name (/dev/serial/by-id/…). `model`: a file of `models_dir`/io_board."""

        port: str
        model: str = "sixteen-out"
        models_dir: str = MODELS_DIR

    def __init__(self, settings: Settings, emit: Callable[[Event], None]) -> None:
        super().__init__(emit)
        self._settings = settings
        self._link: BoardLink | None = None
        self._lights: Mapping[Light, Lamp] = {}
        self._volume: int | None = None

    def open(self) -> None:
        """All lamps are dark then. Raises NoDevice, InUse, BadModelError, or Offline when another
        device, or none, answers there."""
        self.close()
        settings = self._settings
        model = load_model(BoardModel, settings.models_dir, "io_board", settings.model)
        link = BoardLink(settings.port, model, self._tell)
        link.open()
        self._link, self._lights, self._volume = link, {}, None
        try:
            self._wait_until_awake(link)
            self._set_up(link)
            link.ask(Sign.STATUS, answer=Sign.STATUS)
        except DeviceFault:
            self.close()
            raise

    def close(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            link.close()

    def check(self) -> Status:
        """Feeds the board's watchdog. Raises NoDevice, or Offline when it is silent or talks
        nonsense."""
        link = self._opened()
        flags = link.ask(Sign.STATUS, answer=Sign.STATUS)[-1]
        if flags & NOT_SET_UP:
            self._set_up(link)
        told = [words for name, words in WORTH_TELLING.items() if link.inputs.state.get(name)]
        return Status(Health.ONLINE, ", ".join([f"model {self._settings.model}", *told]))

    def set_lights(self, lights: Mapping[Light, Lamp]) -> Done | NotFitted:
        link = self._opened()
        link.ask(Sign.LIGHTS, link.model.lights_data(lights))
        self._lights = dict(lights)
        missing = tuple(light for light in lights if light not in link.model.lamps)
        return NotFitted(missing) if missing else Done()

    def set_volume(self, percent: int) -> Done | NotFitted:
        if not 0 <= percent <= 100:
            raise ValueError("a volume is 0 to 100 percent")
        link = self._opened()
        if link.model.speaker is None:
            return NotFitted(("speaker",))
        step = round(percent * link.model.speaker.steps / 100)
        if percent and not step:
            step = 1  # only 0 percent is mute
        link.ask(Sign.VOLUME, bytes((step,)))
        self._volume = percent
        return Done()

    def state(self) -> BoardState:
        link = self._opened()
        link.ask(Sign.STATUS, answer=Sign.STATUS)
        told = link.inputs.state
        return BoardState(
            present=told.get(Input.PRESENCE),
            door_open=told.get(Input.DOOR),
            tampered=told.get(Input.TAMPER),
            headphones=told.get(Input.HEADPHONES),
            emergency=told.get(Input.EMERGENCY),
            lights=frozenset(link.model.lamps),
            speaker=link.model.speaker is not None,
            dark_after=float(link.model.watchdog_seconds),
        )

    def _tell(self, name: Input, yes: bool) -> None:
        self.emit(EVENTS[name](yes))

    def _set_up(self, link: BoardLink) -> None:
        """Watchdog and blinking, and all outputs as they were last told to be."""
        link.ask(Sign.SETUP, link.model.setup_data())
        self.set_lights(self._lights)
        if self._volume is not None:
            self.set_volume(self._volume)

    def _wait_until_awake(self, link: BoardLink) -> None:
        """Make sure that it is the right device. Raises Offline, NoDevice."""
        fault: Offline | None = None
        for pause in BOOT_PAUSES:
            time.sleep(pause)  # opening is no command: there is nothing to cancel
            try:
                name = link.ask(Sign.IDENTIFY, answer=Sign.IDENTIFY)
            except Offline as trouble:
                fault = trouble
                continue
            if name == link.model.identity.encode():
                return
            raise Offline(
                f"the device at {self._settings.port} calls itself {name!r}, model "
                f"{self._settings.model!r} is {link.model.identity!r}: is it the right port, "
                "the right model?"
            )
        if fault is not None:
            raise fault

    def _opened(self) -> BoardLink:
        if self._link is None:
            raise NoDevice("the I/O board is not open")
        return self._link
