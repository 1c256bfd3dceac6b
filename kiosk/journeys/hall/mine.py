"""My appointments (我的预约): look, check in, change, cancel, print the slip again."""

from __future__ import annotations

import uuid

from kiosk.conversation import Back
from kiosk.conversation.questions import After, Choose, Entry, Group, Option, ShowMatter
from kiosk.journeys import troubles
from kiosk.journeys.as_citizen import reach_as_citizen
from kiosk.journeys.hall.appointments import all_of, give_slip
from kiosk.journeys.hall.book import book
from kiosk.journeys.hall.checking_in import check_in
from kiosk.journeys.hall.words import day_and_time, rows_of
from kiosk.journeys.identify import Purpose, introduce
from kiosk.onenetwork.hall import Appointment
from kiosk.onenetwork.problem import BackendProblem, ProblemCode
from kiosk.papers.hall_slips import check_in_times
from kiosk.session import Session
from kiosk.text import Words, _

CHECK_IN, CHANGE, CANCEL, SLIP, KEEP = "check_in", "change", "cancel", "slip", "keep"


async def mine(session: Session) -> After:
    """The citizen's appointments, and what can be done with each.

    Raises:
        Back, Leave, TimedOut, ToWindow: as the citizen chose.
    """
    service = _("我的预约")
    site = session.services.settings.terminal.site_name
    await introduce(session, Purpose("booking", service, site, _("查看和更改您的预约")))
    said = ""
    while True:
        appointments = await all_of(session, service)
        chosen = await session.conversation.ask(_listed(appointments, said))
        said = ""
        one = next(each for each in appointments if each.appointment_id == chosen.key)
        try:
            outcome = await _one(session, one)
        except Back:
            continue
        if isinstance(outcome, After):
            return outcome
        said = outcome


async def _one(session: Session, one: Appointment) -> After | Words:
    """One appointment, until it is done with; words when the list has news.

    Raises:
        Back: to the list.
    """
    while True:
        chosen = await session.conversation.ask(matter(one))
        try:
            match chosen.key:
                case "check_in":
                    if (after := await check_in(session, one.appointment_id, one.code)) is not None:
                        return after
                case "change":
                    return await _change(session, one)
                case "cancel":
                    if await _cancelled(session, one):
                        return _("取消好了，位子让给别人了。")
                case "slip":
                    item = session.services.catalogue.item(one.item_code)
                    return await give_slip(session, one, item, uuid.uuid4().hex)
                case _:
                    raise AssertionError(chosen.key)
        except Back:
            continue


async def _change(session: Session, one: Appointment) -> After:
    """Another time; the old one is given back only for the new one."""
    item = session.services.catalogue.item(one.item_code)
    if item is None:
        why = session.services.catalogue.why_withdrawn(one.item_code)
        await troubles.ask(session, troubles.withdrawn(session, one.item_name, why))
        raise Back
    return await book(session, item, replaces=one)


async def _cancelled(session: Session, one: Appointment) -> bool:
    """Asked once more, then given back; False: kept.

    Raises:
        Back: to the appointment.
    """
    if (await session.conversation.ask(_sure(one))).key == KEEP:
        return False
    hall = session.services.backend.hall
    try:
        await reach_as_citizen(
            session,
            one.item_name,
            lambda token: hall.cancel(token, one.appointment_id),
            refusals=(ProblemCode.WRONG_STATE, ProblemCode.NOT_FOUND),
            kept=_("还没有取消。"),
        )
    except BackendProblem as problem:
        kept = _("您的预约没有改动。")
        trouble = troubles.backend_trouble(session, one.item_name, problem, kept)
        await troubles.ask(session, trouble)
        return False
    await session.record("appointment.cancelled")
    return True


def _listed(appointments: tuple[Appointment, ...], said: str) -> Choose:
    return Choose(
        title=_("我的预约"),
        line=said,
        entries=tuple(
            Entry(
                one.appointment_id,
                one.item_name,
                day_and_time(one.slot.starts_at),
                "booking",
                *_state(one),
            )
            for one in appointments
        ),
        empty=_("您现在没有预约。"),
    )


def _state(one: Appointment) -> tuple[Words, str]:
    words = {
        "booked": (_("约好了"), "ok"),
        "checked_in": (_("签到了"), "info"),
        "cancelled": (_("取消了"), "info"),
        "missed": (_("错过了"), "warn"),
    }
    return words[one.state]


def matter(one: Appointment) -> ShowMatter:
    """An appointment, and what can still be done with it."""
    chip, kind = _state(one)
    coming = one.state == "booked"
    return ShowMatter(
        service=_("我的预约"),
        title=one.item_name,
        line=check_in_times(one) if coming else "",
        icon="booking",
        chip=chip,
        chip_kind=kind,
        code=one.code if coming else "",
        code_label=_("签到码"),
        groups=(
            Group(_("时间和地点"), rows=rows_of(one.slot)),
            Group(_("请带上"), lines=one.bring),
        ),
        options=(
            Option(CHANGE, _("改时间"), icon="when"),
            Option(CANCEL, _("取消预约"), icon="cancel"),
            Option(SLIP, _("再印一张预约单"), icon="receipt"),
        )
        if coming
        else (),
        main=Option(CHECK_IN, _("我到了，签到")) if coming else None,
    )


def _sure(one: Appointment) -> ShowMatter:
    return ShowMatter(
        service=one.item_name,
        title=_("真的要取消吗？"),
        line=_("取消以后要来，得重新约。"),
        icon="booking",
        groups=(Group(_("时间和地点"), rows=rows_of(one.slot)),),
        options=(Option(KEEP, _("不取消"), icon="booking"),),
        main=Option(CANCEL, _("取消这个预约")),
    )
