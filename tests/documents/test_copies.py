"""Copies: what was scanned comes out at its real size, sheet after sheet, copy after copy."""

from __future__ import annotations

import io
import subprocess

from PIL import Image

from kiosk.documents.copies import DPI, Side, as_pdf, both_sides, shown, whole_page, width_of

MM = 25.4


def side(wide_mm: float, high_mm: float, dpi: int, grey: int = 0) -> Side:
    """A dark paper of that size."""
    kept = io.BytesIO()
    size = round(wide_mm / MM * dpi), round(high_mm / MM * dpi)
    Image.new("L", size, grey).save(kept, "JPEG")
    return Side(kept.getvalue(), dpi)


def dark(sheet: Image.Image) -> tuple[float, float, float, float]:
    """Where the dark stands, in mm from the left and the top."""
    box = sheet.point(lambda value: 255 if value < 128 else 0).getbbox()
    assert box is not None
    left, top, right, bottom = (round(pixels / DPI * MM, 1) for pixels in box)
    return left, top, right, bottom


def test_a_card_keeps_its_size_whatever_it_was_scanned_with() -> None:
    for dpi in (200, 300):
        sheet = both_sides(side(85.6, 54, dpi), side(85.6, 54, dpi, grey=255))
        left, top, right, bottom = dark(sheet)
        assert abs(right - left - 85.6) < 0.3
        assert abs(bottom - top - 54) < 0.3
        assert bottom < 297 / 2, "the front stands in the upper half"


def test_a_page_larger_than_the_sheet_is_made_to_fit() -> None:
    assert whole_page(side(300, 420, 100)).size == whole_page(side(210, 297, 200)).size
    left, top, right, bottom = dark(whole_page(side(300, 420, 100)))
    assert (left, top) >= (0, 0)
    assert right <= 210.2
    assert bottom <= 297.2


def test_every_copy_has_every_page_on_a4() -> None:
    pdf = as_pdf([whole_page(side(210, 297, 100)), whole_page(side(100, 70, 100))], 2)
    told = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True).stdout
    assert b"Pages:           4" in told
    assert b"(A4)" in told


def test_what_is_shown_is_small() -> None:
    wide, high, rgb = shown(whole_page(side(210, 297, 100)), 700)
    assert max(wide, high) == 700
    assert len(rgb) == wide * high * 3


def test_the_width_of_a_picture() -> None:
    assert width_of(side(MM, MM, 123).jpeg) == 123
