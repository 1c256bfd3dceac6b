"""Request bodies of the contract. Unknown members are refused: the two ends must agree."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

NonEmpty = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Ref = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
IdNumber = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{8,18}$")]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DeviceReport(Body):
    name: NonEmpty
    health: str
    detail: str
    supplies: dict[str, str]


class Heartbeat(Body):
    version: str
    uptime_s: float = Field(ge=0)
    queue_depth: int = Field(ge=0)
    catalogue_version: str | None
    devices: list[DeviceReport]


class FaultReport(Body):
    device: NonEmpty
    health: str
    detail: str
    help_code: str
    occurred_at: AwareDatetime


class NewSession(Body):
    method: Literal["id_card"]
    name: NonEmpty
    id_number: IdNumber
    card_kind: NonEmpty
    valid_to: date | None


class Applicant(Body):
    name: NonEmpty
    id_number: IdNumber
    card_kind: NonEmpty
    phone: str = ""
    address: str = ""


class NewCase(Body):
    item_code: NonEmpty
    applicant: Applicant
    form: dict[str, str]
    channel: Literal["terminal"]
    terminal_case_ref: Ref
    occurred_at: AwareDatetime


class Submission(Body):
    declaration: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
    signed_at: AwareDatetime


class NewRating(Body):
    case_no: NonEmpty
    stars: int = Field(ge=1, le=5)
    reasons: list[str]
    words: Annotated[str, StringConstraints(max_length=500)]
    named: bool
    channel: Literal["terminal"]


class HelpCall(Body):
    kind: Literal["staff"]
    where: NonEmpty
    code: str
