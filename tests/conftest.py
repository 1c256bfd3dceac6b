"""What holds for every test."""

from __future__ import annotations

import os
import time

from kiosk.settings import load

# The terminal's clock zone, as every command sets it (kiosk.commands.words.load): the platform
# reckons in Beijing time, and between 16:00 and midnight UTC its today is another day.
os.environ["TZ"] = load("simulated").terminal.timezone
time.tzset()
