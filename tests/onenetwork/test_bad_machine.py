"""Full disk, read-only disk, corrupt page, jumping clock, an old queue: refused, nothing lost.

Disk and clock go bad below the process (tests/chaos/bad_machine.c): the errors are those that the
C library gives to SQLite. A child process does as told, line by line, and answers with a line.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import select
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.outbox import Outbox, OutboxLimits
from kiosk.onenetwork.outcomes import Delivered, FullReason, OutboxFull
from kiosk.storage.database import Database
from simulators.backend_launch import RunningBackend
from tests.chaos.bad_machine import FULL, READ_ONLY, WELL, BadMachine, build
from tests.onenetwork.conftest import QUICK, ledger_of, make_submission
from tests.onenetwork.draining import draining, the_case, until_empty

ROOT = Path(__file__).parents[2]
DAY = 86_400
NOISE = random.Random(4096).randbytes(4096)  # the same each time: no page by chance


class Child:
    """A terminal's outbox in a process of its own, on a bad machine."""

    def __init__(self, library: Path, folder: Path, url: str, ahead_s: int = 0) -> None:
        disk = folder / "data"
        disk.mkdir(exist_ok=True)
        self.machine = BadMachine(library, disk, folder / "machine")
        self.machine.clock(ahead_s)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.onenetwork.obedient_terminal", url, str(disk)],
            cwd=ROOT,
            env=self.machine.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def do(self, *words: object) -> Any:  # noqa: ANN401
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(" ".join(map(str, words)) + "\n")
        self._process.stdin.flush()
        assert select.select([self._process.stdout], [], [], 100)[0], f"no answer to {words}"
        return json.loads(self._process.stdout.readline())

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("machine"))


@pytest.fixture
def child(library: Path, tmp_path: Path, platform: RunningBackend) -> Iterator[Child]:
    started = Child(library, tmp_path, platform.url)
    yield started
    started.end()


@pytest.mark.parametrize(
    ("condition", "told"), [(FULL, FullReason.DISK_FULL), (READ_ONLY, FullReason.UNWRITABLE)]
)
def test_a_disk_that_takes_nothing_is_said_and_costs_nobody_a_case(
    child: Child, platform: RunningBackend, condition: int, told: FullReason
) -> None:
    assert child.do("accepts") is None
    first = child.do("commit")
    child.machine.disk(condition)
    assert child.do("accepts") == told
    assert child.do("commit") == {"refused": told}
    # What was stored before still goes out, though its progress cannot be noted.
    assert child.do("deliver", first["ref"]) == "Delivered"
    child.machine.disk(WELL)
    assert child.do("accepts") is None
    second = child.do("commit")
    assert child.do("deliver", second["ref"]) == "Delivered"
    assert child.do("deliver", first["ref"]) == "Delivered"
    refs = [case["terminal_case_ref"] for case in platform.cases()]
    assert refs == [first["ref"], second["ref"]]
    assert platform.state()["duplicate_refs"] == 0


@pytest.mark.parametrize("jump", [400 * DAY, -400 * DAY])
def test_a_jumping_clock_ages_nothing_and_keeps_nothing_young(
    child: Child, platform: RunningBackend, jump: int
) -> None:
    refused = child.do("commit")
    platform.fault("withdrawn", "/v1/cases", times=1)
    assert child.do("deliver", refused["ref"]) == "Refused"
    waiting = child.do("commit")
    child.machine.clock(jump)
    assert child.do("accepts") is None
    rows = {row["ref"]: row for row in child.do("rows")}
    assert all(0 <= row["age"] < 60 for row in rows.values())
    # The platform tells its time; the case arrives all the same.
    assert child.do("deliver", waiting["ref"]) == "Delivered"
    child.do("pass")
    assert refused["ref"] in {row["ref"] for row in child.do("rows")}, "not swept by the jump"
    assert [case["terminal_case_ref"] for case in platform.cases()] == [waiting["ref"]]


def test_a_clock_set_forward_while_the_terminal_is_off_ages_by_a_day_at_most(
    library: Path, tmp_path: Path, platform: RunningBackend
) -> None:
    before = Child(library, tmp_path, platform.url)
    kept = before.do("commit")
    before.end()
    after = Child(library, tmp_path, platform.url, ahead_s=400 * DAY)
    (row,) = after.do("rows")
    assert DAY <= row["age"] < DAY + 60
    assert after.do("accepts") is None
    assert after.do("deliver", kept["ref"]) == "Delivered"
    after.end()


async def test_an_old_queue_refuses_new_journeys_until_it_is_sent(
    client: OneNetwork, database: Database, platform: RunningBackend, assertion: str
) -> None:
    outbox = Outbox(client, ledger_of(database), QUICK)
    await outbox.commit(make_submission(assertion))
    three_days_later = "UPDATE submission SET stored_lived = stored_lived - 3 * 86400 - 60"
    await database.run(lambda store: store.execute(three_days_later))
    assert await outbox.accepts() is FullReason.TOO_OLD
    async with draining(outbox):
        await until_empty(outbox)
    assert await outbox.accepts() is None
    assert the_case(platform)["state"] == "accepted"


async def test_too_many_bytes_refuse_new_journeys(
    client: OneNetwork, database: Database, assertion: str
) -> None:
    outbox = Outbox(client, ledger_of(database), OutboxLimits(min_free_bytes=0, max_bytes=20_000))
    assert await outbox.accepts() is None
    await outbox.commit(make_submission(assertion))
    assert await outbox.accepts() is FullReason.TOO_LARGE


def spoil(path: Path, page: int) -> None:
    """Overwrite a page of the database (numbered from 1) with noise."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(NOISE)
        os.fsync(file.fileno())


def root_of(path: Path, table: str) -> int:
    with sqlite3.connect(path) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        return int(connection.execute(query, [table]).fetchone()[0])


async def test_a_corrupt_page_of_one_case_holds_up_no_other(
    client: OneNetwork, tmp_path: Path, platform: RunningBackend, assertion: str
) -> None:
    store = Database(tmp_path / "kiosk.db")
    store.open()
    outbox = Outbox(client, ledger_of(store), QUICK)
    hurt = make_submission(assertion)
    await outbox.commit(hurt)
    pages = store.do(lambda rows: rows.execute("PRAGMA page_count").fetchone()[0])
    sound = make_submission(assertion)
    await outbox.commit(sound)
    store.close()
    spoil(store.path, pages)  # the last page is one of the first case's content
    store.open()
    outbox = Outbox(client, ledger_of(store), QUICK)
    assert isinstance(await outbox.deliver(sound.terminal_case_ref, 60), Delivered)
    async with draining(outbox):
        await paged(platform, "needs you: unreadable")
    assert (await outbox.condition()).waiting == 1, "it stays, for whoever can mend it"
    assert the_case(platform)["terminal_case_ref"] == sound.terminal_case_ref
    store.close()


async def test_a_corrupt_table_is_refused_told_and_left_as_it_is(
    client: OneNetwork, tmp_path: Path, platform: RunningBackend, assertion: str
) -> None:
    store = Database(tmp_path / "kiosk.db")
    store.open()
    outbox = Outbox(client, ledger_of(store), QUICK)
    await outbox.commit(make_submission(assertion))
    store.close()
    spoil(store.path, root_of(store.path, "submission"))
    before = store.path.stat().st_size
    store.open()
    outbox = Outbox(client, ledger_of(store), QUICK)
    assert await outbox.accepts() is FullReason.UNWRITABLE
    with pytest.raises(OutboxFull):
        await outbox.commit(make_submission(assertion))
    async with draining(outbox):
        await paged(platform, "the database failed")
    store.close()
    assert store.path.stat().st_size >= before


async def paged(platform: RunningBackend, words: str) -> None:
    """Wait until the operator was told so."""
    async with asyncio.timeout(60):
        while not any(words in each["detail"] for each in platform.fault_reports()):
            await asyncio.sleep(0.05)
