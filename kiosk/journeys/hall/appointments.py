"""The citizen's appointments as the platform has them, and the slip for one."""

from __future__ import annotations

from kiosk.catalogue.model import Item
from kiosk.conversation.questions import Accepted, After, Milestone, PaperStage
from kiosk.journeys.as_citizen import reach_as_citizen
from kiosk.journeys.hall.words import day_and_time, imprint
from kiosk.journeys.hand_over import Slip, hand_over
from kiosk.onenetwork.hall import Appointment
from kiosk.papers.hall_slips import Booked, appointment_slip, check_in_times
from kiosk.papers.pieces import HOTLINE
from kiosk.papers.shown_codes import appointment_code
from kiosk.session import Session
from kiosk.text import _


async def all_of(session: Session, service: str) -> tuple[Appointment, ...]:
    """Those still to come, the next one first; then the others, the latest first.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose when it could not be asked.
    """

    async def pages(token: str) -> tuple[Appointment, ...]:
        found: list[Appointment] = []
        cursor: str | None = None
        while True:
            page = await session.services.backend.hall.appointments(token, cursor)
            found += page.appointments
            if (cursor := page.next_cursor) is None:
                return tuple(found)

    listed = sorted(
        await reach_as_citizen(session, service, pages), key=lambda one: one.slot.starts_at
    )
    coming = [one for one in listed if one.state == "booked"]
    return (*coming, *(one for one in reversed(listed) if one.state != "booked"))


async def held_for(session: Session, item: Item) -> Appointment | None:
    """The appointment the citizen has for this service."""
    mine = await all_of(session, item.short_name)
    return next((one for one in mine if (one.item_code, one.state) == (item.code, "booked")), None)


async def confirmed(
    session: Session, appointment: Appointment, item: Item | None, ref: str
) -> After:
    """Just booked: the slip, the code, what comes next. `ref` is the paper's job for life."""
    assert session.person is not None
    await session.record("appointment.booked", session.person.number)
    return await give_slip(session, appointment, item, ref)


async def give_slip(
    session: Session, appointment: Appointment, item: Item | None, ref: str
) -> After:
    """The slip on paper, and the same on the screen."""
    assert session.person is not None
    booked = Booked(appointment, session.person.name, item.consult_phone if item else HOTLINE)
    slip = Slip(ref, appointment.item_name, item, kept=_("已经约好，记下签到码就行。"))
    receipt = appointment_slip(booked, imprint(session, ref))
    return await hand_over(session, slip, _given(session, appointment), receipt)


def _given(session: Session, appointment: Appointment) -> Accepted:
    slot = appointment.slot
    return Accepted(
        service=appointment.item_name,
        title=_("约好了"),
        line=_("{when}，{window}").format(when=day_and_time(slot.starts_at), window=slot.window),
        sent=True,
        code=appointment.code,
        code_label=_("签到码"),
        code_line=_("来了先在自助机签到：|刷身份证，或者用这个码。"),
        qr=appointment_code(appointment.appointment_id, appointment.code),
        qr_line=_("签到时扫这个码"),
        milestones=(
            Milestone(_("现在"), _("约好了"), done=True),
            Milestone(
                _("来之前"),
                _("带上{first}等 {n} 样").format(
                    first=appointment.bring[0], n=len(appointment.bring)
                ),
            )
            if len(appointment.bring) > 1
            else Milestone(_("来之前"), _("带上{first}").format(first=appointment.bring[0])),
            Milestone(day_and_time(slot.starts_at), check_in_times(appointment)),
        ),
        card_on_reader=session.card_on_reader,
        paper=PaperStage.PRINTING,
        paper_line=_("从{where}出来").format(where=session.services.settings.places.receipt_slot),
    )
