"""What crosses the wire of `/v1`, as typed frozen models. Unknown fields are ignored.

Service items are parsed by kiosk.catalogue, which has to verify their exact bytes first.
Validation errors never quote the input: it may be personal.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class WireModel(BaseModel):
    """Base of every model of the contract."""

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        hide_input_in_errors=True,
        ser_json_bytes="base64",
        val_json_bytes="base64",
    )


# --- terminal ----------------------------------------------------------------------------


class DeviceReport(WireModel):
    """Health of one device as the heartbeat carries it (XFS4IoT words)."""

    name: str
    health: str
    detail: str = ""
    supplies: Mapping[str, str] = {}


class Heartbeat(WireModel):
    """The terminal's sign of life. `uptime_s` in seconds, `queue_depth` in waiting cases."""

    version: str
    uptime_s: int
    queue_depth: int
    catalogue_version: str
    devices: tuple[DeviceReport, ...] = ()


class NoticeText(WireModel):
    """A public notice (公告) and the area it belongs to."""

    text: str
    area: str = ""


class OutOfServiceOrder(WireModel):
    """The backend takes the terminal out of service: why, and until when, in words."""

    why: str
    expected: str = ""


class HeartbeatAnswer(WireModel):
    """What the backend says to a heartbeat."""

    server_time: datetime
    catalogue_version: str
    notices: tuple[NoticeText, ...] = ()
    out_of_service: OutOfServiceOrder | None = None


class DeviceFaultReport(WireModel):
    """A device fault for the operator."""

    device: str
    health: str
    detail: str
    help_code: str
    occurred_at: datetime


class FaultNoted(WireModel):
    """The operator's ticket."""

    fault_id: str


class HelpComing(WireModel):
    """Staff was called; `eta_minutes` until somebody comes."""

    help_id: str
    eta_minutes: int


# --- catalogue and identity --------------------------------------------------------------


class Manifest(WireModel):
    """What the catalogue's body must be: hex SHA-256 and its hex HMAC."""

    version: str
    sha256: str
    signature: str
    item_count: int
    published_at: datetime


class CitizenSession(WireModel):
    """A citizen's presence at the backend.

    `assertion` proves it for writes from the outbox, up to 7 days after the session.
    """

    token: str = Field(repr=False)
    assertion: str = Field(repr=False)
    person_ref: str = Field(repr=False)
    assurance: int
    expires_at: datetime


# --- cases -------------------------------------------------------------------------------


class CaseState(StrEnum):
    """Where a case stands (办件状态)."""

    DRAFT = "draft"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    CORRECTION = "correction"
    HANDLING = "handling"
    DECIDED = "decided"
    RESULT_READY = "result_ready"
    DELIVERED = "delivered"
    WITHDRAWN = "withdrawn"


class DraftCase(WireModel):
    """A case just created."""

    case_no: str
    state: CaseState


class MaterialReceived(WireModel):
    """A material as the backend stored it: bytes and hex SHA-256."""

    code: str
    size: int
    sha256: str


class StoredRating(WireModel):
    """The rating a case already has."""

    stars: int


class Case(WireModel):
    """A case (办件) as the backend tells it; holds no personal data.

    `promised_date` and `statutory_date` are None when the backend's calendar does not reach
    that far, and only estimates (预计) when `estimated`.
    """

    case_no: str
    query_code: str
    item_code: str
    item_name: str
    state: CaseState
    accepted_at: datetime | None
    promised_date: date | None
    statutory_date: date | None
    estimated: bool
    department: str
    consult_phone: str
    query_url: str
    materials: tuple[MaterialReceived, ...] = ()
    terminal: str = ""
    terminal_case_ref: str = ""
    rating: StoredRating | None = None


class CaseList(WireModel):
    """Cases found."""

    cases: tuple[Case, ...]


class Applicant(WireModel):
    """Who applies. `card_kind` is a CardKind value; `address` as on the card or corrected."""

    name: str = Field(repr=False)
    id_number: str = Field(repr=False)
    card_kind: str = Field(repr=False)
    phone: str = Field(repr=False)
    address: str = Field(repr=False)


class NewCase(WireModel):
    """Body of POST /v1/cases."""

    item_code: str
    applicant: Applicant
    form: Mapping[str, str] = Field(repr=False)
    channel: str = "terminal"
    terminal_case_ref: str
    occurred_at: datetime


class SubmitOrder(WireModel):
    """Body of POST /v1/cases/{case_no}/submit: the declaration signed, and when."""

    declaration: str
    signed_at: datetime


class RatingGiven(WireModel):
    """A citizen's rating (好差评): 1–5 stars, reason keys, own words, whether by name."""

    stars: int = Field(ge=1, le=5)
    reasons: tuple[str, ...] = ()
    words: str = Field(default="", repr=False)
    named: bool = False


class RatingThanks(WireModel):
    """The rating is stored."""

    rating_id: str
    thanks: str
