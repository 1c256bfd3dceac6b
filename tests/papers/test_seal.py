"""The round seal and the signature as dots: whole, readable, the size of the paper."""

from __future__ import annotations

import pytest
from PIL import Image

from drivers.receipt_printer.contract import Picture
from drivers.receipt_printer.raster import draw_picture
from kiosk.documents.signature import signature_png
from kiosk.papers.seal import ACROSS_MM, DOTS_PER_MM, round_seal, signature

UNITS = ["市税务局", "示例区人力资源和社会保障局", "示例市示例区××街道办事处社区便民服务中心办公室"]


def dots(picture: Picture) -> Image.Image:
    return draw_picture(picture, 576).convert("L")


def inked(image: Image.Image, box: tuple[int, int, int, int]) -> float:
    part = image.crop(box)
    return sum(1 for dot in part.tobytes() if not dot) / (part.width * part.height)


@pytest.mark.parametrize("unit", UNITS)
def test_a_seal_has_ring_star_and_word(unit: str) -> None:
    seal = dots(round_seal(unit, "受理专用章"))
    side = ACROSS_MM * DOTS_PER_MM
    middle = side // 2
    assert seal.size == (side, side)
    assert inked(seal, (middle - 20, 4, middle + 20, 12)) > 0.5  # ring
    assert inked(seal, (middle - 8, middle - 8, middle + 8, middle + 8)) == 1.0  # star
    word = (side // 4, round(side * 0.71), side - side // 4, round(side * 0.81))
    assert 0.2 < inked(seal, word) < 0.8
    assert inked(seal, (0, 0, 30, 30)) == 0.0


def test_names_round_the_edge_differ() -> None:
    assert round_seal("示例区民政局", "受理专用章") != round_seal("示例区税务局", "受理专用章")


def test_a_signature_keeps_its_shape() -> None:
    name = signature(signature_png((((0.0, 0.5), (1.0, 0.5)),), 3.0))
    assert (name.width, name.height) == (320, 106)
    assert inked(dots(name), (10, name.height // 2 - 1, name.width - 10, name.height // 2)) == 1.0


def test_a_picture_wider_than_the_paper_is_made_smaller() -> None:
    wide = Picture(600, 300, b"\xff" * (75 * 300))
    drawn = draw_picture(wide, 384)
    assert drawn.size == (384, 192)
    assert not any(drawn.convert("L").tobytes())
