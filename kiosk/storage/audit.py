"""The audit trail: what happened, when, and to which pseudonym; never who.

Append-only. Each entry's digest covers the one before it, so a line changed or taken out of
the middle breaks the chain from there on.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.storage.database import Database
from kiosk.storage.vault import Vault

if TYPE_CHECKING:
    import sqlite_utils

ORIGIN = "0" * 64


class AuditTrail:
    """Writes and verifies the trail."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def record(self, event: str, identifier: str = "") -> None:
        """Append that `event` (say, session.opened) happened now.

        `identifier` is the ID number or reference it happened to; only its pseudonym is kept.
        """
        subject = self._vault.pseudonym(identifier) if identifier else ""
        at = datetime.now().astimezone().isoformat(timespec="milliseconds")

        def append(database: sqlite_utils.Database) -> None:
            last = database.execute("SELECT digest FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
            digest = _digest(last[0] if last else ORIGIN, at, event, subject)
            database.table("audit").insert(
                {"at": at, "event": event, "subject": subject, "digest": digest}
            )

        await self._database.run(append)

    async def first_broken(self) -> int | None:
        """The sequence number where the chain breaks first; None when it is whole."""
        return await self._database.run(_first_broken)


def _first_broken(database: sqlite_utils.Database) -> int | None:
    expected_seq, previous = 1, ORIGIN
    rows = database.execute("SELECT seq, at, event, subject, digest FROM audit ORDER BY seq")
    for seq, at, event, subject, digest in rows:
        if seq != expected_seq or digest != _digest(previous, at, event, subject):
            return expected_seq
        expected_seq, previous = seq + 1, digest
    return None


def _digest(previous: str, at: str, event: str, subject: str) -> str:
    return hashlib.sha256("\n".join([previous, at, event, subject]).encode()).hexdigest()
