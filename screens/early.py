"""The resting screen before the core asks for it: the glass is usable while the core starts."""

from __future__ import annotations

from typing import Any

from kiosk.conversation.bridge import Outcome
from kiosk.conversation.questions import Attract, OutOfService, Question
from screens.kit.screen import Answering
from screens.kit.untyped import Untyped


class EarlyReply:
    """Keeps the touch of somebody who comes before the core does."""

    def __init__(self) -> None:
        self.touched = False

    def answer(self, _value: Untyped) -> None:
        """The screen was touched."""
        self.touched = True

    def outcome(self, outcome: type[Outcome]) -> None:
        """The resting screen has no other ways out."""

    def lead_on(self, question: Question[Any], reply: Answering) -> None:
        """The core asks now. Who touched is led on by every resting screen until another question
        comes: the core may just be asking the same anew."""
        if not isinstance(question, (Attract, OutOfService)):
            self.touched = False
        elif self.touched and isinstance(question, Attract):
            reply.answer(None)


def early_question() -> Attract:
    """The resting screen with what is known by now."""
    return Attract(service_count=0)
