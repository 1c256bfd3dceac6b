"""What stands on the glass while nobody is there: the first screen waits for this area alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kiosk.conversation.questions.base import Question


@dataclass(frozen=True)
class PublicNotice:
    """A public notice (公告): text, and the area it belongs to (医保)."""

    text: str
    area: str = ""


@dataclass(frozen=True, kw_only=True)
class Attract(Question[None]):
    """The resting screen; answered by a touch."""

    timed: ClassVar[bool] = False
    service_count: int
    notices: tuple[PublicNotice, ...] = ()
    status: str = ""
    """One line on the terminal's state, e.g. 读卡、打印、网络都正常."""
    status_ok: bool = True


@dataclass(frozen=True, kw_only=True)
class OutOfService(Question[None]):
    """The terminal cannot serve; answered only by the core withdrawing it."""

    timed: ClassVar[bool] = False
    why: str
    what_to_do: tuple[str, ...]
    phone: str
    nearest: str = ""
    expected: str = ""
