"""What of the devices' days the platform is told: health, supplies, drivers begun anew."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from drivers.driver import Health, Status, Supply
from kiosk.devices.device import Device
from kiosk.onenetwork.diary import Diary

PASSING = (Health.STARTING, Health.BUSY)
"""States that say nothing of how a device will be in a moment."""
FEEDER = "feeder"
"""Where citizens lay their sheets: empty is how it should be."""


class Chronicle:
    """Notes each lasting change once; a device that is merely being reconnected is no news."""

    def __init__(self, diary: Diary, devices: Iterable[Device[Any]]) -> None:
        self._diary = diary
        self._devices = {one.name: one for one in devices}
        self._health: dict[str, Health] = {}
        self._supplies: dict[tuple[str, str], Supply] = {}
        self._restarts: dict[str, int] = {}

    def device_changed(self, name: str, status: Status) -> None:
        """The hub has news of a device."""
        restarts = self._devices[name].record.restarts
        if restarts > self._restarts.get(name, 0):
            self._diary.note("driver_restarted", name)
        self._restarts[name] = restarts
        if status.health in PASSING:
            return
        if status.health is not self._health.get(name, Health.ONLINE):
            self._diary.note(
                "device_changed", f"{name}: {status.detail}", outcome=status.health.value
            )
        self._health[name] = status.health
        for supply, state in status.supplies:
            if supply == FEEDER:
                continue
            if state is not self._supplies.get((name, supply), Supply.FULL):
                self._diary.note("supply_changed", f"{name}: {supply}", outcome=state.value)
            self._supplies[name, supply] = state
