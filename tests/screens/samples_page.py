"""Photographing a page: questions, camera frames and a page, drawn here. All made up."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from kiosk.conversation.notices import LiveFrame
from kiosk.conversation.questions import Captured, CapturePage, Check, Picture
from tests.screens.samples_apply import LONG_SERVICE, SERVICE, step

CAPTURE = CapturePage(
    service=SERVICE,
    progress=step(2),
    title="拍户口簿本人页",
    hint="平放在拍摄台上，手拿开，会自动拍下。",
)
CORNERS = ((0.214, 0.143), (0.752, 0.104), (0.822, 0.911), (0.15, 0.94))
_LINES = (
    ("姓名", "张示例", "与户主", "本人"),
    ("性别", "女", "民族", "汉"),
    ("出生日期", "××××年", "籍贯", "示例省示例市"),
    ("身份号码", "990101********0018"),
    ("服务处所", "示例市示例有限公司"),
    ("住址", "示例市示例区××街道示例路 1 号"),
    ("登记日期", "××××年××月××日"),
)


def _page() -> Image.Image:
    """A specimen of a household register page, 700 × 640."""
    # Kivy must not be imported before the window's settings are made.
    from screens.kit.fonts import font_files

    regular, bold = font_files()
    page = Image.new("RGB", (700, 640), "#FBF8EF")
    pen = ImageDraw.Draw(page)
    title = ImageFont.truetype(str(bold), 32)
    words = ImageFont.truetype(str(regular), 24)
    pen.text((350, 56), "常住人口登记卡（样张）", "#3B3A36", title, anchor="mm")
    for row, line in enumerate(_LINES):
        top = 100 + row * 70
        starts = (36, 160, 350, 474) if len(line) > 2 else (36, 160)
        for start, text in zip(starts, line, strict=True):
            pen.line((start, top, start, top + 70), "#A8A291", 2)
            pen.text((start + 12, top + 35), text, "#3B3A36", words, anchor="lm")
        pen.rectangle((36, top, 664, top + 70), outline="#A8A291", width=2)
    return page


def _picture(image: Image.Image) -> Picture:
    return Picture(image.width, image.height, image.tobytes())


def _onto_desk(page: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The page as a camera above the desk sees it, its corners at CORNERS."""
    wide, high = size
    goal = [(x * wide, y * high) for x, y in CORNERS]
    source = [(0, 0), (page.width, 0), (page.width, page.height), (0, page.height)]
    desk = Image.new("RGB", size, "#4A525E")
    # Pillow's QUAD takes the source's corners, so the mesh runs over a fine grid instead.
    cells = 24
    for row in range(cells):
        for column in range(cells):
            a, b = column / cells, (column + 1) / cells
            c, d = row / cells, (row + 1) / cells
            quad = [_between(goal, u, v) for u, v in ((a, c), (b, c), (b, d), (a, d))]
            tile = page.crop(
                tuple(round(n) for n in (a * source[1][0], c * source[2][1], b * 700, d * 640))  # type: ignore[arg-type]
            )
            left, top = min(p[0] for p in quad), min(p[1] for p in quad)
            right, low = max(p[0] for p in quad), max(p[1] for p in quad)
            shrunk = tile.resize((max(1, round(right - left) + 1), max(1, round(low - top) + 1)))
            desk.paste(shrunk, (round(left), round(top)))
    return desk


def _between(corners: list[tuple[float, float]], across: float, down: float) -> tuple[float, float]:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    top = (ax + (bx - ax) * across, ay + (by - ay) * across)
    low = (dx + (cx - dx) * across, dy + (cy - dy) * across)
    return top[0] + (low[0] - top[0]) * down, top[1] + (low[1] - top[1]) * down


@cache
def live_frame(found: bool = True) -> LiveFrame:
    """A frame of the camera, with the page found or an empty desk."""
    size = (960, 646)
    image = _onto_desk(_page(), size) if found else Image.new("RGB", size, "#4A525E")
    line = "已找到整页" if found else "正在找纸"
    return LiveFrame(_picture(image), CORNERS if found else None, line, found)


@cache
def captured(good: bool = True) -> CapturePage:
    """The page after the shot, with four good checks or one bad."""
    checks = (
        Check("四个角都在", "没有缺边", True),
        Check("字看得清", "清晰" if good else "有点模糊", good),
        Check("没有反光", "光线合适", True),
        Check("是要的那一页", "本人页", True),
    )
    return replace(CAPTURE, captured=Captured(_picture(_page()), checks))


CAPTURE_TROUBLE = replace(
    CAPTURE,
    service=LONG_SERVICE,
    title="拍不动产权证书或者经房屋管理部门备案的租赁合同首页和签字页",
    hint="平放在拍摄台上，有字的一面朝上，四个角都要露出来，手拿开，会自动拍下。",
    problem="纸的右下角没有拍到。请往左挪一点，四个角都露出来再拍。",
)
