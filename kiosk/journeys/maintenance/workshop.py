"""Staff at the terminal: let in, served, and out again; nothing of their visit stays shown."""

from __future__ import annotations

import asyncio
import logging

from drivers.driver import Event
from kiosk.conversation import Outcome
from kiosk.conversation.asking import Conversation
from kiosk.journeys.maintenance.duty import Duty
from kiosk.journeys.maintenance.maintain import Maintenance
from kiosk.journeys.maintenance.reception import Reception
from kiosk.journeys.maintenance.running import Heart
from kiosk.session import Services

log = logging.getLogger(__name__)


class Workshop:
    """One for the terminal.

    Args:
        changed: set whenever a device has changed.
    """

    def __init__(
        self, services: Services, conversation: Conversation, heart: Heart, changed: asyncio.Event
    ) -> None:
        self._services = services
        self._conversation = conversation
        self._heart = heart
        self._changed = changed
        self._reception = Reception(services, conversation)
        self.duty = Duty(services.memory, services.hub)

    @property
    def came(self) -> asyncio.Event:
        """Set when staff want in."""
        return self._reception.came

    def happened(self, event: Event) -> None:
        """An event of the card reader, while nobody is here."""
        self._reception.happened(event)

    def asked(self) -> None:
        """Somebody wants to type a code."""
        self._reception.asked()

    async def serve(self) -> None:
        """Let in who came, if they may, until they log out or are gone."""
        try:
            number = await self._reception.admit()
            if number:
                await self._maintain(number)
        except Outcome as outcome:
            log.info("staff left: %s", type(outcome).__name__)
        finally:
            self._conversation.forget()

    async def _maintain(self, number: str) -> None:
        services = self._services
        await services.record("technician.in", number)
        services.diary.note("technician_in")
        visit = Maintenance(
            services, self._conversation, self.duty, self._heart, number, self._changed
        )
        try:
            await visit.serve()
        finally:
            services.diary.note("technician_out")
            await services.record("technician.out", number)
