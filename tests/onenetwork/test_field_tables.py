"""The page of all fields is what the contract says today."""

from __future__ import annotations

from tests.onenetwork.field_tables import COMMAND, TARGET, Tables


def test_the_page_is_up_to_date() -> None:
    assert TARGET.read_text("utf-8") == Tables().text(), f"run: {COMMAND}"


def test_every_field_has_a_meaning() -> None:
    """| field | kind | required | meaning | example |"""
    lines = (line.split(" | ") for line in Tables().text().splitlines())
    fields = [cells for cells in lines if len(cells) == 5 and cells[0].startswith("| `")]
    assert len(fields) > 250
    assert [cells[0] for cells in fields if not cells[3].strip()] == []
