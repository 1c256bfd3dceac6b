"""取件单: the code that prints an A4 paper, or the rest of it, at any terminal."""

from __future__ import annotations

from datetime import date

from drivers.receipt_printer.contract import Align, Line, Qr, Receipt, Rule, Space
from kiosk.dates import full_date
from kiosk.papers.pieces import (
    HOTLINE,
    QR_MODULE_DOTS,
    Imprint,
    colophon,
    head,
    next_steps,
    pair,
    spaced,
)
from kiosk.papers.shown_codes import pick_up_qr
from kiosk.text import _, counted


def pick_up_slip(
    title: str, code: str, good_until: date | None, left: int, at: Imprint, nearest: str = ""
) -> Receipt:
    """Whoever holds it can print the paper: it names nobody.

    Args:
        title: the paper's. `left`: pages not printed yet.
        nearest: where another terminal works, in words; empty where that is not known.
    """
    near = (Line(_("离这里最近的一台：{place}").format(place=nearest)),) if nearest else ()
    until = (
        (pair(_("有效期"), _("{day}止").format(day=full_date(good_until))),) if good_until else ()
    )
    return Receipt(
        (
            *head(at, _("取件单"), _("凭取件码打印，不用再办一遍")),
            pair(_("文件"), title),
            pair(_("还没印"), counted("{n} 页", left)),
            *until,
            Rule(),
            Line(_("取件码"), align=Align.CENTRE),
            Line(spaced(code), size=2, bold=True, align=Align.CENTRE),
            Space(),
            Qr(pick_up_qr(code), QR_MODULE_DOTS),
            Space(),
            *near,
            Rule(),
            *next_steps(
                (
                    _("在任何一台终端按“证照打印”，扫这个码或者输取件码。"),
                    _("只印还没有印的页。"),
                    _("谁拿到这张单子都能打印，请收好。"),
                )
            ),
            pair(_("政务热线"), HOTLINE),
            Rule(),
            *colophon(at),
        )
    )
