"""Every model agrees with the written contract: names, what is required, enumerations, nesting."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Literal

import pytest
from pydantic import BaseModel

from kiosk.onenetwork import bills, cases, hall, identity, licences, models, prints, upkeep, voices
from kiosk.onenetwork.problem import ProblemCode
from kiosk.onenetwork.wire_model import WireModel
from tests.simulators.backend.contract_document import Contract

CONTRACT = Contract()
SENT: list[tuple[type[WireModel], str, str]] = [
    (models.Heartbeat, "terminal", "Heartbeat"),
    (models.DeviceFaultReport, "terminal", "FaultReport"),
    (models.NewCase, "cases", "NewCase"),
    (models.SubmitOrder, "cases", "Submission"),
    (cases.PrecheckOrder, "cases", "PrecheckOrder"),
    (cases.Correction, "cases", "Correction"),
    (cases.Wish, "cases", "Wish"),
    (identity.SocialCardLogin, "identity", "SocialCardLogin"),
    (identity.QrLogin, "identity", "QrLogin"),
    (identity.FaceFactor, "identity", "FaceFactor"),
    (licences.NewAuthorisation, "licences", "NewAuthorisation"),
    (licences.Presentation, "licences", "Presentation"),
    (prints.PrintReport, "prints", "PrintReport"),
    (hall.NewAppointment, "booking", "NewAppointment"),
    (hall.CheckIn, "booking", "CheckIn"),
    (hall.NewTicket, "booking", "NewTicket"),
    (bills.AccountAsked, "bills", "AccountAsked"),
    (voices.HelpCall, "voices", "HelpCall"),
    (voices.NewFeedback, "voices", "NewFeedback"),
    (upkeep.EventBatch, "terminal", "EventBatch"),
]
HEARD: list[tuple[type[WireModel], str, str]] = [
    (models.HeartbeatAnswer, "terminal", "HeartbeatAnswer"),
    (models.FaultNoted, "terminal", "FaultReceipt"),
    (models.Manifest, "catalogue", "Manifest"),
    (models.CitizenSession, "identity", "Session"),
    (models.DraftCase, "cases", "Draft"),
    (models.MaterialReceived, "cases", "StoredMaterial"),
    (models.CaseList, "cases", "CaseList"),
    (models.RatingThanks, "voices", "RatingReceipt"),
    (cases.Precheck, "cases", "Precheck"),
    (identity.CompanyList, "identity", "CompanyList"),
    (licences.LicenceList, "licences", "LicenceList"),
    (licences.Authorisation, "licences", "Authorisation"),
    (licences.Authorisation, "licences", "PageAuthorisation"),
    (licences.EarlierPageList, "licences", "EarlierPageList"),
    (licences.Presented, "licences", "Presented"),
    (prints.PrintList, "prints", "PrintList"),
    (hall.HallNow, "booking", "HallNow"),
    (hall.SlotList, "booking", "SlotList"),
    (hall.AppointmentList, "booking", "AppointmentList"),
    (hall.Ticket, "booking", "Ticket"),
    (bills.AccountDue, "bills", "AccountDue"),
    (voices.Help, "voices", "Help"),
    (voices.Feedback, "voices", "Feedback"),
    (upkeep.Config, "terminal", "Config"),
    (upkeep.EventsKept, "terminal", "EventsKept"),
    (upkeep.AuditKnown, "terminal", "AuditKnown"),
]


def schema_of(file: str, name: str) -> dict[str, Any]:
    return CONTRACT.resolve(CONTRACT.files[f"{file}.yaml"]["schemas"][name])


def plain(part: dict[str, Any]) -> dict[str, Any]:
    """The schema itself: references followed, `or null` and lists taken off."""
    part = CONTRACT.resolve(part)
    for one in part.get("oneOf", []):
        if CONTRACT.resolve(one).get("type") != "null":
            return plain(one)
    if "items" in part:
        return plain(part["items"])
    return part


def inner(annotation: Any) -> Iterator[Any]:  # noqa: ANN401
    """The types an annotation is made of."""
    if typing.get_origin(annotation) is Literal:
        yield annotation
    elif args := typing.get_args(annotation):
        for one in args:
            yield from inner(one)
    elif annotation is not types.NoneType:
        yield annotation


def choices(annotation: Any) -> set[object]:  # noqa: ANN401
    """The values an annotation allows; empty when it is no enumeration."""
    found: set[object] = set()
    for one in inner(annotation):
        if typing.get_origin(one) is Literal:
            found |= set(typing.get_args(one))
        elif isinstance(one, type) and issubclass(one, StrEnum):
            found |= {member.value for member in one}
    return found - {None}


def quarrels(model: type[BaseModel], schema: dict[str, Any], sent: bool) -> Iterator[str]:
    """Where a model and its schema disagree."""
    properties, required = schema.get("properties", {}), set(schema.get("required", []))
    if sent:
        yield from (f"{model.__name__} lacks {name}" for name in required - {*model.model_fields})
    for name, field in model.model_fields.items():
        at = f"{model.__name__}.{name}"
        if name not in properties:
            yield f"{at} is not in the contract"
            continue
        if not sent and field.is_required() and name not in required:
            yield f"{at} may be missing"
        part = plain(properties[name])
        allowed = {part["const"]} if "const" in part else set(part.get("enum", ()))
        told = choices(field.annotation)
        # What is sent must be allowed, all that may come be understood.
        wrong = told - allowed if sent else allowed - told
        if told and wrong - {None}:
            yield f"{at}: {sorted(map(str, wrong))}"
        for kind in inner(field.annotation):
            if isinstance(kind, type) and issubclass(kind, WireModel):
                yield from quarrels(kind, part, sent)


def named(part: object) -> str:
    return part.__name__ if isinstance(part, type) else str(part)


@pytest.mark.parametrize(("model", "file", "name"), SENT, ids=named)
def test_what_is_sent(model: type[WireModel], file: str, name: str) -> None:
    assert [*quarrels(model, schema_of(file, name), sent=True)] == []


@pytest.mark.parametrize(("model", "file", "name"), HEARD, ids=named)
def test_what_is_heard(model: type[WireModel], file: str, name: str) -> None:
    assert [*quarrels(model, schema_of(file, name), sent=False)] == []


def test_the_codes_of_refusals() -> None:
    code = CONTRACT.resolve(schema_of("common", "Problem")["properties"]["code"])
    assert {one.value for one in ProblemCode} == set(code["enum"])


def test_the_rating() -> None:
    """Its body is put together of the rating and the case it is of."""
    properties = schema_of("voices", "NewRating")["properties"]
    assert {*models.RatingGiven.model_fields, "case_no", "channel"} == {*properties}


def test_it_does_find_quarrels() -> None:
    class Wrong(WireModel):
        state: Literal["waiting", "gone"]
        help_id: str
        colour: str

    found = [*quarrels(Wrong, schema_of("voices", "Help"), sent=True)]
    assert any("colour is not in the contract" in one for one in found)
    assert any("Wrong.state: ['gone']" in one for one in found)
    assert any("lacks owner" in one for one in found)
