"""One citizen's presence at the terminal: who it is, what is known of them, and the purge.

Whatever ends a session, `purge` runs: nothing of a citizen stays in memory, in temporary files,
on the screens or at the backend's session.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from kiosk.catalogue.shelf import Shelf
from kiosk.configuration import Configuration
from kiosk.conversation.asking import Conversation
from kiosk.devices.guide import Guide
from kiosk.devices.hub import Hub
from kiosk.identity.person import Person
from kiosk.log import tell_if_broken
from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.diary import Diary
from kiosk.onenetwork.models import CitizenSession
from kiosk.onenetwork.outbox import Outbox
from kiosk.onenetwork.problem import BackendError
from kiosk.settings import Settings
from kiosk.storage.audit import AuditTrail
from kiosk.storage.files import empty_folder
from kiosk.storage.memory import Memory

if TYPE_CHECKING:
    from kiosk.conversation.questions import CardSort

T = TypeVar("T")
Claim = Callable[[], Awaitable[CitizenSession]]
"""Opens the backend's session with what somebody has shown."""

FORM_FIRST = 0.15
"""Seconds between reading a card and telling the backend of it."""

log = logging.getLogger(__name__)


class ProofSpent(Exception):  # noqa: N818 - a turn in the road, not an error
    """The backend's session is over, and what the citizen showed opens none a second time."""


@dataclass
class Surroundings:
    """What the platform says in its answer to each heartbeat. `nearest`: where another terminal
    works, in words; empty while that is not known."""

    nearest: str = ""


@dataclass(frozen=True)
class Services:
    """What the terminal offers to a journey; lives as long as the terminal."""

    configuration: Configuration
    hub: Hub
    guide: Guide
    backend: OneNetwork
    outbox: Outbox
    catalogue: Shelf
    audit: AuditTrail
    diary: Diary
    memory: Memory
    surroundings: Surroundings = field(default_factory=Surroundings)
    errands: set[asyncio.Task[Any]] = field(default_factory=set)

    @property
    def settings(self) -> Settings:
        """The settings in force; they change between two citizens only."""
        return self.configuration.settings

    def background(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Run `work` to its end, whether or not anybody waits for it."""
        task = asyncio.create_task(work)
        self.errands.add(task)
        task.add_done_callback(self.errands.discard)
        task.add_done_callback(tell_if_broken)
        return task

    async def record(self, event: str, identifier: str = "") -> None:
        """Enter an event in the audit trail.

        A full disk must not take the receipt from somebody whose case is safe, nor end the
        terminal: new applications are refused visibly, by the outbox.
        """
        try:
            await self.audit.record(event, identifier)
        except sqlite3.Error as error:
            log.critical("not in the audit trail: %s: %s", event, error)

    async def stop(self) -> None:
        """End the errands that are still under way."""
        for task in tuple(self.errands):
            task.cancel()
        await asyncio.gather(*self.errands, return_exceptions=True)


class Session:
    """An `async with` block is one citizen's presence."""

    def __init__(self, services: Services, conversation: Conversation) -> None:
        self.services = services
        self.conversation = conversation
        self.started = time.monotonic()
        self.person: Person | None = None
        self.cards_in: set[CardSort] = set()
        """Whose devices hold a card of the citizen's."""
        self.paper_left = False
        """An A4 paper lies in the tray and its owner seems to have gone."""
        self.copied = 0
        """Pages copied in this visit."""
        self.agreed: set[str] = set()
        """Codes of the items for which the citizen agreed to be identified."""
        self.step = ""
        """Name of the journey's step at which the citizen is."""
        self.known_as = ""
        """The platform's own name of the person, once it has one."""
        self._claim: Claim | None = None
        self._establishing: asyncio.Future[CitizenSession] | None = None

    async def __aenter__(self) -> Session:
        self.services.diary.note("session_started")
        await self.record("session.begin")
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await asyncio.shield(self._purge())

    @property
    def minutes(self) -> int:
        """Whole minutes since the citizen came, at least 1."""
        return max(1, round((time.monotonic() - self.started) / 60))

    async def record(self, event: str, identifier: str = "") -> None:
        """Enter an event in the audit trail."""
        await self.services.record(event, identifier)

    @property
    def card_on_reader(self) -> bool:
        """Whether a card is still in one of the devices."""
        return bool(self.cards_in)

    def identified(self, person: Person, claim: Claim) -> None:
        """A card was read: remember the person, and tell the backend beside what follows."""
        self.person, self._claim = person, claim
        self.establish()

    def admitted(self, person: Person, citizen: CitizenSession) -> None:
        """The backend knows the person already, by what is good once only."""
        self.person, self._claim = person, None
        self.raised(citizen)

    def unproven(self, person: Person | None) -> None:
        """Nobody has shown that they are `person`, or not for long enough."""
        self._end_backend_session()
        self.person, self._claim = person, None
        self.establish()

    def raised(self, citizen: CitizenSession) -> None:
        """The backend's session is this one from now on."""
        self._establishing = asyncio.get_running_loop().create_future()
        self._establishing.set_result(citizen)

    def establish(self) -> None:
        """Open the backend's session once more; `citizen()` awaits it."""
        if self._claim is None:
            self._establishing = asyncio.get_running_loop().create_future()
            self._establishing.set_exception(ProofSpent())
        else:
            self._establishing = asyncio.create_task(self._open(self._claim))
        # Whoever needs the session awaits it and sees the failure; nobody may never come.
        self._establishing.add_done_callback(lambda task: task.cancelled() or task.exception())

    async def _open(self, claim: Claim) -> CitizenSession:
        # First the citizen sees what was read: the screens and this share one interpreter.
        await asyncio.sleep(FORM_FIRST)
        return await claim()

    @asynccontextmanager
    async def incognito(self) -> AsyncIterator[None]:
        """Inside, nobody is known, also to the backend: for what needs no identity."""
        known = self.person, self._claim, self._establishing
        self.person, self._claim = None, self.services.backend.identity.anonymous
        self.establish()
        try:
            yield
        finally:
            self._end_backend_session()
            self.person, self._claim, self._establishing = known

    async def citizen(self) -> CitizenSession:
        """The backend's session of this person.

        Raises:
            BackendError: it could not be opened; `establish` tries again.
            ProofSpent: it is over, and the citizen has to say once more who they are.
        """
        assert self._establishing is not None
        citizen = await asyncio.shield(self._establishing)
        if self.person is not None:
            self.known_as = citizen.person_ref
        return citizen

    async def _purge(self) -> None:
        self.conversation.forget()
        self.services.guide.rest()
        self.person = self._claim = None
        self.known_as = ""
        self._end_backend_session()
        try:
            await asyncio.to_thread(empty_folder, Path(self.services.settings.paths.temp))
        except OSError as error:
            log.critical("the temp folder could not be emptied: %s", error.strerror)
        duration = time.monotonic() - self.started
        self.services.diary.note("session_ended", duration_s=duration)
        await self.record("session.end")

    def _end_backend_session(self) -> None:
        task, self._establishing = self._establishing, None
        if task is None:
            return
        if not task.done():
            task.cancel()
        elif not task.cancelled() and task.exception() is None:
            self.services.background(self._close(task.result().token))

    async def _close(self, token: str) -> None:
        try:
            await self.services.backend.close_session(token)
        except BackendError as error:
            # The backend's session expires by itself; the next citizen must not wait for it.
            log.info("session not closed at the backend: %s", type(error).__name__)
