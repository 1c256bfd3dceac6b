"""The reader's antenna: which card lies there, and how far the dialogue with it has come."""

from __future__ import annotations

import threading
import time
from enum import Enum
from typing import Any

from simulators.people import Person


class Stage(Enum):
    """How far the dialogue with the card has come."""

    EMPTY = "no card"
    PRESENT = "card present"
    FOUND = "card found"
    SELECTED = "card selected"
    READ = "card read"


class CardSlot:
    """A card, or none. The tester's thread lays it there; the reader's thread talks to it.

    As on real readers a card is found only until it has been selected (`refind` gives readers
    that find it again), and selected only after it was found.
    """

    def __init__(self, *, refind: bool = False) -> None:
        self._refind = refind
        self._lock = threading.Lock()
        self._person: Person | None = None
        self._stage = Stage.EMPTY
        self._placement = 0
        self._placed_at: float | None = None
        self._found_at: float | None = None

    @property
    def placement(self) -> int:
        """Grows with each card laid down or taken: an unchanged number is the same card."""
        return self._placement

    def place(self, person: Person) -> None:
        with self._lock:
            self._person = person
            self._stage = Stage.PRESENT
            self._placement += 1
            self._placed_at = time.monotonic()
            self._found_at = None

    def remove(self) -> None:
        with self._lock:
            self._person = None
            self._stage = Stage.EMPTY
            self._placement += 1
            self._placed_at = None

    def reset(self) -> None:
        """The field is switched off and on: a card that lies there can be found anew."""
        with self._lock:
            if self._person is not None:
                self._stage = Stage.PRESENT

    def find(self) -> bool:
        with self._lock:
            done = self._stage in (Stage.SELECTED, Stage.READ)
            if self._stage is Stage.EMPTY or (done and not self._refind):
                return False
            self._stage = Stage.FOUND
            self._found_at = time.monotonic()
            return True

    def select(self) -> bool:
        with self._lock:
            if self._stage in (Stage.EMPTY, Stage.PRESENT):
                return False
            self._stage = Stage.SELECTED
            return True

    def read(self) -> Person | None:
        """The selected card's holder; None without a selected card."""
        with self._lock:
            if self._stage not in (Stage.SELECTED, Stage.READ):
                return None
            self._stage = Stage.READ
            return self._person

    def state(self) -> dict[str, Any]:
        """Times are monotonic seconds of this machine, so that a bench can compare them."""
        with self._lock:
            return {
                "person": self._person.key if self._person else None,
                "stage": self._stage.value,
                "placed_at": self._placed_at,
                "found_at": self._found_at,
            }
