"""The tests that docs/accessibility.md names are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_every_test_named_in_the_table_exists() -> None:
    named = set(re.findall(r"\btest_\w+", (ROOT / "docs" / "accessibility.md").read_text()))
    sources = "\n".join(path.read_text() for path in (ROOT / "tests").rglob("*.py"))
    there = set(re.findall(r"def (test_\w+)|\b(test_\w+)\.py", sources))
    there = {name for pair in there for name in pair} | {
        path.stem for path in (ROOT / "tests").rglob("test_*.py")
    }
    assert named - there == set()
    assert len(named) > 20
