"""What can happen to a device, and when it does."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class When(StrEnum):
    """When the cause comes about."""

    START = "before the terminal starts"
    IDLE = "while the device is idle"
    BUSY = "in the middle of a command"


class Fault(StrEnum):
    """The rows of every device."""

    ABSENT = "absent at start"
    WRONG_DEVICE = "wrong device on the port"
    GARBAGE = "garbage at boot"
    UNPLUGGED_IDLE = "unplugged idle"
    RENUMBERED = "port renumbered"
    DAEMON = "daemon restarted"
    SILENT = "silent device"
    UNPLUGGED_BUSY = "unplugged mid-command"
    SLOW = "slow device"
    HANG = "driver hangs (-STOP)"
    CRASH = "driver crashes (-9)"
    SEGFAULT = "driver segfaults"
    PAPER_OUT = "paper out mid-job"
    CARD_PULLED = "card pulled mid-read"


WHEN: Final = {
    Fault.ABSENT: When.START,
    Fault.WRONG_DEVICE: When.START,
    Fault.GARBAGE: When.START,
    Fault.UNPLUGGED_IDLE: When.IDLE,
    Fault.RENUMBERED: When.IDLE,
    Fault.DAEMON: When.IDLE,
    Fault.SILENT: When.IDLE,
    Fault.UNPLUGGED_BUSY: When.BUSY,
    Fault.SLOW: When.BUSY,
    Fault.HANG: When.BUSY,
    Fault.CRASH: When.BUSY,
    Fault.SEGFAULT: When.BUSY,
    Fault.PAPER_OUT: When.BUSY,
    Fault.CARD_PULLED: When.BUSY,
}
