"""Cuts an ESC/POS byte stream into commands and runs of text, in whatever pieces it arrives.

Parameter counts are those of Epson's ESC/POS command reference. A command that is known here
only by its length is still named, so that the stream stays in step and nothing is swallowed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

DLE, ESC, FS, GS = 0x10, 0x1B, 0x1C, 0x1D
PREFIXES: Final = {DLE: "DLE", ESC: "ESC", FS: "FS", GS: "GS"}
CONTROLS: Final = {0x09: "HT", 0x0A: "LF", 0x0C: "FF", 0x0D: "CR", 0x18: "CAN"}
FIRST_PRINTABLE: Final = 0x20
REAL_TIME: Final = frozenset(("DLE EOT", "DLE ENQ", "DLE DC4"))
RT_NAMES: Final = {0x04: "EOT", 0x05: "ENQ", 0x14: "DC4"}
CLEAR_BUFFERS: Final = bytes.fromhex("10140801031401060208")  # DLE DC4 8, guarded by its length
STATUS: Final = re.compile(rb"\x10\x04[\x01-\x04]")
DC4_PARAMETERS: Final = {1: 3, 2: 3, 3: 4, 7: 2, 8: 8}  # by function, the function byte included

# Fixed numbers of parameter bytes.
ESC_COUNTS: Final = {
    **dict.fromkeys(b"2@LSimv\x0c", 0),
    **dict.fromkeys(b" !%-3=?EGJKMRTUVadertu{", 1),
    **dict.fromkeys(b"$\\c", 2),
    **dict.fromkeys(b"p", 3),
    **dict.fromkeys(b"W", 8),
}
GS_COUNTS: Final = {
    **dict.fromkeys(b":", 0),
    **dict.fromkeys(b"!/BEHITabfhrw", 1),
    **dict.fromkeys(b"$LPW\\", 2),
    **dict.fromkeys(b"^", 3),
}
FS_COUNTS: Final = {
    **dict.fromkeys(b"&.", 0),
    **dict.fromkeys(b"!-CW", 1),
    **dict.fromkeys(b"Sp", 2),
}


@dataclass(frozen=True)
class Token:
    """A run of text (`name` TEXT), or one command; `data` is its parameters, `raw` all of it."""

    name: str
    data: bytes
    raw: bytes


class Tokenizer:
    """Holds the bytes of a command that has not arrived whole yet.

    Real-time commands are heeded on arrival, also amid the data of another: a question for the
    status is answered (and stays data), the clearing of buffers ends the command begun.
    """

    def __init__(self, heeds_real_time: Callable[[], bool] = lambda: True) -> None:
        self._heeds_real_time = heeds_real_time
        self._buffer = bytearray()
        self._heard = 0  # up to where an unfinished command was searched for real-time ones

    def feed(self, data: bytes) -> list[Token]:
        """The tokens completed by `data`."""
        self._buffer += data
        found = self._complete()
        if not self._heeds_real_time():
            return [token for token in found if token.name not in REAL_TIME]
        at = self._buffer.find(CLEAR_BUFFERS)
        if at >= 0:
            del self._buffer[:at]
            return found + self._complete()
        return found + self._amid_data()

    def _complete(self) -> list[Token]:
        found: list[Token] = []
        while (token := self._next()) is not None:
            del self._buffer[: len(token.raw)]
            found.append(token)
            self._heard = 0
        return found

    def _amid_data(self) -> list[Token]:
        found: list[Token] = []
        for match in STATUS.finditer(self._buffer, max(2, self._heard)):
            self._heard = match.end()
            found.append(Token("DLE EOT", match[0][2:], match[0]))
        return found

    def rest(self) -> bytes:
        """What is left when the sender has gone: the beginning of a command."""
        return bytes(self._buffer)

    def _next(self) -> Token | None:
        buffer = self._buffer
        if not buffer:
            return None
        first = buffer[0]
        if first >= FIRST_PRINTABLE:
            end = next((i for i, b in enumerate(buffer) if b < FIRST_PRINTABLE), len(buffer))
            return Token("TEXT", bytes(buffer[:end]), bytes(buffer[:end]))
        if first not in PREFIXES:
            return Token(CONTROLS.get(first, "UNKNOWN"), b"", bytes(buffer[:1]))
        length = _length(buffer)
        if length is None or len(buffer) < length:
            return None
        raw = bytes(buffer[:length])
        return Token(_name(raw), raw[2:], raw)


def _name(raw: bytes) -> str:
    if raw[0] == DLE:
        return f"DLE {RT_NAMES[raw[1]]}" if raw[1] in RT_NAMES else "UNKNOWN"
    if raw[1] <= FIRST_PRINTABLE or raw[1] > 0x7E:
        return "UNKNOWN"
    return f"{PREFIXES[raw[0]]} {chr(raw[1])}"


def _length(buffer: bytearray) -> int | None:
    """Bytes of the whole command at the buffer's beginning; None while that is not known."""
    if len(buffer) < 2:
        return None
    prefix, code = buffer[0], buffer[1]
    if prefix == DLE:
        return _real_time_length(buffer)
    counts = {ESC: ESC_COUNTS, GS: GS_COUNTS, FS: FS_COUNTS}[prefix]
    if code in counts:
        return 2 + counts[code]
    if prefix in (GS, FS) and code == ord("("):
        return _counted(buffer, 3, 1)
    if prefix == ESC:
        return _esc_length(buffer, code)
    if prefix == GS:
        return _gs_length(buffer, code)
    return 2


def _real_time_length(buffer: bytearray) -> int | None:
    if buffer[1] not in RT_NAMES:
        return 2
    if len(buffer) < 3:
        return None
    return 2 + DC4_PARAMETERS.get(buffer[2], 1) if buffer[1] == 0x14 else 3


def _counted(buffer: bytearray, at: int, unit: int) -> int | None:
    """Length of a command whose data bytes are counted, in units, by a LE16 at `at`."""
    if len(buffer) < at + 2:
        return None
    return at + 2 + unit * int.from_bytes(buffer[at : at + 2], "little")


def _esc_length(buffer: bytearray, code: int) -> int | None:
    if code == ord("*"):
        return _counted(buffer, 3, 3 if len(buffer) > 2 and buffer[2] in (32, 33) else 1)
    if code == ord("D"):
        end = buffer.find(0, 2)
        return end + 1 if end >= 0 else None
    return 2


def _gs_length(buffer: bytearray, code: int) -> int | None:
    if code == ord("v"):
        if len(buffer) < 8:
            return None
        width, height = (int.from_bytes(buffer[i : i + 2], "little") for i in (4, 6))
        return 8 + width * height
    if len(buffer) < 4:
        return 3 if code == ord("V") and len(buffer) == 3 and buffer[2] in b"\0\x0101" else None
    if code == ord("V"):
        return 4 if buffer[2] in b"ABabgh" else 3
    if code == ord("*"):
        return 4 + 8 * buffer[2] * buffer[3]
    if code == ord("k"):
        if buffer[2] > 6:  # function B: the length is given
            return 4 + buffer[3]
        end = buffer.find(0, 3)
        return end + 1 if end >= 0 else None
    return 2
