"""The outbox's rows: sealed submissions and ratings, and how far each has come."""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from kiosk.onenetwork.models import RatingGiven, WireModel
from kiosk.onenetwork.submission import Submission
from kiosk.storage.database import Database
from kiosk.storage.vault import Unsealable, Vault

if TYPE_CHECKING:
    import sqlite_utils

M = TypeVar("M", bound=WireModel)


class RowState(StrEnum):
    """Where a submission stands."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    REFUSED = "refused"


@dataclass(frozen=True)
class Entry:
    """A submission's row without its content; times in Unix seconds."""

    ref: str
    state: RowState
    created_at: float
    steps_done: int
    case_no: str | None


ENTRY = "SELECT ref, state, created_at, steps_done, case_no FROM submission"


class Ledger:
    """Reads and writes the rows. Every method that writes is durable when it returns.

    All raise sqlite3.Error when the disk does not do its part.
    """

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def add(self, submission: Submission) -> None:
        """Store a submission; one whose ref is there already stays as it first was."""
        ref = submission.terminal_case_ref
        created = submission.created_at.timestamp()

        def insert(database: sqlite_utils.Database) -> None:
            sealed = self._vault.seal(submission.model_dump_json().encode(), f"submission:{ref}")
            database.execute(
                "INSERT INTO submission (ref, state, created_at, sealed) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (ref) DO NOTHING",
                [ref, RowState.WAITING, created, sealed],
            )

        await self._database.run(insert)

    async def entry(self, ref: str) -> Entry | None:
        """One row."""
        rows = await self._entries("WHERE ref = ?", ref)
        return rows[0] if rows else None

    async def waiting(self) -> list[Entry]:
        """Rows not sent yet, oldest first."""
        return await self._entries("WHERE state = ? ORDER BY created_at", RowState.WAITING)

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
            return _read_model(Submission, plain)

        return await self._database.run(read)

    async def note_step(self, ref: str, steps_done: int, case_no: str) -> None:
        """Remember that so many steps are done."""
        await self._write(
            "UPDATE submission SET steps_done = ?, case_no = ? WHERE ref = ?",
            [steps_done, case_no, ref],
        )

    async def note_delivered(self, ref: str) -> None:
        """It is with the backend: wipe the content."""
        await self._write(
            "UPDATE submission SET state = ?, ended_at = ?, sealed = NULL WHERE ref = ?",
            [RowState.DELIVERED, time.time(), ref],
        )
        await self._database.forget_deleted()

    async def note_refused(self, ref: str) -> None:
        """The backend does not take it; the content stays until it is dropped or too old."""
        await self._write(
            "UPDATE submission SET state = ?, ended_at = ? WHERE ref = ?",
            [RowState.REFUSED, time.time(), ref],
        )

    async def drop(self, ref: str) -> None:
        """Forget a submission and its rating."""
        await self._write("DELETE FROM submission WHERE ref = ?", [ref])
        await self.drop_rating(ref)
        await self._database.forget_deleted()

    async def sweep(self, state: RowState, ended_before: float) -> None:
        """Forget rows that ended in `state` before a time (Unix seconds) and owe no rating."""
        query = "SELECT ref FROM submission WHERE state = ? AND ended_at < ?"
        if state is RowState.DELIVERED:
            query += " AND ref NOT IN (SELECT ref FROM rating)"

        def find(database: sqlite_utils.Database) -> list[str]:
            return [row[0] for row in database.execute(query, [state, ended_before])]

        for ref in await self._database.run(find):
            await self.drop(ref)

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
            return _read_model(RatingGiven, self._vault.unseal(sealed, f"rating:{ref}"))

        return await self._database.run(read)

    async def drop_rating(self, ref: str) -> None:
        """Forget a rating."""
        await self._write("DELETE FROM rating WHERE ref = ?", [ref])

    async def _entries(self, where: str, value: str) -> list[Entry]:
        def read(database: sqlite_utils.Database) -> list[Entry]:
            rows = database.execute(f"{ENTRY} {where}", [value])
            return [Entry(row[0], RowState(row[1]), *row[2:]) for row in rows]

        return await self._database.run(read)

    async def _write(self, statement: str, values: list[object]) -> None:
        def write(database: sqlite_utils.Database) -> None:
            database.execute(statement, values)

        await self._database.run(write)


def _read_model(model: type[M], plain: bytes) -> M:
    """What was stored, perhaps by another version of this program.

    Raises:
        Unsealable: this one cannot read it; the other rows must not wait for it.
    """
    try:
        return model.model_validate_json(plain)
    except ValidationError as error:
        raise Unsealable(f"a stored record is no {model.__name__} of this version") from error
