"""What every question is, and the values that many of them share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Generic, TypeVar

A = TypeVar("A")


@dataclass(frozen=True)
class Progress:
    """Where the citizen stands: names of the steps and the index (from 0) of the present one."""

    steps: tuple[str, ...]
    now: int


@dataclass(frozen=True, kw_only=True)
class Question(Generic[A]):
    """Something the citizen is asked; `A` is the type of its answer."""

    service: str = ""
    """Name of the service at hand, shown above the question; may hold `|` line-break marks."""
    progress: Progress | None = None
    can_back: bool = True
    timed: ClassVar[bool] = True
    """Whether idle time counts; never during a device step."""

    def prose(self) -> tuple[str, ...]:
        """The platform's own words in it, which are in whatever language the platform has."""
        return ()


@dataclass(frozen=True)
class Picture:
    """An upright picture: `rgb` holds height × width × 3 bytes, top row first."""

    width: int
    height: int
    rgb: bytes = field(repr=False)


@dataclass(frozen=True)
class Row:
    """One line to read. `key` names what 改 would edit; empty when it cannot be edited. `note` is
    a small line below the value."""

    label: str
    value: str
    key: str = ""
    note: str = ""


@dataclass(frozen=True)
class Chosen:
    """This one of the choices offered."""

    key: str
