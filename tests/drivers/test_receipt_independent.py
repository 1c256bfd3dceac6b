"""Our bytes through a decoder that we did not write: npos, an ESC/POS parser from npm.

It knows every command by its own table and stops at bytes that it cannot place, so that a
parameter too many or too few shows; it makes the pictures out of GS v 0 and finds the text.
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from drivers.model_profile import MODELS_DIR, load_model
from drivers.receipt_printer.contract import Align, Line, Pair, Qr, Receipt, Rule
from drivers.receipt_printer.escpos_bytes import compose
from drivers.receipt_printer.layout import Row
from drivers.receipt_printer.model import PrinterModel
from drivers.receipt_printer.raster import draw_row
from tests.drivers.far_end import project_root

DECODER = "tests/independent/decode.cjs"
CASE = "https://example.invalid/q?c=990101-20261122-000042"
RARE = "王𬍛㛃"


@dataclass
class Decoded:
    """What npos made of a receipt; pictures, of bands of one width, are mode L, 0 is ink."""

    text: str
    pictures: list[Image.Image]
    qr: list[str]
    cuts: list[int]
    chinese: list[int]


def decoded(receipt: Receipt, model: PrinterModel) -> Decoded:
    raw = b"".join(compose(receipt, model)) + model.cut_command
    done = subprocess.run(
        ["node", DECODER], input=raw, stdout=subprocess.PIPE, cwd=project_root(), check=True
    )
    told: dict[str, Any] = json.loads(done.stdout)
    bands = [list(rows) for _, rows in groupby(told.pop("bands"), lambda rows: len(rows[0]))]
    told["pictures"] = [_picture([row for rows in alike for row in rows]) for alike in bands]
    return Decoded(**told)


def _picture(rows: list[str]) -> Image.Image:
    dots = bytes(0 if dot == "1" else 255 for row in rows for dot in row)
    return Image.frombytes("L", (len(rows[0]), len(rows)), dots)


def model(name: str) -> PrinterModel:
    return load_model(PrinterModel, MODELS_DIR, "receipt_printer", name)


def test_text_rare_names_native_codes_and_the_cut() -> None:
    title = Line("受理通知书", size=2, bold=True, align=Align.CENTRE)
    lines = (
        title,
        Rule(),
        Pair("事项", "参保登记（示例）"),
        Pair("申请人", RARE),
        Qr(CASE),
        Line("完"),
    )
    seen = decoded(Receipt(lines), model("generic-80mm"))
    assert seen.text.split("\n") == ["受理通知书", "-" * 48, "事项：参保登记（示例）", "完", ""]
    assert seen.chinese == [3, 3]
    (name,) = seen.pictures
    assert name.tobytes() == draw_row(Row(f"申请人：{RARE}"), 576, 12).convert("L").tobytes()
    assert seen.qr == [CASE]
    assert seen.cuts == [0]


@pytest.mark.parametrize("name", ["western-80mm", "plain-58mm"])
def test_a_receipt_of_pictures_only(name: str) -> None:
    seen = decoded(Receipt((Line("受理通知书 42"), Qr(CASE), Line("完"))), model(name))
    assert seen.text == ""
    assert seen.chinese == [0, 0]
    (drawn,) = [text for picture in seen.pictures for text in zxingcpp.read_barcodes(picture)]
    assert drawn.text == CASE
    assert seen.cuts == [1 if name == "western-80mm" else 0]
