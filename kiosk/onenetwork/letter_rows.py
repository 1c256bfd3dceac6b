"""The rows of what people tell the platform (反映): sealed until they are sent."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.onenetwork.stored import read_model
from kiosk.onenetwork.voices import NewFeedback
from kiosk.storage.audit import AuditTrail
from kiosk.storage.database import Database
from kiosk.storage.lifetime import Lifetime
from kiosk.storage.vault import Vault

if TYPE_CHECKING:
    import sqlite_utils

SLIP_LETTERS = 8
"""So many characters of a reference stand on the slip."""


@dataclass(frozen=True)
class LetterWaiting:
    """A letter not sent yet, without its words: stored at Unix seconds as the clock said then,
    `age` in seconds that heeds no clock, `size` in bytes."""

    ref: str
    created_at: float
    age: float
    size: int


class LetterRows:
    """Reads and writes the rows. Every method that writes is durable when it returns.

    All raise sqlite3.Error when the disk does not do its part.
    """

    def __init__(
        self, database: Database, vault: Vault, audit: AuditTrail, lifetime: Lifetime
    ) -> None:
        self._database = database
        self._vault = vault
        self._audit = audit
        self._lifetime = lifetime

    async def add(self, ref: str, feedback: NewFeedback) -> None:
        """Store a letter; one whose ref is there already stays as it first was."""

        def insert(database: sqlite_utils.Database) -> None:
            sealed = self._vault.seal(feedback.model_dump_json().encode(), f"letter:{ref}")
            stored = database.execute(
                "INSERT INTO letter (ref, created_at, stored_lived, sealed) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (ref) DO NOTHING",
                [ref, time.time(), self._lifetime.note(database), sealed],
            )
            if stored.rowcount:
                self._audit.append(database, "letter.stored", ref)

        await self._database.run(insert)

    async def waiting(self) -> list[LetterWaiting]:
        """Those not sent yet, oldest first."""

        def read(database: sqlite_utils.Database) -> list[LetterWaiting]:
            now = self._lifetime.now(database)
            rows = database.execute(
                "SELECT ref, created_at, ? - stored_lived, length(sealed) FROM letter"
                " WHERE sealed IS NOT NULL ORDER BY stored_lived",
                [now],
            )
            return [LetterWaiting(*row) for row in rows]

        return await self._database.run(read)

    async def content(self, ref: str) -> NewFeedback:
        """What was stored.

        Raises:
            Unsealable: it does not open.
            LookupError: it has been sent, or was dropped.
        """

        def read(database: sqlite_utils.Database) -> NewFeedback:
            query = "SELECT sealed FROM letter WHERE ref = ? AND sealed IS NOT NULL"
            row = database.execute(query, [ref]).fetchone()
            if row is None:
                raise LookupError(ref)
            return read_model(NewFeedback, self._vault.unseal(row[0], f"letter:{ref}"))

        return await self._database.run(read)

    async def note_sent(self, ref: str, query_code: str) -> None:
        """It is with the platform: wipe the words, keep the code."""

        def note(database: sqlite_utils.Database) -> None:
            database.execute(
                "UPDATE letter SET query_code = ?, sealed = NULL WHERE ref = ?", [query_code, ref]
            )
            self._audit.append(database, "letter.sent", ref)

        await self._database.run(note)
        await self._database.forget_deleted()

    async def drop(self, ref: str, why: str) -> None:
        """Forget a letter; `why` goes into the audit trail."""

        def delete(database: sqlite_utils.Database) -> None:
            if database.execute("DELETE FROM letter WHERE ref = ?", [ref]).rowcount:
                self._audit.append(database, f"letter.{why}", ref)

        await self._database.run(delete)
        await self._database.forget_deleted()

    async def under(self, slip: str) -> str | None:
        """The query code of the letter whose slip says so; empty: not sent yet; None: unknown."""

        def read(database: sqlite_utils.Database) -> str | None:
            query = "SELECT query_code FROM letter WHERE substr(ref, 1, ?) = ?"
            row = database.execute(query, [SLIP_LETTERS, slip.lower()]).fetchone()
            return None if row is None else row[0] or ""

        return await self._database.run(read)

    async def sweep(self, older_than: float) -> None:
        """Forget those that were sent and are older than that many seconds."""

        def find(database: sqlite_utils.Database) -> list[str]:
            before = self._lifetime.now(database) - older_than
            query = "SELECT ref FROM letter WHERE sealed IS NULL AND stored_lived < ?"
            return [row[0] for row in database.execute(query, [before])]

        for ref in await self._database.run(find):
            await self.drop(ref, "forgotten")
