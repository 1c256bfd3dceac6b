"""What every driver is, and how a device can fail.

A driver is a plain blocking class in a process of its own, the one owner of one handle.
It is built from a frozen settings dataclass, opened, asked for commands one at a time, closed.
Expected outcomes of a command (no card, paper gone) are return values of that command;
the faults below mean that the device itself could not be used.

Vocabulary of health and consumables: CEN/XFS 4 (XFS4IoT), Common.Status.
"""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class Health(StrEnum):
    """State of a device, XFS4IoT Common.Status `device`."""

    ONLINE = "online"
    OFFLINE = "offline"
    NO_DEVICE = "no_device"
    POWER_OFF = "power_off"
    HARDWARE_ERROR = "hardware_error"
    USER_ERROR = "user_error"
    BUSY = "busy"
    STARTING = "starting"


class Supply(StrEnum):
    """State of a consumable, XFS4IoT Printer.Status `paper`."""

    FULL = "full"
    LOW = "low"
    OUT = "out"
    JAMMED = "jammed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Status:
    """Answer to a heartbeat.

    `detail` is for the technician, in plain English, without personal data.
    `supplies` maps a consumable ("paper") to its state.
    """

    health: Health
    detail: str = ""
    supplies: tuple[tuple[str, Supply], ...] = ()

    def supply(self, name: str) -> Supply:
        """State of the named consumable; UNKNOWN when the device cannot tell."""
        return dict(self.supplies).get(name, Supply.UNKNOWN)


@dataclass(frozen=True)
class Event:
    """Something a device tells unasked (a card seen, paper low)."""


@dataclass(frozen=True)
class StatusChanged(Event):
    """How the device is, told by a command under way: only an idle device is asked by `check`.

    Not needed when the command ends at once: `check` follows.
    """

    status: Status


class DeviceFault(Exception):  # noqa: N818 - the field says fault
    """The device could not be used. `health` says how; the message says what to mend."""

    health: ClassVar[Health] = Health.HARDWARE_ERROR


class NoDevice(DeviceFault):
    """There is nothing at the configured place (unplugged, wrong path)."""

    health = Health.NO_DEVICE


class Offline(DeviceFault):
    """It is there but does not answer, or answers what this driver does not understand."""

    health = Health.OFFLINE


class InUse(DeviceFault):
    """Another process owns it."""

    health = Health.BUSY


class WrongSettings(DeviceFault):
    """The settings name something that this device or this machine does not have."""

    health = Health.USER_ERROR


class Cancelled(Exception):  # noqa: N818 - not an error: the caller asked for it
    """The command was cancelled by its caller."""


class Driver(ABC):
    """One device.

    Args:
        emit: takes an Event to the core; callable from any thread of the driver's process.

    A subclass sets `Settings` to a frozen dataclass (its options in the profile; unknown keys
    and wrong types are refused before it is built) and takes it as the first argument.
    """

    Settings: ClassVar[type]

    def __init__(self, emit: Callable[[Event], None]) -> None:
        self.emit = emit
        self._cancel = threading.Event()

    @abstractmethod
    def open(self) -> None:
        """Take the handle and make sure that it is the right device.

        Raises:
            DeviceFault: with what to mend.
        """

    @abstractmethod
    def close(self) -> None:
        """Let go of the handle; never raises; harmless when not open."""

    @abstractmethod
    def check(self) -> Status:
        """Heartbeat: ask the device itself, within about a second, without disturbing it.

        Raises:
            DeviceFault: the handle is dead and has to be opened anew.
        """

    # --- for the worker that runs the driver ---

    def cancel(self) -> None:
        """Ask the running command to stop soon; called from another thread."""
        self._cancel.set()

    def begin(self, unheard: bool = False) -> None:
        """A new command starts.

        Args:
            unheard: the last answer reached nobody, its caller gave up as it came. A driver that
                tells each thing once forgets here that it told it.
        """
        self._cancel.clear()

    # --- for drivers ---

    def pause(self, seconds: float) -> None:
        """Wait.

        Raises:
            Cancelled: at once when the command is cancelled meanwhile.
        """
        if self._cancel.wait(seconds):
            raise Cancelled

    def stop_if_cancelled(self) -> None:
        """Raises Cancelled when the running command is to stop."""
        if self._cancel.is_set():
            raise Cancelled
