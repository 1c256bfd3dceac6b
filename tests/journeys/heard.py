"""Events of a terminal's day that the platform hears of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.journeys.conftest import Bench
from tests.journeys.robot import once
from tests.journeys.test_faults import on_wire


async def heard(bench: Bench, is_it: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """The first such event, once the platform has it."""

    async def look() -> list[dict[str, Any]]:
        return [one for one in await on_wire(bench.platform.events) if is_it(one)]

    return (await once("the platform hears of it", look))[0]
