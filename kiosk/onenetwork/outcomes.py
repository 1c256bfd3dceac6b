"""What can become of a submission, and of the wish to store one."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from kiosk.onenetwork.models import Case
from kiosk.onenetwork.problem import BackendError, BackendProblem


@dataclass(frozen=True)
class Delivered:
    """The backend has the case."""

    case: Case


@dataclass(frozen=True)
class Waiting:
    """The case is safe here and will be sent; `reason` is for the technician."""

    reason: str
    error: BackendError | None = None

    @property
    def for_long(self) -> bool:
        """Whether trying again within a citizen's patience is of no use."""
        return self.error is not None and bool(self.error.retry_after)


@dataclass(frozen=True)
class Refused:
    """The backend does not take the case; the problem says why, in words for the citizen.

    Once they know, `discard` it; until then it stays, and the operator is told of it.
    """

    problem: BackendProblem


@dataclass(frozen=True)
class TakenBack:
    """The platform is away and this item may not wait for it.

    The case was certainly not submitted and will not be: the citizen still holds what was typed.
    Once they know, `discard` it.
    """

    error: BackendError | None


class FullReason(StrEnum):
    """Why no new journey may begin."""

    DISK_FULL = "disk_full"
    TOO_MANY = "too_many"
    TOO_LARGE = "too_large"
    TOO_OLD = "too_old"
    UNWRITABLE = "unwritable"


class OutboxFull(Exception):  # noqa: N818 - says what is wrong
    """The submission was NOT stored."""

    def __init__(self, reason: FullReason) -> None:
        self.reason = reason
        super().__init__(reason.value)


def why_not_stored(error: sqlite3.Error) -> FullReason:
    """What the disk's refusal means."""
    full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return FullReason.DISK_FULL if full else FullReason.UNWRITABLE
