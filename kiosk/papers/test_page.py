"""The technician's test pages (测试页): all a printer has to be able to do, on one piece of paper.

Density, columns, code page, rare characters, QR, cutter, date, terminal.
"""

from __future__ import annotations

import io
from typing import Final

from drivers.receipt_printer.contract import Align, Line, Part, Qr, Receipt, Rule, Space
from kiosk.papers.pieces import QR_MODULE_DOTS, Imprint, colophon, head, moment
from kiosk.papers.typeset import typeset
from kiosk.text import _

RARE = "䶮㛃𬍛𬭸𠮷㐂龘龑"
"""Characters of names that printers' own fonts do not hold; from each plane of GB 18030."""
LATIN: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789 !#$%&*+-/=?@"
CHINESE = "一网通办自助终端测试页：国家、示例市、骨直门真海，标点“”（）"
DIGITS: Final = "1234567890"


def receipt(imprint: Imprint) -> Receipt:
    """For a receipt printer of any width."""
    return Receipt(
        (
            *head(imprint, _("测试页"), _("给维护人员看，没有任何人的信息")),
            Line(_("浓淡"), bold=True),
            Line("■■■■■■■■▓▓▓▓▒▒▒▒░░░░"),
            Line(CHINESE),
            Line(CHINESE, bold=True),
            Line(_("列数：80 毫米纸一行 48 个数字"), bold=True),
            Line(DIGITS * 4 + DIGITS[:8]),
            Line(_("字符"), bold=True),
            Line(LATIN),
            Line(RARE, size=2),
            *_code(imprint),
            Rule(),
            *colophon(imprint),
            Line(_("下面应当整齐切断"), align=Align.CENTRE),
        )
    )


def _code(imprint: Imprint) -> tuple[Part, ...]:
    caption = Line(_("扫出来应是终端号和时间"), align=Align.CENTRE)
    return (Space(), Qr(_qr_text(imprint), QR_MODULE_DOTS), caption)


def _qr_text(imprint: Imprint) -> str:
    return f"{imprint.terminal} {imprint.printed_at:%Y-%m-%d %H:%M}"


async def page(imprint: Imprint) -> bytes:
    """One A4 page as PDF.

    Raises:
        NotTypesetError: it was not made.
    """
    import segno

    qr = io.BytesIO()
    segno.make(_qr_text(imprint), error="m").save(qr, kind="svg", border=2)
    foot = _("{moment}　终端 {terminal}").format(
        moment=moment(imprint.printed_at), terminal=imprint.terminal
    )
    told = {
        "site": imprint.site,
        "title": _("测试页"),
        "line": _("给维护人员看，没有任何人的信息"),
        "chinese": CHINESE,
        "latin": LATIN,
        "rare": RARE,
        "qr": qr.getvalue().decode(),
        "qr_line": _("扫出来应是终端号和时间"),
        "foot": foot,
    }
    return await typeset("test_page", told)
