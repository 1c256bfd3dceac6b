"""Which drivers there are (entry points `kiosk.drivers`), and their settings checked."""

from __future__ import annotations

import dataclasses
import typing
from importlib.metadata import EntryPoint, entry_points

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from drivers.driver import Driver
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
        model = _options_model(entry.load())
    except (ImportError, AttributeError, TypeError, NameError) as error:
        raise SettingsError(
            f"{place}: the driver {device.driver!r} cannot be loaded ({error}); "
            "install its package anew, or ask its vendor"
        ) from None
    try:
        options: dict[str, object] = model.model_validate(device.options).model_dump()
    except ValidationError as error:
        raise SettingsError(
            explain(error, lambda keys: settings.place("devices", name, *keys))
        ) from None
    return Setup(entry.value, options)


def _options_model(driver: type[Driver]) -> type[BaseModel]:
    """The driver's `Settings` dataclass as a model that checks keys, types and defaults."""
    hints = typing.get_type_hints(driver.Settings, include_extras=True)
    fields: dict[str, typing.Any] = {
        field.name: (hints[field.name], _default(field))
        for field in dataclasses.fields(driver.Settings)
    }
    return create_model("Options", __config__=ConfigDict(extra="forbid", strict=True), **fields)


def _default(field: dataclasses.Field[object]) -> object:
    return ... if field.default is dataclasses.MISSING else field.default
