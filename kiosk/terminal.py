"""Builds a terminal out of Settings; starts its parts in order, stops them in reverse."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drivers.driver import Health, Supply
from kiosk.catalogue.shelf import Shelf, keep_fresh
from kiosk.chronicle import Chronicle
from kiosk.configuration import Configuration
from kiosk.conversation import Outcome, Presenter
from kiosk.conversation.asking import Conversation
from kiosk.conversation.notices import Aside, Emergency, EmergencyNews, SettingsNews, StaffWanted
from kiosk.conversation.questions import Attract, OutOfService, PublicNotice
from kiosk.devices.guide import Guide, Guided
from kiosk.devices.hub import Hub
from kiosk.devices.registry import setups
from kiosk.journeys import troubles
from kiosk.journeys.cabinet import Cabinet
from kiosk.journeys.cards import count_here
from kiosk.journeys.help_desk import HelpDesk
from kiosk.journeys.maintenance.workshop import Workshop
from kiosk.journeys.visit import goodbye, visit
from kiosk.log import places
from kiosk.onenetwork.connect import connect
from kiosk.onenetwork.diary import Diary
from kiosk.onenetwork.ledger import Ledger
from kiosk.onenetwork.models import NoticeText
from kiosk.onenetwork.outbox import Outbox, OutboxLimits
from kiosk.pulse import Pulse
from kiosk.session import Services, Session
from kiosk.settings import Settings
from kiosk.storage.audit import AuditTrail
from kiosk.storage.memory import Memory
from kiosk.storage.opening import Storage, storage
from kiosk.text import _, listed
from kiosk.video import Join, programme

if TYPE_CHECKING:
    from kiosk.onenetwork.upkeep import EventKind

CATALOGUE_PAUSE = 600.0
CATALOGUE_EAGER = 2.0
PART_PAUSE = 5.0
"""Seconds before a part that broke is begun anew."""

log = logging.getLogger(__name__)


class Terminal:
    """One terminal, for its whole life, in the core's asyncio loop."""

    def __init__(
        self,
        services: Services,
        conversation: Conversation,
        join: Join | None = None,
    ) -> None:
        self._services = services
        self._conversation = conversation
        self._changed = asyncio.Event()
        self._at_rest = asyncio.Event()
        self._closed_by = ""
        self._alarmed: tuple[Emergency, ...] = ()
        self.pulse = Pulse(services, self._at_rest, self._changed.set, self._alarm)
        services.hub.on_change(lambda name, status: self._changed.set())
        self._desk = HelpDesk(services, conversation, join)
        self.cabinet = Cabinet(services, conversation, self._changed.set, self._desk.alarm)
        self.workshop = Workshop(services, conversation, self.pulse, self._changed)

    async def serve(self) -> None:
        """Serve citizens for ever, one after another."""
        while True:
            if await self._rest():
                await self._serve_staff()
                continue
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

    async def _serve_staff(self) -> None:
        try:
            await self.workshop.serve()
        except Exception as error:  # noqa: BLE001 - a bug must not end the terminal
            log.critical("the technician's screen broke:\n%s", places(error))

    async def _rest(self) -> bool:
        """Show the resting screen, kept up to date, until somebody comes; whether it is staff."""
        self._at_rest.set()
        staff = asyncio.ensure_future(self.workshop.came.wait())
        try:
            with self._services.hub.smart_card.listening(self.workshop.happened):
                while not await self._touched(staff):
                    pass
            return staff.done()
        finally:
            self._at_rest.clear()
            staff.cancel()

    async def _touched(self, staff: asyncio.Future[Any]) -> bool:
        """Whether somebody came who is served now; `staff` is done when it is staff."""
        resting = self._conversation.ask_kept_fresh(self._resting, self._changed)
        citizen = asyncio.ensure_future(resting)
        try:
            await asyncio.wait({citizen, staff}, return_when=asyncio.FIRST_COMPLETED)
            if not staff.done():
                citizen.result()
            return staff.done() or isinstance(self._resting(), Attract)
        except Outcome:
            return False  # there is nobody yet who could leave
        finally:
            citizen.cancel()
            await asyncio.gather(citizen, return_exceptions=True)

    def _resting(self) -> Attract | OutOfService:
        closed_by, question = self._out_of_service()
        if closed_by != self._closed_by:
            self._closed_by = closed_by
            kind: EventKind = "out_of_service" if closed_by else "in_service"
            self._services.diary.note(kind, closed_by)
        return question or self._attract()

    def _out_of_service(self) -> tuple[str, OutOfService | None]:
        """Who keeps the terminal closed, in a word for the operator, and what is shown then."""
        answer = self.pulse.answer
        if why := self.cabinet.why_closed:
            return "cabinet", self._closed(why, _("修好以后自动恢复"))
        if why := self.workshop.duty.why_closed:
            return f"planned: {self.workshop.duty.reason}", self._closed(why, _("弄好以后恢复"))
        if answer and (order := answer.out_of_service):
            return "operator", self._closed(order.why, order.expected)
        if not self._services.catalogue.stocked:
            why = _("正在连接办事平台，取事项目录，请稍等。")
            return "no catalogue", self._closed(why, _("连上以后自动恢复"))
        return "", None

    def _closed(self, why: str, expected: str) -> OutOfService:
        nearest = self._services.surroundings.nearest
        return replace(closed(self._services.settings, why, expected), nearest=nearest)

    def _alarm(self, emergencies: tuple[NoticeText, ...]) -> None:
        """The platform says which emergencies there are; the screens know whether that is news."""
        told = tuple(Emergency(one.text, one.texts) for one in emergencies)
        if told != self._alarmed:
            self._alarmed = told
            self._conversation.tell(EmergencyNews(told))

    async def configure(self) -> None:
        """Take over the operator's settings between two citizens, for ever."""
        await self.pulse.configure(self.use_settings)

    def use_settings(self) -> None:
        """Other settings are in force: tell whoever holds some of them."""
        settings = self._services.settings
        self._services.guide.set_site_volume(settings.sound.volume)
        self._services.catalogue.offer_only(self._services.configuration.items)
        self.pulse.newer_catalogue.set()  # what is offered is to be indexed anew
        self._conversation.tell(SettingsNews(settings))
        self._changed.set()

    def _attract(self) -> Attract:
        ok, line = self._health_line()
        notices = self.pulse.answer.notices if self.pulse.answer else ()
        notices = tuple(one for one in notices if one.urgency == "normal")
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
        if self.pulse.answer is None:
            down.append(_("网络"))
        if down:
            return False, _("{what}暂时不能用").format(what=listed(down))
        return True, _("读卡、打印、网络都正常")

    async def watch_catalogue(self) -> None:
        """Keep the catalogue fresh; the resting screen follows."""
        services = self._services
        while not services.catalogue.stocked:
            await services.catalogue.sync(services.backend)
            if not services.catalogue.stocked:
                await asyncio.sleep(CATALOGUE_EAGER)
        self._changed.set()
        await keep_fresh(
            services.catalogue, services.backend, CATALOGUE_PAUSE, self.pulse.newer_catalogue
        )

    def aside(self, request: Aside) -> None:
        """What a screen asked beside its question; called in the loop."""
        if not isinstance(request, StaffWanted):
            self._desk.asked(request)
        elif self._at_rest.is_set():
            self.workshop.asked()


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
        running = Terminal(services, conversation, programme(settings))
        parts.enter_context(hub.io_board.listening(running.cabinet.happened))
        hub.on_change(guide.device_changed)
        hub.on_change(running.cabinet.board_changed)
        hub.on_change(Chronicle(services.diary, hub.devices).device_changed)
        await running.workshop.duty.recall()
        hub.start()
        parts.push_async_callback(hub.stop)
        parts.push_async_callback(services.stop)
        if services.configuration.version:
            running.use_settings()
        services.diary.note("restarted", version("one-network-kiosk"))
        parts.push_async_callback(_say_goodbye, services)
        for work in (
            running.pulse.beat,
            running.watch_catalogue,
            running.configure,
            services.outbox.drain,
            services.diary.deliver,
            guide.follow,
        ):
            _beside(parts, work)
        yield running


async def _say_goodbye(services: Services) -> None:
    """What is not on disk when the terminal stops, nobody will ever hear of."""
    services.diary.note("stopped")
    await services.diary.write_down()


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
    memory = Memory(kept.database)
    configuration = Configuration(settings, memory)
    await configuration.recall()
    diary = Diary(backend, kept.database)
    return Services(configuration, hub, guide, backend, outbox, catalogue, audit, diary, memory)


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
