"""Starts the terminal. A disk that cannot be used closes it visibly, until it can be used."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from datetime import datetime

from drivers.driver import Health
from kiosk.conversation import Outcome, Presenter
from kiosk.conversation.asking import Conversation
from kiosk.journeys.troubles import help_code
from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.connect import connect
from kiosk.onenetwork.models import DeviceFaultReport
from kiosk.onenetwork.problem import BackendError
from kiosk.settings import Settings
from kiosk.storage.opening import StorageUnusable
from kiosk.terminal import Terminal, closed, open_storage, terminal
from kiosk.text import _

LOOK_AGAIN = 5.0
"""Seconds between two looks at a disk that could not be used."""

log = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def started(settings: Settings, presenter: Presenter) -> AsyncIterator[Terminal]:
    """A terminal with all its parts running, as soon as there is a disk it can use.

    Raises:
        SettingsError, AlreadyRunning: see `terminal`.
    """
    async with contextlib.AsyncExitStack() as parts:
        while True:
            try:
                running = await parts.enter_async_context(terminal(settings, presenter))
            except StorageUnusable as problem:
                code = help_code("D")
                log.critical("%s: the terminal's storage cannot be used: %s", code, problem)
                telling = asyncio.create_task(_tell_operator(settings, problem, code))
                parts.push_async_callback(_end, telling)
                await _out_of_service(settings, Conversation(presenter), code)
                log.warning("%s: the terminal's storage can be used again", code)
            else:
                break
        yield running


async def _end(telling: asyncio.Task[None]) -> None:
    telling.cancel()
    await asyncio.gather(telling, return_exceptions=True)


async def _out_of_service(settings: Settings, conversation: Conversation, code: str) -> None:
    """Say so to whoever comes, and wait until the disk can be used."""
    why = _("本机存不了东西，怕丢了您的申请，先不办理。求助码 {code}。").format(code=code)
    question = closed(settings, why, _("修好以后自动恢复"))
    with contextlib.suppress(Outcome):  # there is nobody who could leave
        await conversation.during(question, _usable(settings))


async def _usable(settings: Settings) -> None:
    """Wait until everything can be opened."""
    while True:
        await asyncio.sleep(LOOK_AGAIN)
        async with contextlib.AsyncExitStack() as parts:
            with contextlib.suppress(StorageUnusable):
                await open_storage(settings, parts)
                return


async def _tell_operator(settings: Settings, problem: StorageUnusable, code: str) -> None:
    """Until the platform has taken the report: without a disk nothing can be left for later."""
    report = DeviceFaultReport(
        device="disk",
        health=Health.HARDWARE_ERROR.value,
        detail=str(problem),
        help_code=code,
        occurred_at=datetime.now().astimezone(),
    )
    backend = connect(settings)
    try:
        while True:
            if await _told(backend, report):
                return
            await asyncio.sleep(LOOK_AGAIN)
    finally:
        await backend.close()


async def _told(backend: OneNetwork, report: DeviceFaultReport) -> bool:
    try:
        await backend.fault(report)
    except BackendError as error:
        log.warning("disk fault not reported: %s", type(error).__name__)
        return False
    return True
