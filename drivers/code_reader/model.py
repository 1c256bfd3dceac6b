"""What differs between scan engines; filled from config/devices/code_reader/."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from functools import cached_property

LONGEST_COMMAND = 64


@dataclass(frozen=True)
class EngineModel:
    """A model profile. Commands are bytes written in hexadecimal ("16 54 0D"); "": there is none.

    `baud`: of its line, 8N1. `terminator`: hexadecimal too, what follows every code.
    `encodings`: how its bytes become text, tried in turn (Python names: "utf-8", "gb18030").
    `aim_prefix`: whether it is set to send `]Q1` and the like first (ISO/IEC 15424).
    `trigger_on`, `trigger_off`: start and stop scanning; both "" for one that always scans.
    `trigger_seconds`: it stops by itself after so many; 0 when it does not.
    `query`, `answer`: a harmless question, and a byte that its answer has.
    """

    baud: int
    terminator: str
    encodings: list[str]
    aim_prefix: bool
    trigger_on: str
    trigger_off: str
    trigger_seconds: float
    query: str
    answer: str

    def __post_init__(self) -> None:
        if type(self.baud) is not int or self.baud < 300:
            raise ValueError("baud must be a whole number from 300 on")
        if type(self.aim_prefix) is not bool:
            raise ValueError("aim_prefix must be true or false")
        if type(self.trigger_seconds) not in (int, float) or self.trigger_seconds < 0:
            raise ValueError("trigger_seconds must be a number from 0 on")
        _check_encodings(self.encodings)
        for name in ("terminator", "trigger_on", "trigger_off", "query", "answer"):
            _from_hex(name, getattr(self, name))
        if not self.end:
            raise ValueError("terminator must not be empty: nothing else ends a code")
        if bool(self.trigger_on) != bool(self.trigger_off):
            raise ValueError("trigger_on and trigger_off belong together")
        if bool(self.query) != (len(_from_hex("answer", self.answer)) == 1):
            raise ValueError("a query needs an answer of one byte, and no query none")

    @cached_property
    def end(self) -> bytes:
        """The terminator's bytes."""
        return _from_hex("terminator", self.terminator)

    @cached_property
    def start_command(self) -> bytes:
        """What makes it scan."""
        return _from_hex("trigger_on", self.trigger_on)

    @cached_property
    def stop_command(self) -> bytes:
        """What makes it stop."""
        return _from_hex("trigger_off", self.trigger_off)

    @cached_property
    def question(self) -> bytes:
        """What it answers when it is alive; empty: it cannot be asked."""
        return _from_hex("query", self.query)

    @cached_property
    def sign_of_life(self) -> bytes:
        """The byte its answer has."""
        return _from_hex("answer", self.answer)


def _from_hex(name: str, value: object) -> bytes:
    if not isinstance(value, str):
        raise ValueError(f'{name} must be bytes in hexadecimal, such as "16 54 0D"')
    try:
        command = bytes.fromhex(value)
    except ValueError:
        raise ValueError(f'{name} must be bytes in hexadecimal, such as "16 54 0D"') from None
    if len(command) > LONGEST_COMMAND:
        raise ValueError(f"{name} is longer than {LONGEST_COMMAND} bytes")
    return command


def _check_encodings(names: object) -> None:
    if not isinstance(names, list) or not names:
        raise ValueError('encodings must be a list such as ["utf-8", "gb18030"]')
    for name in names:
        try:
            codecs.lookup(name)
        except (LookupError, TypeError):
            raise ValueError(f"encodings: there is no encoding {name!r}") from None
