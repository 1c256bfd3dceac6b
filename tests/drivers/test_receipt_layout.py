"""Rows that fit, break where Chinese may break, and hold nothing a printer could obey."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.receipt_printer.contract import Align, Line, Pair, Qr, Rule, Space
from drivers.receipt_printer.layout import (
    NEVER_FIRST,
    NEVER_LAST,
    QrRow,
    Row,
    clean,
    lay_out,
    width,
    wrap,
)

SIGNS = "办理时限二十个工作日，。（）《》、；Aa1 -./　𬍛"


def test_chinese_takes_two_columns() -> None:
    assert width("办件 C-1") == 8


@pytest.mark.parametrize(
    ("text", "columns", "rows"),
    [
        ("城乡居民养老，保险", 12, ["城乡居民养", "老，保险"]),
        ("城乡居民（含变更）", 10, ["城乡居民", "（含变更）"]),
        ("编号 990101202611220001 号", 20, ["编号", "990101202611220001", "号"]),
        ("ABCDEFGHIJ", 4, ["ABCD", "EFGH", "IJ"]),
        ("", 10, [""]),
        ("一\n二", 10, ["一", "二"]),
    ],
)
def test_rows_break_where_they_may(text: str, columns: int, rows: list[str]) -> None:
    assert wrap(text, columns) == rows


def test_a_pair_hangs_under_its_value() -> None:
    rows = lay_out((Pair("事项", "城乡居民基本养老保险参保登记"),), 20)
    assert rows == [
        Row("事项：城乡居民基本养"),
        Row("      老保险参保登记"),
    ]


def test_a_pair_with_a_long_label_goes_under_it() -> None:
    rows = lay_out((Pair("法定办理时限和承诺", "二十"),), 20)
    assert rows == [Row("法定办理时限和承诺："), Row("  二十")]


def test_every_part_becomes_rows() -> None:
    parts = (Line("示例", size=2, align=Align.CENTRE), Rule(), Qr("C1", 4), Space(2))
    assert lay_out(parts, 8) == [
        Row("示例", size=2, align=Align.CENTRE),
        Row("-" * 8),
        QrRow("C1", 4),
        Row(""),
        Row(""),
    ]


def test_a_latin_label_has_a_latin_colon() -> None:
    assert lay_out((Pair("Fee", "0.00"), Pair("收费", "0.00")), 20) == [
        Row("Fee: 0.00"),
        Row("收费：0.00"),
    ]


def test_a_double_size_line_has_half_the_columns() -> None:
    rows = lay_out((Line("示例示例", size=2),), 8)
    assert rows == [Row("示例", size=2), Row("示例", size=2)]


@given(st.text(st.sampled_from(SIGNS), max_size=60), st.integers(4, 50))
def test_rows_fit_lose_nothing_and_begin_with_no_closing_mark(text: str, columns: int) -> None:
    rows = wrap(text, columns)
    assert all(width(row) <= columns for row in rows)
    assert "".join("".join(rows).split()) == "".join(text.split())
    for before, row in pairwise(rows):
        # Unavoidable only where what belongs together is longer than a row.
        assert row[:1] not in NEVER_FIRST or not row or width(before) >= columns - 1
        assert before[-1:] not in NEVER_LAST or not before or width(before) >= columns - 1


@given(st.text(max_size=80))
def test_no_text_can_command_the_printer(text: str) -> None:
    for row in wrap(text, 48):
        assert all(ord(sign) >= 0x20 and sign != "\x7f" for sign in row)
        row.encode("utf-8")


def test_clean_keeps_rare_names() -> None:
    assert clean("王𬍛㛃\x1b@\ud800\u200b") == "王𬍛㛃 @�"
