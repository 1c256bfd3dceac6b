"""What may be meant by the letters typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol


class Purpose(Enum):
    """What is being written; it decides which words come first."""

    TEXT = "text"
    NAME = "name"
    ADDRESS = "address"


@dataclass(frozen=True)
class Candidate:
    """A word and how many of the letters typed it stands for; the rest is still to be chosen."""

    text: str = field(repr=False)
    letters: int


class Decoder(Protocol):
    """A dictionary of the whole language."""

    def candidates(self, letters: str, most: int = 60) -> list[Candidate]:
        """What `letters` (a-z, ' between syllables) may mean, the likeliest first."""


def unique(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Each word once, where it came first."""
    first: dict[str, Candidate] = {}
    for one in candidates:
        first.setdefault(one.text, one)
    return list(first.values())
