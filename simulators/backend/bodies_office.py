"""What testers let an official do."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict


class OfficeAct(BaseModel):
    """What an official does with a case, or leaves undone (`overdue`: its promise is past).

    `defects` are [field, message] pairs.
    """

    model_config = ConfigDict(extra="forbid")

    act: Literal[
        "accept",
        "not_accept",
        "correct",
        "handle",
        "suspend",
        "resume",
        "grant",
        "refuse",
        "ready",
        "deliver",
        "uphold",
        "change",
        "overdue",
    ]
    reasons: list[str] = []
    defects: list[tuple[str, str]] = []
    kind: str = "expert_review"
    answer: str = ""
