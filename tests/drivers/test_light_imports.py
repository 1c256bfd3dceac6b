"""The core loads every driver's settings: that must not load what only its process needs."""

from __future__ import annotations

import subprocess
import sys

from tests.drivers.far_end import project_root

HEAVY = ("cv2", "numpy", "escpos", "PIL", "kivy", "matplotlib", "smartcard", "zxingcpp")
CODE = f"""
import sys
from importlib.metadata import entry_points
for entry in entry_points(group="kiosk.drivers"):
    assert entry.load().Settings
heavy = [name for name in {HEAVY!r} if name in sys.modules]
assert not heavy, heavy
"""


def test_loading_the_drivers_loads_nothing_heavy() -> None:
    subprocess.run([sys.executable, "-c", CODE], check=True, cwd=project_root())


FIRST_PRINT = """
import sys
from pathlib import Path
import kiosk.devices.worker
from drivers.receipt_printer.contract import Line, Qr, Receipt
from drivers.receipt_printer.escpos_bytes import compose
from drivers.receipt_printer.model import PrinterModel
model = PrinterModel(48, 576, "gb18030", True, "full", True, True, 5)
rare = (Line("张𬱖𬭎"), Line("张𬱖𬭎", bold=True), Qr("https://ywtb.example/c/82641937"))
assert compose(Receipt(rare), model)
needless = ("escpos.printer", "usb", "serial", "cups", "numpy", "matplotlib")
loaded = [name for name in needless if name in sys.modules]
assert not loaded, loaded
from escpos.capabilities import CAPABILITIES
assert list(CAPABILITIES["profiles"]) == ["default"]
assert "NotoSansCJK" not in Path("/proc/self/maps").read_text()
sizes = [line.split() for line in Path("/proc/self/smaps_rollup").read_text().splitlines()]
private = sum(int(size[1]) for size in sizes if size[0].startswith("Private_"))
assert private * 1024 <= 20e6, f"{private} kB"
"""


def test_the_first_print_loads_what_it_prints_with_and_no_more() -> None:
    """Each wire's library and a database of foreign printers were 4 of its process's 22 MB, two
    weights of its font 5. None of it stays: a device process has at most 20."""
    subprocess.run([sys.executable, "-c", FIRST_PRINT], check=True, cwd=project_root())
