"""The tables of config/*.toml: their keys, what each may be, and what must hold between them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from kiosk.checked import WrongValue

CONFIG_DIR = Path(__file__).parent.parent / "config"

Seconds = Annotated[float, Meta(gt=0, le=3600)]
StaffNumber = Annotated[str, Meta(pattern=r"^[0-9A-Za-z-]{1,20}$")]
Pixels = Annotated[int, Meta(ge=320, le=7680)]


class Table(msgspec.Struct, frozen=True):
    """Checked when the configuration is read, by `kiosk.checked`."""


class Terminal(Table, frozen=True):
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


class Glass(Table, frozen=True):
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


class Places(Table, frozen=True):
    """Where to find things around the screen, in words, and the staffed window."""

    card_reader: str
    card_slot: str
    face_camera: str
    receipt_slot: str
    page_slot: str
    camera: str
    window: str
    window_hours: str


class Sound(Table, frozen=True):
    """The loudspeaker."""

    volume: Annotated[int, Meta(ge=0, le=100)]
    device: str
    """ALSA's name of where reading aloud is heard; empty: this terminal has no reading aloud."""
    record: str
    """Folder for the sound and the words instead, in a simulation; empty: none."""


class Paths(Table, frozen=True):
    """Folders; relative ones start at the folder the program is started in."""

    data: Annotated[str, Meta(min_length=1)]
    logs: Annotated[str, Meta(min_length=1)]
    temp: Annotated[str, Meta(min_length=1)]
    sticks: str
    """Where the system mounts USB sticks, for a technician's diagnosis; empty: nowhere."""
    catalogue: str
    """Item files that `kiosk catalogue find` searches while there is no snapshot; empty: none."""

    def __post_init__(self) -> None:
        """`temp` is emptied after every citizen: nothing that must stay may lie in it."""
        emptied = Path(self.temp).resolve()
        for folder in (Path(self.data), Path(self.logs), Path.cwd(), CONFIG_DIR):
            if folder.resolve().is_relative_to(emptied):
                why = f"this folder is emptied after every citizen, and holds {folder}"
                raise WrongValue("temp", why)


class Backend(Table, frozen=True):
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


class Times(Table, frozen=True):
    """Patience with people and machines, in seconds."""

    idle: Seconds
    idle_home: Seconds
    warning: Seconds
    card_wait: Seconds
    thanks: Seconds
    same_key: Annotated[float, Meta(ge=0, le=2)]
    """Before the same key of a keypad counts again: above 0 where hands tremble."""
    rating_wait: Annotated[int, Meta(ge=5, le=250)]
    paper_wait: Seconds


class Help(Table, frozen=True):
    """Whom a citizen can call."""

    video: str
    """How a video call is joined: `qr`, or a programme's name (kiosk.video); empty: none here."""


class Copy(Table, frozen=True):
    """Copying."""

    pages: Annotated[int, Meta(ge=1, le=50)]
    """Most pages a visit."""


class Outbox(Table, frozen=True):
    """How much may wait to be sent before new cases are refused, and when it is tried again."""

    max_waiting: Annotated[int, Meta(ge=1)]
    max_megabytes: Annotated[int, Meta(ge=1)]
    max_age_hours: Annotated[float, Meta(gt=0)]
    first_pause: Annotated[float, Meta(gt=0, le=300)]


class Staff(Table, frozen=True):
    """Who may open the technician's screen (工作人员), by staff number.

    `cards`: the public key of each staff card, uncompressed P-256 in hex. `codes`: for terminals
    without a card reader, what `kiosk staff code` made of each one's code.
    """

    cards: dict[StaffNumber, Annotated[str, Meta(pattern=r"^04[0-9a-f]{128}$")]]
    codes: dict[StaffNumber, Annotated[str, Meta(pattern=r"^scrypt:[0-9a-f]{32}:[0-9a-f]{64}$")]]
    attempts: Annotated[int, Meta(ge=1, le=20)]
    lock_minutes: Annotated[float, Meta(gt=0, le=1440)]


class Device(Table, frozen=True):
    """One device: the driver's entry-point name, and that driver's own settings.

    `options` are not yet checked against that driver; in the file they stand beside `driver`.
    """

    driver: Annotated[str, Meta(min_length=1)]
    options: dict[str, Any]


class Devices(Table, frozen=True):
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


def _names_a_host(url: str) -> bool:
    try:
        parts = urlsplit(url)
        # Reading the port raises ValueError when it is none.
        return bool(parts.hostname) and parts.port != 0 and not any(map(str.isspace, url))
    except ValueError:
        return False
