"""Who applies: whoever stands here, or whom they act for."""

from __future__ import annotations

from kiosk.catalogue.model import FieldKind
from kiosk.journeys.draft import Application
from kiosk.onenetwork.models import Applicant, CitizenSession
from kiosk.text import _


def applicant_of(application: Application) -> Applicant:
    """As the card says or the agent told, with phone and address of the form; as it is sent."""
    person, draft = application.session.person, application.draft
    assert person is not None
    behalf = draft.behalf
    return Applicant(
        name=behalf.name if behalf else person.name,
        id_number=behalf.number if behalf else person.ref or person.number,
        card_kind="resident" if behalf else person.kind,
        phone=phone_of(application),
        address=draft.values.get("address", address_of(application)),
    )


def nobody_named(citizen: CitizenSession) -> Applicant:
    """Of an anonymous session, in the contract's words."""
    return Applicant(
        name="anonymous", id_number=citizen.person_ref, card_kind="none", phone="", address=""
    )


def number_of(application: Application) -> str:
    """Their ID number as far as the terminal knows it; to be shown, masked."""
    person, behalf = application.session.person, application.draft.behalf
    assert person is not None
    return behalf.number if behalf else person.number


def address_of(application: Application) -> str:
    """As on the applicant's own card; of somebody who is not here it is not known."""
    person = application.session.person
    return person.address if person is not None and application.draft.behalf is None else ""


def phone_of(application: Application) -> str:
    """The phone number given in the form; empty when there is none."""
    for one in application.draft.item.form.fields:
        if one.kind is FieldKind.PHONE:
            return application.draft.values.get(one.name, "")
    return ""


def statement_of(application: Application) -> str:
    """What is signed."""
    department = application.draft.item.department
    if application.draft.behalf is not None:
        said = _("我受申请人委托代办，已核对，以上情况属实。同意{department}用这些信息办理这件事。")
        return said.format(department=department)
    said = _("我已核对，以上情况属实。同意{department}用这些信息办理这件事。")
    return said.format(department=department)
