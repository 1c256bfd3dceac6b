"""When to try again: by a clock and dice of the test, without waiting."""

from __future__ import annotations

import random

import pytest

from kiosk.onenetwork.pace import LONGEST_RETRY_AFTER_S, Pace, Pauses

FLEET = 500


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def pace(clock: Clock, seed: int = 1, spread: float = 7200.0) -> Pace:
    return Pace(Pauses(60.0, 300.0, spread), clock, random.Random(seed))


def test_a_row_seen_first_is_not_due_at_once() -> None:
    clock = Clock()
    one = pace(clock)
    assert one.due(["a"]) == []
    clock.now += 90
    assert one.due(["a"]) == ["a"]


def test_pauses_grow_and_end_growing() -> None:
    clock = Clock()
    one, pauses = pace(clock), []
    for _ in range(8):
        one.due(["a"])
        one.failed("a")
        one.platform_away()
        pauses.append(one.until_next() or 0.0)
        clock.now += pauses[-1]
    assert 30 <= pauses[0] <= 90
    assert all(150 <= pause <= 450 for pause in pauses[3:])


def test_retry_after_is_obeyed_but_not_for_ever() -> None:
    clock = Clock()
    one = pace(clock)
    one.due(["a"])
    one.platform_away(600.0)
    assert 600 <= (one.until_next() or 0) <= 900
    one.platform_away(10 * LONGEST_RETRY_AFTER_S)
    assert (one.until_next() or 0) <= 1.5 * LONGEST_RETRY_AFTER_S


def test_while_away_one_row_knocks_and_the_others_wait() -> None:
    clock = Clock()
    one = pace(clock)
    rows = ["a", "b", "c"]
    one.due(rows)
    one.platform_missed()
    clock.now += 200
    (knocks,) = one.due(rows)
    one.failed(knocks)
    one.platform_away()
    assert one.due(rows) == []
    clock.now += 90
    assert len(one.due(rows)) == 1
    assert one.due(rows) != [knocks], "another row knocks: this one may be the cause"


@pytest.mark.parametrize(("outage", "cap", "latest"), [(600, 7200, 600), (86_400, 7200, 7200)])
def test_what_gathered_is_spread_over_as_long_as_it_gathered(
    outage: float, cap: float, latest: float
) -> None:
    clock = Clock()
    one = pace(clock, spread=cap)
    rows = [f"{number}" for number in range(200)]
    one.due(rows)
    one.platform_missed()
    clock.now += outage
    one.platform_answered()
    assert not one.away
    early = len(one.due(rows))
    assert early < 5
    clock.now += latest / 2
    assert 70 < len(one.due(rows)) < 130
    clock.now += latest / 2
    assert len(one.due(rows)) == 200


def test_a_technician_does_not_wait() -> None:
    clock = Clock()
    one = pace(clock)
    one.due(["a", "b"])
    one.platform_away(3600)
    one.again("b")
    assert one.due(["a", "b"]) == ["b"]


def test_a_fleet_does_not_knock_in_step() -> None:
    """All meet the outage in the same second; of their next knocks no 10 s get a third."""
    moments = []
    for seed in range(FLEET):
        one = pace(Clock(), seed)
        one.due(["a"])
        one.platform_away()
        moments.append(one.until_next() or 0.0)
    busiest = max(sum(at <= moment < at + 10 for moment in moments) for at in range(120))
    assert busiest < FLEET / 4
