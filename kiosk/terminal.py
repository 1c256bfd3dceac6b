"""Builds a terminal out of Settings; starts its parts in order, stops them in reverse."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from importlib.metadata import version
from pathlib import Path

from drivers.driver import Health, Supply
from kiosk.catalogue.shelf import Shelf, keep_fresh
from kiosk.conversation import Outcome, Presenter
from kiosk.conversation.asking import Conversation
from kiosk.conversation.notices import Aside
from kiosk.conversation.questions import Attract, OutOfService, PublicNotice
from kiosk.devices.guide import Guide, Guided
from kiosk.devices.hub import Hub
from kiosk.devices.registry import setups
from kiosk.journeys import troubles
from kiosk.journeys.cabinet import Cabinet
from kiosk.journeys.cards import count_here
from kiosk.journeys.help_desk import HelpDesk
from kiosk.journeys.visit import goodbye, visit
from kiosk.log import places
from kiosk.onenetwork.connect import connect
from kiosk.onenetwork.ledger import Ledger
from kiosk.onenetwork.models import AuditHead, DeviceReport, Heartbeat, HeartbeatAnswer
from kiosk.onenetwork.outbox import Outbox, OutboxLimits
from kiosk.onenetwork.problem import BackendError
from kiosk.session import Services, Session
from kiosk.settings import Settings
from kiosk.storage.audit import AuditTrail
from kiosk.storage.opening import Storage, storage
from kiosk.text import _, listed
from kiosk.video import Join, programme

CATALOGUE_PAUSE = 600.0
CATALOGUE_EAGER = 2.0
PART_PAUSE = 5.0
"""Seconds before a part that broke is begun anew."""

log = logging.getLogger(__name__)


class Terminal:
    """One terminal, for its whole life, in the core's asyncio loop."""

    def __init__(
        self,
        settings: Settings,
        services: Services,
        conversation: Conversation,
        join: Join | None = None,
    ) -> None:
        self._settings = settings
        self._services = services
        self._conversation = conversation
        self._started = time.monotonic()
        self._platform: HeartbeatAnswer | None = None
        self._clock_told = False
        self._changed = asyncio.Event()
        self._newer_catalogue = asyncio.Event()
        services.hub.on_change(lambda name, status: self._changed.set())
        self._desk = HelpDesk(services, conversation, join)
        self.cabinet = Cabinet(services, conversation, self._changed.set, self._desk.alarm)

    async def serve(self) -> None:
        """Serve citizens for ever, one after another."""
        while True:
            await self._rest()
            async with Session(self._services, self._conversation) as session:
                try:
                    await self.cabinet.unless_forced(visit(session))
                except Exception as error:  # noqa: BLE001 - a bug must not end the terminal
                    await self._apologise(session, error)
            with contextlib.suppress(Outcome):  # whoever leaves the goodbye has gone
                await goodbye(session)
            self._desk.citizen_left()

    async def _apologise(self, session: Session, error: Exception) -> None:
        """A journey broke: tell the citizen and the operator, and serve the next one.

        The log gets the place and the type only: an exception's words may quote a citizen's.
        """
        log.critical("a journey broke:\n%s", places(error))
        try:
            await self._conversation.ask(troubles.terminal_broke(session, type(error).__name__))
        except Outcome:
            log.info("the citizen left after the apology")

    async def _rest(self) -> None:
        """Show the resting screen, kept up to date, until somebody touches it."""
        touched = False
        while not touched:
            with contextlib.suppress(Outcome):  # there is nobody yet who could leave
                await self._conversation.ask_kept_fresh(self._resting, self._changed)
                touched = isinstance(self._resting(), Attract)

    def _resting(self) -> Attract | OutOfService:
        if why := self.cabinet.why_closed:
            return closed(self._settings, why, _("修好以后自动恢复"))
        if self._platform and (order := self._platform.out_of_service):
            return closed(self._settings, order.why, order.expected)
        if not self._services.catalogue.stocked:
            why = _("正在连接办事平台，取事项目录，请稍等。")
            return closed(self._settings, why, _("连上以后自动恢复"))
        return self._attract()

    def _attract(self) -> Attract:
        ok, line = self._health_line()
        notices = self._platform.notices if self._platform else ()
        return Attract(
            service_count=count_here(self._services.catalogue.items),
            notices=tuple(PublicNotice(one.text, one.area) for one in notices),
            status=line,
            status_ok=ok,
        )

    def _health_line(self) -> tuple[bool, str]:
        hub = self._services.hub
        down = []
        if hub.id_card.status.health not in (Health.ONLINE, Health.STARTING):
            down.append(_("读卡"))
        printer = hub.receipt_printer.status
        if printer.supply("paper") is Supply.OUT or printer.health not in (
            Health.ONLINE,
            Health.STARTING,
        ):
            down.append(_("打印"))
        if self._platform is None:
            down.append(_("网络"))
        if down:
            return False, _("{what}暂时不能用").format(what=listed(down))
        return True, _("读卡、打印、网络都正常")

    async def heartbeats(self) -> None:
        """Tell the platform how the terminal is, for ever."""
        while True:
            report = await self._report()
            try:
                answer = await self._services.backend.heartbeat(report)
            except BackendError as error:
                log.info("heartbeat not delivered: %s", type(error).__name__)
                self._learn(None)
                await asyncio.sleep(min(self._settings.backend.heartbeat, 10.0))
            else:
                self._learn(answer)
                self._report_clock()
                # The platform may want to hear more often, never less than is set here.
                own = self._settings.backend.heartbeat
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
        before, self._platform = self._platform, answer
        self._services.outbox.heard(answered=answer is not None)
        if _shown(before) != _shown(answer):
            self._changed.set()
        if answer and answer.catalogue_version != self._services.catalogue.version:
            self._newer_catalogue.set()

    async def watch_catalogue(self) -> None:
        """Keep the catalogue fresh; the resting screen follows."""
        services = self._services
        while not services.catalogue.stocked:
            await services.catalogue.sync(services.backend)
            if not services.catalogue.stocked:
                await asyncio.sleep(CATALOGUE_EAGER)
        self._changed.set()
        await keep_fresh(
            services.catalogue, services.backend, CATALOGUE_PAUSE, self._newer_catalogue
        )

    async def _report(self) -> Heartbeat:
        outbox = await self._services.outbox.condition()
        entries, digest = await self._services.audit.head()
        return Heartbeat(
            version=version("one-network-kiosk"),
            uptime_s=int(time.monotonic() - self._started),
            queue_depth=outbox.waiting,
            oldest_waiting_s=round(outbox.oldest_s, 1),
            disk_free_mb=outbox.free_bytes // 1_000_000,
            catalogue_version=self._services.catalogue.version,
            devices=tuple(
                DeviceReport(
                    name=device.name,
                    health=device.status.health.value,
                    detail=device.status.detail,
                    supplies={name: state.value for name, state in device.status.supplies},
                )
                for device in self._services.hub.devices
                if device.configured
            ),
            audit_head=AuditHead(entries=entries, digest=digest) if entries else None,
        )

    def aside(self, request: Aside) -> None:
        """What a screen asked beside its question; called in the loop."""
        self._desk.asked(request)


def _shown(answer: HeartbeatAnswer | None) -> object:
    """What the resting screen shows of it."""
    return answer and (answer.notices, answer.out_of_service)


@contextlib.asynccontextmanager
async def terminal(settings: Settings, presenter: Presenter) -> AsyncIterator[Terminal]:
    """A terminal with all its parts running.

    Raises:
        SettingsError: a device's settings are refused, or there is no such video programme.
        AlreadyRunning, StorageUnusable: the data folder cannot be used (see kiosk.start).
    """
    async with contextlib.AsyncExitStack() as parts:
        services = await _services(settings, parts)
        hub, guide = services.hub, services.guide
        conversation = Conversation(Guided(presenter, guide))
        running = Terminal(settings, services, conversation, programme(settings))
        parts.enter_context(hub.io_board.listening(running.cabinet.happened))
        hub.on_change(guide.device_changed)
        hub.on_change(running.cabinet.board_changed)
        hub.start()
        parts.push_async_callback(hub.stop)
        parts.push_async_callback(services.stop)
        drain, follow = services.outbox.drain, guide.follow
        for work in (running.heartbeats, running.watch_catalogue, drain, follow):
            _beside(parts, work)
        yield running


async def _services(settings: Settings, parts: contextlib.AsyncExitStack) -> Services:
    data = Path(settings.paths.data)
    hub = Hub(setups(settings))
    kept = await open_storage(settings, parts)
    backend = connect(settings)
    parts.push_async_callback(backend.close)
    catalogue = Shelf(data, settings.backend.catalogue_key.encode())
    await asyncio.to_thread(catalogue.load)
    audit = AuditTrail(kept.database, kept.vault, kept.signer)
    outbox = Outbox(backend, Ledger(kept.database, kept.vault, audit), _limits(settings))
    guide = Guide(hub.io_board, settings.sound.volume)
    return Services(settings, hub, guide, backend, outbox, catalogue, audit)


async def open_storage(settings: Settings, parts: contextlib.AsyncExitStack) -> Storage:
    """What the terminal keeps on disk, until `parts` close.

    Raises:
        AlreadyRunning, StorageUnusable: see their messages.
    """
    opening = storage(Path(settings.paths.data), Path(settings.paths.temp))
    opened = await asyncio.to_thread(opening.__enter__)
    parts.push(opening)
    return opened


def closed(settings: Settings, why: str, expected: str) -> OutOfService:
    """The screen of a terminal that cannot serve now."""
    return OutOfService(
        why=why,
        what_to_do=(_("请到窗口办理"), settings.places.window),
        phone=settings.terminal.help_phone,
        expected=expected,
    )


def _limits(settings: Settings) -> OutboxLimits:
    chosen = settings.outbox
    return OutboxLimits(
        max_waiting=chosen.max_waiting,
        max_bytes=chosen.max_megabytes * 1024**2,
        max_age_s=chosen.max_age_hours * 3600,
        first_pause_s=chosen.first_pause,
    )


def _beside(parts: contextlib.AsyncExitStack, work: Callable[[], Awaitable[None]]) -> None:
    """Keep a part of the terminal running for the terminal's life."""
    task = asyncio.create_task(_for_life(work))

    async def stop() -> None:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    parts.push_async_callback(stop)


async def _for_life(work: Callable[[], Awaitable[None]]) -> None:
    """A part that breaks is begun anew: waiting cases must be sent, whatever failed once."""
    while True:
        try:
            await work()
        except Exception as error:  # noqa: BLE001 - the next start may go well
            log.critical("a part of the terminal broke:\n%s", places(error))
        await asyncio.sleep(PART_PAUSE)
