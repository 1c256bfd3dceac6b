"""Dialogs over the screen; the one on top alone answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kiosk.conversation.notices import Notice
from screens.host import Host
from screens.kit.dialog import Dialog


class Overlays:
    """The dialogs on the host, lowest first; `changed` is called when one comes or goes."""

    def __init__(self, host: Host, changed: Callable[[], None]) -> None:
        self._host, self._changed = host, changed
        self._open: list[Dialog] = []

    def __iter__(self) -> Iterator[Dialog]:
        return iter(self._open)

    def __len__(self) -> int:
        return len(self._open)

    def open(self, dialog: Dialog) -> None:
        """Put a dialog over the screen."""
        self._host.deafen()
        self._open.append(dialog)
        self._host.add_widget(dialog)
        dialog.place(*self._host.pos, *self._host.size)
        dialog.resume()
        self._changed()

    def close(self, dialog: Dialog) -> None:
        """Take it away, if it is still there."""
        if dialog in self._open:
            self._open.remove(dialog)
            self._host.deafen()
            self._host.remove_widget(dialog)
            self._changed()

    def close_all(self) -> None:
        """Take all away."""
        for dialog in list(self._open):
            self.close(dialog)

    def news(self, notice: Notice) -> None:
        """A notice for whichever dialog asked."""
        for dialog in self._open:
            dialog.news(notice)
