"""What people tell the platform (反映问题) is safe on disk, sealed, before its first byte leaves.

Delivery is at least once under one Idempotency-Key: exactly once for the platform. Nothing that
somebody said is dropped because of a number in it: see `_sent`.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable

from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.letter_rows import LetterRows
from kiosk.onenetwork.outcomes import OutboxFull, Refused, Waiting, why_not_stored
from kiosk.onenetwork.problem import BackendError, BackendProblem
from kiosk.onenetwork.sender import is_refusal
from kiosk.onenetwork.submission import step_key
from kiosk.onenetwork.voices import Feedback, NewFeedback
from kiosk.storage.vault import Unsealable

KEEP_S = 60 * 86_400.0
"""Seconds for which a slip of this terminal leads to the reply, once its letter was sent."""
GIVE = "feedback"
GIVE_PLAIN = "feedback:plain"

log = logging.getLogger(__name__)


class Letterbox:
    """One for the terminal; what could not be sent at once, the outbox's `drain` sends:
    `left_over` is called when there is such a letter."""

    def __init__(
        self, backend: OneNetwork, rows: LetterRows, left_over: Callable[[], None]
    ) -> None:
        self._backend = backend
        self._rows = rows
        self._left_over = left_over
        self._held: set[str] = set()
        """Letters that somebody at the screen waits for."""

    async def commit(self, ref: str, feedback: NewFeedback) -> None:
        """Store it, sealed, under `ref` (uuid hex); it survives a power cut when this returns.

        Raises:
            OutboxFull: it was not stored.
        """
        try:
            await self._rows.add(ref, feedback)
        except sqlite3.Error as error:
            raise OutboxFull(why_not_stored(error)) from error

    async def deliver(self, ref: str, deadline: float) -> Feedback | Waiting | Refused:
        """Send a stored letter now, within `deadline` seconds; after Waiting, `drain` does.

        Raises:
            LookupError: nothing to be sent is stored under this reference.
        """
        self._held.add(ref)
        try:
            async with asyncio.timeout(deadline):
                return await self._give(ref, await self._rows.content(ref), GIVE)
        except TimeoutError:
            return Waiting(f"no answer within {deadline:g} s")
        except BackendProblem as problem:
            return Refused(problem) if is_refusal(problem) else Waiting(str(problem), problem)
        except BackendError as error:
            return Waiting(str(error), error)
        except (sqlite3.Error, Unsealable) as error:
            log.error("letter %s is stuck: %s", ref, error)
            return Waiting(str(error))
        finally:
            self._held.discard(ref)
            self._left_over()

    async def discard(self, ref: str) -> None:
        """Forget a letter that was refused: its writer knows, and may send another."""
        try:
            await self._rows.drop(ref, "discarded")
        except sqlite3.Error as error:
            log.error("letter %s stays: %s", ref, error)

    async def code_under(self, slip: str) -> str | None:
        """The query code behind a slip of this terminal; empty: not sent yet; None: unknown."""
        return await self._rows.under(slip)

    async def send_waiting(self) -> None:
        """Send what waits.

        Raises:
            BackendError: the platform is away; the rest would fare no better.
        """
        for one in await self._rows.waiting():
            if one.ref not in self._held:
                await self._send(one.ref)
        await self._rows.sweep(KEEP_S)

    async def _send(self, ref: str) -> None:
        try:
            await self._sent(ref, await self._rows.content(ref))
        except LookupError:
            return  # discarded meanwhile
        except Unsealable as error:
            log.error("letter %s is lost: %s", ref, error)
            await self._rows.drop(ref, "lost")
        except BackendProblem as problem:
            if not is_refusal(problem):
                raise
            log.error("letter %s was refused: %s", ref, problem)
            await self._rows.drop(ref, "refused")

    async def _sent(self, ref: str, feedback: NewFeedback) -> None:
        """Its writer has gone home: a case number mistyped while nobody could check it must not
        lose what was said, so that it goes among the words."""
        try:
            await self._give(ref, feedback, GIVE)
        except BackendProblem as problem:
            if not is_refusal(problem) or feedback == feedback.plain():
                raise
            await self._give(ref, feedback.plain(), GIVE_PLAIN)

    async def _give(self, ref: str, feedback: NewFeedback, step: str) -> Feedback:
        given = await self._backend.voices.give(feedback, key=step_key(ref, step))
        try:
            await self._rows.note_sent(ref, given.query_code)
        except sqlite3.Error as error:
            # Without the note it is sent again, which to the platform is the same letter.
            log.error("letter %s: sent, but not noted: %s", ref, error)
        return given
