"""反映回执: who answers and by when, and the code that shows the answer. Never the words told.

It names nobody: whoever finds it learns that somebody told something, and its answer.
"""

from __future__ import annotations

from drivers.receipt_printer.contract import Align, Line, Part, Qr, Receipt, Rule, Space
from kiosk.dates import full_date
from kiosk.onenetwork.voices import Feedback
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
from kiosk.papers.receipts import slip_code
from kiosk.papers.shown_codes import feedback_code
from kiosk.text import _


def letter_slip(given: Feedback, kind: str, imprint: Imprint, supervise_phone: str = "") -> Receipt:
    """The platform has it; `kind` in words; who watches over the office, where that is known."""
    watching = (pair(_("监督电话"), supervise_phone),) if supervise_phone else ()
    return Receipt(
        (
            *head(imprint, _("反映回执"), _("已经交上去，有人负责答复")),
            pair(_("反映的是"), kind),
            pair(_("收到时间"), moment(given.received_at)),
            pair(_("负责单位"), given.owner),
            pair(_("答复期限"), _("{day}前").format(day=full_date(given.answer_by))),
            *watching,
            Rule(),
            *_code(_("查询码"), given.query_code),
            *next_steps(
                (
                    _("到期限前答复您。"),
                    _("在任何一台终端按“反映问题”，输码或扫码看。"),
                    _("过了期限没有答复，请打 {phone}。").format(phone=HOTLINE),
                )
            ),
            *colophon(imprint),
        )
    )


def waiting_letter_slip(ref: str, kind: str, imprint: Imprint) -> Receipt:
    """It is safe here and not sent yet: this terminal alone knows the code."""
    return Receipt(
        (
            *head(imprint, _("反映回执"), _("已在本机存好，还没有送到")),
            pair(_("反映的是"), kind),
            pair(_("存好时间"), moment(imprint.printed_at)),
            Rule(),
            *_code(_("收件码"), slip_code(ref)),
            *next_steps(
                (
                    _("现在连不上平台，连上后自动送，不会丢。"),
                    _("送到后，在这台终端按“反映问题”，输码看。"),
                    _("等不及，请打 {phone}。").format(phone=HOTLINE),
                )
            ),
            *colophon(imprint),
        )
    )


def _code(label: str, code: str) -> tuple[Part, ...]:
    return (
        Line(label, align=Align.CENTRE),
        Line(spaced(code), size=2, bold=True, align=Align.CENTRE),
        Space(),
        Qr(feedback_code(code), QR_MODULE_DOTS),
        Rule(),
    )
