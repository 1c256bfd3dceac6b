"""撤回回执: the citizen took the application back."""

from __future__ import annotations

from drivers.receipt_printer.contract import Receipt, Rule
from kiosk.onenetwork.models import Case
from kiosk.papers.pieces import Imprint, head, moment, next_steps, pair
from kiosk.papers.receipts import Matter, about, codes, foot
from kiosk.text import _


def withdrawn_notice(case: Case, matter: Matter, imprint: Imprint) -> Receipt:
    """What was taken back and when; nothing goes on."""
    at = case.history[-1].at if case.history else imprint.printed_at
    return Receipt(
        (
            *head(imprint, _("撤回回执"), _("这件申请已经撤回，不再办理")),
            *about(matter),
            pair(_("撤回时间"), moment(at)),
            pair(_("受理单位"), case.department),
            Rule(),
            *next_steps((_("以后要办，可以重新申请。"),)),
            *codes(case),
            Rule(),
            *foot(matter, imprint),
        )
    )
