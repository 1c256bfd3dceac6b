"""What the papers of a case share; each paper is a module of its own (notices/, pledge, slip).

Every paper says whose it is (masked), what it is, what happens next and by when, where to ask,
and carries a serial.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from drivers.receipt_printer.contract import (
    Align,
    Line,
    Part,
    Qr,
    Rule,
    Space,
)
from kiosk.dates import full_date
from kiosk.identity.masking import mask_name, number_on_paper
from kiosk.onenetwork.models import Case
from kiosk.papers.pieces import (
    HOTLINE,
    QR_MODULE_DOTS,
    Imprint,
    colophon,
    numbered,
    pair,
    spaced,
)
from kiosk.papers.seal import round_seal
from kiosk.papers.shown_codes import CASE_MARK, ReceiptCode, what_code
from kiosk.text import _, counted

SPECIAL_SEAL = "受理专用章"
"""The word on the seal of whoever accepts, in every language."""
INDENT = "   "
"""As wide as the number of a row."""
SHORT_NUMBER = 24
"""Characters of a case number that fit a row beside its label; numbers have up to 50."""


@dataclass(frozen=True)
class PartMatter:
    """A part of a bundle (一件事): who does it, within so many working days, and by which day."""

    name: str
    department: str
    promised_days: int
    promised_date: date | None = None
    estimated: bool = False


@dataclass(frozen=True)
class Matter:
    """What a paper is about and for whom. Name, number and phone are given whole, masked here.

    `item_name` may hold `|` line-break marks; limits are in working days; `result` says how
    the result is delivered; `place` is where to go in person, down to the window; `basis` are
    the rules the item stands on; `answer_by` is the day until when one is told whether a case
    that was only received is accepted (行政许可法 §32); `agent` is who acts for the applicant
    (代办人), if somebody does.
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
    basis: tuple[str, ...] = ()
    answer_by: date | None = None
    answer_estimated: bool = False
    parts: tuple[PartMatter, ...] = ()
    region: str = ""
    company: str = ""
    credit_code: str = ""
    agent: str = field(default="", repr=False)


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


def about(matter: Matter) -> tuple[Part, ...]:
    """Whose it is, masked, and what it is about, part by part."""
    firm = (
        pair(_("申请单位"), matter.company),
        pair(_("信用代码"), matter.credit_code),
    )
    return (
        *(firm if matter.company else ()),
        pair(_("经办人") if matter.company else _("申请人"), mask_name(matter.name)),
        pair(_("证件号码"), number_on_paper(matter.number)),
        *((pair(_("代办人"), mask_name(matter.agent)),) if matter.agent else ()),
        pair(_("事项"), matter.item_name.replace("|", "")),
        *((pair(_("办理地区"), matter.region),) if matter.region else ()),
        *_parts(matter.parts),
    )


def _parts(parts: tuple[PartMatter, ...]) -> tuple[Part, ...]:
    """一起办的几件: each with its department and its limit on rows of their own."""
    if not parts:
        return ()
    rows = [
        Line(row)
        for number, one in enumerate(parts, start=1)
        for row in (
            f"{number}. {one.name}",
            INDENT + one.department,
            INDENT + limit(one.promised_date, one.promised_days, one.estimated),
        )
    ]
    return (Rule(), Line(_("一起办的几件"), bold=True), *rows, Rule())


def codes(case: Case) -> tuple[Part, ...]:
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


def handed_in(matter: Matter) -> tuple[Part, ...]:
    """The materials received, one by one."""
    return (*numbered(_("收到的材料"), matter.materials), Rule())


def how_to_check() -> str:
    """How one hears of the case from now on."""
    return _("刷身份证或凭查询码，在本机和窗口都能查进度。")


def sealed(unit: str, day: date) -> tuple[Part, ...]:
    """The special seal of `unit`, and under it who gives the paper and when."""
    return (
        round_seal(unit, SPECIAL_SEAL),
        Line(unit, align=Align.CENTRE),
        Line(full_date(day), align=Align.CENTRE),
        Rule(),
    )


def foot(matter: Matter, imprint: Imprint) -> tuple[Part, ...]:
    """Where to ask, and the imprint."""
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


def limit(day: date | None, working_days: int, estimated: bool) -> str:
    """2026年12月1日前（7个工作日）; only the working days when the day is not known."""
    if day is None:
        return counted("受理后{n}个工作日内", working_days)
    if estimated:
        return counted("预计{day}前（{n}个工作日）", working_days, day=full_date(day))
    return counted("{day}前（{n}个工作日）", working_days, day=full_date(day))


def before(day: date | None, estimated: bool) -> str:
    """By when it will be done; empty when the day is not known."""
    if day is None:
        return ""
    text = _("预计{day}前办完。") if estimated else _("{day}前办完。")
    return text.format(day=full_date(day))
