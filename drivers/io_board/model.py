"""What differs between I/O boards; filled from config/devices/io_board/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from drivers.declared_frames import FrameFinder, FrameShape, check_codes
from drivers.io_board.board_frames import Sign, data_sizes
from drivers.io_board.contract import Colour, Lamp, Light
from drivers.model_profile import check_number, check_word

MOST_FLASHES: Final = 3.0
"""A second: WCAG 2.3.1, to which EN 301 549, 11.2.3.1 refers."""
LEAST_WATCHDOG: Final = 3
"""Seconds: the hub asks every device how it is every 2."""
LEVELS: Final = ("high", "low")


class Input(StrEnum):
    """Sensors, by their name in the model profile."""

    PRESENCE = "presence"
    DOOR = "door"
    TAMPER = "tamper"
    HEADPHONES = "headphones"
    EMERGENCY = "emergency"


@dataclass(frozen=True)
class InputModel:
    """A sensor: its `bit`, the level that means yes (`active`: high or low), and how many seconds
    a change must last to count (`settle`: contacts bounce, people sway)."""

    bit: int
    active: str
    settle: float

    def __post_init__(self) -> None:
        check_number("bit", self.bit, 0, 31)
        check_word("active", self.active, LEVELS)
        check_number("settle", self.settle, 0, 60)

    def says_yes(self, bits: int) -> bool:
        """The sensor's state in the board's input bits."""
        return bool(bits >> self.bit & 1) == (self.active == "high")


@dataclass(frozen=True)
class OutputsModel:
    """How many `bytes` the lamps' bits take (1 … 4), and the level that lights one (`active`)."""

    bytes: int
    active: str

    def __post_init__(self) -> None:
        check_number("bytes", self.bytes, 1, 4)
        check_word("active", self.active, LEVELS)


@dataclass(frozen=True)
class SpeakerModel:
    """The loudspeaker's amplifier: its loudest step (1 … 255); step 0 is mute."""

    steps: int

    def __post_init__(self) -> None:
        check_number("steps", self.steps, 1, 255)


@dataclass(frozen=True)
class BoardModel:
    """A model profile.

    `identity`: what the board calls itself. `baud`: of its line, 8N1. `answer_seconds`: how long it
    may take to answer a command. `watchdog_seconds`: silence
    of the terminal after which its outputs go off. `blink_hz`: flashes a second, 0 for a board
    that cannot blink. `input_bytes`: bytes of input bits (1 … 4). `lights`: the bit of each colour
    of each lamp. What the board has not is left out of `lights`, `inputs` and `speaker`.
    """

    identity: str
    baud: int
    answer_seconds: float
    watchdog_seconds: int
    blink_hz: float
    input_bytes: int
    frame: FrameShape
    commands: dict[str, int]
    outputs: OutputsModel
    lights: dict[str, dict[str, int]]
    inputs: dict[str, InputModel]
    speaker: SpeakerModel | None = None

    def __post_init__(self) -> None:
        if not (self.identity and self.identity.isascii()):
            raise ValueError("identity must be what the board calls itself, in ASCII")
        check_number("baud", self.baud, 300, 921_600)
        check_number("answer_seconds", self.answer_seconds, 0.02, 1)
        check_number("watchdog_seconds", self.watchdog_seconds, LEAST_WATCHDOG, 60)
        check_number("blink_hz", self.blink_hz, 0, MOST_FLASHES)
        check_number("input_bytes", self.input_bytes, 1, 4)
        check_codes(Sign, self.commands)
        self._check_lights()
        self._check_inputs()

    def _check_lights(self) -> None:
        used: set[int] = set()
        for name, colours in self.lights.items():
            check_word(f"lights.{name}", name, Light)
            if not colours:
                raise ValueError(f"lights.{name} must give a bit to one colour at least")
            for colour, bit in colours.items():
                key = f"lights.{name}.{colour}"
                check_word(key, colour, Colour)
                check_number(key, bit, 0, 8 * self.outputs.bytes - 1)
                if bit in used:
                    raise ValueError(f"{key} must have a bit of its own; {bit} is another's")
                used.add(bit)

    def _check_inputs(self) -> None:
        used: set[int] = set()
        for name, one in self.inputs.items():
            check_word(f"inputs.{name}", name, Input)
            check_number(f"inputs.{name}.bit", one.bit, 0, 8 * self.input_bytes - 1)
            if one.bit in used:
                raise ValueError(f"inputs.{name}.bit must be its own; {one.bit} is another's")
            used.add(one.bit)

    # --- bytes ---

    @cached_property
    def codes(self) -> dict[Sign, int]:
        """The code of every command."""
        return {Sign(name): code for name, code in self.commands.items()}

    @cached_property
    def sensors(self) -> dict[Input, InputModel]:
        """The sensors that are there."""
        return {Input(name): one for name, one in self.inputs.items()}

    @cached_property
    def lamps(self) -> dict[Light, dict[Colour, int]]:
        """The bit of each colour of each lamp that is there."""
        return {
            Light(name): {Colour(colour): bit for colour, bit in colours.items()}
            for name, colours in self.lights.items()
        }

    def encode(self, sign: Sign, data: bytes = b"") -> bytes:
        """The whole frame to send."""
        return self.frame.encode(self.codes[sign], data)

    def finder(self) -> FrameFinder[Sign]:
        """Finds this board's frames in what arrives."""
        return FrameFinder(self.frame, self.codes, data_sizes(self.input_bytes))

    def setup_data(self) -> bytes:
        """Data of the command setup."""
        return bytes((self.watchdog_seconds, round(self.blink_hz * 10)))

    def lights_data(self, lights: Mapping[Light, Lamp]) -> bytes:
        """Data of the command lights; a lamp that is not there is left out."""
        on = blinking = 0
        for light, lamp in lights.items():
            if light in self.lamps:
                bit = 1 << self._bit(light, lamp.colour)
                on |= bit
                blinking |= bit if lamp.blinks and self.blink_hz else 0
        if self.outputs.active == "low":
            on ^= (1 << 8 * self.outputs.bytes) - 1
        return b"".join(bits.to_bytes(self.outputs.bytes, "big") for bits in (on, blinking))

    def _bit(self, light: Light, wished: Colour) -> int:
        colours = self.lamps[light]
        return colours.get(wished, next(iter(colours.values())))
