"""What the document camera looks down on: a desk, a sample page on it, light, a hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final

import cv2
import numpy as np
import segno
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from simulators.code128 import bars
from simulators.living_pictures import Corners, Frames, Picture, living
from simulators.paper_renderer import font

PAGE_SIZE: Final = (1430, 1050)  # a household register's page, 143 × 105 mm
PAGE_PAPER: Final = (250, 248, 238)
INK, LINE = (45, 45, 50), (150, 145, 135)
DESK_BGR: Final = (98, 83, 74)
SKIN_BGR: Final = (148, 176, 224)
# As a camera of focal length 1.0 (of the long side) sees that page, tilted 22°: true proportions.
PAGE_CORNERS: Final[Corners] = ((0.216, 0.150), (0.777, 0.113), (0.839, 0.851), (0.175, 0.884))
CARD_CORNERS: Final[Corners] = ((0.32, 0.24), (0.66, 0.21), (0.69, 0.80), (0.30, 0.82))
MODULE: Final = 8  # pixels of a code's card

ROWS: Final = (
    (("姓名", "张示例"), ("与户主关系", "本人")),
    (("性别", "女"), ("民族", "汉")),
    (("出生日期", "××××年××月"), ("籍贯", "示例省示例市")),
    (("身份号码", "990101********0023"),),
    (("服务处所", "示例市示例有限公司"),),
    (("住址", "示例市示例区××街道示例路 1 号"),),
    (("登记日期", "××××年××月××日"),),
)


def paint(name: str, width: int, height: int) -> Frames:
    """The scene as JPEG frames. Raises KeyError for a scene not in SCENES."""
    return living(SCENES[name](width, height), None if name == "empty" else PAGE_CORNERS)


def paint_code(text: str, symbology: str, width: int, height: int) -> Frames:
    """A code (qr or code_128) held flat under the camera, as JPEG frames.

    Raises ValueError for a text that it cannot hold.
    """
    return living(_card_on_desk(code_card(text, symbology), width, height))


@cache
def page() -> Picture:
    """The sample page seen from straight above, 10 pixels a millimetre."""
    image = Image.new("RGB", PAGE_SIZE, PAGE_PAPER)
    draw = ImageDraw.Draw(image)
    draw.text((PAGE_SIZE[0] / 2, 90), "常住人口登记卡（样张）", INK, font(True, 58), anchor="mm")
    left, right, top, step = 90, PAGE_SIZE[0] - 90, 165, 112
    for row, pairs in enumerate(ROWS):
        y = top + row * step
        cell = (right - left) // len(pairs)
        for column, (label, value) in enumerate(pairs):
            x = left + column * cell
            draw.rectangle((x, y, x + cell, y + step), outline=LINE, width=3)
            draw.line((x + 230, y, x + 230, y + step), fill=LINE, width=3)
            middle = y + step / 2
            draw.text((x + 18, middle), label, (95, 95, 100), font(False, 40), anchor="lm")
            draw.text((x + 252, middle), value, INK, font(False, 42), anchor="lm")
    return cv2.cvtColor(np.asarray(image), cv2.COLOR_RGB2BGR).astype(np.uint8)


def _desk(width: int, height: int) -> Picture:
    """A dark desk, lit from the upper left."""
    down, across = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j].astype(np.float32)
    light = 1.12 - 0.22 * across - 0.12 * down
    desk: Picture = np.clip(light[..., None] * np.array(DESK_BGR), 0, 255).astype(np.uint8)
    return desk


def _in_pixels(corners: Corners, width: int, height: int) -> NDArray[np.float32]:
    return np.array([(x * width, y * height) for x, y in corners], np.float32)


def _page_on_desk(width: int, height: int) -> Picture:
    desk = _desk(width, height)
    target = _in_pixels(PAGE_CORNERS, width, height)
    shadow = np.full((height, width), 255, np.uint8)
    cv2.fillConvexPoly(shadow, (target + width / 160).astype(np.int32), (120,))
    shadow = cv2.blur(shadow, (width // 50, width // 50)).astype(np.uint8)
    desk = cv2.multiply(desk, cv2.merge([shadow] * 3), scale=1 / 255).astype(np.uint8)
    return _laid(page(), PAGE_CORNERS, desk)


def code_card(text: str, symbology: str) -> Picture:
    """A white card with a code on it, seen from straight above, as wide as high."""
    if symbology == "qr":
        code = segno.make_qr(text, error="m")
        modules = np.array([[bool(dark) for dark in row] for row in code.matrix_iter(border=4)])
    else:
        row = np.array(bars(text))
        modules = np.zeros((len(row), len(row)), bool)
        modules[len(row) // 3 : -len(row) // 3] = row
    card = np.where(modules, 20, 245).astype(np.uint8)
    card = card.repeat(MODULE, 0).repeat(MODULE, 1)
    return cv2.merge([card] * 3).astype(np.uint8)


def _card_on_desk(card: Picture, width: int, height: int) -> Picture:
    return _laid(card, CARD_CORNERS, _desk(width, height))


def _laid(sheet: Picture, corners: Corners, desk: Picture) -> Picture:
    """A sheet laid on the desk so that its corners lie there."""
    height, width = desk.shape[:2]
    high, wide = sheet.shape[:2]
    source = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32)
    matrix = cv2.getPerspectiveTransform(source, _in_pixels(corners, width, height))
    options: dict[str, Any] = {"flags": cv2.INTER_AREA, "borderMode": cv2.BORDER_TRANSPARENT}
    return cv2.warpPerspective(sheet, matrix, (width, height), dst=desk, **options).astype(np.uint8)


def _blurred(width: int, height: int) -> Picture:
    sigma = width / 200
    return cv2.GaussianBlur(_page_on_desk(width, height), (0, 0), sigma).astype(np.uint8)


def _glare(width: int, height: int) -> Picture:
    """A lamp mirrored on the page."""
    spot = np.zeros((height, width, 3), np.uint8)
    centre, axes = (int(width * 0.58), int(height * 0.42)), (width // 8, height // 9)
    cv2.ellipse(spot, centre, axes, -20, 0, 360, (255, 255, 255), -1)
    spot = cv2.blur(spot, (width // 18, width // 18)).astype(np.uint8)
    return cv2.add(_page_on_desk(width, height), spot).astype(np.uint8)


def _hand(width: int, height: int) -> Picture:
    """A hand that still holds the page's lower right corner."""
    picture = _page_on_desk(width, height)
    palm = (int(width * 0.93), int(height * 0.93))
    cv2.ellipse(picture, palm, (width // 9, height // 6), -35, 0, 360, SKIN_BGR, -1)
    for x, y in ((0.66, 0.72), (0.70, 0.62), (0.77, 0.56), (0.86, 0.60)):
        tip = (int(width * x), int(height * y))
        cv2.line(picture, palm, tip, SKIN_BGR, width // 28, cv2.LINE_AA)
        cv2.circle(picture, tip, width // 90, (190, 205, 240), -1, cv2.LINE_AA)
    return picture


SCENES: Final[dict[str, Callable[[int, int], Picture]]] = {
    "empty": _desk,
    "page": _page_on_desk,
    "blurred": _blurred,
    "glare": _glare,
    "hand": _hand,
}
