"""What people tell the platform: calls for help (求助) and feedback (办不成事 and others)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from kiosk.onenetwork.calls import NOBODY, Calls, piece
from kiosk.onenetwork.wire_model import WireModel

HelpKind = Literal["staff", "assist", "video"]
FeedbackKind = Literal[
    "cannot_be_done", "complaint", "suggestion", "praise", "machine_fault", "urge"
]

LONGEST_WORDS = 500
"""Characters of what was said, at most."""


class Reply(WireModel):
    """An office's answer, to show at the terminal."""

    text: str
    by: str
    at: datetime


class HelpCall(WireModel):
    """A call: somebody to come, somebody who does it with the citizen (帮办), or by video.

    `where` is the terminal's id, `code` the help code on its screen.
    """

    kind: HelpKind
    where: str
    code: str
    item_code: str | None = None
    words: str = Field(default="", repr=False)


class Help(WireModel):
    """A call, owned until it is closed; `eta_minutes` until somebody is there."""

    help_id: str
    kind: HelpKind
    state: Literal["waiting", "coming", "closed"]
    eta_minutes: int
    owner: str
    video_url: str | None
    called_at: datetime
    closed_at: datetime | None
    outcome: str


class NewFeedback(WireModel):
    """What could not be done, or was done badly or well, in the citizen's words."""

    kind: FeedbackKind
    words: str = Field(repr=False)
    item_code: str | None = None
    case_no: str | None = None
    phone: str = Field(default="", repr=False)
    channel: str = "terminal"

    def plain(self) -> NewFeedback:
        """The same, with what it is about said among the words."""
        about = " ".join(part for part in (self.case_no, self.item_code) if part)
        words = f"{self.words[: LONGEST_WORDS - len(about) - 1]}\n{about}" if about else self.words
        return self.model_copy(update={"words": words, "case_no": None, "item_code": None})


class Feedback(WireModel):
    """Feedback as it stands, without its words; `answer_by` is the last day for the answer."""

    query_code: str
    kind: FeedbackKind
    state: Literal["open", "answered", "closed"]
    owner: str
    answer_by: date
    received_at: datetime
    reply: Reply | None


class Voices:
    """Calls of this area."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def call(self, wanted: HelpCall, *, key: str = "") -> Help:
        """Call somebody to this terminal."""
        return await self._calls.post(Help, "/v1/help", wanted, key=key)

    async def call_now(self, help_id: str) -> Help:
        """Who has this terminal's call, and whether it is closed."""
        return await self._calls.get(Help, f"/v1/help/{piece(help_id)}")

    async def withdraw(self, help_id: str) -> None:
        """Nobody needs to come any more; one that was closed already stays so."""
        await self._calls.delete(f"/v1/help/{piece(help_id)}", NOBODY)

    async def give(self, feedback: NewFeedback, *, key: str) -> Feedback:
        """Put feedback on somebody's desk."""
        return await self._calls.post(Feedback, "/v1/feedback", feedback, key=key)

    async def feedback(self, query_code: str) -> Feedback:
        """What became of it."""
        return await self._calls.get(Feedback, f"/v1/feedback/{piece(query_code)}")
