"""The receipt printer's rows: after each, the next citizen's paper holds only their own."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from uuid import uuid4

from drivers.receipt_printer.certify import END, RECEIPT, SHORT, VOID
from drivers.receipt_printer.contract import Line, Printed, Receipt, ReceiptPrinter
from kiosk.devices.hub import Hub
from tests.journeys.conftest import Bench
from tests.matrix.bench import (
    NO_CARD,
    NO_DAEMON,
    NO_PORT,
    PROCESS,
    Cause,
    Family,
    NotApplicable,
    Scene,
    at_panel,
    linked,
    on_serial_line,
    repointed,
)
from tests.matrix.faults import Fault

SERIAL: Final = "printer_serial"
"""Its port, as in the addresses."""
COPIES: Final = 3
LONG: Final = Receipt(RECEIPT.parts * COPIES)
SLOWLY: Final = 12.0
"""How many times slower it prints, so that a print can be broken in its middle."""


async def _command(hub: Hub, scene: Scene) -> object:
    scene.panel.take_paper()
    scene.panel.fault("receipt_printer", "slow", times=None, value=SLOWLY)
    return await hub.receipt_printer.call(ReceiptPrinter.print, uuid4().hex, LONG, deadline=15)


async def _works(hub: Hub, scene: Scene) -> str:
    """The next citizen's receipt holds nothing of the last one's."""
    scene.panel.clear("receipt_printer", "slow")
    taken = set(scene.panel.take_paper())
    receipt = Receipt((Line(SHORT),))
    printed = await hub.receipt_printer.call(
        ReceiptPrinter.print, uuid4().hex, receipt, deadline=20
    )
    if not isinstance(printed, Printed):
        return f"nothing is printed afterwards: {printed}"
    pieces = [one for one in scene.panel.pieces() if one.number not in taken and one.cut]
    fresh = [one.text for one in pieces if not one.taken]
    scene.panel.take_paper()
    *broken, own = fresh or [""]
    if set(own.split()) != {SHORT}:
        return "the next citizen's receipt is not their own"
    ended = all(one.strip().endswith(VOID) or one.count(END) == COPIES for one in broken)
    return "" if ended else "a half print came out unvoided"


def _on_serial(far_ends: Bench, home: Path) -> list[str]:
    port = linked(SERIAL, far_ends, home)
    log = f"{home}/data/printed-jobs"
    table = f'{{driver = "escpos-serial", port = "{port}", job_log = "{log}"}}'
    return [f"devices.receipt_printer={table}"]


def _replug(scene: Scene) -> None:
    scene.panel.fault("receipt_printer", "unplug")
    scene.panel.clear("receipt_printer", "unplug")


SLOWER: Final = at_panel("receipt_printer", "slow", value=2 * SLOWLY, harmless=True)
PAPER_GONE: Final = Cause(
    lambda scene: scene.panel.set_paper("out"), lambda scene: scene.panel.set_paper("ok")
)

RECEIPT_PRINTER: Final = Family(
    name="receipt_printer",
    at_panel="receipt_printer",
    command=_command,
    works=_works,
    step="Accepted",
    causes={
        **PROCESS,
        Fault.ABSENT: at_panel("receipt_printer", "power_off"),
        Fault.WRONG_DEVICE: NotApplicable(
            "a printer may be unable to answer, so an address that answers nothing is no proof"
        ),
        Fault.GARBAGE: NotApplicable("a network printer that boots takes no connections"),
        Fault.UNPLUGGED_IDLE: at_panel("receipt_printer", "power_off"),
        Fault.RENUMBERED: NO_PORT,
        Fault.DAEMON: NO_DAEMON,
        Fault.SILENT: at_panel("receipt_printer", "unknown"),
        Fault.UNPLUGGED_BUSY: at_panel("receipt_printer", "power_off"),
        Fault.SLOW: SLOWER,
        Fault.PAPER_OUT: PAPER_GONE,
        Fault.CARD_PULLED: NO_CARD,
    },
)

RECEIPT_PRINTER_SERIAL: Final = Family(
    name="receipt_printer_serial",
    role="receipt_printer",
    at_panel="receipt_printer",
    command=_command,
    works=_works,
    overrides=_on_serial,
    step="Accepted",
    causes=on_serial_line(
        "receipt_printer",
        "io_board",
        {
            Fault.WRONG_DEVICE: repointed(SERIAL, "io_board"),
            Fault.GARBAGE: at_panel("receipt_printer", "booting", times=1, harmless=True),
            Fault.RENUMBERED: Cause(_replug, harmless=True),
            Fault.SILENT: at_panel("receipt_printer", "unknown"),
            Fault.SLOW: SLOWER,
            Fault.PAPER_OUT: PAPER_GONE,
        },
    ),
)
