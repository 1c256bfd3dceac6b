"""What the terminal remembers over a restart beside its cases: a few values, each by its name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kiosk.storage.database import Database

if TYPE_CHECKING:
    import sqlite_utils


class Memory:
    """Values as JSON; nothing personal. Every method raises sqlite3.Error when the disk fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def recall(self, name: str) -> Any:  # noqa: ANN401 - whatever was kept
        """What was kept under this name; None for nothing."""

        def read(database: sqlite_utils.Database) -> Any:  # noqa: ANN401
            row = database.execute("SELECT value FROM memory WHERE name = ?", [name]).fetchone()
            return json.loads(row[0]) if row else None

        return await self._database.run(read)

    async def keep(self, name: str, value: object) -> None:
        """Keep a value; None forgets it."""

        def write(database: sqlite_utils.Database) -> None:
            if value is None:
                database.execute("DELETE FROM memory WHERE name = ?", [name])
            else:
                database.execute(
                    "INSERT OR REPLACE INTO memory (name, value) VALUES (?, ?)",
                    [name, json.dumps(value, ensure_ascii=False)],
                )

        await self._database.run(write)
