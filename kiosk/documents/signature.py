"""A signature drawn on the glass, or what stands in its place, as a picture for the case."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from PIL import Image, ImageDraw, ImageFont

HEIGHT = 300
"""Pixels; the width follows the pad's shape."""
INK = 8
"""Width of the line in pixels: as on the glass, about a fortieth of the pad's height."""
WORDS = 54
"""Height of the letters where there is no signature, pixels."""

Stroke = Sequence[tuple[float, float]]


def signature_png(strokes: Sequence[Stroke], aspect: float) -> bytes:
    """Black strokes on white as PNG.

    Args:
        strokes: points in 0..1 of the pad's width and height, downwards.
        aspect: the pad's width ÷ its height.
    """
    width = round(HEIGHT * min(max(aspect, 1.0), 8.0))
    image = Image.new("L", (width, HEIGHT), 255)
    pen = ImageDraw.Draw(image)
    for stroke in strokes:
        points = [(x * width, y * HEIGHT) for x, y in stroke]
        if len(points) > 1:
            pen.line(points, fill=0, width=INK, joint="curve")
        for x, y in (points[0], points[-1]) if points else ():
            pen.ellipse((x - INK / 2, y - INK / 2, x + INK / 2, y + INK / 2), fill=0)
    return _png(image)


def confirmation_png(moment: datetime) -> bytes:
    """A picture that nobody takes for a signature: it says that there is none, and when the
    citizen confirmed with the keypad. In English, whose letters need no typeface of the system's.
    """
    image = Image.new("L", (3 * HEIGHT, HEIGHT), 255)
    pen, middle = ImageDraw.Draw(image), (3 * HEIGHT / 2, HEIGHT / 2)
    words = f"Not signed by hand.\nConfirmed with the keypad\n{moment:%Y-%m-%d %H:%M:%S}"
    font = ImageFont.load_default(WORDS)
    pen.multiline_text(middle, words, 0, font, anchor="mm", align="center", spacing=20)
    return _png(image)


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
