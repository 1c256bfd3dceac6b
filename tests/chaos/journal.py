"""What the citizens of one terminal saw, written down outside it: it survives whatever kills it."""

from __future__ import annotations

import json
import os
from pathlib import Path

KEPT = frozenset({"kept", "found", "waiting", "delivered"})
"""Last words after which the case must arrive: its citizen was told that it is safe, or the
terminal died while storing it and holds it all the same."""


class Journal:
    """Lines of `word ref`; the last word about a reference counts.

    begun: handed in · kept: told that it is stored · found: the terminal died meanwhile, and the
    row is there · gone: it is not, the citizen does it again · full: turned away by the outbox ·
    delivered · waiting · said_no, taken_back: told so, the citizen does it again.
    """

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        self._path = path

    def write(self, word: str, ref: str) -> None:
        os.write(self._file, (json.dumps([word, ref]) + "\n").encode())

    def last_words(self) -> dict[str, str]:
        """The last word about each reference."""
        pairs = (json.loads(line) for line in self._path.read_text().splitlines())
        return {ref: word for word, ref in pairs}

    def settled(self) -> int:
        """Cases that must arrive."""
        return sum(word in KEPT for word in self.last_words().values())
