"""Papers for the hall: the queue ticket (排队号) and the appointment slip (预约单).

A ticket names nobody: it may be picked up by whoever comes next.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from drivers.receipt_printer.contract import Align, Line, Part, Qr, Receipt, Rule, Space
from kiosk.dates import full_date, weekday
from kiosk.identity.masking import mask_name
from kiosk.onenetwork.hall import APPOINTMENT, TICKET, Appointment, Slot, Ticket
from kiosk.papers.pieces import (
    HOTLINE,
    QR_MODULE_DOTS,
    Imprint,
    colophon,
    head,
    in_beijing,
    moment,
    next_steps,
    numbered,
    pair,
)
from kiosk.papers.shown_codes import appointment_code, ticket_code
from kiosk.text import _, counted

NUMBER_SIZE = 7
"""Digits of 24 dots at 203 dpi come out 15 mm high; four of them fit paper of 58 mm."""


@dataclass(frozen=True)
class Booked:
    """An appointment and whose it is; the name is given whole, masked here."""

    appointment: Appointment
    name: str = field(repr=False)
    consult_phone: str


def ticket_slip(ticket: Ticket, imprint: Imprint) -> Receipt:
    """排队号: the number, where to go, how many people are ahead."""
    digits = ticket.ticket_id.removeprefix(TICKET)
    return Receipt(
        (
            Line(imprint.site, align=Align.CENTRE),
            Line(_("排队号"), bold=True, align=Align.CENTRE),
            Line(ticket.number, size=NUMBER_SIZE, bold=True, align=Align.CENTRE),
            Line(ahead(ticket), size=2, bold=True, align=Align.CENTRE),
            Rule(),
            pair(_("事项"), ticket.item_name),
            pair(_("去哪里"), ticket.window),
            pair(_("大厅"), ticket.site.name),
            pair(_("要等"), wait(ticket)),
            pair(_("取号时间"), moment(ticket.issued_at)),
            pair(_("政务热线"), HOTLINE),
            Rule(),
            *next_steps(
                (
                    _("请听叫号，叫到再去窗口。"),
                    _("过了号，请问窗口或者导办台。"),
                )
            ),
            Qr(ticket_code(ticket.ticket_id), QR_MODULE_DOTS),
            Space(),
            Line(_("在本机扫码，看前面还有几人"), align=Align.CENTRE),
            Line(_("或输入查询号 {code}").format(code=digits), align=Align.CENTRE),
            Rule(),
            *colophon(imprint),
        )
    )


def appointment_slip(booked: Booked, imprint: Imprint) -> Receipt:
    """预约单: where and when, what to bring, how to check in and how to change."""
    appointment = booked.appointment
    return Receipt(
        (
            *head(imprint, _("预约单"), _("来了先在自助机签到，不用再取号")),
            pair(_("预约人"), mask_name(booked.name)),
            pair(_("事项"), appointment.item_name),
            pair(_("日期"), slip_day(appointment.slot)),
            pair(_("时间"), slot_times(appointment.slot)),
            pair(_("大厅"), appointment.slot.site.name),
            pair(_("地址"), appointment.slot.site.address),
            pair(_("窗口"), appointment.slot.window),
            Rule(),
            *numbered(_("请带上"), appointment.bring),
            Rule(),
            *_check_in(appointment),
            Rule(),
            *next_steps(
                (
                    check_in_times(appointment),
                    _("刷身份证、扫上面的码、输号码，都能签到。"),
                    _("要改时间或来不了，请在自助机“预约”里改，把位子让给别人。"),
                )
            ),
            *_asking(booked.consult_phone),
            Rule(),
            *colophon(imprint),
        )
    )


def _asking(phone: str) -> tuple[Part, ...]:
    """Where to ask: the office's telephone and the hotline, each once."""
    hotline = pair(_("政务热线"), HOTLINE)
    return (hotline,) if phone == HOTLINE else (pair(_("咨询电话"), phone), hotline)


def ahead(ticket: Ticket) -> str:
    """前面还有 4 人."""
    if not ticket.people_ahead:
        return _("下一个就是您")
    return counted("前面还有 {n} 人", ticket.people_ahead)


def wait(ticket: Ticket) -> str:
    """约 12 分钟."""
    if not ticket.estimated_minutes:
        return _("马上就到")
    return counted("约 {n} 分钟", ticket.estimated_minutes)


def slip_day(slot: Slot) -> str:
    """2026年11月23日（周一）."""
    day = in_beijing(slot.starts_at).date()
    return _("{day}（{weekday}）").format(day=full_date(day), weekday=weekday(day))


def slot_times(slot: Slot) -> str:
    """09:00 至 09:30."""
    return _("{start} 至 {end}").format(
        start=f"{in_beijing(slot.starts_at):%H:%M}", end=f"{in_beijing(slot.ends_at):%H:%M}"
    )


def check_in_times(appointment: Appointment) -> str:
    """When a check-in is open."""
    return _("当天 {start} 到 {end} 签到。").format(
        start=f"{in_beijing(appointment.check_in_from):%H:%M}",
        end=f"{in_beijing(appointment.check_in_until):%H:%M}",
    )


def _check_in(appointment: Appointment) -> tuple[Part, ...]:
    code, digits = appointment.code, appointment.appointment_id.removeprefix(APPOINTMENT)
    return (
        Line(_("签到码"), align=Align.CENTRE),
        Line(code, size=2, bold=True, align=Align.CENTRE),
        Space(),
        Qr(appointment_code(appointment.appointment_id, code), QR_MODULE_DOTS),
        Space(),
        Line(_("预约号 {number}").format(number=digits), align=Align.CENTRE),
    )
