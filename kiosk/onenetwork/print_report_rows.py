"""The rows of what came out of the A4 printer and the platform has not heard of yet."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from kiosk.storage.database import Database

if TYPE_CHECKING:
    import sqlite_utils

    from kiosk.onenetwork.prints import PrintReport


class PrintReportRows:
    """Reads and writes the rows; every method that writes is durable when it returns.

    All raise sqlite3.Error when the disk does not do its part.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, print_id: str, report: PrintReport) -> None:
        """Store a report."""
        row = [uuid.uuid4().hex, print_id, report.model_dump_json()]
        query = "INSERT INTO print_report (key, print_id, report) VALUES (?, ?, ?)"
        await self._write(query, row)

    async def waiting(self) -> list[tuple[str, str, str]]:
        """Key, paper and stored report of those not told yet, the oldest first."""
        query = "SELECT key, print_id, report FROM print_report ORDER BY rowid"
        return await self._database.run(lambda database: list(database.execute(query)))

    async def drop(self, key: str) -> None:
        """Forget a report."""
        await self._write("DELETE FROM print_report WHERE key = ?", [key])

    async def _write(self, statement: str, values: list[str]) -> None:
        def write(database: sqlite_utils.Database) -> None:
            database.execute(statement, values)

        await self._database.run(write)
