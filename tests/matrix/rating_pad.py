"""The rating pad's rows."""

from __future__ import annotations

import asyncio
from typing import Final

from drivers.rating_pad.contract import KeyPressed, RatingPad
from kiosk.devices.hub import Hub
from tests.matrix.bench import Family, NotApplicable, Scene, at_panel, linked_port, on_serial_line
from tests.matrix.faults import Fault

WAIT: Final = 12.0


async def _command(hub: Hub, scene: Scene) -> object:
    return await hub.rating_pad.call(RatingPad.ask, WAIT, deadline=WAIT + 2)


async def _works(hub: Hub, scene: Scene) -> str:
    asking = asyncio.create_task(hub.rating_pad.call(RatingPad.ask, 5.0, deadline=10))
    while not asking.done():  # pressed on: a pad may still be lit for whoever asked before
        await asyncio.to_thread(scene.panel.press_stars, 4)
        await asyncio.sleep(0.05)
    given = await asking
    return "" if given == KeyPressed(4) else f"no key is heard afterwards: {given}"


RATING_PAD: Final = Family(
    name="rating_pad",
    at_panel="rating_pad",
    command=_command,
    works=_works,
    overrides=linked_port("rating_pad"),
    step="Rate",
    causes=on_serial_line(
        "rating_pad",
        "id_card",
        {
            Fault.GARBAGE: at_panel("rating_pad", "garbage", times=3, harmless=True),
            Fault.SLOW: NotApplicable("a lit pad is waited for; it cannot be late"),
        },
    ),
)
