"""A piece of paper as a picture: one pixel a dot, 24-dot characters, as a thermal head prints."""

from __future__ import annotations

import io
from functools import cache
from typing import Final

from PIL import Image, ImageDraw, ImageFont, ImageOps

from simulators.fonts import font_path
from simulators.paper_piece import (
    CELL,
    CENTRE,
    RIGHT,
    WIDTH,
    Cell,
    Element,
    Feed,
    QrCode,
    Raster,
    TextLine,
)

WHITE, BLACK = 255, 0
BASELINE: Final = 21  # dots below the top of a cell
THRESHOLD: Final = 150


@cache
def font(bold: bool, size: int) -> ImageFont.FreeTypeFont:
    """The receipt's font at `size` dots. Raises FileNotFoundError when it is not installed."""
    return ImageFont.truetype(str(font_path(bold)), size)


def render_png(elements: list[Element], width: int = WIDTH) -> bytes:
    """The piece as PNG, `width` pixels wide, black on white."""
    height = sum(element.height for element in elements)
    paper = Image.new("L", (width, max(1, height)), WHITE)
    top = 0
    for element in elements:
        if isinstance(element, TextLine):
            _draw_line(paper, element, top)
        elif not isinstance(element, Feed):
            picture = _raster(element) if isinstance(element, Raster) else _qr(element)
            paper.paste(picture, (_left(picture.width, width, element.align), top))
        top += element.height
    out = io.BytesIO()
    paper.save(out, "PNG")
    return out.getvalue()


def _left(taken: int, width: int, align: int) -> int:
    if align == CENTRE:
        return max(0, (width - taken) // 2)
    return max(0, width - taken) if align == RIGHT else 0


def _draw_line(paper: Image.Image, line: TextLine, top: int) -> None:
    last = line.cells[-1]
    left = _left(last.x + last.width, paper.width, line.align)
    tallest = max(cell.height for cell in line.cells)
    for cell in line.cells:  # characters of different heights stand on one foot line
        paper.paste(_cell(cell), (left + cell.x, top + tallest - cell.height))


def _cell(cell: Cell) -> Image.Image:
    picture = _glyph(cell.char, cell.base_width, cell.bold)
    if (cell.wide, cell.high) != (1, 1):
        picture = picture.resize((cell.width, cell.height), Image.Resampling.NEAREST)
    if cell.underline:
        picture = picture.copy()
        foot = (0, cell.height - cell.underline, cell.width, cell.height)
        picture.paste(BLACK, foot)
    return ImageOps.invert(picture) if cell.reverse else picture


@cache
def _glyph(char: str, width: int, bold: bool) -> Image.Image:
    """One character in its cell; what is wider than the cell is squeezed into it."""
    face = font(bold, CELL)
    natural = max(width, round(face.getlength(char)))
    picture = Image.new("L", (natural, CELL), WHITE)
    ImageDraw.Draw(picture).text((natural / 2, BASELINE), char, BLACK, face, anchor="ms")
    if natural > width:
        picture = picture.resize((width, CELL), Image.Resampling.LANCZOS)
    return picture.point(lambda level: BLACK if level < THRESHOLD else WHITE)


def _raster(image: Raster) -> Image.Image:
    size = (image.row_bytes * 8, image.rows)
    picture = ImageOps.invert(Image.frombytes("1", size, image.bits).convert("L"))
    scaled = (size[0] * image.x_scale, size[1] * image.y_scale)
    return picture.resize(scaled, Image.Resampling.NEAREST)


def _qr(code: QrCode) -> Image.Image:
    modules = len(code.rows)
    dots = bytes(BLACK if dot else WHITE for row in code.rows for dot in row)
    picture = Image.frombytes("L", (modules, modules), dots)
    side = modules * code.module
    return picture.resize((side, side), Image.Resampling.NEAREST)
