"""The A4 printer's rows, over a real cupsd and a virtual IPP Everywhere printer."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from uuid import uuid4

from drivers.page_printer.certify import numbered_pages
from drivers.page_printer.contract import PagePrinter, Printed, PrintOptions
from kiosk.devices.hub import Hub
from tests.journeys.conftest import Bench
from tests.matrix.bench import (
    NO_CARD,
    NO_PORT,
    PROCESS,
    Cause,
    Family,
    NotApplicable,
    Scene,
    at_panel,
)
from tests.matrix.faults import Fault

PAGES: Final = 3
HASTY: Final = PrintOptions(wait_for_mend=1.0)


def _overrides(far_ends: Bench, home: Path) -> list[str]:
    at = far_ends.devices.addresses
    return [
        f"devices.page_printer.server={at.page_printer_server}",
        f"devices.page_printer.job_log={home}/printed-pages",
    ]


async def _command(hub: Hub, scene: Scene) -> object:
    scene.panel.take_sheets()
    document = numbered_pages(PAGES)
    return await hub.page_printer.call(PagePrinter.print, uuid4().hex, document, HASTY, deadline=20)


async def _works(hub: Hub, scene: Scene) -> str:
    """The next citizen's document comes out alone."""
    scene.panel.clear("page_printer")
    scene.panel.take_sheets()
    printed = await hub.page_printer.call(
        PagePrinter.print, uuid4().hex, numbered_pages(1), PrintOptions(), deadline=40
    )
    if not isinstance(printed, Printed):
        return f"nothing is printed afterwards: {printed}"
    fresh = len(scene.panel.take_sheets())
    return "" if fresh == 1 else f"{fresh} sheets lie there for the next citizen's one"


PAGE_PRINTER: Final = Family(
    name="page_printer",
    at_panel="page_printer",
    command=_command,
    works=_works,
    overrides=_overrides,
    causes={
        **PROCESS,
        Fault.ABSENT: at_panel("page_printer", "power_off"),
        Fault.WRONG_DEVICE: NotApplicable("cupsd names its queues: another is not taken"),
        Fault.GARBAGE: NotApplicable("cupsd speaks with the printer"),
        Fault.UNPLUGGED_IDLE: at_panel("page_printer", "power_off"),
        Fault.RENUMBERED: NO_PORT,
        Fault.DAEMON: at_panel("page_printer", "cups_stopped"),
        Fault.SILENT: at_panel("page_printer", "hang"),
        Fault.UNPLUGGED_BUSY: at_panel("page_printer", "power_off"),
        Fault.SLOW: at_panel("page_printer", "slow", value=3, harmless=True),
        Fault.PAPER_OUT: Cause(
            lambda scene: scene.panel.fault(
                "page_printer", "out_after_sheets", times=None, value=1
            ),
            lambda scene: scene.panel.clear("page_printer"),
        ),
        Fault.CARD_PULLED: NO_CARD,
    },
)
