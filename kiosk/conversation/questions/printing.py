"""Questions about papers on the A4 printer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from kiosk.conversation.questions.base import Question


class PagesStage(StrEnum):
    """How an A4 paper stands."""

    PRINTING = "printing"
    READY = "ready"
    """All of it lies in the tray."""
    NOT_TAKEN = "not_taken"
    """It still does, after a while."""
    LEFT_BEHIND = "left_behind"
    """Its owner has gone: whoever stands there now is another."""


@dataclass(frozen=True, kw_only=True)
class TakePages(Question[None]):
    """A paper comes out of the A4 printer, or lies there; answered when it was taken.

    Not answered while PRINTING. `title` is the paper's, empty once it is LEFT_BEHIND; `pages` of
    all `of` are out. A PagesNews notice tells of the next ones.
    """

    timed: ClassVar[bool] = False
    title: str
    stage: PagesStage
    pages: int
    of: int
    where: str
    can_back: bool = False

    def prose(self) -> tuple[str, ...]:
        """The paper's title."""
        return (self.title,)
