"""不予受理通知书: every reason with its ground, and what one can do against it."""

from __future__ import annotations

from drivers.receipt_printer.contract import Part, Receipt, Rule
from kiosk.onenetwork.models import Case
from kiosk.papers.notices.document import document_number, newest, remedies
from kiosk.papers.pieces import (
    Imprint,
    head,
    in_beijing,
    moment,
    next_steps,
    numbered,
    pair,
)
from kiosk.papers.receipts import Matter, about, codes, foot, sealed
from kiosk.text import _


def not_accepted_notice(case: Case, matter: Matter, imprint: Imprint) -> Receipt:
    """With the special seal and the day (行政许可法 §32)."""
    notice = newest(case, "not_accepted")
    issued_at = notice.issued_at if notice else imprint.printed_at
    return Receipt(
        (
            *head(imprint, _("不予受理通知书"), _("您的申请没有受理")),
            *document_number(case, "not_accepted"),
            *about(matter),
            pair(_("决定时间"), moment(issued_at)),
            pair(_("决定单位"), case.department),
            Rule(),
            *numbered(_("为什么不受理"), notice.reasons if notice else ()),
            *_ground(matter.basis),
            Rule(),
            *remedies(notice.remedies if notice else ()),
            *next_steps(
                (
                    _("情况变了或者材料齐了，可以再来申请。"),
                    _("要问清楚，请到窗口或者打咨询电话。"),
                )
            ),
            *codes(case),
            Rule(),
            *sealed(case.department, in_beijing(issued_at).date()),
            *foot(matter, imprint),
        )
    )


def _ground(basis: tuple[str, ...]) -> tuple[Part, ...]:
    """依据: the rules that the item and its conditions stand on."""
    return numbered(_("依据"), basis) if basis else ()
