"""What a case (办件) is made of beyond its number and state."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from pydantic import Field

from kiosk.onenetwork.voices import Reply
from kiosk.onenetwork.wire_model import WireModel

Way = Literal["terminal", "window", "mail", "locker", "message"]


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


class Step(WireModel):
    """A change of state."""

    state: CaseState
    at: datetime


class Suspension(WireModel):
    """A special procedure (特别程序): the clock stands."""

    kind: Literal["extension", "hearing", "inspection", "expert_review", "publicity", "other"]
    since: datetime
    reason: str


class LicenceUsed(WireModel):
    """A material that was not asked on paper."""

    code: str
    licence_id: str
    name: str


class PageUsed(WireModel):
    """A material that was handed in before, for the service of this name."""

    code: str
    page_id: str
    name: str
    item_name: str


class Deferred(WireModel):
    """A material to follow (容缺); `due` is the last day, None before acceptance."""

    code: str
    name: str
    due: date | None


class Part(WireModel):
    """One item of a bundle (一件事); `promised_date` is None before acceptance."""

    item_code: str
    item_name: str
    department: str
    promised_date: date | None = None
    state: CaseState


class CaseDefect(WireModel):
    """One thing to mend; `field` is dotted: form.phone, materials.household_page."""

    field: str
    message: str


class Notice(WireModel):
    """A notice (通知书). `remedies` say what one can do against it (救济途径)."""

    notice_id: str
    kind: Literal["received", "accepted", "not_accepted", "correction", "decided", "result"]
    document_no: str
    title: str
    issued_at: datetime
    reasons: tuple[str, ...]
    remedies: tuple[str, ...]
    defects: tuple[CaseDefect, ...]
    answer_by: date | None
    print_id: str | None


class Rule(WireModel):
    """The rule of an automatic decision, as shown to the citizen."""

    code: str
    text: str


class Review(WireModel):
    """A person looks at an automatic decision (人工复核)."""

    requested_at: datetime
    state: Literal["waiting", "upheld", "changed"]
    answer: str
    answered_at: datetime | None


class Decision(WireModel):
    """What was decided, by whom or by which rule (无人干预)."""

    outcome: Literal["granted", "refused"]
    automatic: bool
    rule: Rule | None
    decided_at: datetime
    reasons: tuple[str, ...]
    remedies: tuple[str, ...]
    review: Review | None


class CaseResult(WireModel):
    """What came of it, and where to fetch it; with way `terminal` the paper to print."""

    name: str
    way: Way
    ready_at: datetime
    print_id: str | None
    pick_up: str


class FollowUp(WireModel):
    """The second rating (追评)."""

    stars: int
    reasons: tuple[str, ...]
    words: str = Field(repr=False)
    rated_at: datetime


class StoredRating(WireModel):
    """The rating a case has, and what came of it; `answer_by` bounds the answer to a bad one."""

    stars: int
    reasons: tuple[str, ...] = ()
    words: str = Field(default="", repr=False)
    named: bool = False
    rated_at: datetime
    state: Literal["noted", "open", "answered"] = "noted"
    answer_by: date | None = None
    reply: Reply | None = None
    follow_up: FollowUp | None = None


class CommitmentGiven(WireModel):
    """A commitment (告知承诺) read and signed."""

    code: str
    signed_at: datetime
