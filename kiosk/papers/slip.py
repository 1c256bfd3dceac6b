"""收件回执: the application is safe in the terminal but not sent yet."""

from __future__ import annotations

from drivers.receipt_printer.contract import Align, Line, Qr, Receipt, Rule, Space
from kiosk.identity.masking import mask_phone
from kiosk.papers.pieces import (
    QR_MODULE_DOTS,
    Imprint,
    head,
    moment,
    next_steps,
    pair,
    spaced,
)
from kiosk.papers.receipts import Matter, about, foot, handed_in, slip_code
from kiosk.text import _


def receipt_slip(ref: str, matter: Matter, imprint: Imprint) -> Receipt:
    """Says that this is not acceptance and promises no date.

    Args:
        ref: the terminal's reference of the case.
    """
    code = slip_code(ref)
    return Receipt(
        (
            *head(imprint, _("收件回执"), _("已收件，还没有受理")),
            *about(matter),
            pair(_("收件时间"), moment(imprint.printed_at)),
            Rule(),
            *handed_in(matter),
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
            *foot(matter, imprint),
        )
    )


def _told_by(phone: str) -> str:
    """How the citizen hears whether the case was accepted. Lines here fit one row of 48 columns."""
    if not phone:
        return _("您不用再来，凭收件码在本机或窗口查是否受理。")
    return _("您不用再来，受理与否会打 {phone} 告诉您。").format(phone=mask_phone(phone))
