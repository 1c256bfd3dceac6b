"""The printer's mechanism: pages take time, paper runs out, sheets jam, lids open.

ippeveprinter speaks IPP and runs a command for each job (relay.py), which tells the mechanism of
the job here and passes its words back. A sheet counts once it lies in the output tray whole.
"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from simulators.page_printer.ipp_client import IppClient
from simulators.page_printer.sheets import Sheet, count_pages

FULL_TRAY: Final = 250
LOOK_EVERY: Final = 0.1  # seconds between looks for a cancel while nothing moves
HAND: Final = "a hand at the printer"
"""Name of an empty job that only carries the printer's new state."""


@dataclass
class Condition:
    """How the mechanism is; `sheets` left in the tray, `jams_after` so many more sheets."""

    sheets: int = FULL_TRAY
    cover_open: bool = False
    jammed: bool = False
    paused: bool = False
    toner: int = 75
    jams_after: int | None = None

    @property
    def able(self) -> bool:
        held = self.cover_open or self.jammed or self.paused
        return self.sheets > 0 and self.toner > 0 and not held

    def reasons(self) -> list[str]:
        """IPP printer-state-reasons that ippeveprinter has no form for."""
        told = {"cover-open": self.cover_open, "media-jam": self.jammed, "paused": self.paused}
        return [name for name, true in told.items() if true]


@dataclass
class Job:
    """A job under way, as the relay told it."""

    number: int
    name: str
    sides: int
    copies: int
    media_source: str
    document: bytes
    link: socket.socket
    lost: bool = False
    """The power went while it was printed."""

    def say(self, line: str) -> None:
        """A line for ippeveprinter. Raises OSError when it has gone."""
        self.link.sendall(line.encode() + b"\n")

    def sheets(self) -> Iterator[tuple[int, ...]]:
        """The pages on each sheet of all copies."""
        last = count_pages(self.document)
        for _ in range(self.copies):
            for first in range(1, last + 1, self.sides):
                yield tuple(range(first, min(first + self.sides, last + 1)))


@dataclass
class Mechanism:
    """Prints what the relays bring. `tell_levels` puts paper and toner into the printer's forms."""

    socket_path: Path
    ipp: IppClient
    tell_levels: Callable[[int, int], None]
    seconds_a_page: float
    slowness: Callable[[], float]
    condition: Condition = field(default_factory=Condition)
    powered: bool = True

    def __post_init__(self) -> None:
        self.change = threading.Condition()
        self.sheets: list[Sheet] = []
        self.job: Job | None = None
        self.told: list[str] = []
        """What the printer was told by a job's relay of what it has no form for."""
        self.hand_felt = threading.Event()
        self._listener = socket.socket(socket.AF_UNIX)

    def start(self) -> None:
        self._listener.bind(str(self.socket_path))
        self._listener.listen()
        threading.Thread(target=self._serve, name="page mechanism", daemon=True).start()

    def stop(self) -> None:
        """No more jobs; the one under way ends."""
        self.power(False)
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def power(self, on: bool) -> None:
        """Off: the job under way is lost where it stands."""
        with self.change:
            self.powered = on
            if self.job is not None and not on:
                self.job.lost = True
            self.change.notify_all()

    def set(self, **values: object) -> None:
        """Change the condition; a running job goes on or stops."""
        with self.change:
            for name, value in values.items():
                setattr(self.condition, name, value)
            self.change.notify_all()

    def _serve(self) -> None:
        while True:
            try:
                link, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._attend, args=(link,), daemon=True).start()

    def _attend(self, link: socket.socket) -> None:
        with link, link.makefile("r", encoding="utf-8") as words:
            told = json.loads(words.readline())
            try:
                if told["job_name"] == HAND:
                    self._say_state(link)
                else:
                    self._print(_job(told, link))
                link.sendall(b"EXIT 0\n")
            except ValueError:
                link.sendall(b"ERROR: not a document of mine\nEXIT 1\n")
            except OSError:
                return  # the printer was switched off: nobody is left to be told

    def _print(self, job: Job) -> None:
        self.job = job
        try:
            done = 0
            for pages in job.sheets():
                if not self._move(job, len(pages)):
                    return
                done += len(pages)
                self._put_out(job, pages, done)
        finally:
            self.job = None

    def _move(self, job: Job, pages: int) -> bool:
        """Draw a sheet through; False when the job was cancelled or the power went."""
        while True:
            if not self._until_able(job):
                return False
            with self.change:
                seconds = self.seconds_a_page * pages * self.slowness()
                self.change.wait_for(lambda: not self._goes_on(job), seconds)
                if job.lost:
                    return False
                if self.condition.jams_after == 0:
                    self.condition.jams_after, self.condition.jammed = None, True
                if self.condition.able:
                    return True

    def _goes_on(self, job: Job) -> bool:
        return self.condition.able and not job.lost

    def _until_able(self, job: Job) -> bool:
        told = ""
        while True:
            if self.ipp.is_to_stop(job.number):
                return False
            with self.change:
                state = "STATE: " + (",".join(self._reasons()) or "none")
                able = self._goes_on(job)
                if state != told and not (able and not told):
                    job.say(state)
                    told, self.told = state, self.condition.reasons()
                if able:
                    return True
                self.change.wait_for(lambda: job.lost or self._goes_on(job), LOOK_EVERY)
                if job.lost:
                    return False

    def _reasons(self) -> list[str]:
        now = self.condition
        supplies = {
            "media-empty": now.sheets == 0,
            "media-needed": now.sheets == 0,
            "toner-empty": now.toner == 0,
            "toner-low": 0 < now.toner < 10,
        }
        return [*now.reasons(), *(name for name, true in supplies.items() if true)]

    def _say_state(self, link: socket.socket) -> None:
        with self.change:
            link.sendall(f"STATE: {','.join(self._reasons()) or 'none'}\n".encode())
            self.told = self.condition.reasons()
        self.hand_felt.set()

    def _put_out(self, job: Job, pages: tuple[int, ...], done: int) -> None:
        with self.change:
            number = len(self.sheets) + 1
            self.sheets.append(Sheet(number, job.name, job.document, pages, job.media_source))
            self.condition.sheets -= 1
            if self.condition.jams_after:
                self.condition.jams_after -= 1
            sheets, toner = self.condition.sheets, self.condition.toner
        job.say(f"ATTR: job-impressions-completed={done}")
        if sheets == 0:
            self.tell_levels(sheets, toner)


def _job(told: dict[str, Any], link: socket.socket) -> Job:
    media = told.get("media_col", "")
    _, _, source = media.partition("media-source=")
    return Job(
        number=int(told["job_id"]),
        name=told["job_name"],
        sides=1 if told.get("sides", "one-sided") == "one-sided" else 2,
        copies=int(told.get("copies", "1")),
        media_source=source.rstrip("}").split(" ")[0] or "auto",
        document=Path(told["file"]).read_bytes(),
        link=link,
    )
