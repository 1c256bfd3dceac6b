"""Frames as the small serial devices here send and take them, in the shape of their model.

`start | address | command | length | data | check | end`, a byte each for address, command and
length; the check covers address to data.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

BYTE_GAP: Final = 0.1  # seconds of silence after which a half frame is forgotten
HEAD: Final = 3  # address, command, length


def xor(body: bytes) -> bytes:
    check = 0
    for byte in body:
        check ^= byte
    return bytes([check])


def modulo_sum(body: bytes) -> bytes:
    return (sum(body) % 256).to_bytes(1, "big")


def crc16(body: bytes) -> bytes:
    """Modbus's: polynomial 0x8005 reflected, begun with ones, low byte first."""
    register = 0xFFFF
    for bit in (byte >> shift & 1 for byte in body for shift in range(8)):
        carry = (register ^ bit) & 1
        register >>= 1
        if carry:
            register ^= 0xA001
    return bytes([register % 256, register // 256])


@dataclass(frozen=True)
class Request:
    """A frame from the host; `sound` tells whether its check is right."""

    command: int
    data: bytes
    sound: bool


@dataclass(frozen=True)
class FrameFormat:
    """What a model's frames look like."""

    start: bytes
    end: bytes
    address: int
    check: Callable[[bytes], bytes]

    def encode(self, command: int, data: bytes, *, broken: bool = False) -> bytes:
        """A frame to send; `broken`: with a wrong check."""
        body = bytes([self.address, command, len(data)]) + data
        check = bytearray(self.check(body))
        if broken:
            check[0] ^= 0x55
        return self.start + body + bytes(check) + self.end


class FrameReader:
    """Takes a host's frames out of what arrives."""

    def __init__(self, shape: FrameFormat) -> None:
        self._shape = shape
        self._buffer = bytearray()
        self._heard_at = 0.0
        self._tail = len(shape.check(b"")) + len(shape.end)

    def feed(self, data: bytes) -> list[Request]:
        """Bytes from the line; the frames for this device that are whole now."""
        if not data:
            return []
        now = time.monotonic()
        if now - self._heard_at > BYTE_GAP:
            self._buffer.clear()
        self._heard_at = now
        self._buffer += data
        found = []
        while (body := self._next_body()) is not None:
            if body[0][0] == self._shape.address:  # others share the line
                found.append(Request(body[0][1], body[0][HEAD:], body[1]))
        return found

    def _next_body(self) -> tuple[bytes, bool] | None:
        """The next frame from start to end, noise before it dropped: body, and whether sound."""
        buffer, first = self._buffer, len(self._shape.start)
        while (at := buffer.find(self._shape.start)) >= 0:
            del buffer[:at]
            if len(buffer) < first + HEAD:
                return None
            end = first + HEAD + buffer[first + HEAD - 1]
            if len(buffer) < end + self._tail:
                return None
            body, tail = bytes(buffer[first:end]), bytes(buffer[end : end + self._tail])
            if tail.endswith(self._shape.end):
                del buffer[: end + self._tail]
                return body, tail == self._shape.check(body) + self._shape.end
            del buffer[0]  # this was no start of a frame
        del buffer[: max(0, len(buffer) - first + 1)]
        return None
