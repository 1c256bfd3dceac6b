"""Which drivers there are (entry points `kiosk.drivers`), and their settings checked."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points

from kiosk.checked import Mistakes, keys_of, read_table
from kiosk.devices.messages import Setup
from kiosk.settings import Settings, SettingsError, explain

GROUP = "kiosk.drivers"


def drivers() -> dict[str, EntryPoint]:
    """Name → entry point of every driver installed, ours and vendors'."""
    return {entry.name: entry for entry in entry_points(group=GROUP)}


def setups(settings: Settings) -> dict[str, Setup]:
    """For every configured device: which class to run with which settings.

    Raises:
        SettingsError: no such driver, or its settings are refused; names file, line and key.
    """
    known = drivers()
    return {name: _setup(name, settings, known) for name in settings.devices.present()}


def _setup(name: str, settings: Settings, known: dict[str, EntryPoint]) -> Setup:
    device = settings.devices.present()[name]
    place = settings.place("devices", name, "driver")
    entry = known.get(device.driver)
    if entry is None:
        raise SettingsError(
            f"{place}: there is no driver {device.driver!r}; "
            f"choose one of: {', '.join(sorted(known))}"
        )
    try:
        keys = keys_of(entry.load().Settings)
    except (ImportError, AttributeError, TypeError, NameError) as error:
        raise SettingsError(
            f"{place}: the driver {device.driver!r} cannot be loaded ({error}); "
            "install its package anew, or ask its vendor"
        ) from None
    mistakes = Mistakes()
    options = read_table(keys, device.options, mistakes)
    if mistakes.found:
        raise SettingsError(explain(mistakes, lambda keys: settings.place("devices", name, *keys)))
    return Setup(entry.value, options)
