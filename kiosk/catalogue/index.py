"""Which services may be meant at all: SQLite FTS5 over the marks they bear, in memory."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Sequence
from itertools import combinations

from kiosk.catalogue.findable import SIGN_CREDIT, Entry

CANDIDATES = 300
DECISIVE = 3
"""Of so many parts of a wish, the weightiest, two are asked for together first."""


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

    def candidates(self, parts: Sequence[Iterable[str]]) -> list[int]:
        """The numbers of the likeliest entries, at most CANDIDATES.

        Args:
            parts: the marks of each part of a wish, the weightiest part first.
        """
        any_of = [_any_of(marks) for marks in parts]
        both = [f"({a} AND {b})" for a, b in combinations(any_of[:DECISIVE], 2)]
        found = self._matching(both)
        if len(found) < CANDIDATES:
            found += self._matching(any_of)
        return list(dict.fromkeys(found))[:CANDIDATES]

    def _matching(self, conditions: Sequence[str]) -> list[int]:
        if not conditions:
            return []
        with self._lock:
            rows = self._base.execute(
                "SELECT rowid FROM marks WHERE marks MATCH ?"
                " ORDER BY bm25(marks, 2.0, 1.0) LIMIT ?",
                (" OR ".join(conditions), CANDIDATES),
            ).fetchall()
        return [at for (at,) in rows]


def _any_of(marks: Iterable[str]) -> str:
    wanted = " OR ".join(f'"{mark}"' for mark in marks)
    return f"({wanted})"


def _columns(entry: Entry) -> tuple[str, str]:
    """The marks of its names, and the others; single characters find too much."""
    named, said = [], []
    for mark, credit in entry.credits.items():
        if credit == 1.0:
            named.append(mark)
        elif credit != SIGN_CREDIT:
            said.append(mark)
    return " ".join(named), " ".join(said)
