"""What the operator has set for a terminal, and what the terminal tells of its days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from pydantic import Field

from kiosk.onenetwork.calls import Calls
from kiosk.onenetwork.hall import Site
from kiosk.onenetwork.models import AuditHead
from kiosk.onenetwork.wire_model import WireModel

EventKind = Literal[
    "session_started",
    "session_ended",
    "journey_finished",
    "journey_left",
    "search_without_result",
    "device_changed",
    "config_applied",
    "catalogue_applied",
    "restarted",
    "door_opened",
    "clock_set",
    "stopped",
    "driver_restarted",
    "supply_changed",
    "housing_forced",
    "out_of_service",
    "in_service",
    "config_refused",
    "technician_in",
    "technician_out",
]


class Region(WireModel):
    """An administrative region (GB/T 2260)."""

    code: str
    name: str


class FieldEncryption(WireModel):
    """How ID numbers and phones are to be sent; plain ones are refused when `required`."""

    scheme: Literal["aes-gcm", "sm4-gcm"]
    key_id: str
    required: bool


class Indicator(WireModel):
    """A reason to choose with so many stars (评价指标); `code` is national."""

    stars: int
    code: str
    label: str


class Indicators(WireModel):
    """The indicators in force; nobody edits them locally."""

    version: str
    indicators: tuple[Indicator, ...]


class Config(WireModel):
    """What the operator has set. `items` are the codes offered here, None for all.

    `heartbeat_s` and `idle_s` are seconds; `settings` are keys of config/terminal.toml, dotted.
    """

    version: str
    region: Region
    site: Site
    heartbeat_s: int
    idle_s: int
    hotline: str
    video_help: bool
    items: tuple[str, ...] | None
    signing_scheme: Literal["hmac-sha256", "tif", "bg-hmac", "sm2"]
    field_encryption: FieldEncryption
    rating: Indicators
    settings: Mapping[str, str | float | bool | tuple[str, ...]] = {}


class Event(WireModel):
    """Something that happened here; nothing in it is personal. `event_id` is a uuid hex.

    `outcome` is one word, `duration_s` seconds.
    """

    event_id: str = Field(pattern=r"^[0-9a-f]{32}$")
    kind: EventKind
    at: datetime
    item_code: str | None = None
    outcome: str = ""
    duration_s: float | None = None
    detail: str = ""


class EventBatch(WireModel):
    """Events, oldest first: 1 to 200."""

    events: tuple[Event, ...]


class EventsKept(WireModel):
    """How many events were new to the platform, and how many it had before."""

    kept: int
    known: int


class AuditKnown(WireModel):
    """The longest audit trail of this terminal that the platform has heard of; None for none."""

    head: AuditHead | None
    heard_at: datetime | None


class Hardware(WireModel):
    """The cabinet, for the operator's inventory."""

    maker: str
    model: str
    serial: str
    board: str


class Activation(WireModel):
    """A new machine as it presents itself; `devices` are their names in the profile."""

    terminal: str
    hardware: Hardware
    version: str
    devices: tuple[str, ...]


class Activated(WireModel):
    """What makes it a terminal of the platform; the secret is told only here."""

    terminal: str
    secret: str = Field(repr=False)
    scheme: str
    config_version: str
    server_time: datetime


class Upkeep:
    """Calls of this area."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def activate(self, new: Activation, *, key: str) -> Activated:
        """Get this terminal's secret, once; the client signs with the activation code.

        Raises:
            BackendProblem: `activation_refused`, also when it was activated before.
        """
        return await self._calls.post(Activated, "/v1/terminal/activate", new, key=key)

    async def config(self) -> Config:
        """The configuration in force."""
        return await self._calls.get(Config, "/v1/terminal/config")

    async def audit_head(self) -> AuditKnown:
        """What heartbeats have told the platform of this terminal's audit trail."""
        return await self._calls.get(AuditKnown, "/v1/terminal/audit-head")

    async def tell(self, events: Sequence[Event], *, key: str) -> EventsKept:
        """Tell events; one told before is recognised by its id."""
        batch = EventBatch(events=tuple(events))
        return await self._calls.post(EventsKept, "/v1/terminal/events", batch, key=key)
