"""SAM/SDT frames: requests, answers, and finding answers in a stream of bytes.

Request `AA AA AA 96 69 | len BE16 | CMD PARA data | CHK`, answer the same with
`SW1 SW2 SW3 data`. `len` counts what follows it, CHK included; CHK is the XOR of all
bytes from the first of `len` to the end of data. An answer does not say which request
it answers: only its status word and its size tell.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, IntEnum
from functools import reduce
from operator import xor
from typing import Final

PREAMBLE: Final = bytes.fromhex("AAAAAA9669")
LONGEST: Final = 0x090A
"""Greatest `len` of the protocol: text, photo and both fingerprints (bytes)."""
PRINT_SIZE: Final = 512
"""Bytes of one finger's print; a card holds two or none."""
FINGER_AT: Final = 5
"""Where a print says of which finger it is."""
SHORTEST: Final = 4
"""Least `len` of an answer: status word and CHK."""


class Command(Enum):
    """Requests, as their CMD PARA bytes."""

    RESET = bytes.fromhex("10FF")
    STATUS = bytes.fromhex("11FF")
    SAM_ID = bytes.fromhex("12FF")
    FIND = bytes.fromhex("2001")
    SELECT = bytes.fromhex("2002")
    READ_BASE = bytes.fromhex("3001")
    READ_WITH_PRINTS = bytes.fromhex("3010")

    def request(self) -> bytes:
        """The whole frame to send."""
        length = len(self.value) + 1
        body = length.to_bytes(2, "big") + self.value
        return PREAMBLE + body + bytes((checksum(body),))


class Word(IntEnum):
    """SW3 of an answer; SW1 and SW2 are zero."""

    BAD_CHECKSUM = 0x10
    BAD_LENGTH = 0x11
    BAD_COMMAND = 0x21
    NO_RIGHT = 0x23
    UNKNOWN_FAILURE = 0x24
    SAM_NOT_AUTHENTICATED = 0x31
    CARD_NOT_AUTHENTICATED = 0x32
    INFO_NOT_VERIFIED = 0x33
    FINGERPRINT_NOT_VERIFIED = 0x37
    INFO_BAD_LENGTH = 0x3F
    CARD_TYPE = 0x40
    READ_FAILED = 0x41
    RANDOM_FAILED = 0x47
    SELF_TEST_FAILED = 0x60
    SAM_NOT_AUTHORISED = 0x66
    FIND_FAILED = 0x80
    SELECT_FAILED = 0x81
    OK = 0x90
    NO_SUCH_ITEM = 0x91
    FOUND = 0x9F


OUR_FRAME_WAS_DAMAGED: Final = (Word.BAD_CHECKSUM, Word.BAD_LENGTH)


@dataclass(frozen=True)
class Answer:
    """A sound frame from the reader."""

    word: Word
    data: bytes = field(repr=False)

    def fits(self, command: Command) -> bool:
        """Whether this can answer `command`: another request's late answer cannot, mostly."""
        match self.word:
            case Word.FOUND:
                return command is Command.FIND and len(self.data) == 4
            case Word.FIND_FAILED:
                return command is Command.FIND and not self.data
            case Word.SELECT_FAILED:
                return command is Command.SELECT and not self.data
            case Word.OK:
                return self._fits_ok(command)
            case _:
                return not self.data

    def _fits_ok(self, command: Command) -> bool:
        match command:
            case Command.RESET | Command.STATUS:
                return not self.data
            case Command.SAM_ID:
                return len(self.data) == 16
            case Command.SELECT:
                return len(self.data) == 8
            case Command.READ_BASE:
                return _adds_up(self.data, parts=2)
            case Command.READ_WITH_PRINTS:
                return _adds_up(self.data, parts=3)
            case _:
                return False


def split_base(data: bytes) -> tuple[bytes, bytes]:
    """Text block and photo out of the data of a base read that fits."""
    text_size, _ = _sizes(data, parts=2)
    return data[4 : 4 + text_size], data[4 + text_size :]


def finger_positions(data: bytes) -> tuple[int, ...]:
    """Of the data of a read with prints that fits: which fingers' prints there are. The prints
    themselves are left behind here."""
    *_, prints = _sizes(data, parts=3)
    start = len(data) - prints
    return tuple(data[at + FINGER_AT] for at in range(start, len(data), PRINT_SIZE))


def sam_number(data: bytes) -> str:
    """The security module's number as printed on it, out of its 16 bytes."""
    widths = ((0, 2, 2), (2, 2, 2), (4, 4, 8), (8, 4, 10), (12, 4, 10))
    kind, maker, made, serial, check = (
        str(int.from_bytes(data[at : at + size], "little")).zfill(digits)
        for at, size, digits in widths
    )
    return f"{kind}.{maker}-{made}-{serial}-{check}"


def checksum(data: bytes) -> int:
    """XOR of all bytes."""
    return reduce(xor, data, 0)


class AnswerParser:
    """Finds sound answers in what arrives, in any pieces, with anything between them.

    `damage` says why something was first thrown away, for the technician; empty: nothing was.
    """

    def __init__(self) -> None:
        self._held = bytearray()
        self.damage = ""

    def reset(self) -> None:
        """Forget everything."""
        self._held.clear()
        self.damage = ""

    def feed(self, data: bytes) -> list[Answer]:
        """Take bytes in; gives the answers that are now whole, in order."""
        self._held += data
        answers = []
        while (frame := self._next_frame()) is not None:
            answer = self._judge(frame)
            if answer is not None:
                answers.append(answer)
        return answers

    def give_up(self) -> list[Answer]:
        """The rest of the frame that has begun will not come: answers hidden in what did."""
        answers = []
        while self._held:
            self._note("frame cut short")
            del self._held[0]
            answers += self.feed(b"")
        return answers

    def _note(self, damage: str) -> None:
        self.damage = self.damage or damage

    def _next_frame(self) -> bytes | None:
        """A whole frame's bytes from `len` on, still held; None when more must come first."""
        while self._seek_preamble() and len(self._held) >= 7:
            length = int.from_bytes(self._held[5:7], "big")
            if SHORTEST <= length <= LONGEST:
                end = 7 + length
                return bytes(self._held[5:end]) if len(self._held) >= end else None
            self._note(f"impossible length {length:#06x}")
            del self._held[0]
        return None

    def _seek_preamble(self) -> bool:
        """Drop what cannot begin a frame; whether a whole preamble now stands first."""
        at = self._held.find(PREAMBLE)
        if at < 0:
            keep = _beginning_at_end(self._held)
            at = len(self._held) - keep
        if at:
            self._note("bytes that are no frame")
            del self._held[:at]
        return len(self._held) >= len(PREAMBLE)

    def _judge(self, frame: bytes) -> Answer | None:
        """The answer in a whole frame; a damaged one costs only its first byte."""
        if checksum(frame) != 0:
            self._note("wrong checksum")
            del self._held[0]
            return None
        status, data = frame[2:5], frame[5:-1]
        del self._held[: len(PREAMBLE) + len(frame)]
        try:
            return Answer(Word(int.from_bytes(status, "big")), data)
        except ValueError:
            self._note(f"unknown status word {status.hex()}")
            return None


def _beginning_at_end(data: bytearray) -> int:
    """How many bytes at the end of `data` may be the beginning of a preamble."""
    return next(
        (n for n in range(len(PREAMBLE) - 1, 0, -1) if data.endswith(PREAMBLE[:n])),
        0,
    )


def _sizes(data: bytes, parts: int) -> tuple[int, ...]:
    """Sizes of text, photo and prints, which stand before them."""
    return tuple(int.from_bytes(data[2 * part : 2 * part + 2], "big") for part in range(parts))


def _adds_up(data: bytes, parts: int) -> bool:
    if len(data) < 2 * parts or len(data) != 2 * parts + sum(_sizes(data, parts)):
        return False
    return parts == 2 or _sizes(data, parts)[2] % PRINT_SIZE == 0
