"""Which services may be meant at all: SQLite FTS5 over the marks they bear, in memory."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Sequence

from kiosk.catalogue.findable import SIGN_CREDIT, Entry

CANDIDATES = 150


class MarkIndex:
    """Finds the entries that bear most of some marks. Thread-safe."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._lock = threading.Lock()
        self._base = sqlite3.connect(":memory:", check_same_thread=False)
        self._base.execute(
            "CREATE VIRTUAL TABLE marks USING fts5"
            "(named, said, content='', detail=column, tokenize='unicode61')"
        )
        rows = ((at, *_columns(entry)) for at, entry in enumerate(entries))
        self._base.executemany("INSERT INTO marks(rowid, named, said) VALUES (?, ?, ?)", rows)
        self._base.commit()

    def candidates(self, marks: Iterable[str]) -> list[int]:
        """The numbers of the likeliest entries, at most CANDIDATES."""
        wanted = " OR ".join(f'"{mark}"' for mark in sorted(set(marks)))
        if not wanted:
            return []
        with self._lock:
            rows = self._base.execute(
                "SELECT rowid FROM marks WHERE marks MATCH ?"
                " ORDER BY bm25(marks, 2.0, 1.0) LIMIT ?",
                (wanted, CANDIDATES),
            ).fetchall()
        return [at for (at,) in rows]


def _columns(entry: Entry) -> tuple[str, str]:
    """The marks of its names, and the others; single characters find too much."""
    named, said = [], []
    for mark, credit in entry.credits.items():
        if credit == 1.0:
            named.append(mark)
        elif credit != SIGN_CREDIT:
            said.append(mark)
    return " ".join(named), " ".join(said)
