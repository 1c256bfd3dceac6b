"""`kiosk outbox …` and `kiosk audit verify` as typed by a technician, beside a terminal's data."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.onenetwork.voices import NewFeedback
from tests.commands.conftest import Records


def test_an_empty_outbox_is_said(records: Records) -> None:
    assert records.run("outbox", "list") == (0, "0 waiting, 0 delivered, 0 refused, 0 letters\n")


def test_lists_age_attempts_and_the_last_problem(records: Records) -> None:
    first, second = records.stored(2)
    asyncio.run(records.ledger.note_attempt(first, "no answer within 8 s"))
    code, told = records.run("outbox", "list")
    assert code == 0
    assert f"{first[:4].upper()} {first[4:8].upper()}" in told
    assert "1 attempts" in told
    assert "no answer within 8 s" in told
    assert "not tried yet" in told
    _code, rows = records.json("outbox", "list")
    assert [row["ref"] for row in rows["rows"]] == [first, second]
    assert rows["rows"][0]["attempts"] == 1
    assert rows["rows"][0]["bytes"] > 20_000


def test_what_people_tell_is_listed_while_it_waits(records: Records) -> None:
    ref = "3f9a01bc" + "0" * 24
    letter = NewFeedback(kind="suggestion", words="请多放一把椅子。")
    asyncio.run(records.ledger.letters.add(ref, letter))
    code, told = records.run("outbox", "list")
    assert code == 0
    assert "3F9A 01BC  letter" in told
    assert "椅子" not in told
    _code, rows = records.json("outbox", "list")
    assert [one["ref"] for one in rows["letters"]] == [ref]
    assert rows["counts"]["letters"] == 1


def test_a_refused_row_is_seen_by_the_exit_code(records: Records) -> None:
    (ref,) = records.stored()
    asyncio.run(records.ledger.note_refused(ref, "item_withdrawn (410)"))
    code, told = records.run("outbox", "list")
    assert code == 1
    assert "refused" in told
    assert "item_withdrawn (410)" in told


def test_delivered_rows_are_history(records: Records) -> None:
    (ref,) = records.stored()
    asyncio.run(records.ledger.note_delivered(ref))
    assert records.json("outbox", "list") == (
        0,
        {
            "counts": {"waiting": 0, "delivered": 1, "refused": 0, "letters": 0},
            "rows": [],
            "letters": [],
        },
    )
    _code, all_rows = records.json("outbox", "list", "--all")
    assert all_rows["rows"][0]["state"] == "delivered"
    assert all_rows["rows"][0]["bytes"] == 0


def test_shows_one_row_by_the_code_on_the_slip(records: Records) -> None:
    ref, _other = records.stored(2)
    code, told = records.run("outbox", "show", f"{ref[:4].upper()} {ref[4:8].upper()}")
    assert code == 0
    assert f"ref: {ref}" in told
    assert records.run("outbox", "show", "no-such")[0] == 2


def test_retry_puts_a_refused_row_back(records: Records) -> None:
    (ref,) = records.stored()
    asyncio.run(records.ledger.note_refused(ref, "unknown (400)"))
    assert records.json("outbox", "retry", ref[:8]) == (0, {"put_back": [ref], "nothing_left": []})
    entry = asyncio.run(records.ledger.entry(ref))
    assert entry is not None
    assert (entry.state, entry.attempts, entry.problem) == ("waiting", 0, "")


def test_retry_says_when_nothing_is_left(records: Records) -> None:
    (ref,) = records.stored()
    asyncio.run(records.ledger.note_delivered(ref))
    assert records.json("outbox", "retry", ref) == (1, {"put_back": [], "nothing_left": [ref]})
    assert records.run("outbox", "retry") == (0, "nothing waits\n")


def test_a_folder_without_a_terminal_is_said_and_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["outbox", "list", "--set", f"paths.data={tmp_path}"]) == 2
    assert "there is none" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
