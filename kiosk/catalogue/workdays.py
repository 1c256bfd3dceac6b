"""Working days (工作日): Monday to Friday less public holidays, plus make-up days.

The State Council announces a year's holidays the year before; for a year not announced yet
chinesecalendar raises, and the plain week is an estimate (预计).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar


@dataclass(frozen=True)
class DueDate:
    """The last day of a time limit; `estimated` when its calendar is not announced yet."""

    day: date
    estimated: bool


def due_date(start: date, working_days: int) -> DueDate:
    """The day a limit of `working_days` ends that begins the working day after `start`."""
    day, left, estimated = start, working_days, False
    while left > 0:
        day += timedelta(days=1)
        works, known = _works(day)
        estimated = estimated or not known
        left -= works
    return DueDate(day, estimated)


@dataclass(frozen=True)
class DaysLeft:
    """Working days until a limit ends, its last day counted; below 0 it is past."""

    days: int
    estimated: bool


def days_left(today: date, last: date) -> DaysLeft:
    """What is left of a limit whose last day is `last`, today not counted."""
    early, late = sorted((today, last))
    between = [_works(early + timedelta(days=n)) for n in range(1, (late - early).days + 1)]
    days = sum(works for works, _known in between)
    estimated = not all(known for _works_then, known in between)
    return DaysLeft(days if last >= today else -days, estimated)


def _works(day: date) -> tuple[bool, bool]:
    """Whether it is a working day, and whether that is known."""
    try:
        return bool(chinese_calendar.is_workday(day)), True
    except NotImplementedError:
        return day.weekday() < 5, False
