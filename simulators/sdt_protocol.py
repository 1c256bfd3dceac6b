"""SAM/SDT frames as the reader sees them: requests cut out of a byte stream, replies built.

Request `AA AA AA 96 69 | len BE16 | CMD PARA data | CHK`, reply the same with `SW1 SW2 SW3` in
place of the command. `len` counts what follows it, CHK included; CHK is the XOR of all bytes
from the first length byte to the last data byte.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import xor
from typing import Final

PREAMBLE: Final = bytes.fromhex("AAAAAA9669")
LENGTH_BYTES: Final = 2
SHORTEST: Final = 3  # CMD PARA CHK
LONGEST: Final = 256  # no request of this reader is longer; more is noise
BYTE_GAP: Final = 0.1  # seconds of silence after which a half request is forgotten

RESET: Final = 0x10FF
STATUS: Final = 0x11FF
SAM_ID: Final = 0x12FF
FIND_CARD: Final = 0x2001
SELECT_CARD: Final = 0x2002
READ_BASE: Final = 0x3001
READ_BASE_AND_PRINTS: Final = 0x3010

# SW3, the reply's third status byte
OK: Final = 0x90
FOUND: Final = 0x9F
WRONG_CHECKSUM: Final = 0x10
WRONG_LENGTH: Final = 0x11
WRONG_COMMAND: Final = 0x21
READ_FAILED: Final = 0x41
SELF_TEST_FAILED: Final = 0x60
FIND_FAILED: Final = 0x80
SELECT_FAILED: Final = 0x81


@dataclass(frozen=True)
class Request:
    """One request; `trouble` is the SW3 to refuse it with, or None."""

    command: int
    trouble: int | None = None


def checksum(body: bytes) -> int:
    """XOR of all bytes from the first length byte to the last data byte."""
    return reduce(xor, body, 0)


def reply(status: int, data: bytes = b"") -> bytes:
    """A whole reply frame with status `00 00 status`."""
    body = (3 + len(data) + 1).to_bytes(LENGTH_BYTES, "big") + bytes((0, 0, status)) + data
    return PREAMBLE + body + bytes((checksum(body),))


class RequestReader:
    """Cuts requests out of the bytes that arrive, and finds its feet again after noise."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._last = 0.0

    def feed(self, data: bytes, now: float) -> list[Request]:
        """The requests completed by `data`; `now` in monotonic seconds."""
        if now - self._last > BYTE_GAP:
            self._buffer.clear()
        self._last = now
        self._buffer += data
        found: list[Request] = []
        while (request := self._next()) is not None:
            found.append(request)
        return found

    def _next(self) -> Request | None:
        self._skip_noise()
        head = len(PREAMBLE) + LENGTH_BYTES
        if len(self._buffer) < head:
            return None
        length = int.from_bytes(self._buffer[len(PREAMBLE) : head], "big")
        if not SHORTEST <= length <= LONGEST:
            del self._buffer[:head]
            return Request(0, WRONG_LENGTH)
        if len(self._buffer) < head + length:
            return None
        frame = bytes(self._buffer[: head + length])
        del self._buffer[: head + length]
        command = int.from_bytes(frame[head : head + 2], "big")
        wrong = checksum(frame[len(PREAMBLE) : -1]) != frame[-1]
        return Request(command, WRONG_CHECKSUM if wrong else None)

    def _skip_noise(self) -> None:
        start = self._buffer.find(PREAMBLE)
        if start >= 0:
            del self._buffer[:start]
        else:  # keep what may be the beginning of a preamble
            del self._buffer[: -(len(PREAMBLE) - 1)]
