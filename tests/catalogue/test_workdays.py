"""Working days, against the State Council's arrangement for 2026."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.catalogue.workdays import days_left, due_date


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 11, 20), 7, date(2026, 12, 1)),
        (date(2026, 11, 20), 20, date(2026, 12, 18)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # begins on a Saturday
        (date(2026, 9, 30), 1, date(2026, 10, 8)),  # National Day
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
    ],
)
def test_known_calendar(start: date, days: int, due: date) -> None:
    found = due_date(start, days)
    assert (found.day, found.estimated) == (due, False)


def test_year_not_announced_yet_is_an_estimate() -> None:
    found = due_date(date(2099, 1, 1), 5)
    assert (found.day, found.estimated) == (date(2099, 1, 8), True)


@pytest.mark.parametrize(
    ("today", "last", "left"),
    [
        (date(2026, 11, 24), date(2026, 12, 1), 5),
        (date(2026, 12, 1), date(2026, 12, 1), 0),
        (date(2026, 11, 28), date(2026, 11, 30), 1),  # a Saturday
        (date(2026, 9, 30), date(2026, 10, 8), 1),  # National Day
        (date(2026, 11, 24), date(2026, 11, 20), -2),
    ],
)
def test_what_is_left_of_a_limit(today: date, last: date, left: int) -> None:
    found = days_left(today, last)
    assert (found.days, found.estimated) == (left, False)


def test_what_is_left_in_a_year_not_announced_yet_is_an_estimate() -> None:
    assert days_left(date(2099, 1, 1), date(2099, 1, 8)).estimated
