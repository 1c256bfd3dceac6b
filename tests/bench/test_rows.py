"""What the bench says of figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bench.rows import against, alone, p95, table, write


@pytest.mark.parametrize(("count", "expected"), [(1, 1), (19, 19), (20, 19), (40, 38), (100, 95)])
def test_p95_leaves_out_one_in_twenty(count: int, expected: int) -> None:
    assert p95(range(1, count + 1)) == expected


def test_an_aim_is_for_the_ratio_where_there_is_a_reference() -> None:
    assert against("start", 500.0, 400.0, "ms", 1.5).ok
    assert not against("start", 700.0, 400.0, "ms", 1.5).ok
    assert not alone("page", 151.0, "ms", 150.0).ok
    assert alone("memory", 400.0, "MB").ok


def test_rows_are_written_as_every_target_writes_them(tmp_path: Path) -> None:
    rows = [against("start", 700.0, 400.0, "ms", 1.5), alone("memory", 400.0, "MB")]
    write(rows, tmp_path / "build" / "bench.json")
    read = json.loads((tmp_path / "build" / "bench.json").read_text("utf-8"))
    keys = ["name", "value", "unit", "reference", "ratio", "aim", "ok"]
    assert [list(row) for row in read["rows"]] == [keys, keys]
    assert read["rows"][1]["reference"] is None
    assert table(rows).count("MISSED") == 1
