"""IPP requests and answers as bytes: RFC 8010, section 3. Values that nobody here asks for are
passed over."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

VERSION: Final = (1, 1)
OPERATION_GROUP, JOB_GROUP, END = 0x01, 0x02, 0x03
FIRST_VALUE_TAG: Final = 0x10
NUMBERS: Final = (0x21, 0x23)
TEXTS: Final = (0x30, 0x41, 0x42, 0x44, 0x45, 0x47, 0x48, 0x49)
ERRORS_FROM: Final = 0x0100


class Operation(IntEnum):
    """RFC 8011, 5.4.15."""

    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_JOBS = 0x000A
    GET_PRINTER_ATTRIBUTES = 0x000B


class Tag(IntEnum):
    """Kinds of values that are sent."""

    INTEGER = 0x21
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48


Value = int | str
Attributes = dict[str, list[Value]]


class BadMessageError(ValueError):
    """Not an IPP message."""


@dataclass(frozen=True)
class Answer:
    """`groups`: attribute groups after the operation's own, each with its tag, in order."""

    status: int
    groups: tuple[tuple[int, Attributes], ...]

    @property
    def ok(self) -> bool:
        return self.status < ERRORS_FROM

    def of(self, group: int) -> list[Attributes]:
        """The attributes of each group of a kind."""
        return [attributes for tag, attributes in self.groups if tag == group]


def request(operation: Operation, *attributes: tuple[Tag, str, Sequence[Value]]) -> bytes:
    """A request; the charset and the language go first of themselves."""
    first: tuple[tuple[Tag, str, Sequence[Value]], ...] = (
        (Tag.CHARSET, "attributes-charset", ["utf-8"]),
        (Tag.LANGUAGE, "attributes-natural-language", ["en"]),
    )
    body = b"".join(_encode(*attribute) for attribute in first + attributes)
    return struct.pack(">BBHIB", *VERSION, operation, 1, OPERATION_GROUP) + body + bytes((END,))


def _encode(tag: Tag, name: str, values: Sequence[Value]) -> bytes:
    parts = []
    for place, value in enumerate(values):
        # Further values of an attribute come without its name.
        label = b"" if place else name.encode()
        data = struct.pack(">i", value) if isinstance(value, int) else value.encode()
        parts.append(struct.pack(">BH", tag, len(label)) + label)
        parts.append(struct.pack(">H", len(data)) + data)
    return b"".join(parts)


def parse(message: bytes) -> Answer:
    """Raises BadMessageError."""
    try:
        (status,) = struct.unpack_from(">H", message, 2)
        return Answer(status, tuple(_groups(message)))
    except (struct.error, UnicodeDecodeError, IndexError) as error:
        raise BadMessageError("not an IPP answer") from error


def _groups(message: bytes) -> list[tuple[int, Attributes]]:
    groups: list[tuple[int, Attributes]] = []
    place, name = 8, ""
    while (tag := message[place]) != END:
        place += 1
        if tag < FIRST_VALUE_TAG:
            groups.append((tag, {}))
            continue
        label, place = _counted(message, place)
        data, place = _counted(message, place)
        name = label.decode() or name
        value = _value(tag, data)
        if value is not None and groups:
            groups[-1][1].setdefault(name, []).append(value)
    return groups


def _counted(message: bytes, place: int) -> tuple[bytes, int]:
    (size,) = struct.unpack_from(">H", message, place)
    end = place + 2 + size
    if end > len(message):
        raise IndexError(end)
    return message[place + 2 : end], end


def _value(tag: int, data: bytes) -> Value | None:
    if tag in NUMBERS:
        (number,) = struct.unpack(">i", data)
        return int(number)
    return data.decode("utf-8", "replace") if tag in TEXTS else None
