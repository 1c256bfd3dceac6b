"""`kiosk device list|status|read`."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any, TypeVar

from drivers.driver import Health
from kiosk.commands.words import FAILED, OK, load, say, settings_of
from kiosk.devices.device import Device
from kiosk.devices.hub import Hub
from kiosk.devices.plugged import (
    Kind,
    Plugged,
    Properties,
    card_readers,
    from_udev,
    match,
    recognise,
    udev_runs,
)
from kiosk.devices.reading import read
from kiosk.devices.registry import setups
from kiosk.settings import Settings, SettingsError

T = TypeVar("T")

ONLINE_WITHIN = 6.0
"""Seconds `kiosk device …` gives a device to come up."""


def tell_list(chosen: argparse.Namespace) -> int:
    """Which devices the profile has, and what is plugged in that fits."""
    settings = settings_of(chosen)
    options = {name: setup.options for name, setup in setups(settings).items()}
    present = settings.devices.present()
    there, untold, notes = _plugged()
    matches = list(match(options, there, untold))
    lines = [
        f"{name:18} {present[name].driver:16} "
        + " ".join(f"{key}={value}" for key, value in own.items())
        for name, own in options.items()
    ]
    lines += [f"{'  ' if one.ok else '! '}{one.name}: {one.words}" for one in matches]
    lines += [f"plugged in: {one.kind}, {one.model}: {', '.join(one.lines)}" for one in there]
    answer = {
        "devices": [
            {"name": name, "driver": present[name].driver, "settings": own}
            for name, own in options.items()
        ],
        "matches": [asdict(one) for one in matches],
        "plugged": [asdict(one) for one in there],
        "notes": notes,
    }
    return say(chosen, answer, [*lines, *notes])


def _plugged() -> tuple[list[Plugged], set[Kind], list[str]]:
    """What is plugged in, the kinds that could not be found out, and why."""
    notes = []
    untold: set[Kind] = set()
    devices: list[Properties] = []
    readers: list[str] = []
    if udev_runs():
        devices = list(from_udev())
    else:
        untold |= {Kind.SERIAL, Kind.CAMERA, Kind.PRINTER}
        notes.append("udev does not run here: what is plugged in cannot be told")
    try:
        readers = card_readers()
    except OSError as error:
        untold.add(Kind.CARD_READER)
        notes.append(f"smart card readers cannot be told: {error}")
    return recognise(devices, readers), untold, notes


def tell_status(chosen: argparse.Namespace) -> int:
    """Open every device of the profile and tell how it is."""

    async def look(hub: Hub) -> list[dict[str, object]]:
        devices = [device for device in hub.devices if device.configured]
        await asyncio.gather(*(_come_up(device) for device in devices))
        return [
            {
                "name": device.name,
                "health": device.status.health.value,
                "detail": device.status.detail,
                "supplies": {name: state.value for name, state in device.status.supplies},
            }
            for device in devices
        ]

    rows = asyncio.run(_with_hub(settings_of(chosen), look))
    lines = [
        f"{row['name']:18} {row['health']:16} {row['detail']} {row['supplies'] or ''}".rstrip()
        for row in rows
    ]
    say(chosen, rows, lines)
    return OK if all(row["health"] == "online" for row in rows) else FAILED


def tell_reading(chosen: argparse.Namespace) -> int:
    """Read once from a device: a card, a picture, a key, the paper."""
    present = load(chosen.profile, ()).devices.present()
    if chosen.name not in present:
        raise SettingsError(
            f"there is no device {chosen.name!r}; this profile has: {', '.join(present) or 'none'}"
        )
    settings = load(chosen.profile, of_device(chosen.name, chosen.set))

    async def once(hub: Hub) -> tuple[bool, dict[str, object]]:
        device = next(one for one in hub.devices if one.name == chosen.name)
        await _come_up(device)
        return await read(hub, device, chosen.wait)

    ok, row = asyncio.run(_with_hub(settings, once, only=chosen.name))
    say(chosen, row, [f"{key}: {value}" for key, value in row.items()])
    return OK if ok else FAILED


def of_device(name: str, changes: list[str]) -> list[str]:
    """Overrides of one device's own settings, as overrides of the profile."""
    return [f"devices.{name}.{change}" for change in changes]


async def _with_hub(
    settings: Settings, use: Callable[[Hub], Awaitable[T]], only: str | None = None
) -> T:
    """Run `use` with the profile's devices (or only one of them) started."""
    hub = Hub({name: one for name, one in setups(settings).items() if only in (None, name)})
    hub.start()
    try:
        return await use(hub)
    finally:
        await hub.stop()


async def _come_up(device: Device[Any]) -> None:
    """Wait until the device is online, or known not to be."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(ONLINE_WITHIN):
            await device.until(lambda status: status.health is not Health.STARTING)
