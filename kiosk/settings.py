"""config/*.toml → one validated, frozen Settings.

`terminal.toml` holds every key with its default; a profile in `profiles/` overrides some;
`--set key=value` overrides for one run. An unknown key, a wrong type or an impossible value is
refused with file, line, key and what to do.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from kiosk.checked import Keys, Mistakes, WrongValue, read_struct

CONFIG_DIR = Path(__file__).parent.parent / "config"

Seconds = Annotated[float, Meta(gt=0, le=3600)]
Pixels = Annotated[int, Meta(ge=320, le=7680)]


class SettingsError(Exception):
    """The configuration cannot be used; the message names file, line, key and the mend."""


class _Table(msgspec.Struct, frozen=True):
    """Checked when the configuration is read, by `kiosk.checked`."""


class Terminal(_Table, frozen=True):
    """Who and where this terminal is."""

    id: Annotated[str, Meta(min_length=1, max_length=64)]
    site_name: Annotated[str, Meta(min_length=1)]
    help_phone: str
    language: Literal["zh_CN", "zh_TW", "en"]
    timezone: Annotated[str, Meta(pattern=r"^[A-Za-z+-].*$")]
    demo_data: bool


CLOCK = r"^([01]\d|2[0-3]):[0-5]\d$"
LEAST_REACH = 250.0
"""Millimetres of glass that the low layout needs: footer, tools and a keyboard."""


class Glass(_Table, frozen=True):
    """The screen: pixels, the visible diagonal in inches, how it is mounted and looks at first."""

    width: Pixels
    height: Pixels
    inch: Annotated[float, Meta(ge=7, le=100)]
    fullscreen: bool
    mounted: Annotated[float, Meta(ge=0, le=2000)]
    reach: Annotated[float, Meta(ge=400, le=1400)]
    colours: Literal["light", "dark", "contrast", "night"]
    elder: bool
    night: tuple[Annotated[str, Meta(pattern=CLOCK)], ...]

    def __post_init__(self) -> None:
        """A seated person must reach enough of the glass to work on it; a night has two ends."""
        if len(self.night) not in (0, 2):
            raise WrongValue("night", 'write it as ["22:00", "06:00"], or [] for none')
        if self.reach - self.mounted < LEAST_REACH:
            why = f"leaves less than {LEAST_REACH:.0f} mm of glass below reach: mount it lower"
            raise WrongValue("mounted", why)


class Places(_Table, frozen=True):
    """Where to find things around the screen, in words, and the staffed window."""

    card_reader: str
    receipt_slot: str
    page_slot: str
    camera: str
    window: str
    window_hours: str


class Sound(_Table, frozen=True):
    """The loudspeaker."""

    volume: Annotated[int, Meta(ge=0, le=100)]
    device: str
    """ALSA's name of where reading aloud is heard; empty: this terminal has no reading aloud."""
    record: str
    """Folder for the sound and the words instead, in a simulation; empty: none."""


class Paths(_Table, frozen=True):
    """Folders; relative ones start at the folder the program is started in."""

    data: Annotated[str, Meta(min_length=1)]
    logs: Annotated[str, Meta(min_length=1)]
    temp: Annotated[str, Meta(min_length=1)]
    catalogue: str
    """Item files that `kiosk catalogue find` searches while there is no snapshot; empty: none."""

    def __post_init__(self) -> None:
        """`temp` is emptied after every citizen: nothing that must stay may lie in it."""
        emptied = Path(self.temp).resolve()
        for folder in (Path(self.data), Path(self.logs), Path.cwd(), CONFIG_DIR):
            if folder.resolve().is_relative_to(emptied):
                why = f"this folder is emptied after every citizen, and holds {folder}"
                raise WrongValue("temp", why)


class Backend(_Table, frozen=True):
    """The one-network platform."""

    url: Annotated[str, Meta(pattern=r"^https?://")]
    scheme: Annotated[str, Meta(min_length=1)]
    platform: Annotated[str, Meta(min_length=1)]
    options: dict[str, Any]
    secret: Annotated[str, Meta(min_length=8)]
    ca_file: str
    client_certificate: str
    client_key: str
    field_cipher: Literal["aes-gcm", "sm4-gcm", "none"]
    field_key_id: Annotated[str, Meta(pattern=r"^[a-z0-9-]{1,16}$")]
    field_secret: str
    catalogue_key: Annotated[str, Meta(min_length=8)]
    timeout: Seconds
    submit_patience: Seconds
    heartbeat: Seconds

    def __post_init__(self) -> None:
        """The address must name a host."""
        if not _names_a_host(self.url):
            raise WrongValue("url", "write it as https://host or https://host:port")


class Times(_Table, frozen=True):
    """Patience with people and machines, in seconds."""

    idle: Seconds
    idle_home: Seconds
    warning: Seconds
    card_wait: Seconds
    thanks: Seconds
    rating_wait: Annotated[int, Meta(ge=5, le=250)]
    paper_wait: Seconds


class Help(_Table, frozen=True):
    """Whom a citizen can call."""

    video: str
    """How a video call is joined: `qr`, or a programme's name (kiosk.video); empty: none here."""


class Outbox(_Table, frozen=True):
    """How much may wait to be sent before new cases are refused, and when it is tried again."""

    max_waiting: Annotated[int, Meta(ge=1)]
    max_megabytes: Annotated[int, Meta(ge=1)]
    max_age_hours: Annotated[float, Meta(gt=0)]
    first_pause: Annotated[float, Meta(gt=0, le=300)]


class Device(_Table, frozen=True):
    """One device: the driver's entry-point name, and that driver's own settings.

    `options` are not yet checked against that driver; in the file they stand beside `driver`.
    """

    driver: Annotated[str, Meta(min_length=1)]
    options: dict[str, Any]


class Devices(_Table, frozen=True):
    """The devices of this terminal; one left out is a device it does not have."""

    id_card: Device | None = None
    smart_card: Device | None = None
    receipt_printer: Device | None = None
    page_printer: Device | None = None
    scanner: Device | None = None
    document_camera: Device | None = None
    face_camera: Device | None = None
    code_reader: Device | None = None
    rating_pad: Device | None = None
    io_board: Device | None = None

    def present(self) -> dict[str, Device]:
        """Name → device, of those configured."""
        every = {name: getattr(self, name) for name in self.__struct_fields__}
        return {name: device for name, device in every.items() if device is not None}


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

    def place(self, keys: Keys) -> str:
        """The option, else file and line, else the file and line of the table it belongs to."""
        dotted = ".".join(keys)
        for override in reversed(self.overrides):
            if override.partition("=")[0].strip() == dotted:
                return f"--set {override}"
        for length in range(len(keys), 0, -1):
            for source in reversed(self.sources):
                if (line := source.line_of(keys[:length])) is not None:
                    return f"{source.path}:{line}: {dotted}"
        return f"{self.sources[-1].path}: {dotted}" if self.sources else dotted


class _Tables(_Table, frozen=True):
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
    outbox: Outbox
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
    merged: dict[str, Any] = {"profile": profile}
    for source in origin.sources:
        _merge(merged, source.tables)
    for override in overrides:
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
    for key in keys[:-1]:
        into = into.setdefault(key, {})
        if not isinstance(into, dict):
            raise SettingsError(f"--set {override!r}: {key} is not a table")
    into[keys[-1]] = parse_value(raw)


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


def _names_a_host(url: str) -> bool:
    try:
        parts = urlsplit(url)
        # Reading the port raises ValueError when it is none.
        return bool(parts.hostname) and parts.port != 0 and not any(map(str.isspace, url))
    except ValueError:
        return False


def explain(mistakes: Mistakes, place: Callable[[Keys], str]) -> str:
    """One line for each thing wrong; `place` tells where a key stands."""
    return "\n".join(f"{place(keys)}: {what}" for keys, what in mistakes.found)
