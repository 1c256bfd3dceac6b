"""The technician's test pages (测试页): all a printer has to be able to do, on one piece of paper.

Density, columns, code page, rare characters, QR, cutter, date, terminal.
"""

from __future__ import annotations

import importlib.util
import io
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drivers.receipt_printer.contract import Align, Line, Part, Qr, Receipt, Rule, Space
from kiosk.papers.pieces import QR_MODULE_DOTS, Imprint, colophon, head, moment
from kiosk.text import _

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

RARE = "䶮㛃𬍛𬭸𠮷㐂龘龑"
"""Characters of names that printers' own fonts do not hold; from each plane of GB 18030."""
LATIN: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789 !#$%&*+-/=?@"
CHINESE = "一网通办自助终端测试页：国家、示例市、骨直门真海，标点“”（）"
DIGITS: Final = "1234567890"

DPI: Final = 150
PAGE: Final = (1240, 1754)
"""A4 at 150 dpi."""
MARGIN: Final = 118
"""20 mm."""
GREYS: Final = 11
INCH_MM: Final = 25.4


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


def page(imprint: Imprint) -> bytes:
    """One A4 page as PDF; blocking, a quarter of a second."""
    from PIL import Image, ImageDraw

    sheet = Image.new("L", PAGE, 255)
    draw = ImageDraw.Draw(sheet)
    right = PAGE[0] - MARGIN
    y = MARGIN
    for text, em in (
        (imprint.site, 34),
        (_("测试页"), 64),
        (_("给维护人员看，没有任何人的信息"), 28),
    ):
        draw.text((MARGIN, y), text, 0, _font(em))
        y += round(em * 1.6)
    y = _greys(draw, y + 20, right)
    y = _ruler(draw, y + 30, right)
    for text, em in ((CHINESE, 22), (CHINESE, 30), (LATIN, 24), (RARE, 60)):
        draw.text((MARGIN, y), text, 0, _font(em))
        y += round(em * 1.7)
    sheet.paste(_qr(_qr_text(imprint)), (MARGIN, y + 10))
    draw.rectangle((MARGIN, MARGIN // 2, right, PAGE[1] - MARGIN // 2), outline=0)
    foot = _("{moment}　终端 {terminal}").format(
        moment=moment(imprint.printed_at), terminal=imprint.terminal
    )
    draw.text((MARGIN, PAGE[1] - MARGIN - 30), foot, 0, _font(26))
    document = io.BytesIO()
    sheet.save(document, "PDF", resolution=float(DPI))
    return document.getvalue()


def _greys(draw: ImageDraw.ImageDraw, y: int, right: int) -> int:
    """Steps from white to black, to judge toner by; the next free height."""
    step = (right - MARGIN) // GREYS
    for at in range(GREYS):
        x = MARGIN + at * step
        draw.rectangle((x, y, x + step, y + 90), fill=255 - at * 255 // (GREYS - 1), outline=0)
    return y + 90


def _ruler(draw: ImageDraw.ImageDraw, y: int, right: int) -> int:
    """Millimetres, to see whether the page is printed at its own size; the next free height."""
    for mm in range(round((right - MARGIN) * INCH_MM / DPI) + 1):
        x = MARGIN + mm * DPI / INCH_MM
        high = 44 if mm % 10 == 0 else 28 if mm % 5 == 0 else 16
        draw.line((x, y, x, y + high), fill=0)
        if mm % 50 == 0:
            draw.text((x + 4, y + 30), f"{mm} mm", 0, _font(22))
    return y + 70


def _qr(text: str) -> Image.Image:
    import segno
    from PIL import Image

    picture = io.BytesIO()
    segno.make(text, error="m").save(picture, kind="png", scale=8)
    return Image.open(picture).convert("L")


def _font(em: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    # Located, not imported: importing the package would start matplotlib.
    package = importlib.util.find_spec("mpl_font")
    assert package is not None
    assert package.submodule_search_locations
    folder = Path(package.submodule_search_locations[0])
    return ImageFont.truetype(str(folder / "fonts/noto/NotoSansCJKsc-Regular.otf"), em)
