"""`kiosk config check` and `kiosk config show`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from kiosk.commands.words import FAILED, OK, say, settings_of
from kiosk.devices.registry import setups
from kiosk.onenetwork.connect import connect
from kiosk.settings import Settings

SECRETS = ("secret", "catalogue_key", "field_secret")
SHIPPED = frozenset({"change-me-please", "demo-terminal-secret", "demo-catalogue-key"})
"""Secrets as config/ comes: everybody knows them."""
HERE = frozenset({"127.0.0.1", "::1", "localhost"})


def tell_check(chosen: argparse.Namespace) -> int:
    """Check a profile, its devices' and its platform's settings included.

    A profile of demonstration data may be as it was shipped; any other has to be made safe first,
    and the exit code says so.
    """
    settings = settings_of(chosen)
    connect(settings)
    devices = list(setups(settings))
    warnings = list(_warnings(settings))
    demo = settings.terminal.demo_data
    fit = "ok" if not warnings else "ok for a demonstration" if demo else "NOT FIT FOR CITIZENS"
    row = {"profile": settings.profile, "ok": demo or not warnings, "warnings": warnings}
    lines = [f"profile {settings.profile}: {fit}; devices: {', '.join(devices) or 'none'}"]
    say(chosen, row, [*(f"WARNING: {one}" for one in warnings), *lines])
    return OK if row["ok"] else FAILED


def _warnings(settings: Settings) -> Iterator[str]:
    """What works, and must not be so where there are citizens."""
    backend = settings.backend
    for key in SECRETS:
        if getattr(backend, key) in SHIPPED:
            yield (
                f"{settings.place('backend', key)}: is as shipped, everybody knows it; "
                "set what the platform's operator gave for this terminal"
            )
    address, host = urlsplit(backend.url), urlsplit(backend.url).hostname or ""
    if host.endswith(".invalid"):
        yield f"{settings.place('backend', 'url')}: no such platform; set the region's address"
    if address.scheme == "http" and host not in HERE:
        yield (
            f"{settings.place('backend', 'url')}: anybody on the way can read what is sent; "
            "use https"
        )


def tell_settings(chosen: argparse.Namespace) -> int:
    """Show the settings as they result, without secrets."""
    shown = _shown(settings_of(chosen))
    shown["backend"] |= dict.fromkeys(SECRETS, "***")
    shown["staff"]["codes"] = dict.fromkeys(shown["staff"]["codes"], "***")
    lines = []
    for table, values in shown.items():
        if isinstance(values, dict):
            lines += [f"{table}.{key} = {value!r}" for key, value in values.items()]
        else:
            lines.append(f"{table} = {values!r}")
    return say(chosen, shown, lines)


def _shown(settings: Settings) -> dict[str, Any]:
    """The tables as a technician writes them: a driver's settings beside its name."""
    import msgspec

    tables = [name for name in settings.__struct_fields__ if name != "origin"]
    shown: dict[str, Any] = {name: msgspec.to_builtins(getattr(settings, name)) for name in tables}
    shown["devices"] = {
        name: {"driver": device.driver, **device.options}
        for name, device in settings.devices.present().items()
    }
    return shown
