"""What came of print jobs, and whether one broke off: on disk, since a job has one id for life and
the process that prints it may be killed at any moment. Holds ids and numbers, no content.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from drivers.driver import DeviceFault

T = TypeVar("T", bound="bool | list[int]")

KEPT: Final = 5000
"""Jobs remembered, up to twice as many between two clearings; some 250 kB."""


class JobLog(Generic[T]):
    """Two small files: `path` with what came of each job, one JSON line each, and `path`.begun.

    The second is there from before the first byte of a job until nothing of it can hang in the
    printer. A job that is both begun and told of is out, but for what ends its paper.

    Args:
        path: a place that survives restarts.
        parse: what came of a job, from what JSON gave; None for what is damaged.
    """

    def __init__(self, path: str, parse: Callable[[object], T | None]) -> None:
        self._path = Path(path)
        self._mark = Path(path + ".begun")
        self._parse = parse
        self._told: dict[str, T] = {}
        self._lines = 0
        self.broken: str | None = None
        """The job that was begun and is not ended: its paper may hang in the printer."""

    def load(self) -> None:
        """Read both files, forget the oldest jobs. Raises DeviceFault when they are unusable."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._told = self._read()
            _write(self._path, "".join(_line(*job) for job in self._told.items()))
            self._lines = len(self._told)
            begun = self._mark.read_text("utf-8") if self._mark.exists() else None
        except (OSError, UnicodeDecodeError) as error:
            raise DeviceFault(f"the job log {self._path} cannot be used: {error}") from error
        self.broken = begun

    def told(self, job: str) -> T | None:
        """What came of `job`, if it was settled before."""
        return self._told.get(job)

    def begin(self, job: str) -> None:
        """From here on paper of `job` may hang in the printer. Raises DeviceFault."""
        try:
            _write(self._mark, job)
        except OSError as error:
            raise self._unwritable(error) from error
        self.broken = job

    def settle(self, job: str, outcome: T, *, still_begun: bool = False) -> None:
        """`job` came to `outcome`, and nothing hangs in the printer unless it is `still_begun`.

        Raises DeviceFault.
        """
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(_line(job, outcome))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise self._unwritable(error) from error
        if not still_begun:
            self.ended()
        self._told.pop(job, None)  # the newest stand last
        self._told[job] = outcome
        self._lines += 1
        if self._lines > 2 * KEPT:
            self.load()

    def ended(self) -> None:
        """Nothing hangs in the printer any more. Raises DeviceFault."""
        try:
            self._mark.unlink(missing_ok=True)
        except OSError as error:
            raise self._unwritable(error) from error
        self.broken = None

    def _unwritable(self, error: OSError) -> DeviceFault:
        return DeviceFault(f"the job log {self._path} cannot be written: {error}")

    def _read(self) -> dict[str, T]:
        lines = self._path.read_text("utf-8").splitlines() if self._path.exists() else []
        told: dict[str, T] = {}
        for line in lines[-KEPT:]:
            match _parse(line):
                case [str(job), value] if (outcome := self._parse(value)) is not None:
                    told.pop(job, None)
                    told[job] = outcome
        return told


def _line(job: str, outcome: object) -> str:
    return json.dumps([job, outcome]) + "\n"


def _parse(line: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    """None for a line that a power cut tore."""
    try:
        return json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        return None


def _write(path: Path, text: str) -> None:
    """Replace a file so that it is either the old or the new one, whenever power fails."""
    fresh = path.with_name(path.name + ".new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
