"""Questions about the hall's windows: when to come."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.conversation.questions.base import Chosen, Question


@dataclass(frozen=True)
class FreeTime:
    """A time of a window: `name` as 09:00, `line` what is left; not `free`: shown but off."""

    key: str
    name: str
    line: str
    free: bool = True


@dataclass(frozen=True)
class TimesOfDay:
    """上午 or 下午 with its times."""

    name: str
    times: tuple[FreeTime, ...]


@dataclass(frozen=True)
class BookableDay:
    """A day of the hall: 周一, 11月23日, 余 20 个."""

    name: str
    day: str
    line: str
    parts: tuple[TimesOfDay, ...]

    @property
    def free(self) -> bool:
        """Whether any of its times is."""
        return any(time.free for part in self.parts for time in part.times)


@dataclass(frozen=True, kw_only=True)
class PickTime(Question[Chosen]):
    """Which day and which time: the answer is the time's key, or LATER."""

    title: str
    line: str = ""
    days: tuple[BookableDay, ...] = ()
    empty: str = ""
    """Said when no day can be booked."""
    estimate: str = ""
    """Said when the calendar of those days is not published yet (预计)."""
    later: str = ""
    """The word for looking at later days; empty when there are none to look at."""

    def prose(self) -> tuple[str, ...]:
        """The hall and its windows."""
        return (self.line,)


LATER = "later"
"""Answers PickTime: the days after these."""
