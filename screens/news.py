"""What the core tells beside its questions, and which part of the shell it is for.

Loaded with the first of it.
"""

from __future__ import annotations

from typing import Protocol

from kiosk.conversation.notices import (
    EmergencyNews,
    HeadphonesNews,
    HelpNews,
    Notice,
    SettingsNews,
    Spoken,
)
from kiosk.settings import Settings
from screens.emergency import EmergencyWatch
from screens.helping import Helping
from screens.kit.screen import Screen
from screens.speech.reader import Reader


class Told(Protocol):
    """The parts of the app that are told."""

    reader: Reader
    emergency: EmergencyWatch
    helping: Helping

    @property
    def screen(self) -> Screen | None:
        """The screen that is shown."""

    def use(self, settings: Settings) -> None:
        """The operator has changed something."""


def hand_on(notice: Notice, app: Told) -> None:
    """To whom it is for; what is for nobody else is the screen's."""
    match notice:
        case HeadphonesNews():
            app.reader.plug(notice.inserted)
        case EmergencyNews():
            app.emergency.news(notice)
        case Spoken():
            app.reader.announce(notice.line)
        case SettingsNews():
            app.use(notice.settings)
        case HelpNews():
            app.helping.news(notice)
        case _ if app.screen is not None:
            app.screen.news(notice)
