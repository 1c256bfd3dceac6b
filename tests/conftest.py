"""What holds for every test."""

from __future__ import annotations

import asyncio
import functools
import inspect
import os
import time
from collections.abc import Awaitable, Callable, Generator
from typing import Final

import hypothesis
import pytest

from kiosk.settings import load

# The terminal's clock zone, as every command sets it (kiosk.commands.words.load): the platform
# reckons in Beijing time, and between 16:00 and midnight UTC its today is another day.
os.environ["TZ"] = load("simulated").terminal.timezone
time.tzset()

# The same examples in every run, and no limit of time for one: neither the dice nor a busy
# machine may refuse what is right. tests/fuzz is where new examples are hunted.
hypothesis.settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("steady")

AWAITED_S: Final = 120.0
"""Below both limits of pyproject.toml: what awaits for ever fails at its `await`, with the stack
of it, and the tests after it run. What blocks the loop itself is left to those limits."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    if isinstance(item, pytest.Function) and inspect.iscoroutinefunction(item.obj):
        item.obj = _limited(item.obj)
    return (yield)


def _limited(test: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    @functools.wraps(test)
    async def within_the_limit(*args: object, **fixtures: object) -> None:
        async with asyncio.timeout(AWAITED_S):
            await test(*args, **fixtures)

    return within_the_limit
