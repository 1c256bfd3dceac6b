"""Papers on the A4 printer. All made up."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from kiosk.conversation.questions import (
    Option,
    PagesStage,
    Picture,
    PreviewPaper,
    Row,
    ShowCode,
    TakePages,
)
from kiosk.text import counted, in_context
from simulators.fonts import font_path

LINES = (
    (40, "个人参保证明"),
    (20, "姓名　　张示例"),
    (20, "证件号码　9901011990********"),
    (20, "参保险种　城镇职工基本养老保险"),
    (20, "缴费年月　2019年3月至2026年10月"),
    (20, "经核对，上述人员的登记信息与本平台记录一致，特此证明。"),
    (20, "示例区人力资源和社会保障局"),
)


@cache
def page(number: int) -> Picture:
    """An A4 page at 96 dpi."""
    sheet = Image.new("RGB", (794, 1123), "white")
    draw, top = ImageDraw.Draw(sheet), 90
    for size, words in (*LINES, (16, f"第 {number} 页")):
        draw.text((90, top), words, "#16202E", ImageFont.truetype(str(font_path()), size))
        top += size * 3
    draw.ellipse((520, 560, 680, 720), outline="#C6302B", width=6)
    return Picture(*sheet.size, sheet.tobytes())


PREVIEW_PAPER = PreviewPaper(
    service="个人参保证明打印",
    title="个人参保证明",
    line="请先核对，没有问题再打印。",
    pages=(page(1),),
    of=1,
    rows=(
        Row("验证码", "YZ8D 3K5M 7Q2R"),
        Row("取件码", "K7M2 Q9XD"),
        Row("盖章", "电子印章，和盖公章一样有效"),
    ),
    qr="https://ywtb.example/v/YZ8D3K5M7Q2R",
    qr_line="手机扫码验真",
    main=Option("print", in_context("deed", "打印")),
    second=Option("later", "看好了，不打印"),
)
PREVIEW_PAPER_MANY = replace(PREVIEW_PAPER, pages=(page(1), page(2), page(3)), of=12)
PREVIEW_PAPER_LONG = replace(
    PREVIEW_PAPER_MANY,
    service="城乡居民基本养老保险待遇领取资格与参保缴费证明（跨省）",
    title="城乡居民基本养老保险待遇领取资格与参保缴费证明（跨省）",
)
PREVIEW_PAPER_BARE = replace(
    PREVIEW_PAPER,
    line="",
    pages=(),
    rows=(Row("页数", counted("{n} 页", 3)),),
    qr="",
    qr_line="",
    second=None,
)

TAKE_PAGES = TakePages(
    service="个人参保证明",
    title="个人参保证明",
    stage=PagesStage.PRINTING,
    pages=1,
    of=3,
    where="屏幕下方的出纸口",
)
TAKE_PAGES_READY = replace(TAKE_PAGES, stage=PagesStage.READY, pages=3)
TAKE_PAGES_NOT_TAKEN = replace(TAKE_PAGES_READY, stage=PagesStage.NOT_TAKEN)
TAKE_PAGES_LEFT_BEHIND = TakePages(
    title="", stage=PagesStage.LEFT_BEHIND, pages=0, of=0, where="屏幕下方的出纸口"
)
TAKE_PAGES_LONG = replace(
    TAKE_PAGES_READY,
    service="城乡居民基本养老保险待遇领取资格与参保缴费证明（跨省）",
    title="城乡居民基本养老保险待遇领取资格与参保缴费证明（跨省）",
    pages=12,
    of=12,
)

SHOW_CODE = ShowCode(
    service="证照打印",
    title="请把二维码|对着扫码口",
    hints=("取件单上的方块码，对着扫码口的光", "离开一拳远，拿稳，听到“嘀”一声"),
    other=Option("code", "改为输取件码"),
)
SHOW_CODE_AGAIN = replace(SHOW_CODE, problem="这不是取件码。请扫取件单上的那一个。")
