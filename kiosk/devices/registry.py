"""Which drivers there are (entry points `kiosk.drivers`), and their settings checked."""

from __future__ import annotations

import dataclasses
import typing
from importlib.metadata import EntryPoint, entry_points

from pydantic import ConfigDict, ValidationError, create_model

from drivers.driver import Driver
from kiosk.devices.messages import Setup
from kiosk.settings import Device, Settings, SettingsError, explain_key

GROUP = "kiosk.drivers"


def drivers() -> dict[str, EntryPoint]:
    """Name → entry point of every driver installed, ours and vendors'."""
    return {entry.name: entry for entry in entry_points(group=GROUP)}


def setups(settings: Settings) -> dict[str, Setup]:
    """For every configured device: which class to run with which settings.

    Raises:
        SettingsError: no such driver, or its settings are refused.
    """
    known = drivers()
    return {
        name: _setup(name, device, known) for name, device in settings.devices.present().items()
    }


def _setup(name: str, device: Device, known: dict[str, EntryPoint]) -> Setup:
    entry = known.get(device.driver)
    if entry is None:
        raise SettingsError(
            f"devices.{name}.driver: there is no driver {device.driver!r}; "
            f"installed: {', '.join(sorted(known))}"
        )
    driver = entry.load()
    return Setup(entry.value, _checked(name, driver, device.options))


def _checked(name: str, driver: type[Driver], options: dict[str, object]) -> dict[str, object]:
    """The options, checked against the driver's `Settings` dataclass, defaults filled in."""
    hints = typing.get_type_hints(driver.Settings, include_extras=True)
    fields: dict[str, typing.Any] = {
        field.name: (hints[field.name], _default(field))
        for field in dataclasses.fields(driver.Settings)
    }
    model = create_model("Options", __config__=ConfigDict(extra="forbid", strict=True), **fields)
    try:
        checked: dict[str, object] = model.model_validate(options).model_dump()
    except ValidationError as error:
        raise SettingsError(
            "\n".join(
                f"devices.{name}.{'.'.join(map(str, one['loc']))}: {explain_key(one)}"
                for one in error.errors()
            )
        ) from None
    return checked


def _default(field: dataclasses.Field[object]) -> object:
    return ... if field.default is dataclasses.MISSING else field.default
