"""The one bridge between a journey and whoever answers it (screens, a robot, a test).

A journey awaits answers to questions; the answering side is shown notices meanwhile.
Everything that crosses is a frozen dataclass.
"""

from kiosk.conversation import notices as notices
from kiosk.conversation import questions as questions
from kiosk.conversation.bridge import (
    Back,
    Leave,
    Outcome,
    Presenter,
    Reply,
    TimedOut,
    ToWindow,
)

__all__ = [
    "Back",
    "Leave",
    "Outcome",
    "Presenter",
    "Reply",
    "TimedOut",
    "ToWindow",
    "notices",
    "questions",
]
