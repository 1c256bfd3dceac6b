"""The terminal's own body: its service door, its housing, who stands before it.

- The door open: the citizen who is there finishes, since staff may just be filling in the paper
  that their receipt waits for; nobody else is served until it is shut.
- The housing forced (防拆): the session ends at once, purged as always; nobody is served until it
  is whole.
- Both are entered in the audit trail, and told to the platform at once.
- Presence is passed on to the screens; it shortens nobody's time.
- Headphones too: what is private is read out to nobody else.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from drivers.driver import Event, Health, Status
from drivers.io_board.contract import (
    DoorChanged,
    EmergencyChanged,
    HeadphonesChanged,
    PresenceChanged,
    TamperChanged,
)
from kiosk.conversation.asking import Conversation
from kiosk.conversation.notices import HeadphonesNews, PresenceNews
from kiosk.journeys import troubles
from kiosk.session import Services
from kiosk.text import _


class Cabinet:
    """Follows the I/O board's events.

    Args:
        changed: called when the terminal may have to close or open.
        call_staff: called when the emergency button is pressed.
    """

    def __init__(
        self,
        services: Services,
        conversation: Conversation,
        changed: Callable[[], None],
        call_staff: Callable[[], None],
    ) -> None:
        self._services = services
        self._conversation = conversation
        self._changed = changed
        self._call_staff = call_staff
        self._door_open = self._headphones = False
        self._forced = asyncio.Event()

    @property
    def why_closed(self) -> str:
        """Why nobody new is served, in words for them; empty when all is shut and whole."""
        if self._forced.is_set():
            return _("机器外壳被打开了，已经通知管理人员。")
        return _("机器正在维护。") if self._door_open else ""

    def happened(self, event: Event) -> None:
        """An event of the board; the first ones after it came up tell how things are."""
        match event:
            case DoorChanged(open=door_open) if door_open != self._door_open:
                self._door_open = door_open
                self._enter("door.opened" if door_open else "door.shut")
                if door_open:
                    self._services.diary.note("door_opened")
                    self._report(Health.USER_ERROR, "the service door was opened")
            case TamperChanged(tampered=True) if not self._forced.is_set():
                self._forced.set()
                self._enter("housing.forced")
                self._services.diary.note("housing_forced")
                self._report(Health.HARDWARE_ERROR, "the housing is being forced")
            case TamperChanged(tampered=False) if self._forced.is_set():
                self._forced.clear()
                self._enter("housing.whole")
            case EmergencyChanged(pressed=True):
                self._enter("emergency.pressed")
                self._call_staff()
            case PresenceChanged(present=present):
                self._conversation.tell(PresenceNews(present))
            case HeadphonesChanged(inserted=inserted):
                self._plug(inserted)

    def board_changed(self, name: str, status: Status) -> None:
        """The hub has news of a device: of headphones that a board gone can no longer tell,
        nothing is believed."""
        if name == self._services.hub.io_board.name and status.health is not Health.ONLINE:
            self._plug(False)

    async def unless_forced(self, visit: Coroutine[Any, Any, None]) -> None:
        """Run a visit; it is cancelled, and that awaited, when the housing is forced."""
        visiting = asyncio.ensure_future(visit)
        forced = asyncio.ensure_future(self._forced.wait())
        try:
            await asyncio.wait({visiting, forced}, return_when=asyncio.FIRST_COMPLETED)
            if visiting.done():
                visiting.result()
        finally:
            for task in (visiting, forced):
                task.cancel()
            await asyncio.gather(visiting, forced, return_exceptions=True)

    def _plug(self, inserted: bool) -> None:
        if inserted != self._headphones:
            self._headphones = inserted
            self._conversation.tell(HeadphonesNews(inserted))

    def _enter(self, what: str) -> None:
        """In the audit trail."""
        self._services.background(self._services.record(what))
        self._changed()

    def _report(self, health: Health, detail: str) -> None:
        code = troubles.help_code("D")
        troubles.report_fault(self._services, "io_board", health, detail, code)
