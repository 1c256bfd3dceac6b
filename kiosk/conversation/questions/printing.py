"""Questions about papers on the A4 printer."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from kiosk.conversation.questions.base import Chosen, Picture, Question, Row
from kiosk.conversation.questions.ending import After, Option


@dataclass(frozen=True, kw_only=True)
class PreviewPaper(Question[Chosen]):
    """A paper as it will come out, before it is printed.

    `pages` are the first ones of all `of`; none where they cannot be drawn.
    """

    title: str
    line: str = ""
    pages: tuple[Picture, ...] = field(repr=False)
    of: int
    rows: tuple[Row, ...] = ()
    """What to know of it: verification code, until when it can be printed."""
    qr: str = ""
    qr_line: str = ""
    main: Option | None = None
    second: Option | None = None

    def prose(self) -> tuple[str, ...]:
        """The paper's title."""
        return (self.title,)


@dataclass(frozen=True, kw_only=True)
class ShowCode(Question[Chosen]):
    """Hold a code up to the code reader. Ends by itself when one was read.

    `problem` says in one sentence why the last one did not do; `other` is the way without it.
    """

    timed: ClassVar[bool] = False
    title: str
    hints: tuple[str, ...]
    problem: str = ""
    other: Option | None = None


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
class TakePages(Question[After]):
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
