"""What the hub and a device's process say to each other: pickled frozen dataclasses.

A message on the socket is its length (4 bytes, big endian) and the pickle.
"""

from __future__ import annotations

import pickle
import struct
from dataclasses import dataclass
from typing import Any

from drivers.driver import Event, Health, Status

HEADER = struct.Struct(">I")


@dataclass(frozen=True)
class Setup:
    """First message to a process: the driver's class (`module:Class`) and its settings."""

    driver: str
    options: dict[str, Any]


@dataclass(frozen=True)
class Open:
    """Take the device; answered by Opened or Failed."""


@dataclass(frozen=True)
class Call:
    """Run a command of the contract; answered by Result, Failed or Stopped with the same id."""

    id: int
    method: str
    args: tuple[Any, ...]


@dataclass(frozen=True)
class Cancel:
    """Stop the running command soon."""

    id: int


@dataclass(frozen=True)
class Ping:
    """Heartbeat; answered by Opened (with the status) or Failed."""


@dataclass(frozen=True)
class Pulse:
    """Sign of life of the process, also while a command runs; answered by Beat."""


@dataclass(frozen=True)
class Beat:
    """The process lives."""


@dataclass(frozen=True)
class Opened:
    """The device is there."""

    status: Status


@dataclass(frozen=True)
class Result:
    """What the command gave."""

    id: int
    value: Any


@dataclass(frozen=True)
class Stopped:
    """The command was cancelled and the device is free."""

    id: int


@dataclass(frozen=True)
class Failed:
    """The device could not be used; the handle is closed. `id` None: not during a command."""

    id: int | None
    health: Health
    detail: str


@dataclass(frozen=True)
class Refused:
    """The driver cannot be built from these settings; the process ends and no other follows."""

    detail: str


@dataclass(frozen=True)
class Happened:
    """The device told something unasked."""

    event: Event


def pack(message: object) -> bytes:
    """A message as bytes for the socket."""
    body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return HEADER.pack(len(body)) + body


def unpack(body: bytes) -> Any:  # noqa: ANN401 - any of the messages above
    """The message in `body`. Both ends are ours: the socket is a private pair."""
    return pickle.loads(body)
