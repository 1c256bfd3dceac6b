"""Conversation: what a journey speaks through, in the core's asyncio loop."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from kiosk.conversation.bridge import Presenter, Reply
from kiosk.conversation.notices import Notice
from kiosk.conversation.questions import Question

A = TypeVar("A")
T = TypeVar("T")


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
