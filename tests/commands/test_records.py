"""`kiosk outbox …` and `kiosk audit verify` as typed by a technician, beside a terminal's data."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
import sqlite_utils

from kiosk.cli import main
from kiosk.onenetwork.ledger import Ledger
from kiosk.storage.database import Database
from tests.onenetwork.conftest import NAME, NUMBER, PHONE, ledger_of, make_submission


class Records:
    """A terminal's data folder, and the commands on it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder = folder
        self._capsys = capsys
        self.database = Database(folder / "terminal.db")
        self.database.open()
        self.ledger: Ledger = ledger_of(self.database)
        self.refs: list[str] = []

    def stored(self, count: int = 1) -> list[str]:
        for _ in range(count):
            submission = make_submission("proof-of-session")
            asyncio.run(self.ledger.add(submission))
            self.refs.append(submission.terminal_case_ref)
        return self.refs

    def run(self, *arguments: str) -> tuple[int, str]:
        """Exit code and what was told, which never is about a person."""
        code = main([*arguments, "--set", f"paths.data={self._folder}"])
        heard = self._capsys.readouterr()
        told = heard.out + heard.err
        assert not any(word in told for word in (NAME, NUMBER, PHONE, "proof-of-session"))
        return code, told

    def json(self, *arguments: str) -> tuple[int, Any]:
        code, told = self.run(*arguments, "--json")
        return code, json.loads(told)


@pytest.fixture
def records(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:  # noqa: ANN401
    kept = Records(tmp_path, capsys)
    yield kept
    kept.database.close()


def test_an_empty_outbox_is_said(records: Records) -> None:
    assert records.run("outbox", "list") == (0, "0 waiting, 0 delivered, 0 refused\n")


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
        {"counts": {"waiting": 0, "delivered": 1, "refused": 0}, "rows": []},
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


def test_audit_verify_tells_a_whole_trail_and_its_head(records: Records) -> None:
    records.stored(2)
    code, verdict = records.json("audit", "verify")
    assert code == 0
    assert verdict["entries"] == 2
    assert records.run("audit", "verify", "--head", verdict["head"])[0] == 0


def test_audit_verify_finds_what_was_changed_and_what_was_cut_off(records: Records) -> None:
    records.stored(3)
    _code, before = records.json("audit", "verify")

    def cut(store: sqlite_utils.Database) -> None:
        store.execute("DROP TRIGGER audit_not_deleted")
        store.execute("DELETE FROM audit WHERE seq = 3")

    records.database.do(cut)
    assert records.run("audit", "verify")[0] == 0, "a cut end leaves no gap"
    code, verdict = records.json("audit", "verify", "--head", before["head"])
    assert (code, verdict["broken"]) == (1, 3)

    def change(store: sqlite_utils.Database) -> None:
        store.execute("DROP TRIGGER audit_not_changed")
        store.execute("UPDATE audit SET event = 'x' WHERE seq = 1")

    records.database.do(change)
    code, told = records.run("audit", "verify")
    assert code == 1
    assert "BROKEN: entry 1 does not follow" in told


@pytest.mark.parametrize("arguments", [["--key", "nowhere.pem"], ["--head", "three"]])
def test_audit_verify_says_what_is_wrong_with_the_command(
    records: Records, arguments: list[str]
) -> None:
    records.stored()
    assert records.run("audit", "verify", *arguments)[0] == 2
