"""What the bench says: rows for people (a table) and for programs (build/bench.json)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One figure. With a reference the aim is for the ratio of the two, else for the value."""

    name: str
    value: float
    unit: str
    reference: float | None
    ratio: float | None
    aim: float | None
    ok: bool


def against(name: str, value: float, reference: float, unit: str, aim: float) -> Row:
    """A figure over the same of something bare; `aim` is the largest ratio that will do."""
    ratio = value / reference
    return Row(name, round(value, 2), unit, round(reference, 2), round(ratio, 3), aim, ratio <= aim)


def alone(name: str, value: float, unit: str, aim: float | None = None) -> Row:
    """A figure by itself; `aim` is the largest that will do, None for one that is only stated."""
    return Row(name, round(value, 3), unit, None, None, aim, aim is None or value <= aim)


def p95(values: Sequence[float]) -> float:
    """The smallest of the values that at least 95 % of them do not exceed."""
    ordered = sorted(values)
    return ordered[-(len(ordered) // 20) - 1]


def write(rows: Sequence[Row], path: Path) -> None:
    """As every target that prints figures writes them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"rows": [asdict(row) for row in rows]}, ensure_ascii=False, indent=2)
    path.write_text(text + "\n", "utf-8")


def table(rows: Sequence[Row]) -> str:
    """For people; a row that misses its aim says so."""
    head = f"{'':58}{'value':>10} {'unit':6}{'reference':>10}{'ratio':>8}{'aim':>8}"
    return "\n".join([head, *(_line(row) for row in rows)])


def _line(row: Row) -> str:
    numbers = (
        f"{row.value:>10.2f} {row.unit:6}{_cell(row.reference, 10, 2)}{_cell(row.ratio, 8, 3)}"
    )
    return f"{row.name:58}{numbers}{_cell(row.aim, 8, 2)}{'' if row.ok else '  MISSED'}"


def _cell(value: float | None, wide: int, places: int) -> str:
    return " " * wide if value is None else f"{value:>{wide}.{places}f}"
