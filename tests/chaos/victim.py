"""A terminal process that is killed and started again, on a machine that goes bad."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests.chaos.bad_machine import BadMachine
from tests.chaos.journal import Journal

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Row:
    """A row of the outbox, as the disk has it."""

    ref: str
    state: str


class Victim:
    """`command` is the module and its arguments; `home/served` appears when no more is wanted.

    `exposure` is its share of the misfortunes: a whole terminal needs longer for a case.
    """

    def __init__(
        self, name: str, home: Path, library: Path, command: list[str], exposure: float = 1.0
    ) -> None:
        self.exposure = exposure
        self.name, self.home = name, home
        self.data = home / "data"
        self.data.mkdir(parents=True, exist_ok=True)
        self.machine = BadMachine(library, self.data, home / "machine")
        self.journal = Journal(home / "journal")
        self._command = [sys.executable, "-m", *command]
        self._log: IO[bytes] = (home / "process.log").open("ab")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def served(self) -> bool:
        return (self.home / "served").exists()

    def tend(self) -> None:
        """Start it if it does not run: systemd would."""
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                self._command,
                cwd=ROOT,
                env=self.machine.environment,
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=self._log,
            )

    def kill(self) -> None:
        """SIGKILL: as a power cut, but for the disk's own cache."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def rows(self) -> list[Row]:
        """The outbox's rows."""
        with sqlite3.connect(f"file:{self.data}/terminal.db?mode=ro", uri=True) as connection:
            return [Row(*row) for row in connection.execute("SELECT ref, state FROM submission")]

    def close(self) -> None:
        self.kill()
        self._log.close()
