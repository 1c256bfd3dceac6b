"""Frames of the serial protocols that this project declares, for devices that have no public one.

`start | address | command | length | data | check | end`

Address, command and length are a byte each; length counts the data. The check covers address to
the end of data. Start, end, address, kind of check and the commands' codes differ by model: they
stand in its profile, tables `[frame]` and `[commands]`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, reduce
from operator import xor
from typing import Final, Generic, TypeVar

from drivers.model_profile import check_number, check_word, hex_bytes

LONGEST_DATA: Final = 32
LONGEST_MARK: Final = 4
"""Bytes of a start or an end."""
HEAD: Final = 3
"""Bytes of address, command and length."""

S = TypeVar("S", bound=StrEnum)


def _xor(body: bytes) -> bytes:
    return bytes((reduce(xor, body, 0),))


def _sum(body: bytes) -> bytes:
    return bytes((sum(body) & 0xFF,))


def _crc16(body: bytes) -> bytes:
    """CRC-16 of Modbus over Serial Line V1.02, 6.2.2: low byte first."""
    crc = 0xFFFF
    for byte in body:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ 0xA001 if crc & 1 else crc >> 1
    return crc.to_bytes(2, "little")


CHECKS: Final = {"xor": _xor, "sum": _sum, "crc16": _crc16}


@dataclass(frozen=True)
class FrameShape:
    """Table `[frame]` of a model profile.

    `start`, `end`: bytes in hexadecimal; end may be empty. `address`: the device's on its line.
    `check`: xor, sum (of the bytes, modulo 256) or crc16 (Modbus's, low byte first).
    """

    start: str
    end: str
    address: int
    check: str

    def __post_init__(self) -> None:
        hex_bytes("start", self.start, 1, LONGEST_MARK)
        hex_bytes("end", self.end, 0, LONGEST_MARK)
        check_number("address", self.address, 0, 255)
        check_word("check", self.check, CHECKS)

    @cached_property
    def starts(self) -> bytes:
        """The start's bytes."""
        return bytes.fromhex(self.start)

    @cached_property
    def ends(self) -> bytes:
        """The end's bytes."""
        return bytes.fromhex(self.end)

    def check_of(self, body: bytes) -> bytes:
        """Check bytes of a body: address, command, length and data."""
        return CHECKS[self.check](body)

    def encode(self, command: int, data: bytes = b"") -> bytes:
        """The whole frame to send."""
        body = bytes((self.address, command, len(data))) + data
        return self.starts + body + self.check_of(body) + self.ends


def check_codes(signs: type[S], codes: Mapping[str, int]) -> None:
    """Judge table `[commands]`: a code of its own for every sign.

    Raises:
        ValueError: beginning with the key.
    """
    for name, code in codes.items():
        check_word(f"commands.{name}", name, signs)
        check_number(f"commands.{name}", code, 0, 255)
    for sign in signs:
        if sign not in codes:
            raise ValueError(f"commands.{sign} is missing; add it")
    if len(set(codes.values())) < len(codes):
        raise ValueError("commands must give every command a code of its own")


@dataclass(frozen=True)
class Frame(Generic[S]):
    """A sound frame from the device."""

    sign: S
    data: bytes = b""


class FrameFinder(Generic[S]):
    """Finds sound frames of one device in what arrives, in any pieces, with anything between.

    Args:
        codes: code of every sign.
        sizes: what the device may say, and how many bytes of data may come with it.

    `damaged` tells whether something was thrown away since the last `reset`.
    """

    def __init__(self, shape: FrameShape, codes: Mapping[S, int], sizes: Mapping[S, range]) -> None:
        self._shape = shape
        self._signs = {codes[sign]: sign for sign in sizes}
        self._sizes = sizes
        self._held = bytearray()
        self.damaged = False

    @property
    def midway(self) -> bool:
        """Whether a frame seems to have begun and is not whole."""
        return bool(self._held)

    def reset(self) -> None:
        """Forget everything."""
        self._held.clear()
        self.damaged = False

    def feed(self, data: bytes) -> list[Frame[S]]:
        """Take bytes in; gives the frames that are now whole, in order."""
        self._held += data
        frames = []
        while (size := self._whole_frame()) is not None:
            frame = self._judge(bytes(self._held[:size]))
            if frame is None:
                self._drop(1)
            else:
                frames.append(frame)
                del self._held[:size]
        return frames

    def give_up(self) -> list[Frame[S]]:
        """The rest of the frame that has begun will not come: frames hidden in what did."""
        frames = []
        while self._held:
            self._drop(1)
            frames += self.feed(b"")
        return frames

    def _whole_frame(self) -> int | None:
        """Size of the frame, sound or not, that now stands first; None: more must come."""
        starts = self._shape.starts
        while True:
            self._drop(self._before_start())
            head = len(starts) + HEAD
            if len(self._held) < head:
                return None
            length = self._held[head - 1]
            if length <= LONGEST_DATA:
                size = head + length + len(self._shape.check_of(b"")) + len(self._shape.ends)
                return size if len(self._held) >= size else None
            self._drop(1)

    def _before_start(self) -> int:
        """How many bytes stand before a start, or before what may yet become one."""
        starts = self._shape.starts
        at = self._held.find(starts)
        if at >= 0:
            return at
        for length in range(min(len(starts) - 1, len(self._held)), 0, -1):
            if self._held.endswith(starts[:length]):
                return len(self._held) - length
        return len(self._held)

    def _judge(self, frame: bytes) -> Frame[S] | None:
        shape = self._shape
        body_from = len(shape.starts)
        data_from = body_from + HEAD
        data_to = data_from + frame[data_from - 1]
        body, tail = frame[body_from:data_to], frame[data_to:]
        if body[0] != shape.address or tail != shape.check_of(body) + shape.ends:
            return None
        sign = self._signs.get(body[1])
        if sign is None or data_to - data_from not in self._sizes[sign]:
            return None
        return Frame(sign, frame[data_from:data_to])

    def _drop(self, count: int) -> None:
        if count:
            self.damaged = True
            del self._held[:count]
