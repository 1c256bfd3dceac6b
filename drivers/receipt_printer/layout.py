"""Laying a receipt out in rows of so many columns.

A row counts half-width columns: ASCII takes one, everything else two, as the printers' fonts do.
Line breaks follow GB/T 15834 (标点符号用法) 5.1: no closing mark begins a row, no opening mark
ends one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from drivers.receipt_printer.contract import Align, Line, Pair, Part, Picture, Qr, Rule, Space

NEVER_FIRST: Final = "、，。．；：？！）》〉」』】〕〗”’…—～·,.;:?!)]}%％℃°"
NEVER_LAST: Final = "（《〈「『【〔〖“‘([{￥$"
INDENT_UNDER_LONG_LABEL: Final = 2

_TOKEN: Final = re.compile(r" +|[!-~]+|[^ -~]")
_BLANKS_BEFORE_CLOSING: Final = re.compile(rf" +(?=[{re.escape(NEVER_FIRST)}])")
_BLANKS_AFTER_OPENING: Final = re.compile(rf"(?<=[{re.escape(NEVER_LAST)}]) +")


@dataclass(frozen=True)
class Row:
    """One printed line; its text fits the columns at its size."""

    text: str
    size: int = 1
    bold: bool = False
    align: Align = Align.LEFT


@dataclass(frozen=True)
class QrRow:
    """A QR code, centred."""

    data: str
    module: int


Printable = Row | QrRow | Picture


def lay_out(parts: tuple[Part, ...], columns: int) -> list[Printable]:
    """Rows from top to bottom for a paper of `columns` half-width columns."""
    rows: list[Printable] = []
    for part in parts:
        rows += _rows_of(part, columns)
    return rows


def width(text: str) -> int:
    """Half-width columns that `text` takes."""
    return sum(1 if sign <= "~" else 2 for sign in text)


def clean(text: str) -> str:
    """`text` without anything a printer could take for a command, and without what has no shape."""
    return "".join(_clean_sign(sign) for sign in text)


def wrap(text: str, columns: int) -> list[str]:
    """`text` in rows of at most `columns`; an empty text is one empty row."""
    rows: list[str] = []
    for paragraph in text.splitlines() or [""]:
        rows += _wrap_paragraph(clean(paragraph), columns)
    return rows


def _rows_of(part: Part, columns: int) -> list[Printable]:
    match part:
        case Line():
            rows = wrap(part.text, columns // part.size)
            return [Row(row, part.size, part.bold, part.align) for row in rows]
        case Pair():
            return [Row(row) for row in _wrap_pair(part, columns)]
        case Rule():
            return [Row("-" * columns)]
        case Qr():
            return [QrRow(part.data, part.module)]
        case Space():
            return [Row("")] * part.lines
        case Picture():
            return [part]


def _wrap_pair(pair: Pair, columns: int) -> list[str]:
    label = clean(pair.label).rstrip(" :：")
    label += ": " if label.isascii() else "："
    indent = width(label)
    if indent > columns // 2:
        blanks = " " * INDENT_UNDER_LONG_LABEL
        rows = wrap(pair.value, columns - INDENT_UNDER_LONG_LABEL)
        return wrap(label, columns) + [blanks + row for row in rows]
    first, *others = wrap(pair.value, columns - indent)
    return [label + first, *(" " * indent + row for row in others)]


def _wrap_paragraph(text: str, columns: int) -> list[str]:
    rows: list[str] = []
    row = ""
    for cluster in _clusters(text):
        if width(row) + width(cluster) <= columns:
            row += cluster
            continue
        if row:
            rows.append(row.rstrip(" "))
        *full, row = _split_hard("" if cluster.isspace() else cluster, columns)
        rows += full
    return [*rows, row.rstrip(" ")]


def _clusters(text: str) -> list[str]:
    """`text` cut where a row may end: marks stay with the word they belong to."""
    text = _BLANKS_AFTER_OPENING.sub("", _BLANKS_BEFORE_CLOSING.sub("", text))
    clusters: list[str] = []
    for token in _TOKEN.findall(text):
        if clusters and (token[0] in NEVER_FIRST or clusters[-1][-1] in NEVER_LAST):
            clusters[-1] += token
        else:
            clusters.append(token)
    return clusters


def _split_hard(text: str, columns: int) -> list[str]:
    """`text` cut wherever a row is full; at least one row, each with at least one character."""
    rows = [""]
    for sign in text:
        if rows[-1] and width(rows[-1]) + width(sign) > columns:
            rows.append("")
        rows[-1] += sign
    return rows


def _clean_sign(sign: str) -> str:
    match unicodedata.category(sign):
        case "Cc" | "Zs" | "Zl" | "Zp":
            return "　" if sign == "　" else " "
        case "Cs":
            return "�"
        case "Cf" | "Mn" | "Me":
            return ""
        case _:
            return sign
