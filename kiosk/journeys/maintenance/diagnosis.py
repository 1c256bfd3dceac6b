"""What a technician takes along on a USB stick, or reads on the glass: how everything is.

It is made of what the technician's screen shows, in which nothing is personal; of the logs it holds
none.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from kiosk.conversation.questions import Row
from kiosk.journeys.maintenance import devices, running
from kiosk.journeys.maintenance.running import Running
from kiosk.session import Services

Chapter = tuple[str, tuple[Row, ...]]


def chapters(services: Services, now: Running) -> tuple[Chapter, ...]:
    """Every part of the terminal with what is known of it."""
    settings = services.settings
    return (
        *((running.told(now, key).title, running.rows(now, key)) for key in running.NAMES),
        *(
            (devices.name_of(device), devices.rows(device, settings))
            for device in services.hub.devices
            if device.configured
        ),
    )


def text(terminal: str, told: Iterable[Chapter]) -> str:
    """As a file that anybody can read."""
    head = f"{terminal}  {datetime.now().astimezone():%Y-%m-%d %H:%M:%S %z}"
    parts = [head]
    for title, rows in told:
        parts += ["", title, *(f"    {row.label}: {row.value}" for row in rows)]
    return "\n".join(parts) + "\n"


def stick(folder: str) -> Path | None:
    """A USB stick that is plugged in, as the system mounts them under `folder`; None for none."""
    base = Path(folder)
    if not folder or not base.is_dir():
        return None
    inside = (one for top in sorted(base.iterdir()) for one in (top, *_below(top)))
    return next((one for one in inside if os.path.ismount(one)), None)


def _below(top: Path) -> list[Path]:
    """Desktops mount under /media/USER/NAME."""
    return sorted(top.iterdir()) if top.is_dir() and os.access(top, os.R_OK) else []


def save(content: str, terminal: str, folder: Path) -> Path:
    """Write it onto the stick, to the last byte; blocking. Raises OSError."""
    path = folder / f"kiosk-{terminal}-{datetime.now():%Y%m%d-%H%M%S}.txt"
    with path.open("w", encoding="utf-8-sig") as file:  # Windows editors tell by the mark
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return path
