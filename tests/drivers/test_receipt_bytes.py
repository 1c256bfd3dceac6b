"""The bytes of receipts: Chinese mode, pictures for rare characters, QR codes that decode."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from drivers.model_profile import MODELS_DIR, load_model
from drivers.receipt_printer.contract import Line, Qr, Receipt
from drivers.receipt_printer.escpos_bytes import SLICE, compose, compose_void
from drivers.receipt_printer.layout import Row
from drivers.receipt_printer.model import PrinterModel
from drivers.receipt_printer.raster import BAND, draw_qr, draw_row, fitting_module
from tests.drivers.far_end import project_root

RASTER = b"\x1dv0\0"
CASE = "990101-20261122-000042"


@pytest.fixture(params=["generic-80mm", "generic-58mm", "western-80mm", "plain-58mm"])
def model(request: pytest.FixtureRequest) -> PrinterModel:
    return load_model(PrinterModel, MODELS_DIR, "receipt_printer", str(request.param))


@pytest.fixture
def generic() -> PrinterModel:
    return load_model(PrinterModel, MODELS_DIR, "receipt_printer", "generic-80mm")


def whole(receipt: Receipt, model: PrinterModel) -> bytes:
    return b"".join(compose(receipt, model))


def pictures(data: bytes) -> list[Image.Image]:
    """The GS v 0 pictures in `data`, bands that follow each other put together."""
    found, whole = [], b""
    while RASTER in data:
        data = data[data.index(RASTER) + 4 :]
        columns, rows = int.from_bytes(data[:2], "little"), int.from_bytes(data[2:4], "little")
        bits = data[4 : 4 + columns * rows]
        assert len(bits) == columns * rows
        data = data[4 + columns * rows :]
        assert rows <= BAND
        whole = whole + bits
        if not data.startswith(RASTER):
            size = (columns * 8, len(whole) // columns)
            found.append(Image.frombytes("1", size, bytes(b ^ 0xFF for b in whole)))
            whole = b""
    return found


def test_a_receipt_begins_with_a_reset_and_ends_at_the_cutter(model: PrinterModel) -> None:
    data = whole(Receipt((Line("示例"),)), model)
    assert data.startswith(b"\x1b@")
    assert data.endswith(b"\x1bd" + bytes((model.lines_to_cutter,)))
    assert model.cut_command not in data


def test_chinese_is_sent_in_chinese_mode(generic: PrinterModel) -> None:
    data = whole(Receipt((Line("受理通知书"),)), generic)
    assert b"\x1c&" + "受理通知书".encode("gb18030") + b"\x1c.\n" in data
    assert RASTER not in data


def test_a_printer_without_chinese_gets_pictures() -> None:
    plain = load_model(PrinterModel, MODELS_DIR, "receipt_printer", "plain-58mm")
    data = whole(Receipt((Line("受理通知书"), Line("Case 42"))), plain)
    assert [picture.width for picture in pictures(data)] == [384, 384]
    assert b"Case" not in data


@pytest.mark.parametrize("name", ["王𬍛㛃", "𠙶示例"])
def test_a_line_with_a_rare_character_is_a_picture(generic: PrinterModel, name: str) -> None:
    assert not generic.has(name)
    (picture,) = pictures(whole(Receipt((Line(name),)), generic))
    assert picture.width == 576


def test_a_rare_character_has_a_shape_of_its_own() -> None:
    tofu = draw_row(Row("\U0010fffd"), 96, 12).tobytes()
    drawn = {draw_row(Row(sign), 96, 12).tobytes() for sign in "𬍛㛃䶮𠙶"}
    assert len(drawn) == 4
    assert tofu not in drawn


def test_a_qr_code_fits_the_paper_and_decodes(model: PrinterModel) -> None:
    text = CASE * 6
    module = fitting_module(text, 16, model.dots)
    code = draw_qr(text, module)
    assert code.width <= model.dots
    assert [found.text for found in zxingcpp.read_barcodes(code.convert("L"))] == [text]


def test_a_qr_code_is_native_or_a_picture(model: PrinterModel) -> None:
    data = whole(Receipt((Qr(CASE),)), model)
    if model.native_qr:
        assert b"1P0" + CASE.encode() in data
        assert b"\x1d(k\x03\x001E1" in data  # level M
    else:
        (picture,) = pictures(data)
        assert [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))] == [CASE]


def test_a_long_receipt_comes_in_slices(generic: PrinterModel) -> None:
    slices = compose(Receipt((Line("示例" * 10),) * 100), generic)
    assert len(slices) > 3
    assert all(len(piece) < SLICE + 100 for piece in slices)


def test_a_void_is_a_piece_of_its_own(model: PrinterModel) -> None:
    data = compose_void(model)
    assert data.endswith(model.cut_command)
    assert "作废".encode("gb18030") in data or pictures(data)


@given(st.text(max_size=60))
def test_any_text_prints(text: str) -> None:
    model = PrinterModel(48, 576, "gb18030", True, "full", True, True, 5)
    assert whole(Receipt((Line(text),)), model)


def test_composing_leaves_nothing_among_the_temporary_files(tmp_path: Path) -> None:
    code = (
        "from drivers.receipt_printer.escpos_bytes import compose\n"
        "from drivers.receipt_printer.contract import Line, Receipt\n"
        "from drivers.receipt_printer.model import PrinterModel\n"
        "compose(Receipt((Line('x'),)), PrinterModel(48, 576, 'none', True, 'full', True, True, 5))"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    subprocess.run([sys.executable, "-c", code], check=True, cwd=project_root(), env=environment)
    assert list(tmp_path.iterdir()) == []
