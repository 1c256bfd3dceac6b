"""The terminal's pulse: heartbeats, and what the platform says in answer to them."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

from drivers.driver import Health
from kiosk.configuration import ConfigurationRefused
from kiosk.journeys import troubles
from kiosk.onenetwork.models import AuditHead, DeviceReport, Heartbeat, HeartbeatAnswer, NoticeText
from kiosk.onenetwork.problem import BackendError
from kiosk.session import Services

if TYPE_CHECKING:
    from kiosk.onenetwork.upkeep import Config

TRY_AGAIN = 10.0
"""Seconds at most until the next heartbeat, while the platform does not answer."""

log = logging.getLogger(__name__)


class Pulse:
    """One for the terminal.

    Args:
        at_rest: set while nobody is here.
        changed: called when what a resting screen shows may have changed.
        alarm: called with the emergencies in force when they have changed.
    """

    def __init__(
        self,
        services: Services,
        at_rest: asyncio.Event,
        changed: Callable[[], None],
        alarm: Callable[[tuple[NoticeText, ...]], None],
    ) -> None:
        self._services = services
        self._at_rest = at_rest
        self._changed = changed
        self._alarm = alarm
        self._started = time.monotonic()
        self._clock_told = False
        self._catalogue = services.catalogue.version
        self.answer: HeartbeatAnswer | None = None
        """The last one; None while the platform does not answer."""
        self.heard_at: datetime | None = None
        """When the platform last answered, in local time."""
        self.skew_s = 0.0
        """Seconds that the platform's clock was ahead of this machine's then."""
        self.newer_catalogue = asyncio.Event()
        self.newer_configuration = asyncio.Event()

    @property
    def uptime(self) -> float:
        """Seconds since the terminal was started."""
        return time.monotonic() - self._started

    async def beat(self) -> None:
        """Tell the platform how the terminal is, for ever."""
        services = self._services
        while True:
            report = await self._report()
            own = services.settings.backend.heartbeat
            try:
                answer = await services.backend.heartbeat(report)
            except BackendError as error:
                log.info("heartbeat not delivered: %s", type(error).__name__)
                self._learn(None)
                await asyncio.sleep(min(own, TRY_AGAIN))
            else:
                self._learn(answer)
                self._report_clock()
                # The platform may want to hear more often, never less than is set here.
                await asyncio.sleep(min(own, answer.next_in_s or own))

    def _report_clock(self) -> None:
        """A hopelessly wrong clock is the operator's business, once until it is right again."""
        complaint = self._services.backend.clock.complaint
        if complaint and not self._clock_told:
            code = troubles.help_code("T")
            log.error("%s: %s", code, complaint)
            troubles.report_fault(self._services, "clock", Health.HARDWARE_ERROR, complaint, code)
        self._clock_told = bool(complaint)

    def _learn(self, answer: HeartbeatAnswer | None) -> None:
        services = self._services
        before, self.answer = self.answer, answer
        services.outbox.heard(answered=answer is not None)
        services.surroundings.nearest = (answer and answer.nearest) or ""
        if _shown(before) != _shown(answer):
            self._changed()
        if answer is None:
            return  # what is an emergency stays one until the platform says otherwise
        self.heard_at = datetime.now()
        self.skew_s = answer.server_time.timestamp() - self.heard_at.timestamp()
        self._alarm(tuple(one for one in answer.notices if one.urgency == "emergency"))
        if answer.catalogue_version != services.catalogue.version:
            self.newer_catalogue.set()
        if services.configuration.wants(answer.config_version):
            self.newer_configuration.set()

    async def _report(self) -> Heartbeat:
        services = self._services
        if services.catalogue.version != self._catalogue:
            self._catalogue = services.catalogue.version
            services.diary.note("catalogue_applied", self._catalogue)
        outbox = await services.outbox.condition()
        entries, digest = await services.audit.head()
        return Heartbeat(
            version=version("one-network-kiosk"),
            uptime_s=int(self.uptime),
            queue_depth=outbox.waiting,
            oldest_waiting_s=round(outbox.oldest_s, 1),
            disk_free_mb=outbox.free_bytes // 1_000_000,
            in_use=not self._at_rest.is_set(),
            catalogue_version=services.catalogue.version,
            config_version=services.configuration.version,
            devices=tuple(
                DeviceReport(
                    name=device.name,
                    health=device.status.health.value,
                    detail=device.status.detail,
                    supplies={name: state.value for name, state in device.status.supplies},
                )
                for device in services.hub.devices
                if device.configured
            ),
            audit_head=AuditHead(entries=entries, digest=digest) if entries else None,
        )

    async def configure(self, use: Callable[[], None]) -> None:
        """Take over what the operator sets, for ever; only while nobody is here.

        Args:
            use: called when other settings are in force.
        """
        while True:
            await self.newer_configuration.wait()
            config = await self._configuration()
            if config is not None:
                await self._at_rest.wait()
                await self._adopt(config)
                use()

    async def _configuration(self) -> Config | None:
        self.newer_configuration.clear()
        try:
            return await self._services.backend.upkeep.config()
        except BackendError as error:
            # The next heartbeat asks for it again.
            log.warning("configuration not fetched: %s", type(error).__name__)
            return None

    async def _adopt(self, config: Config) -> None:
        diary = self._services.diary
        try:
            await self._services.configuration.adopt(config)
        except ConfigurationRefused as refusal:
            log.error("configuration %s refused: %s", config.version, refusal)
            diary.note("config_refused", f"{config.version}: {refusal}", outcome="refused")
        else:
            diary.note("config_applied", config.version)


def _shown(answer: HeartbeatAnswer | None) -> object:
    """What the resting screen shows of it."""
    return answer and (answer.notices, answer.out_of_service, answer.nearest)
