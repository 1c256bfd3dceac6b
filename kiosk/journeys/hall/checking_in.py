"""Here I am (签到): the appointment becomes a number that is called first."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from kiosk.conversation import Back
from kiosk.conversation.questions import After, FieldKind, FillForm, FormField
from kiosk.journeys import troubles
from kiosk.journeys.hall.codes import SIX_DIGITS, shown_or_typed
from kiosk.journeys.hall.refusals import CHECK_IN_REFUSED, not_checked_in
from kiosk.journeys.hall.tickets import hand_out
from kiosk.journeys.reaching import reach
from kiosk.onenetwork.hall import APPOINTMENT
from kiosk.onenetwork.problem import BackendProblem
from kiosk.papers.shown_codes import AppointmentCode
from kiosk.session import Session
from kiosk.text import _


async def check_in_by_code(session: Session) -> After:
    """With the slip: its code held up, or its two numbers typed. No card is needed.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    known: Mapping[str, str] = {}
    unknown = False
    while True:
        answer = await shown_or_typed(session, _form(known, unknown=unknown))
        unknown = not isinstance(answer, Mapping | AppointmentCode)
        if isinstance(answer, Mapping):
            known = answer
            appointment, code = APPOINTMENT + answer["number"], answer["code"]
        elif isinstance(answer, AppointmentCode):
            appointment, code = answer.appointment_id, answer.code
        else:
            continue
        try:
            after = await check_in(session, appointment, code)
        except Back:
            continue
        if after is not None:
            return after


async def check_in(session: Session, appointment_id: str, code: str) -> After | None:
    """The ticket on paper; None when the citizen was told why there is none.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    hall, key = session.services.backend.hall, uuid.uuid4().hex
    try:
        ticket = await reach(
            session,
            "",
            lambda: hall.check_in(appointment_id, code, key=key),
            refusals=CHECK_IN_REFUSED,
        )
    except BackendProblem as problem:
        await troubles.ask(session, not_checked_in(session, "", problem))
        return None
    item = session.services.catalogue.item(ticket.item_code)
    return await hand_out(session, ticket, item)


def _form(known: Mapping[str, str], *, unknown: bool) -> FillForm:
    return FillForm(
        service=_("预约签到"),
        title=_("这不是预约单上的码，|请换一个，或者输号码")
        if unknown
        else _("把预约单上的码对准扫码口，|或者输号码"),
        from_card=(),
        fields=(
            FormField("number", _("预约号"), FieldKind.NUMBER, _("6 位数字"), max_length=6),
            FormField("code", _("签到码"), FieldKind.NUMBER, _("6 位数字"), max_length=6),
        ),
        values=known,
        check=_wrong,
    )


def _wrong(name: str, value: str) -> str | None:
    if SIX_DIGITS.fullmatch(value):
        return None
    if name == "code":
        return _("签到码是 6 位数字，在预约单上。")
    return _("预约号是 6 位数字，在预约单上。")
