"""Follows one reader: whether a card is in, in a thread that sleeps until that changes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

from drivers.driver import DeviceFault, Event, Offline
from drivers.smart_card.contract import CardInserted, CardTaken
from drivers.smart_card.pcsc import UNAWARE, PcscContext

CANCEL_EVERY: Final = 0.02
"""Seconds between attempts to wake the thread: one made just before it sleeps is lost."""


class CardWatch:
    """The reader's state, told and to be waited for. Ends with the first fault, which it keeps.

    Raises NoDevice at once when the reader is listed but does not answer.

    Args:
        context: of its own; released when the watch stops.
        reader: its name.
        tell: called in the watch's thread with CardInserted and CardTaken.
    """

    def __init__(self, context: PcscContext, reader: str, tell: Callable[[Event], None]) -> None:
        self._context = context
        self._reader = reader
        self._tell = tell
        self._changed = threading.Condition()
        self._present = False
        self._fault: DeviceFault | None = None
        self._leaving = False
        state = context.wait_change(reader, UNAWARE) or UNAWARE
        self._thread = threading.Thread(
            target=self._run, args=(state,), name="card-watch", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """End the thread and release the context."""
        self._leaving = True
        while self._thread.is_alive():
            self._context.cancel()
            self._thread.join(CANCEL_EVERY)
        self._context.release()

    def wake(self) -> None:
        """Have whoever waits look again whether it should."""
        with self._changed:
            self._changed.notify_all()

    def wait(self, present: bool, seconds: float, given_up: Callable[[], bool]) -> bool:
        """Wait until a card is in (or out); whether it is so. Raises DeviceFault."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._fault is not None or given_up() or self._present is present, seconds
            )
            if self._fault is not None:
                raise self._fault
            return self._present is present

    def check(self) -> None:
        """Raises DeviceFault when the reader is gone, or the watch itself."""
        with self._changed:
            if self._fault is not None:
                raise self._fault
        if not self._thread.is_alive():
            raise Offline("the watch over the card reader has ended")

    def _run(self, state: int) -> None:
        try:
            while not self._leaving:
                self._note(self._context.has_card(state))
                state = self._context.wait_change(self._reader, state) or state
        except DeviceFault as fault:
            self._fail(fault)

    def _note(self, present: bool) -> None:
        if present is self._present:
            return
        # First told, then acted upon: the event is never behind what was read.
        self._tell(CardInserted() if present else CardTaken())
        with self._changed:
            self._present = present
            self._changed.notify_all()

    def _fail(self, fault: DeviceFault) -> None:
        with self._changed:
            self._fault = fault
            self._changed.notify_all()
