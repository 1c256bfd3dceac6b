"""The two ends of a question: who answers it, and the slot for the answer.

The journey runs in the core's asyncio loop; the presenter may live in any thread. The screens
import this before their first frame: nothing heavy may be imported here, asyncio included.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from kiosk.conversation.notices import Aside, Notice
from kiosk.conversation.questions import Question

if TYPE_CHECKING:
    import asyncio

A = TypeVar("A")


class Outcome(Exception):  # noqa: N818 - a citizen's choice, not an error
    """The citizen did not answer the question but chose a way that is open on every screen."""


class Back(Outcome):
    """One step back (返回)."""


class Leave(Outcome):
    """End the session now (退出)."""


class TimedOut(Outcome):
    """Nobody answered: the idle warning ran out."""


class ToWindow(Outcome):
    """Go on at a staffed window (改到窗口办)."""


class Reply(Generic[A]):
    """One question's slot for one answer. Thread-safe; the first answer wins, later ones are void.

    A presenter keeps it as long as the question is shown and calls it at most once;
    calling it late (the question was withdrawn meanwhile) does nothing.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._future: asyncio.Future[A] = loop.create_future()

    def answer(self, value: A) -> None:
        """Give the answer."""
        self._post(lambda: self._future.set_result(value))

    def outcome(self, outcome: type[Outcome]) -> None:
        """Give one of the ways out instead of an answer."""
        self._post(lambda: self._future.set_exception(outcome()))

    @property
    def open(self) -> bool:
        """Whether an answer still counts."""
        return not self._future.done()

    def _post(self, settle: Callable[[], None]) -> None:
        def settle_once() -> None:
            if not self._future.done():
                settle()

        # A loop that closed meanwhile means the terminal is stopping: nobody waits any more.
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(settle_once)

    async def wait(self) -> A:
        """Wait for the answer.

        Raises:
            Back, Leave, TimedOut, ToWindow: the citizen took that way.
        """
        return await self._future

    def withdraw(self) -> None:
        """The question is off the table."""
        self._future.cancel()


class Presenter(Protocol):
    """Whoever answers: the screens, a robot citizen, a test.

    Called in the core's thread; must return at once.
    """

    def present(self, question: Question[Any], reply: Reply[Any]) -> None:
        """Put the question; it stays until the next one is put."""

    def notify(self, notice: Notice) -> None:
        """Show news that belongs to the question on the table, or to the terminal as a whole."""

    def forget(self) -> None:
        """The citizen has gone: drop everything that was shown, typed, drawn or photographed."""


AsideHandler = Callable[[Aside], None]
"""What the screens may ask of the core beside any question, e.g. call staff; thread-safe."""
