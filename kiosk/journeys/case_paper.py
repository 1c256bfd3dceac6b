"""The receipt of a case: what it is about, for whom, and the screen that hands it over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from kiosk.catalogue.model import Item
from kiosk.catalogue.workdays import due_date
from kiosk.conversation.questions import Accepted, Milestone, PaperStage
from kiosk.journeys.parts import of_case
from kiosk.journeys.region import name_of
from kiosk.onenetwork.models import Case
from kiosk.papers.notices.document import newest
from kiosk.papers.pieces import Imprint, in_beijing, spaced
from kiosk.papers.receipts import Matter
from kiosk.session import Session
from kiosk.text import _

ACCEPTANCE_DAYS = 5
"""Working days within which one is told whether a case is accepted (行政许可法 §32)."""


def matter(
    session: Session, item: Item, phone: str = "", materials: tuple[str, ...] = ()
) -> Matter:
    """What a paper of this person's case says of item and person."""
    person = session.person
    assert person is not None
    told = due_date(date.today(), ACCEPTANCE_DAYS)
    return Matter(
        name=person.name,
        number=person.number,
        phone=phone,
        item_name=item.name,
        promised_days=item.promised_limit.days,
        statutory_days=item.statutory_limit.days,
        result=item.result.delivery,
        place=item.place.hall + item.place.window,
        consult_phone=item.consult_phone,
        supervise_phone=item.supervise_phone,
        materials=materials,
        basis=item.legal_basis,
        answer_by=told.day,
        answer_estimated=told.estimated,
    )


def matter_of(session: Session, item: Item, case: Case) -> Matter:
    """The same of a case that the platform has had for a while."""
    received = newest(case, "received")
    names = {one.code: one.name for one in item.materials}
    found = matter(
        session,
        item,
        materials=tuple(names[one.code] for one in case.materials if one.code in names),
    )
    found = replace(
        found,
        parts=of_case(session, item, case),
        region=name_of(item, case.handling_region),
        consult_phone=case.consult_phone,
        company=case.company.name if case.company else "",
        credit_code=case.company.credit_code if case.company else "",
    )
    if received is None:
        return found
    told = due_date(in_beijing(received.issued_at).date(), ACCEPTANCE_DAYS)
    return replace(found, answer_by=told.day, answer_estimated=told.estimated)


def imprint(session: Session, ref: str) -> Imprint:
    """Of a paper with the job `ref`."""
    terminal = session.services.settings.terminal
    return Imprint(
        site=terminal.site_name,
        terminal=terminal.id,
        serial=ref[:12].upper(),
        printed_at=datetime.now().astimezone(),
    )


def handed_over(
    session: Session,
    service: str,
    case: Case,
    title: str,
    line: str,
    milestones: tuple[Milestone, ...],
) -> Accepted:
    """The screen beside the printing: title, code, what comes next."""
    return Accepted(
        service=service,
        title=title,
        line=line,
        sent=True,
        code=spaced(case.query_code),
        code_label=_("查询码"),
        code_line=_("刷身份证，|或凭这个号码，|随时在本机和窗口查进度。"),
        qr=case.query_url,
        qr_line=_("手机扫码看进度"),
        milestones=milestones,
        card_on_reader=session.card_on_reader,
        paper=PaperStage.PRINTING,
        paper_line=_("从{where}出来").format(where=session.services.settings.places.receipt_slot),
    )
