"""Which print jobs have come out, and whether one broke off: on disk, since a job has one id for
life and the process that prints it may be killed at any moment. Holds ids only, no content.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final

from drivers.driver import DeviceFault
from drivers.receipt_printer.contract import Printed

KEPT: Final = 5000
"""Finished jobs remembered, up to twice as many between two clearings; some 250 kB."""


class JobLog:
    """Two small files: `path` with finished jobs, one JSON line each, and `path`.begun.

    The second is there from before the first byte of a job until it is known to be out.
    """

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        self._mark = Path(path + ".begun")
        self._finished: dict[str, bool] = {}
        self.broken: str | None = None
        """The job whose broken piece hangs in the printer."""

    def load(self) -> None:
        """Read both files, forget the oldest jobs. Raises DeviceFault when they are unusable."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._finished = _read_finished(self._path)
            _write(self._path, "".join(_line(*job) for job in self._finished.items()))
            begun = self._mark.read_text("utf-8") if self._mark.exists() else None
        except (OSError, UnicodeDecodeError) as error:
            raise DeviceFault(f"the job log {self._path} cannot be used: {error}") from error
        # Killed between the two writes of `finish`: the piece is whole.
        self.broken = None if begun in self._finished else begun

    def outcome(self, job: str) -> Printed | None:
        """What came of `job`, if it has come out."""
        confirmed = self._finished.get(job)
        return None if confirmed is None else Printed(confirmed)

    def begin(self, job: str) -> None:
        """From here on a piece of `job` may hang in the printer. Raises DeviceFault."""
        try:
            _write(self._mark, job)
        except OSError as error:
            raise DeviceFault(f"the job log {self._path} cannot be written: {error}") from error
        self.broken = job

    def finish(self, job: str, confirmed: bool) -> Printed:
        """`job` is out. Raises DeviceFault."""
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(_line(job, confirmed))
                file.flush()
                os.fsync(file.fileno())
            self.voided()
        except OSError as error:
            raise DeviceFault(f"the job log {self._path} cannot be written: {error}") from error
        self._finished[job] = confirmed
        if len(self._finished) > 2 * KEPT:
            self.load()
        return Printed(confirmed)

    def voided(self) -> None:
        """No broken piece hangs in the printer any more."""
        self._mark.unlink(missing_ok=True)
        self.broken = None


def _line(job: str, confirmed: bool) -> str:
    return json.dumps([job, confirmed]) + "\n"


def _read_finished(path: Path) -> dict[str, bool]:
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    jobs = (_parse(line) for line in lines[-KEPT:])
    return dict(job for job in jobs if job is not None)


def _parse(line: str) -> tuple[str, bool] | None:
    """A finished job; None for a line that a power cut tore."""
    try:
        match json.loads(line):
            case [str(job), bool(confirmed)]:
                return job, confirmed
    except json.JSONDecodeError:
        return None
    return None


def _write(path: Path, text: str) -> None:
    """Replace a file so that it is either the old or the new one, whenever power fails."""
    fresh = path.with_name(path.name + ".new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
