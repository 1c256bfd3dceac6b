"""受理通知书: the case is accepted, the clock of its limits runs."""

from __future__ import annotations

from datetime import datetime

from drivers.receipt_printer.contract import Part, Receipt, Rule
from kiosk.dates import full_date
from kiosk.onenetwork.case_details import Deferred
from kiosk.onenetwork.models import Case
from kiosk.papers.notices.document import document_number
from kiosk.papers.pieces import (
    Imprint,
    head,
    in_beijing,
    moment,
    next_steps,
    numbered,
    pair,
)
from kiosk.papers.receipts import (
    Matter,
    about,
    before,
    codes,
    foot,
    how_to_check,
    limit,
    sealed,
)
from kiosk.text import _


def accepted_notice(case: Case, accepted_at: datetime, matter: Matter, imprint: Imprint) -> Receipt:
    """With the special seal and the day (行政许可法 §32)."""
    return Receipt(
        (
            *head(imprint, _("受理通知书"), _("您的申请已经受理")),
            *document_number(case, "accepted"),
            *about(matter),
            pair(_("受理时间"), moment(accepted_at)),
            pair(_("受理单位"), case.department),
            pair(_("承诺办结"), limit(case.promised_date, matter.promised_days, case.estimated)),
            pair(_("法定办结"), limit(case.statutory_date, matter.statutory_days, case.estimated)),
            Rule(),
            *_to_follow(case.deferred),
            *codes(case),
            Rule(),
            *next_steps(
                (
                    _("还没交的材料，请按上面的日期补交。") if case.deferred else "",
                    before(case.promised_date, case.estimated),
                    matter.result + "。",
                    how_to_check(),
                )
            ),
            *sealed(case.department, in_beijing(accepted_at).date()),
            *foot(matter, imprint),
        )
    )


def _to_follow(deferred: tuple[Deferred, ...]) -> tuple[Part, ...]:
    """容缺: what may still come, each with its last day."""
    if not deferred:
        return ()
    return (*numbered(_("可以后补的材料"), map(until, deferred)), Rule())


def until(material: Deferred) -> str:
    """A material that may follow, and its last day once that is known."""
    if material.due is None:
        return material.name
    return _("{name}，{day}前补交").format(name=material.name, day=full_date(material.due))
