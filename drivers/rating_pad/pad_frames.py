"""Frames of the rating pad protocol that this project declares; no public one exists.

`STX 02 | address | command | length | data | BCC | ETX 03`; BCC is the XOR of all bytes from
address to the end of data.

| From | Command | Data | Meaning |
|---|---|---|---|
| host | `P` | seconds | prompt; acknowledged |
| host | `C` | – | cancel; acknowledged |
| host | `S` | – | status; answered by `S` |
| pad | `A` | the command acknowledged | |
| pad | `S` | 0 idle, 1 waiting | |
| pad | `K` | raw key code | a key was pressed while waiting |
| pad | `T` | – | nobody pressed one in time |
| pad | `N` | reason | refused |
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import reduce
from operator import xor
from typing import Final

STX: Final = 0x02
ETX: Final = 0x03
AROUND: Final = 6
"""Bytes of a frame around its data."""
LONGEST_DATA: Final = 16


class Sign(IntEnum):
    """Commands, by their letter."""

    PROMPT = ord("P")
    CANCEL = ord("C")
    STATUS = ord("S")
    ACK = ord("A")
    KEY = ord("K")
    TIMED_OUT = ord("T")
    REFUSED = ord("N")


DATA_SIZES: Final = {
    Sign.STATUS: 1,
    Sign.ACK: 1,
    Sign.KEY: 1,
    Sign.TIMED_OUT: 0,
    Sign.REFUSED: 1,
}
"""What a pad may say, with the size of its data."""


@dataclass(frozen=True)
class PadFrame:
    """A sound frame from the pad; `value` is its data byte, 0 when it has none."""

    sign: Sign
    value: int = 0


def encode(address: int, sign: Sign, data: bytes = b"") -> bytes:
    """The whole frame to send."""
    body = bytes((address, sign, len(data))) + data
    return bytes((STX,)) + body + bytes((reduce(xor, body), ETX))


class PadParser:
    """Finds sound frames of one pad in what arrives, in any pieces, with anything between.

    `damaged` tells whether something was thrown away since the last `reset`.
    """

    def __init__(self, address: int) -> None:
        self._address = address
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

    def feed(self, data: bytes) -> list[PadFrame]:
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

    def give_up(self) -> list[PadFrame]:
        """The rest of the frame that has begun will not come: frames hidden in what did."""
        frames = []
        while self._held:
            self._drop(1)
            frames += self.feed(b"")
        return frames

    def _whole_frame(self) -> int | None:
        """Size of the frame, sound or not, that now stands first; None: more must come."""
        while True:
            start = self._held.find(STX)
            self._drop(len(self._held) if start < 0 else start)
            if len(self._held) < 4:
                return None
            if self._held[3] <= LONGEST_DATA:
                size = AROUND + self._held[3]
                return size if len(self._held) >= size else None
            self._drop(1)

    def _judge(self, frame: bytes) -> PadFrame | None:
        address, sign, data = frame[1], frame[2], frame[4:-2]
        if frame[-1] != ETX or reduce(xor, frame[1:-1]) != 0 or address != self._address:
            return None
        if sign not in DATA_SIZES or len(data) != DATA_SIZES[Sign(sign)]:
            return None
        return PadFrame(Sign(sign), data[0] if data else 0)

    def _drop(self, count: int) -> None:
        if count:
            self.damaged = True
            del self._held[:count]
