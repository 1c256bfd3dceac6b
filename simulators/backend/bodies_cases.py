"""Bodies of licence, case and print calls."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from simulators.backend.bodies import (
    ENCRYPTED,
    Body,
    Channel,
    Code,
    ItemCode,
    Line,
    Long,
    MaterialCode,
    Moment,
    Phone,
    Ref,
    RegionCode,
    Words,
)

Address = Annotated[str, StringConstraints(max_length=200)]
AuthorisationId = Annotated[str, StringConstraints(pattern=r"^A[0-9]{6}$")]
ApplicantNumber = Annotated[
    str, StringConstraints(pattern=rf"^([0-9A-Z]{{8,18}}|p-[0-9a-f]{{24}}|{ENCRYPTED})$")
]
Situations = dict[str, Address]


class NewAuthorisation(Body):
    item_code: ItemCode
    purpose: Line
    agreed_at: Moment


class Presentation(Body):
    code: Code
    item_code: ItemCode
    purpose: Line


class CompanyPresentation(Body):
    code: Code
    item_code: ItemCode


class Applicant(Body):
    name: Line
    id_number: ApplicantNumber
    card_kind: Line
    phone: Phone = ""
    address: Address = ""


class Agent(Body):
    relation: Literal["spouse", "parent", "child", "guardian", "staff", "entrusted"]
    words: Words


class Company(Body):
    name: Line
    credit_code: Annotated[str, StringConstraints(pattern=r"^[0-9A-HJ-NPQRTUWXY]{18}$")]


class Delivery(Body):
    way: Literal["terminal", "window", "mail", "locker", "message"]
    address: Address


class CommitmentGiven(Body):
    code: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    signed_at: Moment


class Application(Body):
    """What a precheck and a new case have in common."""

    item_code: ItemCode
    applicant: Applicant
    form: dict[str, Long]
    parts: list[ItemCode] = Field(default=[], max_length=30)
    agent: Agent | None = None
    company: Company | None = None
    situations: Situations = Field(default={})
    authorisations: list[AuthorisationId] = Field(default=[], max_length=50)
    deferred: list[MaterialCode] = Field(default=[], max_length=50)
    commitments: list[CommitmentGiven] = Field(default=[], max_length=10)
    handling_region: RegionCode | None = None


class PrecheckOrder(Application):
    materials: list[MaterialCode] = Field(max_length=50)


class NewCase(Application):
    channel: Channel
    terminal_case_ref: Ref
    occurred_at: Moment
    delivery: Delivery | None = None


class Submission(Body):
    declaration: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
    signed_at: Moment


class Correction(Body):
    form: dict[str, Long]
    words: Words
    signed_at: Moment


class Wish(Body):
    """A withdrawal, or a request for human review."""

    reason: Line
    phone: Phone
    signed_at: Moment


class PrintReport(Body):
    outcome: Literal["printed", "partial", "failed"]
    pages: int = Field(ge=0, le=1000)
    copies: int = Field(ge=0, le=100)
    at: Moment
