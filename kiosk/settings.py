"""config/*.toml → one validated, frozen Settings.

`terminal.toml` holds every key with its default; a profile in `profiles/` overrides some;
`--set key=value` overrides for one run. An unknown key, a wrong type or an impossible value is
refused with file, line, key and what to do.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec

from kiosk.checked import Keys, Mistakes, read_struct
from kiosk.setting_tables import (
    CONFIG_DIR,
    Backend,
    Copy,
    Devices,
    Glass,
    Help,
    Outbox,
    Paths,
    Places,
    Sound,
    Staff,
    Table,
    Terminal,
    Times,
)


class SettingsError(Exception):
    """The configuration cannot be used; the message names file, line, key and the mend."""


@dataclass(frozen=True)
class _Source:
    """A TOML file and its parsed tables."""

    path: Path
    text: str
    tables: dict[str, Any]

    def line_of(self, keys: Keys) -> int | None:
        """Line (from 1) on which the dotted key stands in this file."""
        table: tuple[str, ...] = ()
        for number, line in enumerate(self.text.splitlines(), 1):
            if header := re.match(r"\s*\[([^\[\]]+)\]", line):
                table = tuple(part.strip() for part in header[1].split("."))
                if table == keys:
                    return number
            elif (pair := re.match(r"\s*([\w.-]+)\s*=", line)) and (
                *table,
                *pair[1].split("."),
            ) == keys:
                return number
        return None


@dataclass(frozen=True)
class Origin:
    """What the settings were read from, to say where a wrong one stands."""

    sources: tuple[_Source, ...] = ()
    overrides: tuple[str, ...] = ()
    remote: Mapping[str, object] = field(default_factory=dict)
    """Dotted key → value that the platform's operator set."""

    def place(self, keys: Keys) -> str:
        """The option, else file and line, else the file and line of the table it belongs to."""
        dotted = ".".join(keys)
        for override in reversed(self.overrides):
            if override.partition("=")[0].strip() == dotted:
                return f"--set {override}"
        if dotted in self.remote:
            return f"the platform's configuration: {dotted}"
        for length in range(len(keys), 0, -1):
            for source in reversed(self.sources):
                if (line := source.line_of(keys[:length])) is not None:
                    return f"{source.path}:{line}: {dotted}"
        return f"{self.sources[-1].path}: {dotted}" if self.sources else dotted


class _Tables(Table, frozen=True):
    """What stands in the files."""

    profile: str
    terminal: Terminal
    glass: Glass
    places: Places
    sound: Sound
    paths: Paths
    backend: Backend
    times: Times
    help: Help
    copy: Copy
    outbox: Outbox
    staff: Staff
    devices: Devices


class Settings(_Tables, frozen=True):
    """Everything a terminal is told."""

    origin: Origin

    def place(self, *keys: str) -> str:
        """Where a key was set, for an error about it: file, line and dotted key."""
        return self.origin.place(keys)


def profiles(config_dir: Path = CONFIG_DIR) -> list[str]:
    """Names of the profiles there are."""
    return sorted(path.stem for path in (config_dir / "profiles").glob("*.toml"))


def load(profile: str, overrides: Sequence[str] = (), config_dir: Path = CONFIG_DIR) -> Settings:
    """The settings of `profile`.

    Args:
        overrides: `table.key=value` strings; the value is TOML, or a plain string.

    Raises:
        SettingsError: with file, line, key and mend.
    """
    chosen = config_dir / "profiles" / f"{profile}.toml"
    if not chosen.is_file():
        raise SettingsError(
            f"there is no profile {profile!r}; choose one of: {', '.join(profiles(config_dir))}"
        )
    origin = Origin((_read(config_dir / "terminal.toml"), _read(chosen)), tuple(overrides))
    return _built(profile, origin)


def with_remote(settings: Settings, remote: Mapping[str, object]) -> Settings:
    """These settings with what the operator set from afar, dotted key → value, above the files.

    Raises:
        SettingsError: they do not fit; names each key.
    """
    return _built(settings.profile, replace(settings.origin, remote=dict(remote)))


def _built(profile: str, origin: Origin) -> Settings:
    merged: dict[str, Any] = {"profile": profile}
    for source in origin.sources:
        _merge(merged, source.tables)
    for dotted, value in origin.remote.items():
        _put(merged, dotted.split("."), value, f"the platform's {dotted}")
    for override in origin.overrides:
        _override(merged, override)
    mistakes = Mistakes()
    tables = read_struct(_Tables, _with_options_apart(merged), mistakes)
    if tables is None:
        raise SettingsError(explain(mistakes, origin.place))
    return Settings(**msgspec.structs.asdict(tables), origin=origin)


def _read(path: Path) -> _Source:
    try:
        text = path.read_text("utf-8-sig")  # Windows editors begin a file with a mark
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: is not UTF-8 text; save it as UTF-8") from None
    try:
        return _Source(path, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: is not TOML: {error}") from None


def _merge(into: dict[str, Any], tables: Mapping[str, Any]) -> None:
    """A table is merged key by key; a device that names another driver replaces the old one."""
    for key, value in tables.items():
        old = into.get(key)
        swapped = isinstance(value, dict) and "driver" in value
        if isinstance(value, dict) and isinstance(old, dict) and not swapped:
            _merge(old, value)
        else:
            into[key] = dict(value) if isinstance(value, dict) else value


def _override(into: dict[str, Any], override: str) -> None:
    dotted, equals, raw = override.partition("=")
    keys = dotted.strip().split(".")
    if not equals or not all(keys):
        raise SettingsError(f"--set {override!r}: write it as table.key=value")
    _put(into, keys, parse_value(raw), f"--set {override!r}")


def _put(into: dict[str, Any], keys: Sequence[str], value: object, whence: str) -> None:
    for key in keys[:-1]:
        into = into.setdefault(key, {})
        if not isinstance(into, dict):
            raise SettingsError(f"{whence}: {key} is not a table")
    into[keys[-1]] = value


def parse_value(raw: str) -> object:
    """A value as TOML writes it; what is not TOML is a plain string (/dev/ttyS0, 127.0.0.1)."""
    try:
        return tomllib.loads(f"value = {raw}")["value"]
    except tomllib.TOMLDecodeError:
        return raw


def _with_options_apart(merged: dict[str, Any]) -> dict[str, Any]:
    """The tables with each driver's own settings in a table of their own."""
    devices = merged.get("devices")
    if not isinstance(devices, dict):
        return merged
    apart = {
        name: {
            "options": {key: value for key, value in device.items() if key != "driver"},
            **{key: value for key, value in device.items() if key == "driver"},
        }
        if isinstance(device, dict)
        else device
        for name, device in devices.items()
    }
    return merged | {"devices": apart}


def explain(mistakes: Mistakes, place: Callable[[Keys], str]) -> str:
    """One line for each thing wrong; `place` tells where a key stands."""
    return "\n".join(f"{place(keys)}: {what}" for keys, what in mistakes.found)
