"""The sheets in the scanner: fictitious A4 pages whose picture tells how it was taken.

On each: a QR code with its number and side (`SHEET 3 BACK`), a black bar of exactly 100 mm, a red
seal, and lines of text; its picture depends on resolution, colour and the region asked for.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

import segno
from PIL import Image, ImageDraw

from simulators.paper_renderer import font

MM_PER_INCH: Final = 25.4
PAPER, INK, RED = (252, 251, 247), (30, 30, 34), (200, 30, 40)
MARGIN_MM: Final = 20.0
BAR_MM: Final = (20.0, 50.0, 120.0, 53.0)  # left, top, right, bottom
SEAL_MM: Final = (140.0, 225.0, 180.0, 265.0)
QR_MM: Final = 30.0
TITLE_MM, TEXT_MM, LINE_MM = 8.0, 5.0, 11.0
TEXT: Final = (
    "申请人：张示例        区划：990101 示例市",
    "申请事项：城乡居民基本养老保险参保登记（示例）",
    "住址：示例省示例市示例区××街道示例路 1 号",
    "以上内容均为虚构，仅供测试扫描使用。",
)
JPEG_QUALITY: Final = 88
FORMATS: Final = {"image/jpeg": "JPEG", "image/png": "PNG", "application/pdf": "PDF"}


@dataclass(frozen=True)
class View:
    """What of a sheet is looked at, and how; `region` is left, top, width, height in mm."""

    sheet: int
    back: bool
    dpi: int
    colour: bool
    region: tuple[float, float, float, float]


@lru_cache(maxsize=8)
def scanned(view: View, mime: str) -> bytes:
    """The picture as a file. Raises KeyError for a format the scanner does not have."""
    kind = FORMATS[mime]
    picture = _picture(view)
    if not view.colour:
        picture = picture.convert("L")
    file = io.BytesIO()
    options = {"quality": JPEG_QUALITY} if kind == "JPEG" else {}
    picture.save(file, kind, dpi=(view.dpi, view.dpi), **options)
    return file.getvalue()


def _picture(view: View) -> Image.Image:
    left, top, width, height = view.region
    scale = view.dpi / MM_PER_INCH
    picture = Image.new("RGB", (round(width * scale), round(height * scale)), PAPER)
    if view.sheet:
        _Pen(ImageDraw.Draw(picture), scale, left, top).sheet(view.sheet, view.back)
    return picture


@dataclass(frozen=True)
class _Pen:
    """Draws in millimetres of the sheet."""

    draw: ImageDraw.ImageDraw
    scale: float
    left: float
    top: float

    def sheet(self, number: int, back: bool) -> None:
        side = "背面" if back else "正面"
        self._words(MARGIN_MM, MARGIN_MM, f"示例材料 第 {number} 页 {side}", TITLE_MM)
        self.draw.rectangle(self._box(*BAR_MM), fill=INK)
        for count, line in enumerate(TEXT * 4):
            self._words(MARGIN_MM, 70.0 + count * LINE_MM, line, TEXT_MM)
        self.draw.ellipse(self._box(*SEAL_MM), outline=RED, width=max(1, round(2 * self.scale)))
        self._qr(f"SHEET {number} {'BACK' if back else 'FRONT'}", 160.0, MARGIN_MM)

    def _qr(self, text: str, left: float, top: float) -> None:
        rows = _modules(text)
        size = QR_MM / len(rows)
        for y, row in enumerate(rows):
            for x, dark in enumerate(row):
                if dark:
                    corner = left + x * size, top + y * size
                    box = self._box(*corner, corner[0] + size, corner[1] + size)
                    self.draw.rectangle(box, fill=INK)

    def _words(self, left: float, top: float, words: str, height: float) -> None:
        x, y, *_ = self._box(left, top, left, top)
        self.draw.text(
            (x, y), words, fill=INK, font=font(False, max(1, round(height * self.scale)))
        )

    def _box(
        self, left: float, top: float, right: float, bottom: float
    ) -> tuple[float, float, float, float]:
        """Pixels; the right and bottom ones belong to it."""
        return (
            round((left - self.left) * self.scale),
            round((top - self.top) * self.scale),
            round((right - self.left) * self.scale) - 1,
            round((bottom - self.top) * self.scale) - 1,
        )


@cache
def _modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The QR code's modules, without its quiet zone."""
    matrix = segno.make(text, error="m", micro=False).matrix
    return tuple(tuple(bool(module) for module in row) for row in matrix)
