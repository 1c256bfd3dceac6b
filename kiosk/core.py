"""The core's thread: one asyncio loop that runs the terminal beside the screens."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.conversation import Presenter
from kiosk.conversation.notices import Aside
from kiosk.log import places
from kiosk.settings import Settings

if TYPE_CHECKING:
    import asyncio

    from kiosk.terminal import Terminal

STOP_TIME = 10.0
"""Seconds the parts have to stop, device processes included."""

log = logging.getLogger(__name__)


class Core:
    """Runs a terminal in a thread of its own.

    Args:
        on_failure: called from the core's thread when the terminal could not start or broke;
            the screens cannot go on without it.
    """

    def __init__(
        self,
        settings: Settings,
        presenter: Presenter,
        on_failure: Callable[[BaseException], None],
    ) -> None:
        self._settings = settings
        self._presenter = presenter
        self._on_failure = on_failure
        self._loop: asyncio.AbstractEventLoop | None = None
        self._main: asyncio.Task[None] | None = None
        self._begun = threading.Event()
        self._terminal: Terminal | None = None
        self._thread = threading.Thread(target=self._run, name="core", daemon=True)

    def start(self) -> None:
        """Start; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Stop every part; devices are free and the outbox is closed when this returns."""
        if self._thread.is_alive():
            self._begun.wait(STOP_TIME)
            self._post(self._cancel)
            self._thread.join(STOP_TIME)

    def aside(self, request: Aside) -> None:
        """Hand over what a screen asks beside its question; from any thread."""

        def hand_over() -> None:
            if self._terminal is not None:
                self._terminal.aside(request)

        self._post(hand_over)

    def _post(self, act: Callable[[], None]) -> None:
        """Run `act` in the loop; a core that has not begun, or has ended, has nobody to do it."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(act)

    def _cancel(self) -> None:
        if self._main is not None:
            self._main.cancel()

    def _run(self) -> None:
        # Here, in the core's thread: the screens are up and touched while it is loaded.
        import asyncio

        self._loop = loop = asyncio.new_event_loop()
        self._main = loop.create_task(self._live())
        self._begun.set()  # a stop that comes at once finds the task, before the loop runs
        try:
            loop.run_until_complete(self._main)
        except asyncio.CancelledError:
            log.info("the core has stopped")
        except BaseException as error:  # noqa: BLE001 - told without its words
            log.critical("the core broke:\n%s", places(error))
            self._on_failure(error)
        finally:
            loop.close()

    async def _live(self) -> None:
        from kiosk.start import started

        async with started(self._settings, self._presenter) as self._terminal:
            await self._terminal.serve()
