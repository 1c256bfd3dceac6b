"""The database: durable settings, transactions, migrations, the audit trail."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlite_utils

from kiosk.storage import database as module
from kiosk.storage.audit import AuditTrail, verify
from kiosk.storage.database import Database, NewerDatabase
from kiosk.storage.signer import Signer, Verifier
from kiosk.storage.vault import Vault

NUMBER = "990101200001010014"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    store = Database(tmp_path / "kiosk.db")
    store.open()
    yield store
    store.close()


def pragma(database: Database, name: str) -> object:
    return database.do(lambda store: store.execute(f"PRAGMA {name}").fetchone()[0])


def test_is_private_and_durable(database: Database) -> None:
    assert stat.S_IMODE(database.path.stat().st_mode) == 0o600
    assert pragma(database, "journal_mode") == "wal"
    assert pragma(database, "synchronous") == 2
    assert pragma(database, "secure_delete") == 1


async def test_failed_work_leaves_nothing(database: Database) -> None:
    def fail(store: sqlite_utils.Database) -> None:
        store.execute("INSERT INTO rating VALUES ('a', 1, x'00')")
        raise RuntimeError("half-way")

    with pytest.raises(RuntimeError):
        await database.run(fail)
    assert await database.run(lambda store: store["rating"].count) == 0


async def test_work_does_not_hold_up_the_loop(database: Database) -> None:
    started, turns = asyncio.Event(), 0
    loop = asyncio.get_running_loop()
    go_on = asyncio.run_coroutine_threadsafe

    def slow(store: sqlite_utils.Database) -> None:
        loop.call_soon_threadsafe(started.set)
        go_on(asyncio.sleep(0.05), loop).result()

    work = asyncio.create_task(database.run(slow))
    await started.wait()
    while not work.done():
        turns += 1
        await asyncio.sleep(0)
    assert turns > 1


def test_migrates_step_by_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Database(tmp_path / "kiosk.db")
    first.open()
    first.close()
    more = (*module.MIGRATIONS, "CREATE TABLE later (id INTEGER PRIMARY KEY);")
    monkeypatch.setattr(module, "MIGRATIONS", more)
    second = Database(tmp_path / "kiosk.db")
    second.open()
    assert pragma(second, "user_version") == len(more)
    assert "later" in second.do(lambda store: store.table_names())
    second.close()


def test_newer_file_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "kiosk.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerDatabase):
        Database(tmp_path / "kiosk.db").open()


@pytest.mark.parametrize("statement", ["DELETE FROM audit", "UPDATE audit SET event = 'x'"])
async def test_audit_trail_is_append_only(database: Database, statement: str) -> None:
    await AuditTrail(database, Vault(b"k" * 32), Signer(b"s" * 32)).record("session.opened", NUMBER)
    with pytest.raises(sqlite3.IntegrityError):
        await database.run(lambda store: store.execute(statement))


CHECK = Verifier(Signer(b"s" * 32).public)


@pytest.mark.parametrize(
    ("tampering", "broken", "word"),
    [
        ("UPDATE audit SET event = 'case.refused' WHERE seq = 2", 2, "does not follow"),
        ("DELETE FROM audit WHERE seq = 2", 2, "missing"),
        ("UPDATE audit SET signature = zeroblob(64) WHERE seq = 3", 3, "not signed"),
    ],
)
async def test_audit_trail_shows_where_it_was_changed(
    database: Database, tampering: str, broken: int, word: str
) -> None:
    trail = AuditTrail(database, Vault(b"k" * 32), Signer(b"s" * 32))
    for event in ("session.opened", "case.accepted", "session.closed"):
        await trail.record(event, NUMBER)
    whole = await database.run(lambda store: verify(store, CHECK))
    assert (whole.entries, whole.broken) == (3, None)

    def tamper(store: sqlite_utils.Database) -> None:
        for trigger in ("audit_not_changed", "audit_not_deleted"):
            store.execute(f"DROP TRIGGER {trigger}")
        store.execute(tampering)

    await database.run(tamper)
    verdict = await database.run(lambda store: verify(store, CHECK))
    assert verdict.broken == broken
    assert word in verdict.why


async def test_a_chain_made_anew_without_the_key_is_seen(database: Database) -> None:
    await AuditTrail(database, Vault(b"k" * 32), Signer(b"f" * 32)).record("session.opened")
    verdict = await database.run(lambda store: verify(store, CHECK))
    assert (verdict.broken, verdict.why) == (1, "entry 1 is not signed with this key")


async def test_audit_trail_says_nothing_about_the_person(database: Database) -> None:
    await AuditTrail(database, Vault(b"k" * 32), Signer(b"s" * 32)).record("session.opened", NUMBER)
    await database.forget_deleted()
    assert NUMBER.encode() not in database.path.read_bytes()
