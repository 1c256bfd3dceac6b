"""A promise in writing (承诺书), in place of a paper or of one that follows."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.conversation.questions.applying import Signed
from kiosk.conversation.questions.base import Question


@dataclass(frozen=True)
class Clause:
    """A part of the promise: 承诺什么, 不实的后果."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Promise(Question[Signed]):
    """The full text, then the pad: who signs has had all of it before their eyes."""

    title: str
    line: str = ""
    clauses: tuple[Clause, ...]
    statement: str
    """What the signature stands for."""

    def prose(self) -> tuple[str, ...]:
        """The text."""
        return tuple(line for clause in self.clauses for line in clause.lines)
