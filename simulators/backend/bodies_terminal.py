"""Bodies of terminal and identity calls."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from simulators.backend.bodies import (
    Body,
    Code,
    Day,
    IdNumber,
    ItemCode,
    Line,
    Long,
    Moment,
    Ref,
    RegionCode,
    Sha256,
    Short,
    TerminalId,
    Words,
)

Text200 = Annotated[str, StringConstraints(max_length=200)]


class Hardware(Body):
    maker: Text200
    model: Text200
    serial: Text200
    board: Text200


class Activation(Body):
    terminal: TerminalId
    hardware: Hardware
    version: Short
    devices: list[Line] = Field(max_length=50)


class DeviceReport(Body):
    name: Line
    health: Short
    detail: Long
    supplies: dict[str, Short]


class AuditHead(Body):
    entries: int = Field(ge=1, le=1_000_000_000_000)
    digest: Sha256


class Heartbeat(Body):
    version: Short
    uptime_s: float = Field(ge=0)
    queue_depth: int = Field(ge=0, le=1_000_000)
    catalogue_version: Short | None
    devices: list[DeviceReport] = Field(max_length=50)
    config_version: Short = ""
    oldest_waiting_s: float = Field(default=0, ge=0)
    disk_free_mb: int = Field(default=0, ge=0, le=1_000_000_000)
    in_use: bool = False
    audit_head: AuditHead | None = None


class FaultReport(Body):
    device: Line
    health: Short
    detail: Long
    help_code: Short
    occurred_at: Moment


class Event(Body):
    event_id: Ref
    kind: Literal[
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
    at: Moment
    item_code: ItemCode | None
    outcome: Short
    duration_s: float | None = Field(ge=0)
    detail: Words


class EventBatch(Body):
    events: list[Event] = Field(min_length=1, max_length=200)


class IdCardLogin(Body):
    method: Literal["id_card"]
    name: Line
    id_number: IdNumber
    card_kind: Line
    valid_to: Day | None


class SocialCardLogin(Body):
    method: Literal["social_security_card"]
    name: Line
    id_number: IdNumber
    card_number: Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{9,32}$")]
    issuer_region: RegionCode
    valid_to: Day | None


class QrLogin(Body):
    method: Literal["qr"]
    code: Code


Frame = Annotated[
    str,
    StringConstraints(
        max_length=380_000,
        pattern=r"^([A-Za-z0-9+/]+={0,2}|enc:(aes-gcm|sm4-gcm):[a-z0-9-]{1,16}:[A-Za-z0-9_-]+)$",
    ),
]


class FaceFactor(Body):
    method: Literal["face"]
    frames: list[Frame] = Field(min_length=1, max_length=4)
    action: Literal["none", "closer"]
    consent_at: Moment


class AnonymousLogin(Body):
    method: Literal["anonymous"]


NewSession = Annotated[
    IdCardLogin | SocialCardLogin | QrLogin | FaceFactor | AnonymousLogin,
    Field(discriminator="method"),
]
