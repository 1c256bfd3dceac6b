"""The audit trail: what happened, when, and to which pseudonym; never who.

Append-only. Each entry's digest covers the one before it, and is signed with a key of its own
(kiosk.storage.signer): whoever can write to the database, and even holds the outbox's key, cannot
change, insert or take out an entry unseen. Entries cut off at the end leave no gap: heartbeats
tell the platform the head, which `kiosk audit verify` compares.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.storage.database import Database
from kiosk.storage.signer import Signer, Verifier
from kiosk.storage.vault import Vault

if TYPE_CHECKING:
    import sqlite_utils

ORIGIN = "0" * 64


class AuditTrail:
    """Writes the trail."""

    def __init__(self, database: Database, vault: Vault, signer: Signer) -> None:
        self._database = database
        self._vault = vault
        self._signer = signer

    async def record(self, event: str, identifier: str = "") -> None:
        """Append that `event` (say, session.opened) happened now.

        `identifier` is the ID number or reference it happened to; only its pseudonym is kept.
        """
        await self._database.run(lambda database: self.append(database, event, identifier))

    async def head(self) -> tuple[int, str]:
        """How many entries there are, and the digest of the last one; (0, "") for none."""
        return await self._database.run(_head)

    async def verdict(self) -> Verdict:
        """Check every entry; the database waits meanwhile."""
        verifier = Verifier(self._signer.public)
        return await self._database.run(lambda database: verify(database, verifier))

    def append(self, database: sqlite_utils.Database, event: str, identifier: str = "") -> None:
        """`record` inside a transaction: the event and what it tells of stand or fall together."""
        subject = self._vault.pseudonym(identifier) if identifier else ""
        at = datetime.now().astimezone().isoformat(timespec="milliseconds")
        _entries, last = _head(database)
        digest = _digest(last or ORIGIN, at, event, subject)
        database.execute(
            "INSERT INTO audit (at, event, subject, digest, signature) VALUES (?, ?, ?, ?, ?)",
            [at, event, subject, digest, self._signer.sign(bytes.fromhex(digest))],
        )


def _head(database: sqlite_utils.Database) -> tuple[int, str]:
    query = "SELECT seq, digest FROM audit ORDER BY seq DESC LIMIT 1"
    return database.execute(query).fetchone() or (0, "")


@dataclass(frozen=True)
class Verdict:
    """What a check of the trail found.

    `broken` is the sequence number (from 1) of the first entry that is missing, changed or not
    signed, None when there is none; `why` says it in words. `head` is the last entry's digest.
    """

    entries: int
    head: str
    broken: int | None = None
    why: str = ""


def verify(database: sqlite_utils.Database, verifier: Verifier) -> Verdict:
    """Check every entry's place, digest and signature."""
    count, previous = 0, ORIGIN
    rows = database.execute(
        "SELECT seq, at, event, subject, digest, signature FROM audit ORDER BY seq"
    )
    for seq, at, event, subject, digest, signature in rows:
        expected = count + 1
        if seq != expected:
            return Verdict(count, previous, expected, f"entry {expected} is missing")
        if digest != _digest(previous, at, event, subject):
            return Verdict(count, previous, seq, f"entry {seq} does not follow from the one before")
        if not verifier.holds(signature, bytes.fromhex(digest)):
            return Verdict(count, previous, seq, f"entry {seq} is not signed with this key")
        count, previous = expected, digest
    return Verdict(count, previous)


def digest_at(database: sqlite_utils.Database, seq: int) -> str:
    """The digest of an entry, empty when there is none."""
    row = database.execute("SELECT digest FROM audit WHERE seq = ?", [seq]).fetchone()
    return str(row[0]) if row else ""


def _digest(previous: str, at: str, event: str, subject: str) -> str:
    return hashlib.sha256("\n".join([previous, at, event, subject]).encode()).hexdigest()
