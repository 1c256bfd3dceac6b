"""求助 and 请工作人员来: the help dialog, and how the call stands that was made in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.text import retold
from screens.overlays import Overlays

if TYPE_CHECKING:
    from kiosk.conversation.notices import Aside, HelpNews
    from kiosk.settings import Settings
    from screens.help import HelpDialog


class Helping:
    """Stands apart from the question, which stays."""

    def __init__(self, overlays: Overlays, ask_aside: Callable[[Aside], None]) -> None:
        self._overlays, self._ask_aside = overlays, ask_aside
        self._news: HelpNews | None = None

    def open(self, settings: Settings) -> HelpDialog:
        """The dialog, with what is known of a call that was made before."""
        from screens.help import HelpDialog, Places

        phone, desk = settings.terminal.help_phone, settings.places
        places = Places(phone, desk.window, desk.window_hours)
        dialog = HelpDialog(places, self._ask_aside, video=bool(settings.help.video))
        if self._news is not None:
            dialog.news(retold(self._news))
        dialog.bind(on_main=lambda *_: self._overlays.close(dialog))
        dialog.bind(on_outside=lambda *_: self._overlays.close(dialog))
        self._overlays.open(dialog)
        return dialog

    def call_staff(self, settings: Settings) -> None:
        """请工作人员来, asked for by a screen; who was called already is not called again."""
        dialog = self.open(settings)
        if not dialog.called:
            dialog.call()

    def news(self, notice: HelpNews) -> None:
        """How the call stands now."""
        self._news = notice
        self._overlays.news(notice)

    def forget(self) -> None:
        """Who called has gone."""
        self._news = None
