"""What differs between rating pads; filled from config/devices/rating_pad/."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from drivers.declared_frames import FrameFinder, FrameShape, check_codes
from drivers.model_profile import check_number, hex_bytes
from drivers.rating_pad.pad_frames import DATA_SIZES, Sign

LONGEST_WORDS: Final = 8
"""Bytes that may say what a pad shows or speaks with its prompt."""


@dataclass(frozen=True)
class PromptModel:
    """How a pad is asked to take a key.

    `seconds`: the longest prompt it takes (1 … 250). `words`: bytes in hexadecimal that follow the
    seconds, such as the number of the sentence that it speaks; empty for a pad that has one.
    """

    seconds: int
    words: str

    def __post_init__(self) -> None:
        check_number("seconds", self.seconds, 1, 250)
        hex_bytes("words", self.words, 0, LONGEST_WORDS)

    def data(self, seconds: int) -> bytes:
        """Data of the command prompt."""
        return bytes((seconds,)) + bytes.fromhex(self.words)


@dataclass(frozen=True)
class PadModel:
    """A model profile.

    `baud`: of its line, 8N1. `answer_seconds`: how long it may take to answer a command. `frame`,
    `commands`: what its bytes look like, see drivers.declared_frames and pad_frames. `keys`: raw
    key code, as a number in text ("1", "0x31"), to stars 1 … 5; each star once.
    """

    baud: int
    answer_seconds: float
    prompt: PromptModel
    frame: FrameShape
    commands: dict[str, int]
    keys: dict[str, int]

    def __post_init__(self) -> None:
        check_number("baud", self.baud, 300, 921_600)
        check_number("answer_seconds", self.answer_seconds, 0.02, 1)
        check_codes(Sign, self.commands)
        if sorted(self.keys.values()) != [1, 2, 3, 4, 5]:
            raise ValueError("keys must give each of 1 to 5 stars to one key")
        for code in self.keys:
            check_number(f"keys.{code}", _number(code), 0, 255)

    @cached_property
    def codes(self) -> dict[Sign, int]:
        """The code of every command."""
        return {Sign(name): code for name, code in self.commands.items()}

    @cached_property
    def stars_by_code(self) -> dict[int, int]:
        """Raw key code to stars."""
        return {_number(code): stars for code, stars in self.keys.items()}

    def encode(self, sign: Sign, data: bytes = b"") -> bytes:
        """The whole frame to send."""
        return self.frame.encode(self.codes[sign], data)

    def finder(self) -> FrameFinder[Sign]:
        """Finds this pad's frames in what arrives."""
        return FrameFinder(self.frame, self.codes, DATA_SIZES)


def _number(code: str) -> int:
    try:
        return int(code, 0)
    except ValueError:
        raise ValueError(f"keys.{code} must be a number, such as 1 or 0x31") from None
