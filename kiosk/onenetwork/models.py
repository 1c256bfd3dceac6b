"""What the main way of a case sends and gets, as typed frozen models; areas beside it have theirs.

Service items are parsed by kiosk.catalogue, which has to verify their exact bytes first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from kiosk.onenetwork.case_details import (
    CaseDefect as CaseDefect,
)
from kiosk.onenetwork.case_details import (
    CaseResult,
    CommitmentGiven,
    Decision,
    Deferred,
    LicenceUsed,
    Notice,
    PageUsed,
    Part,
    Step,
    Suspension,
    Way,
)
from kiosk.onenetwork.case_details import (
    CaseState as CaseState,
)
from kiosk.onenetwork.case_details import (
    StoredRating as StoredRating,
)
from kiosk.onenetwork.wire_model import WireModel as WireModel

# --- terminal ----------------------------------------------------------------------------


class DeviceReport(WireModel):
    """Health of one device as the heartbeat carries it (XFS4IoT words)."""

    name: str
    health: str
    detail: str = ""
    supplies: Mapping[str, str] = {}


class AuditHead(WireModel):
    """The end of the audit trail: how many entries, and the last one's digest (hex SHA-256)."""

    entries: int
    digest: str


class Heartbeat(WireModel):
    """The terminal's sign of life.

    `uptime_s` and `oldest_waiting_s` in seconds, `queue_depth` in waiting cases and letters.
    """

    version: str
    uptime_s: int
    queue_depth: int
    catalogue_version: str
    config_version: str = ""
    oldest_waiting_s: float = 0.0
    disk_free_mb: int = 0
    in_use: bool = False
    devices: tuple[DeviceReport, ...] = ()
    audit_head: AuditHead | None = None


class NoticeText(WireModel):
    """A public notice (公告) and the area it belongs to; `texts` says it in other languages.

    An emergency (突发事件) covers the screen at once.
    """

    text: str
    area: str = ""
    urgency: Literal["normal", "emergency"] = "normal"
    texts: Mapping[str, str] = {}


class OutOfServiceOrder(WireModel):
    """The backend takes the terminal out of service: why, and until when, in words."""

    why: str
    expected: str = ""


class HeartbeatAnswer(WireModel):
    """What the backend says to a heartbeat. `nearest`: where another terminal works, in words."""

    server_time: datetime
    catalogue_version: str
    config_version: str = ""
    next_in_s: int | None = None
    notices: tuple[NoticeText, ...] = ()
    out_of_service: OutOfServiceOrder | None = None
    nearest: str | None = None


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


# --- catalogue and identity --------------------------------------------------------------


class Manifest(WireModel):
    """What the catalogue's body must be: hex SHA-256 and its hex HMAC."""

    version: str
    sha256: str
    signature: str
    item_count: int
    published_at: datetime


class PersonShown(WireModel):
    """Who it is, as far as a screen may show it."""

    name: str = Field(repr=False)
    id_number_masked: str = Field(repr=False)
    card_kind: str = Field(repr=False)


class CitizenSession(WireModel):
    """A citizen's presence at the backend.

    `assertion` proves it for writes from the outbox, up to 7 days after the session.
    """

    token: str = Field(repr=False)
    assertion: str = Field(repr=False)
    person_ref: str = Field(repr=False)
    assurance: int
    expires_at: datetime
    person: PersonShown | None = Field(default=None, repr=False)


# --- cases -------------------------------------------------------------------------------


class DraftCase(WireModel):
    """A case just created."""

    case_no: str
    state: CaseState


class MaterialReceived(WireModel):
    """A material as the backend stored it: bytes and hex SHA-256."""

    code: str
    size: int
    sha256: str


class Company(WireModel):
    """A firm or body (法人) that applies, by its unified social credit code."""

    name: str
    credit_code: str


class Case(WireModel):
    """A case (办件) as the backend tells it; holds no personal data.

    `promised_date` and `statutory_date` are None when the backend's calendar does not reach
    that far, and only estimates (预计) when `estimated`. `company` applies where that is no person.
    """

    case_no: str
    query_code: str
    item_code: str
    item_name: str
    company: Company | None = None
    state: CaseState
    history: tuple[Step, ...] = ()
    accepted_at: datetime | None
    promised_date: date | None
    statutory_date: date | None
    estimated: bool
    suspended: Suspension | None = None
    department: str
    handling_region: str = ""
    consult_phone: str
    query_url: str
    materials: tuple[MaterialReceived, ...] = ()
    licences: tuple[LicenceUsed, ...] = ()
    earlier: tuple[PageUsed, ...] = ()
    deferred: tuple[Deferred, ...] = ()
    commitments: tuple[CommitmentGiven, ...] = ()
    parts: tuple[Part, ...] = ()
    notices: tuple[Notice, ...] = ()
    decision: Decision | None = None
    result: CaseResult | None = None
    terminal: str = ""
    terminal_case_ref: str = ""
    rating: StoredRating | None = None


class CaseList(WireModel):
    """Cases found; `next_cursor` leads to the next page."""

    cases: tuple[Case, ...]
    next_cursor: str | None = None


class Applicant(WireModel):
    """Who applies. `card_kind` is a CardKind value; `address` as on the card or corrected."""

    name: str = Field(repr=False)
    id_number: str = Field(repr=False)
    card_kind: str = Field(repr=False)
    phone: str = Field(repr=False)
    address: str = Field(repr=False)


class Agent(WireModel):
    """Who acts for the applicant (代办人); the session is theirs."""

    relation: Literal["spouse", "parent", "child", "guardian", "staff", "entrusted"]
    words: str = Field(default="", repr=False)


class Delivery(WireModel):
    """How the result shall come; `address` with mail."""

    way: Way
    address: str = Field(default="", repr=False)


class CaseChoices(WireModel):
    """What the citizen chose about a case besides its form.

    `company` applies where that is no person, `parts` of a bundle (empty for all), answers to
    `situations`, `authorisations` of licences, materials `deferred` (容缺), `commitments` signed
    (告知承诺), the responsible region (跨域通办, None for this one).
    """

    parts: tuple[str, ...] = ()
    agent: Agent | None = None
    company: Company | None = None
    situations: Mapping[str, str] = {}
    authorisations: tuple[str, ...] = ()
    deferred: tuple[str, ...] = ()
    commitments: tuple[CommitmentGiven, ...] = ()
    handling_region: str | None = None


class NewCase(CaseChoices):
    """Body of POST /v1/cases; `delivery` None for the item's first way."""

    item_code: str
    applicant: Applicant
    form: Mapping[str, str] = Field(repr=False)
    delivery: Delivery | None = None
    channel: str = "terminal"
    terminal_case_ref: str
    occurred_at: datetime

    @model_serializer(mode="wrap")
    def _told(self, told_whole: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Without the choices that were not made: the platform knows what they are then."""
        optional = {*CaseChoices.model_fields, "delivery"}
        return {
            name: value for name, value in told_whole(self).items() if value or name not in optional
        }


class SubmitOrder(WireModel):
    """Body of POST /v1/cases/{case_no}/submit: the declaration signed, and when."""

    declaration: str
    signed_at: datetime


class RatingGiven(WireModel):
    """A citizen's rating (好差评): 1–5 stars, reason keys, own words, whether by name.

    A case is rated once, and once more (追评).
    """

    round: Literal["first", "follow_up"] = "first"
    stars: int = Field(ge=1, le=5)
    reasons: tuple[str, ...] = ()
    words: str = Field(default="", repr=False)
    named: bool = False


class RatingThanks(WireModel):
    """The rating is stored."""

    rating_id: str
    thanks: str
