"""The platform's memory: one SQLite file in WAL mode, so that `kill -9` loses nothing answered."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlite_utils import Database

from simulators.backend.wire import Answer

SCHEMA: Final = Path(__file__).with_name("schema.sql")
Column = str | bytes | int | None
# Twice the replay window: a stamp may lie 180 s ahead and be offered again 180 s after.
NONCE_LIFE_S: Final = 400


class Store:
    """All tables. Acts are serialised by `act`: one at a time, each a transaction."""

    def __init__(self, path: Path) -> None:
        self.db = Database(path, execute_plugins=False)
        self.db.enable_wal()
        # WAL with NORMAL survives the process being killed; only a power cut could lose commits.
        self.db.execute("PRAGMA synchronous=NORMAL")
        self.db.executescript(SCHEMA.read_text("utf-8"))
        self._one_at_a_time = asyncio.Lock()

    @asynccontextmanager
    async def act(self) -> AsyncIterator[None]:
        """A transaction: committed at the end, rolled back by any exception."""
        async with self._one_at_a_time:
            with self.db.atomic():
                yield

    def close(self) -> None:
        self.db.close()

    def rows(self, sql: str, *values: str | int) -> Iterator[dict[str, Any]]:
        return iter(self.db.query(sql, values))

    def row(self, sql: str, *values: str | int) -> dict[str, Any] | None:
        return next(self.rows(sql, *values), None)

    def insert(self, table: str, **columns: Column) -> int:
        """The new row's id."""
        names, marks = ", ".join(columns), ", ".join("?" * len(columns))
        cursor = self.db.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks})", list(columns.values())
        )
        return int(cursor.lastrowid or 0)

    def update(self, table: str, key: str, value: str | int, **columns: Column) -> None:
        """Sets the columns of the rows whose `key` has this value."""
        marks = ", ".join(f"{name} = ?" for name in columns)
        self.db.execute(f"UPDATE {table} SET {marks} WHERE {key} = ?", [*columns.values(), value])

    def count(self, table: str) -> int:
        row = self.row(f"SELECT count(*) AS n FROM {table}")
        return int(row["n"]) if row else 0

    def clear(self) -> None:
        for table in TABLES:
            self.db.execute(f"DELETE FROM {table}")

    def use_nonce(self, terminal: str, nonce: str, now: datetime) -> bool:
        """False when this terminal has used the nonce within the replay window."""
        stamp = int(now.timestamp())
        self.db.execute("DELETE FROM nonces WHERE used_at < ?", [stamp - NONCE_LIFE_S])
        cursor = self.db.execute(
            "INSERT OR IGNORE INTO nonces (terminal, nonce, used_at) VALUES (?, ?, ?)",
            [terminal, nonce, stamp],
        )
        return bool(cursor.rowcount)

    def count_request(self, method: str, path: str, key: str) -> None:
        self.db.execute(
            "INSERT INTO requests (method, path, idempotency_key, count) VALUES (?, ?, ?, 1)"
            " ON CONFLICT DO UPDATE SET count = count + 1",
            [method, path, key],
        )

    def first_answer(self, terminal: str, act: str, key: str) -> tuple[str, Answer] | None:
        """Body digest and answer of the act first done under this key, if any."""
        row = self.row(
            "SELECT * FROM answers WHERE terminal = ? AND act = ? AND key = ?", terminal, act, key
        )
        if row is None:
            return None
        headers = [(b"content-type", row["content_type"].encode())] if row["content_type"] else []
        return row["digest"], Answer(row["status"], headers, row["body"])

    def keep_answer(self, terminal: str, act: str, key: str, digest: str, answer: Answer) -> None:
        self.insert(
            "answers",
            terminal=terminal,
            act=act,
            key=key,
            digest=digest,
            status=answer.status,
            content_type=dict(answer.headers).get(b"content-type", b"").decode(),
            body=answer.body,
        )

    def note_published(self, at: datetime) -> None:
        """When the catalogue was last published anew, for the next start."""
        told = ("published_at", at.isoformat())
        self.db.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", told)

    def published_at(self) -> datetime | None:
        """What was noted; None when it is the first catalogue still."""
        row = self.row("SELECT value FROM meta WHERE name = 'published_at'")
        return datetime.fromisoformat(row["value"]) if row else None

    def person_ref(self, id_number: str) -> str:
        """An opaque name for a person, the same each time within one data directory."""
        row = self.row("SELECT value FROM meta WHERE name = 'salt'")
        salt = row["value"] if row else secrets.token_hex(16)
        if row is None:
            self.insert("meta", name="salt", value=salt)
        digest = hmac.new(salt.encode(), id_number.encode(), hashlib.sha256).hexdigest()
        return f"p-{digest[:24]}"


TABLES: Final = (
    "nonces",
    "requests",
    "answers",
    "terminals",
    "heartbeats",
    "audit_heads",
    "events",
    "fault_reports",
    "sessions",
    "assertions",
    "persons",
    "licences",
    "phone_codes",
    "authorisations",
    "pages",
    "cases",
    "case_steps",
    "materials",
    "notices",
    "prints",
    "appointments",
    "tickets",
    "ratings",
    "help_calls",
    "feedback",
)
