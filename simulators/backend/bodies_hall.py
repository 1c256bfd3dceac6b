"""Bodies of appointment, queue, rating, help and feedback calls."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from simulators.backend.bodies import (
    Body,
    CaseNumber,
    Channel,
    ItemCode,
    Phone,
    Short,
    TerminalId,
    Words,
)

Reason = Annotated[str, StringConstraints(pattern=r"^([0-9]{3}|[a-z][a-z_]{0,31})$")]


class NewAppointment(Body):
    slot_id: Annotated[str, StringConstraints(pattern=r"^S-[0-9A-Z]{12}-[0-9]{8}-[0-9]{4}$")]
    item_code: ItemCode
    phone: Phone
    remind: bool
    needs: list[
        Literal["assistant", "wheelchair", "sign_language", "elder_company", "large_print"]
    ] = Field(max_length=5)
    replaces: Annotated[str, StringConstraints(pattern=r"^B[0-9]{6}$")] | None = None


class CheckIn(Body):
    code: Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]


class NewTicket(Body):
    item_code: ItemCode
    priority: Literal["none", "elder", "disabled", "pregnant", "veteran"]


class NewRating(Body):
    case_no: CaseNumber
    round: Literal["first", "follow_up"] = "first"
    stars: int = Field(ge=1, le=5)
    reasons: list[Reason] = Field(max_length=20)
    words: Words
    named: bool
    channel: Channel


class HelpCall(Body):
    kind: Literal["staff", "assist", "video"]
    where: TerminalId
    code: Short
    item_code: ItemCode | None = None
    words: Words = ""


class NewFeedback(Body):
    kind: Literal["cannot_be_done", "complaint", "suggestion", "praise", "machine_fault", "urge"]
    words: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    item_code: ItemCode | None
    case_no: CaseNumber | None
    phone: Phone
    channel: Channel
