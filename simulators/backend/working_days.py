"""Working days: what a promise of n days means on the wall calendar.

Limits start on the next working day after acceptance. Only 2026 is known (State Council notice of
2025-11-04: holidays and make-up days); beyond it weekdays are counted and the date is an estimate.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final, NamedTuple


def _days(first: date, last: date) -> set[date]:
    return {first + timedelta(days=n) for n in range((last - first).days + 1)}


KNOWN_YEAR: Final = 2026
HOLIDAYS: Final = frozenset().union(
    _days(date(2026, 1, 1), date(2026, 1, 3)),
    _days(date(2026, 2, 15), date(2026, 2, 23)),
    _days(date(2026, 4, 4), date(2026, 4, 6)),
    _days(date(2026, 5, 1), date(2026, 5, 5)),
    _days(date(2026, 6, 19), date(2026, 6, 21)),
    _days(date(2026, 9, 25), date(2026, 9, 27)),
    _days(date(2026, 10, 1), date(2026, 10, 7)),
)
MAKE_UP_DAYS: Final = frozenset(
    date(2026, month, day) for month, day in ((1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10))
)


class Deadline(NamedTuple):
    """The last day of a limit; estimated when a year without a known calendar was touched."""

    day: date
    estimated: bool


def is_working_day(day: date) -> bool:
    return day in MAKE_UP_DAYS or (day.weekday() < 5 and day not in HOLIDAYS)


def deadline(accepted: date, working_days: int) -> Deadline:
    """The n-th working day after `accepted`. Raises ValueError for fewer than one day."""
    if working_days < 1:
        raise ValueError(f"a limit of {working_days} working days")
    day, left = accepted, working_days
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day)
    return Deadline(day, estimated=accepted.year != KNOWN_YEAR or day.year != KNOWN_YEAR)


def working_days_between(first: date, last: date) -> int:
    """Working days after `first` up to and with `last`."""
    days = (last - first).days
    return sum(is_working_day(first + timedelta(days=n + 1)) for n in range(days))


def deadline_after(moment: str | None, working_days: int) -> str | None:
    """The last day of a limit that starts with a moment (ISO 8601); None before that."""
    if moment is None:
        return None
    return deadline(datetime.fromisoformat(moment).date(), working_days).day.isoformat()
