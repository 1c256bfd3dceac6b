"""The scanner's rows, through the real SANE stack."""

from __future__ import annotations

import asyncio
from typing import Final

from drivers.scanner.contract import Scanned, Scanner, ScanRequest, Source
from kiosk.devices.hub import Hub
from tests.matrix.bench import (
    NO_CARD,
    NO_DAEMON,
    NO_PAPER,
    NO_PORT,
    PROCESS,
    Family,
    NotApplicable,
    Scene,
    at_panel,
)
from tests.matrix.faults import Fault

SHEETS: Final = 4
PICTURE_S: Final = 0.7
"""Seconds of the scanner's for each picture of the command."""
PLAIN: Final = ScanRequest(source=Source.FEEDER, dpi=100)


async def _command(hub: Hub, scene: Scene) -> object:
    scene.panel.load_feeder(SHEETS)
    scene.panel.fault("scanner", "slow", times=None, value=PICTURE_S)
    return await hub.scanner.call(Scanner.scan, PLAIN, deadline=25)


async def _works(hub: Hub, scene: Scene) -> str:
    scene.panel.clear("scanner")
    # A sheet that a killed process had asked for is drawn in still: not the one laid in now.
    await asyncio.sleep(2 * PICTURE_S)
    scene.panel.load_feeder(1)
    scanned = await hub.scanner.call(Scanner.scan, PLAIN, deadline=25)
    if isinstance(scanned, Scanned) and len(scanned.pages) == 1:
        return ""
    return f"no page is scanned afterwards: {type(scanned).__name__}"


SCANNER: Final = Family(
    name="scanner",
    at_panel="scanner",
    command=_command,
    works=_works,
    causes={
        **PROCESS,
        Fault.ABSENT: at_panel("scanner", "unplug"),
        Fault.WRONG_DEVICE: at_panel("scanner", "nonsense"),
        Fault.GARBAGE: NotApplicable("a network scanner that boots takes no connections"),
        Fault.UNPLUGGED_IDLE: at_panel("scanner", "unplug"),
        Fault.RENUMBERED: NO_PORT,
        Fault.DAEMON: NO_DAEMON,
        Fault.SILENT: at_panel("scanner", "nonsense"),
        Fault.UNPLUGGED_BUSY: at_panel("scanner", "unplug"),
        Fault.SLOW: at_panel("scanner", "slow", value=1.0, harmless=True),
        Fault.PAPER_OUT: NO_PAPER,
        Fault.CARD_PULLED: NO_CARD,
    },
)
