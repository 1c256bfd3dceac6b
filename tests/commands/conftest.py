"""A terminal's records, and the commands on them as a technician types them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

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
        self.options: list[str] = []

    def stored(self, count: int = 1) -> list[str]:
        for _ in range(count):
            submission = make_submission("proof-of-session")
            asyncio.run(self.ledger.add(submission))
            self.refs.append(submission.terminal_case_ref)
        return self.refs

    def run(self, *arguments: str) -> tuple[int, str]:
        """Exit code and what was told, which never is about a person."""
        code = main([*arguments, "--set", f"paths.data={self._folder}", *self.options])
        heard = self._capsys.readouterr()
        told = heard.out + heard.err
        assert not any(word in told for word in (NAME, NUMBER, PHONE, "proof-of-session"))
        return code, told

    def json(self, *arguments: str) -> tuple[int, Any]:
        code, told = self.run(*arguments, "--json")
        return code, json.loads(told)


@pytest.fixture
def records(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Records]:
    kept = Records(tmp_path, capsys)
    yield kept
    kept.database.close()
