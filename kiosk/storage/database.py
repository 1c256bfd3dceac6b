"""One SQLite database, written durably and never in the event loop's thread."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kiosk.storage.schema import MIGRATIONS

if TYPE_CHECKING:
    import sqlite_utils

T = TypeVar("T")

BUSY_TIMEOUT_S = 5.0


class NewerDatabase(Exception):  # noqa: N818 - says what is wrong
    """The file was written by a newer version of this program; do not touch it."""


class Database:
    """A connection shared by threads, one piece of work at a time, each a transaction.

    WAL with synchronous=FULL: work that has returned survives a power cut. secure_delete: what
    is deleted or overwritten is zeroed in the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    @property
    def path(self) -> Path:
        """The database file."""
        return self._path

    def open(self, *, create: bool = True) -> None:
        """Open the file, creating it if asked to, and migrating it; blocking.

        Raises:
            FileNotFoundError: there is none.
            NewerDatabase: it belongs to a newer version of the program.
            sqlite3.Error: it cannot be used.
        """
        # Personal data lies in it sealed, but whose business is whose is nobody else's either.
        os.close(os.open(self._path, os.O_WRONLY | (os.O_CREAT if create else 0), 0o600))
        connection = sqlite3.connect(
            self._path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
        )
        try:
            for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
                connection.execute(f"PRAGMA {pragma}")
            _migrate(connection)
        except BaseException:
            connection.close()
            raise
        self._connection = connection

    def close(self) -> None:
        """Close it; blocking."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    async def run(self, work: Callable[[sqlite_utils.Database], T]) -> T:
        """Run `work` in a thread, as one transaction; its result is durable when this returns.

        Once begun it is finished even if the waiting task is cancelled.

        Raises:
            sqlite3.Error: nothing of `work` was kept.
        """
        return await asyncio.to_thread(self.do, work)

    def do(self, work: Callable[[sqlite_utils.Database], T]) -> T:
        """`run`, blocking."""
        import sqlite_utils  # a seventh of a second that the first screen need not wait for

        with self._lock:
            connection = self._require()
            connection.execute("BEGIN IMMEDIATE")
            try:
                result = work(sqlite_utils.Database(connection))
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # SQLite ends it itself when the disk is full
                    connection.execute("ROLLBACK")
                raise
            return result

    async def forget_deleted(self) -> None:
        """Bring the log into the file and empty it, so that nothing deleted lingers there."""
        await asyncio.to_thread(self._checkpoint)

    def _checkpoint(self) -> None:
        with self._lock:
            self._require().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _require(self) -> sqlite3.Connection:
        if self._connection is None:
            raise sqlite3.ProgrammingError("the database is not open")
        return self._connection


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring the schema from its `user_version` to ours, each step in a transaction."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(MIGRATIONS):
        raise NewerDatabase(f"schema {version}, this program knows {len(MIGRATIONS)}")
    for number, script in enumerate(MIGRATIONS[version:], start=version + 1):
        connection.executescript(f"BEGIN; {script} PRAGMA user_version = {number}; COMMIT;")
