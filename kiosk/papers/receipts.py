"""Receipts on 80 mm paper: notices of acceptance and receipt, the slip for a case not sent yet.

Every paper says whose it is (masked), what it is, what happens next and by when, where to ask,
and carries a serial.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from drivers.receipt_printer.contract import (
    Align,
    Line,
    Part,
    Qr,
    Receipt,
    Rule,
    Space,
)
from kiosk.dates import full_date
from kiosk.identity.masking import mask_name, mask_phone, number_on_paper
from kiosk.onenetwork.models import Case
from kiosk.papers.pieces import (
    HOTLINE,
    QR_MODULE_DOTS,
    Imprint,
    colophon,
    head,
    moment,
    next_steps,
    pair,
    spaced,
)
from kiosk.papers.shown_codes import CASE_MARK, ReceiptCode, what_code
from kiosk.text import _, counted

SHORT_NUMBER = 24
"""Characters of a case number that fit a row beside its label; numbers have up to 50."""


@dataclass(frozen=True)
class Matter:
    """What a paper is about and for whom. Name, number and phone are given whole, masked here.

    `item_name` may hold `|` line-break marks; limits are in working days; `result` says how
    the result is delivered; `place` is where to go in person, down to the window.
    """

    name: str = field(repr=False)
    number: str = field(repr=False)
    phone: str = field(repr=False)
    item_name: str
    promised_days: int
    statutory_days: int
    result: str
    place: str
    consult_phone: str
    supervise_phone: str
    materials: tuple[str, ...] = ()


def case_notice(case: Case, matter: Matter, imprint: Imprint) -> Receipt:
    """The paper for a case the backend has: accepted already, or only received."""
    if case.accepted_at is None:
        return received_notice(case, matter, imprint)
    return acceptance_notice(case, case.accepted_at, matter, imprint)


def acceptance_notice(
    case: Case, accepted_at: datetime, matter: Matter, imprint: Imprint
) -> Receipt:
    """受理通知书: the backend accepted the case."""
    promised = _limit(case.promised_date, matter.promised_days, case.estimated)
    statutory = _limit(case.statutory_date, matter.statutory_days, case.estimated)
    return Receipt(
        (
            *head(imprint, _("受理通知书"), _("您的申请已经受理")),
            *_about(matter),
            pair(_("受理时间"), moment(accepted_at)),
            pair(_("受理单位"), case.department),
            pair(_("承诺办结"), promised),
            pair(_("法定办结"), statutory),
            Rule(),
            *_codes(case),
            Rule(),
            *next_steps(
                (
                    _before(case.promised_date, case.estimated),
                    matter.result + "。",
                    _("刷身份证或凭查询码，在本机和窗口都能查进度。"),
                )
            ),
            *_foot(matter, imprint),
        )
    )


def received_notice(case: Case, matter: Matter, imprint: Imprint) -> Receipt:
    """收件通知书: the backend has the materials and will look at them; promises no date."""
    return Receipt(
        (
            *head(imprint, _("收件通知书"), _("材料已收到，还没有受理")),
            *_about(matter),
            pair(_("收件时间"), moment(imprint.printed_at)),
            pair(_("收件单位"), case.department),
            Rule(),
            *_materials(matter),
            Rule(),
            *_codes(case),
            Rule(),
            *next_steps(
                (
                    _("{department}看过材料后，告诉您是否受理。").format(
                        department=case.department
                    ),
                    _("刷身份证或凭查询码，在本机和窗口都能查进度。"),
                )
            ),
            *_foot(matter, imprint),
        )
    )


def receipt_slip(ref: str, matter: Matter, imprint: Imprint) -> Receipt:
    """收件回执: the application is safe in the terminal but not sent yet.

    It says that this is not acceptance and promises no date. `ref` is the terminal's reference
    of the case.
    """
    code = slip_code(ref)
    return Receipt(
        (
            *head(imprint, _("收件回执"), _("已收件，还没有受理")),
            *_about(matter),
            pair(_("收件时间"), moment(imprint.printed_at)),
            Rule(),
            *_materials(matter),
            Rule(),
            Line(_("收件码"), align=Align.CENTRE),
            Line(spaced(code), size=2, bold=True, align=Align.CENTRE),
            Space(),
            Qr(code, QR_MODULE_DOTS),
            Space(),
            Line(_("到本机或窗口出示，可以查这一件"), align=Align.CENTRE),
            Rule(),
            *next_steps(
                (
                    _("现在连不上平台，申请已存好，连上后自动发出。"),
                    _told_by(matter.phone),
                    _("等不及可以到窗口办，带上这张回执和原件。"),
                )
            ),
            *_foot(matter, imprint),
        )
    )


def slip_code(ref: str) -> str:
    """Eight characters of a terminal's case reference, to be said and typed: 3F9A 01BC."""
    return ref[:8].upper()


def qr_data(case: Case) -> str:
    """What the QR holds: the query page for a phone, with the case number for a window's scanner.

    The number rides as the fragment, which no phone sends on, when the page does not name it so
    that `what_code` finds it. A page that has a fragment of its own stays as it is: it may need it.
    """
    if "#" in case.query_url or what_code(case.query_url) == ReceiptCode(case.case_no):
        return case.query_url
    return f"{case.query_url}#{CASE_MARK}{case.case_no}"


def _about(matter: Matter) -> tuple[Part, ...]:
    return (
        pair(_("申请人"), mask_name(matter.name)),
        pair(_("证件号码"), number_on_paper(matter.number)),
        pair(_("事项"), matter.item_name.replace("|", "")),
    )


def _materials(matter: Matter) -> tuple[Part, ...]:
    lines = (
        Line(_("{number}. {name}").format(number=number, name=name))
        for number, name in enumerate(matter.materials, start=1)
    )
    return (Line(_("收到的材料"), bold=True), *lines)


def _codes(case: Case) -> tuple[Part, ...]:
    """The short number people say, the QR, and the case number."""
    return (
        Line(_("查询码"), align=Align.CENTRE),
        Line(spaced(case.query_code), size=2, bold=True, align=Align.CENTRE),
        Space(),
        Qr(qr_data(case), QR_MODULE_DOTS),
        Space(),
        Line(_("手机扫码看进度"), align=Align.CENTRE),
        *_number(case.case_no),
    )


def _number(case_no: str) -> tuple[Part, ...]:
    """The case number; one too long for a row of narrow paper in halves, not with a stray end."""
    if len(case_no) <= SHORT_NUMBER:
        return (Line(_("办件编号 {number}").format(number=case_no), align=Align.CENTRE),)
    half = (len(case_no) + 1) // 2
    rows = (_("办件编号"), case_no[:half], case_no[half:])
    return tuple(Line(row, align=Align.CENTRE) for row in rows)


def _foot(matter: Matter, imprint: Imprint) -> tuple[Part, ...]:
    named = HOTLINE in (matter.consult_phone, matter.supervise_phone)
    hotline = () if named else (pair(_("政务热线"), HOTLINE),)
    return (
        pair(_("咨询电话"), matter.consult_phone),
        pair(_("监督电话"), matter.supervise_phone),
        *hotline,
        pair(_("窗口地址"), matter.place),
        Rule(),
        *colophon(imprint),
    )


def _told_by(phone: str) -> str:
    """How the citizen hears whether the case was accepted. Lines here fit one row of 48 columns."""
    if not phone:
        return _("您不用再来，凭收件码在本机或窗口查是否受理。")
    return _("您不用再来，受理与否会打 {phone} 告诉您。").format(phone=mask_phone(phone))


def _limit(day: date | None, working_days: int, estimated: bool) -> str:
    """2026年12月1日前（7个工作日）; only the working days when the day is not known."""
    if day is None:
        return counted("受理后{n}个工作日内", working_days)
    if estimated:
        return counted("预计{day}前（{n}个工作日）", working_days, day=full_date(day))
    return counted("{day}前（{n}个工作日）", working_days, day=full_date(day))


def _before(day: date | None, estimated: bool) -> str:
    if day is None:
        return ""
    text = _("预计{day}前办完。") if estimated else _("{day}前办完。")
    return text.format(day=full_date(day))
