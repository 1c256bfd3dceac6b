"""The I/O board's rows."""

from __future__ import annotations

import asyncio
from typing import Final

from drivers.io_board.contract import Done, IoBoard, Lamp, Light
from kiosk.devices.hub import Hub
from tests.matrix.bench import Family, Scene, at_panel, linked_port, on_serial_line
from tests.matrix.faults import Fault

BLINKS_FOR: Final = 3.0
"""Seconds of lamps switched on and off."""


async def _command(hub: Hub, scene: Scene) -> object:
    loop = asyncio.get_running_loop()
    end, lit, outcome = loop.time() + BLINKS_FOR, False, None
    while loop.time() < end:
        lit = not lit
        lamps = {Light.CARD_READER: Lamp()} if lit else {}
        outcome = await hub.io_board.call(IoBoard.set_lights, lamps, deadline=5)
        if not isinstance(outcome, Done):
            break
        await asyncio.sleep(0.1)
    return outcome


async def _works(hub: Hub, scene: Scene) -> str:
    lamps = {Light.CARD_READER: Lamp()}
    done = await hub.io_board.call(IoBoard.set_lights, lamps, deadline=10)
    lit = scene.panel.lights()
    return "" if isinstance(done, Done) and lit else f"no lamp shines afterwards: {done}"


IO_BOARD: Final = Family(
    name="io_board",
    at_panel="io_board",
    command=_command,
    works=_works,
    overrides=linked_port("io_board"),
    step="PlaceCard",
    causes=on_serial_line(
        "io_board",
        "id_card",
        {
            Fault.GARBAGE: at_panel("io_board", "booting", times=2, harmless=True),
            Fault.SLOW: at_panel("io_board", "slow", times=2, value=0.3, harmless=True),
        },
    ),
)
