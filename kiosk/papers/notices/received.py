"""收件通知书: the platform has the materials and will look at them."""

from __future__ import annotations

from drivers.receipt_printer.contract import Receipt, Rule
from kiosk.dates import full_date
from kiosk.onenetwork.models import Case
from kiosk.papers.notices.document import document_number, newest
from kiosk.papers.pieces import Imprint, head, moment, next_steps, pair
from kiosk.papers.receipts import Matter, about, codes, foot, handed_in, how_to_check
from kiosk.text import _


def received_notice(case: Case, matter: Matter, imprint: Imprint) -> Receipt:
    """No acceptance, no seal, and no day by which it is done."""
    notice = newest(case, "received")
    received_at = notice.issued_at if notice else imprint.printed_at
    return Receipt(
        (
            *head(imprint, _("收件通知书"), _("材料已收到，还没有受理")),
            *document_number(case, "received"),
            *about(matter),
            pair(_("收件时间"), moment(received_at)),
            pair(_("收件单位"), case.department),
            Rule(),
            *handed_in(matter),
            *codes(case),
            Rule(),
            *next_steps(
                (
                    _answer(case, matter),
                    how_to_check(),
                )
            ),
            *foot(matter, imprint),
        )
    )


def _answer(case: Case, matter: Matter) -> str:
    """When one is told whether it is accepted."""
    department, day = case.department, matter.answer_by
    if day is None:
        return _("{department}看过材料后，告诉您是否受理。").format(department=department)
    text = (
        _("{department}预计{day}前告诉您是否受理。")
        if matter.answer_estimated
        else _("{department}{day}前告诉您是否受理。")
    )
    return text.format(department=department, day=full_date(day))
