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
