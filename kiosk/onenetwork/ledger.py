"""The outbox's rows: sealed submissions and ratings, and how far each has come."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.onenetwork.letter_rows import LetterRows
from kiosk.onenetwork.models import RatingGiven
from kiosk.onenetwork.print_report_rows import PrintReportRows
from kiosk.onenetwork.stored import read_model
from kiosk.onenetwork.submission import Submission
from kiosk.storage.audit import AuditTrail
from kiosk.storage.database import Database
from kiosk.storage.lifetime import Lifetime
from kiosk.storage.vault import Vault

if TYPE_CHECKING:
    import sqlite_utils

UNREADABLE = "unreadable: not sealed with this terminal's key, or damaged"


class RowState(StrEnum):
    """Where a submission stands."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    REFUSED = "refused"


@dataclass(frozen=True)
class Entry:
    """A submission's row without its content.

    `created_at` and `tried_at` are Unix seconds as the machine's clock said then; `age` is in
    seconds and heeds no clock (kiosk.storage.lifetime); `size` in bytes, 0 when the content is
    wiped; `problem` is what kept the last attempt from succeeding, without personal data.
    """

    ref: str
    state: RowState
    created_at: float
    age: float
    size: int
    steps_done: int
    case_no: str | None
    attempts: int
    tried_at: float | None
    problem: str


@dataclass(frozen=True)
class Load:
    """What lies in the outbox: rows not sent yet, the oldest one's age in s, bytes of content."""

    waiting: int
    oldest: float
    bytes: int


ENTRY = (
    "SELECT ref, state, created_at, ? - stored_lived, coalesce(length(sealed), 0), steps_done,"
    " case_no, attempts, tried_at, problem FROM submission"
)
LOAD = (
    "SELECT count(*) FILTER (WHERE state = 'waiting'),"
    " coalesce(? - min(stored_lived) FILTER (WHERE state = 'waiting'), 0),"
    " coalesce(sum(length(sealed)), 0) FROM submission"
)


class Ledger:
    """Reads and writes the rows. Every method that writes is durable when it returns.

    What happens to a row is in the audit trail by the same transaction. All raise sqlite3.Error
    when the disk does not do its part.
    """

    def __init__(self, database: Database, vault: Vault, audit: AuditTrail) -> None:
        self._database = database
        self._vault = vault
        self._audit = audit
        self._lifetime = Lifetime()
        self.letters = LetterRows(database, vault, audit, self._lifetime)
        """What people tell the platform, in the same database."""
        self.print_reports = PrintReportRows(database)
        """What came out of the A4 printer, likewise."""

    @property
    def folder(self) -> Path:
        """Where the database lies."""
        return self._database.path.parent

    async def add(self, submission: Submission) -> None:
        """Store a submission; one whose ref is there already stays as it first was."""
        ref = submission.terminal_case_ref
        created = submission.created_at.timestamp()

        def insert(database: sqlite_utils.Database) -> None:
            sealed = self._vault.seal(submission.model_dump_json().encode(), f"submission:{ref}")
            stored = database.execute(
                "INSERT INTO submission (ref, state, created_at, stored_lived, sealed)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT (ref) DO NOTHING",
                [ref, RowState.WAITING, created, self._lifetime.note(database), sealed],
            )
            if stored.rowcount:
                self._audit.append(database, "outbox.stored", ref)

        await self._database.run(insert)

    async def load(self) -> Load:
        """What lies here. It writes, too: a disk that takes nothing is noticed before a citizen
        has typed anything."""

        def read(database: sqlite_utils.Database) -> Load:
            return Load(*database.execute(LOAD, [self._lifetime.note(database)]).fetchone())

        return await self._database.run(read)

    async def entry(self, ref: str) -> Entry | None:
        """One row."""
        rows = await self._entries("WHERE ref = ?", ref)
        return rows[0] if rows else None

    async def entries(self) -> list[Entry]:
        """Every row, oldest first."""
        return await self._entries("ORDER BY stored_lived")

    async def waiting(self) -> list[Entry]:
        """Rows not sent yet, oldest first."""
        return await self._entries("WHERE state = ? ORDER BY stored_lived", RowState.WAITING)

    async def unreported(self, longer_than: float) -> list[Entry]:
        """Rows that only a person can bring on, of which the operator has not been told yet.

        Refused ones only that ended more than so many seconds ago.
        """

        def read(database: sqlite_utils.Database) -> list[Entry]:
            now = self._lifetime.now(database)
            rows = database.execute(
                f"{ENTRY} WHERE NOT reported AND (problem = ? OR state = ? AND ended_lived < ?)",
                [now, UNREADABLE, RowState.REFUSED, now - longer_than],
            )
            return [_entry(row) for row in rows]

        return await self._database.run(read)

    async def content(self, ref: str) -> Submission:
        """What was stored.

        Raises:
            Unsealable: it does not open.
            LookupError: it was wiped.
        """

        def read(database: sqlite_utils.Database) -> Submission:
            query = "SELECT sealed FROM submission WHERE ref = ? AND sealed IS NOT NULL"
            row = database.execute(query, [ref]).fetchone()
            if row is None:
                raise LookupError(ref)
            plain = self._vault.unseal(row[0], f"submission:{ref}")
            return read_model(Submission, plain)

        return await self._database.run(read)

    async def note_step(self, ref: str, steps_done: int, case_no: str) -> None:
        """Remember that so many steps are done."""
        await self._write(
            "UPDATE submission SET steps_done = ?, case_no = ? WHERE ref = ?",
            [steps_done, case_no, ref],
        )

    async def note_attempt(self, ref: str, problem: str) -> None:
        """Remember that an attempt failed, and why, in words without personal data."""
        await self._write(
            "UPDATE submission SET attempts = attempts + 1, tried_at = ?, problem = ?"
            " WHERE ref = ?",
            [time.time(), problem, ref],
        )

    async def note_delivered(self, ref: str) -> None:
        """It is with the backend: wipe the content."""
        await self._end(ref, RowState.DELIVERED, "", wipe=True)
        await self._database.forget_deleted()

    async def note_refused(self, ref: str, problem: str) -> None:
        """The backend does not take it; the content stays until it is dropped or too old."""
        await self._end(ref, RowState.REFUSED, problem, wipe=False)

    async def note_reported(self, ref: str) -> None:
        """The operator knows of the row."""
        await self._write("UPDATE submission SET reported = 1 WHERE ref = ?", [ref])

    async def put_back(self, ref: str) -> bool:
        """A technician wants a row tried again; False when there is nothing left to send."""

        def put(database: sqlite_utils.Database) -> bool:
            changed = database.execute(
                "UPDATE submission SET state = ?, ended_at = NULL, ended_lived = NULL,"
                " attempts = 0, tried_at = ?, problem = '', reported = 0"
                " WHERE ref = ? AND sealed IS NOT NULL",
                [RowState.WAITING, time.time(), ref],
            )
            if changed.rowcount:
                self._audit.append(database, "outbox.put_back", ref)
            return bool(changed.rowcount)

        return await self._database.run(put)

    async def drop(self, ref: str, why: str) -> None:
        """Forget a submission and its rating; `why` goes into the audit trail."""

        def delete(database: sqlite_utils.Database) -> None:
            gone = database.execute("DELETE FROM submission WHERE ref = ?", [ref])
            database.execute("DELETE FROM rating WHERE ref = ?", [ref])
            if gone.rowcount:
                self._audit.append(database, f"outbox.{why}", ref)

        await self._database.run(delete)
        await self._database.forget_deleted()

    async def sweep(self, state: RowState, longer_than: float) -> None:
        """Forget rows that ended in `state` longer than that many seconds ago.

        Not those that owe a rating, nor a refused one of which the operator does not know.
        """
        query = "SELECT ref FROM submission WHERE state = ? AND ended_lived < ?"
        if state is RowState.DELIVERED:
            query += " AND ref NOT IN (SELECT ref FROM rating)"
        else:
            query += " AND reported"

        def find(database: sqlite_utils.Database) -> list[str]:
            before = self._lifetime.now(database) - longer_than
            return [row[0] for row in database.execute(query, [state, before])]

        for ref in await self._database.run(find):
            await self.drop(ref, "forgotten")

    async def _end(self, ref: str, state: RowState, problem: str, *, wipe: bool) -> None:
        def end(database: sqlite_utils.Database) -> None:
            database.execute(
                "UPDATE submission SET state = ?, ended_at = ?, ended_lived = ?, tried_at = ?,"
                " attempts = attempts + 1, problem = ?"
                f"{', sealed = NULL' if wipe else ''} WHERE ref = ?",
                [state, now := time.time(), self._lifetime.note(database), now, problem, ref],
            )
            self._audit.append(database, f"outbox.{state}", ref)

        await self._database.run(end)

    async def add_rating(self, ref: str, rating: RatingGiven) -> None:
        """Store the rating of a submission; the first one stays."""

        def insert(database: sqlite_utils.Database) -> None:
            sealed = self._vault.seal(rating.model_dump_json().encode(), f"rating:{ref}")
            database.execute(
                "INSERT INTO rating (ref, created_at, sealed) VALUES (?, ?, ?)"
                " ON CONFLICT (ref) DO NOTHING",
                [ref, time.time(), sealed],
            )

        await self._database.run(insert)

    async def ratings_due(self) -> list[tuple[str, str]]:
        """(ref, case number) of ratings whose case is with the backend."""
        query = (
            "SELECT rating.ref, case_no FROM rating JOIN submission USING (ref)"
            " WHERE state = ? ORDER BY rating.created_at"
        )
        return await self._database.run(
            lambda database: list(database.execute(query, [RowState.DELIVERED]))
        )

    async def rating(self, ref: str) -> RatingGiven:
        """A stored rating. Raises Unsealable when it does not open."""

        def read(database: sqlite_utils.Database) -> RatingGiven:
            query = "SELECT sealed FROM rating WHERE ref = ?"
            sealed = database.execute(query, [ref]).fetchone()[0]
            return read_model(RatingGiven, self._vault.unseal(sealed, f"rating:{ref}"))

        return await self._database.run(read)

    async def drop_rating(self, ref: str) -> None:
        """Forget a rating."""
        await self._write("DELETE FROM rating WHERE ref = ?", [ref])

    async def _entries(self, where: str, *values: str) -> list[Entry]:
        def read(database: sqlite_utils.Database) -> list[Entry]:
            now = self._lifetime.now(database)
            rows = database.execute(f"{ENTRY} {where}", [now, *values])
            return [_entry(row) for row in rows]

        return await self._database.run(read)

    async def _write(self, statement: str, values: list[object]) -> None:
        def write(database: sqlite_utils.Database) -> None:
            database.execute(statement, values)

        await self._database.run(write)


def _entry(row: Sequence[Any]) -> Entry:
    return Entry(row[0], RowState(row[1]), *row[2:])
