"""Conversation: how a journey asks, and how a presenter answers.

The journey runs in the core's asyncio loop; the presenter may live in any thread.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Generic, Protocol, TypeVar

from kiosk.conversation.notices import Aside, Notice
from kiosk.conversation.questions import Question

A = TypeVar("A")
T = TypeVar("T")


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


class Conversation:
    """What a journey speaks through."""

    def __init__(self, presenter: Presenter) -> None:
        self._presenter = presenter

    async def ask(self, question: Question[A]) -> A:
        """Put a question and wait for its answer.

        Raises:
            Back, Leave, TimedOut, ToWindow: the citizen took that way.
        """
        reply: Reply[A] = Reply(asyncio.get_running_loop())
        self._presenter.present(question, reply)
        try:
            return await reply.wait()
        finally:
            reply.withdraw()

    async def ask_kept_fresh(
        self, question: Callable[[], Question[A]], changed: asyncio.Event
    ) -> A:
        """Ask one question whose picture of the world may change while nobody answers.

        It is put again whenever `changed` is set, with the same reply: an answer given at the
        very moment of a change counts as well.

        Raises:
            Back, Leave, TimedOut, ToWindow: the citizen took that way.
        """
        reply: Reply[A] = Reply(asyncio.get_running_loop())
        answered = asyncio.ensure_future(reply.wait())
        try:
            while not answered.done():
                changed.clear()
                self._presenter.present(question(), reply)
                change = asyncio.ensure_future(changed.wait())
                await asyncio.wait({answered, change}, return_when=asyncio.FIRST_COMPLETED)
                change.cancel()
            return answered.result()
        finally:
            reply.withdraw()
            answered.cancel()

    async def during(self, question: Question[A], work: Awaitable[T]) -> T | A:
        """Show `question` while `work` runs; whichever ends first is the result.

        The work is cancelled when the citizen answers or leaves, and its cancellation is
        awaited: a device is free again before the next step begins.

        Raises:
            Back, Leave, TimedOut, ToWindow: the citizen took that way.
        """
        asked = asyncio.ensure_future(self.ask(question))
        working = asyncio.ensure_future(work)
        both: set[asyncio.Future[Any]] = {asked, working}
        try:
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            # In the same moment the citizen's word counts: a touch is never lost.
            return asked.result() if asked.done() else working.result()
        finally:
            for future in both:
                future.cancel()
            await asyncio.gather(*both, return_exceptions=True)

    def tell(self, notice: Notice) -> None:
        """Show news without waiting."""
        self._presenter.notify(notice)

    def forget(self) -> None:
        """Tell the answering side to forget this citizen."""
        self._presenter.forget()


AsideHandler = Callable[[Aside], None]
"""What the screens may ask of the core beside any question, e.g. call staff; thread-safe."""
