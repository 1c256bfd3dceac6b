"""补正通知书: every thing to mend at once (一次性告知), how to mend it, and until when."""

from __future__ import annotations

from drivers.receipt_printer.contract import Part, Receipt, Rule
from kiosk.dates import full_date
from kiosk.onenetwork.case_details import Notice
from kiosk.onenetwork.models import Case
from kiosk.papers.notices.document import document_number, newest
from kiosk.papers.pieces import Imprint, head, moment, next_steps, numbered, pair
from kiosk.papers.receipts import Matter, about, codes, foot
from kiosk.text import _


def correction_notice(case: Case, matter: Matter, imprint: Imprint) -> Receipt:
    """The whole list; there is no second one."""
    notice = newest(case, "correction")
    return Receipt(
        (
            *head(imprint, _("补正通知书"), _("下面几处改好、补齐，一次就够")),
            *document_number(case, "correction"),
            *about(matter),
            *_dates(notice),
            Rule(),
            *numbered(_("要改、要补的"), defects_of(notice)),
            Rule(),
            *next_steps(
                (
                    _("刷身份证，在本机“查进度”里按这张单子补。"),
                    _("也可以带上材料到窗口补。"),
                    _("补齐以后接着办，不用重新申请。"),
                )
            ),
            *codes(case),
            Rule(),
            *foot(matter, imprint),
        )
    )


def defects_of(notice: Notice | None) -> tuple[str, ...]:
    """Everything that the notice wants mended, in sentences."""
    return (*(one.message for one in notice.defects), *notice.reasons) if notice else ()


def _dates(notice: Notice | None) -> tuple[Part, ...]:
    if notice is None:
        return ()
    told = pair(_("通知时间"), moment(notice.issued_at))
    if notice.answer_by is None:
        return (told,)
    return (told, pair(_("补正期限"), _("{day}前").format(day=full_date(notice.answer_by))))
