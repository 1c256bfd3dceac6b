"""I/O boards as their makers wired them: frames, codes, and what hangs on every bit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from simulators.framed_wire import FrameFormat, crc16, xor


@dataclass(frozen=True)
class Wire:
    """What hangs on an input bit: the level it has when the sensor says yes."""

    bit: int
    high: bool


@dataclass(frozen=True)
class BoardKind:
    """A model. `lamps`: light → colour → output bit. `steps`: of the amplifier, 0 for none."""

    name: str
    baud: int
    frames: FrameFormat
    codes: dict[str, int]
    output_bytes: int
    lit_high: bool
    blinks: bool
    lamps: dict[str, dict[str, int]]
    input_bytes: int
    sensors: dict[str, Wire]
    steps: int

    def input_bits(self, yes: set[str]) -> bytes:
        """Levels of all inputs when these sensors say yes; a bit with nothing on it is low."""
        bits = sum(
            1 << wire.bit for name, wire in self.sensors.items() if (name in yes) == wire.high
        )
        return bits.to_bytes(self.input_bytes, "big")

    def lit(self, outputs: bytes) -> set[int]:
        """The output bits that light something, out of the levels set."""
        levels = int.from_bytes(outputs, "big")
        return {n for n in range(8 * self.output_bytes) if bool(levels >> n & 1) == self.lit_high}


TWO_COLOURED: Final = (
    "card_reader",
    "receipt_slot",
    "page_slot",
    "scanner",
    "camera",
    "rating_pad",
    "code_reader",
)
COMMANDS: Final = (
    "identify",
    "setup",
    "lights",
    "volume",
    "status",
    "inputs",
    "ack",
    "refused",
)

KINDS: Final = {
    "sixteen-out": BoardKind(
        name="IOB-16",
        baud=115200,
        frames=FrameFormat(b"\x02", b"\x03", 0x21, xor),
        codes=dict(zip(COMMANDS, b"ICLVSEAN", strict=True)),
        output_bytes=2,
        lit_high=True,
        blinks=True,
        lamps={light: {"green": n, "red": n + 8} for n, light in enumerate(TWO_COLOURED)}
        | {"card_slot": {"green": 7}, "face_camera": {"green": 15}},
        input_bytes=1,
        sensors={
            "presence": Wire(0, high=True),
            "door": Wire(1, high=False),
            "tamper": Wire(2, high=False),
            "headphones": Wire(3, high=True),
            "emergency": Wire(4, high=True),
        },
        steps=32,
    ),
    "relay-eight": BoardKind(
        name="RL8",
        baud=9600,
        frames=FrameFormat(b"\xaa\x55", b"", 0x07, crc16),
        codes=dict(zip(COMMANDS, (1, 2, 3, 4, 5, 0x85, 0x80, 0xFF), strict=True)),
        output_bytes=1,
        lit_high=False,
        blinks=False,
        lamps={
            "card_reader": {"white": 7},
            "receipt_slot": {"white": 6},
            "camera": {"white": 5},
            "rating_pad": {"white": 4},
        },
        input_bytes=2,
        sensors={
            "presence": Wire(8, high=False),
            "door": Wire(0, high=True),
            "tamper": Wire(1, high=True),
        },
        steps=0,
    ),
}
