"""The diary (运行事件): what happened at the terminal, told to the platform in batches, in order.

Nothing in it is personal. An event is on disk before it is sent, and gone from it once the
platform has it; its id makes it count once however often it is sent.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
import sqlite3
import uuid
from collections import deque
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from kiosk.onenetwork.problem import BackendError, BackendProblem
from kiosk.onenetwork.sender import is_refusal
from kiosk.storage.database import Database

if TYPE_CHECKING:
    import sqlite_utils

    from kiosk.onenetwork.client import OneNetwork
    from kiosk.onenetwork.upkeep import Event, EventKind

BATCH = 100
MOST_KEPT = 5_000
"""Events on disk; beyond, the oldest go: a terminal without a network must not fill its disk."""
GATHER_S = 2.0
"""Seconds an event waits for others to travel with it."""
FIRST_PAUSE_S, LONGEST_PAUSE_S = 5.0, 300.0
"""Between two attempts while the platform is away."""

log = logging.getLogger(__name__)


class Diary:
    """One for the terminal; `deliver` runs for its life."""

    def __init__(self, backend: OneNetwork, database: Database) -> None:
        self._backend = backend
        self._database = database
        self._fresh: deque[Event] = deque(maxlen=MOST_KEPT)
        self._wake = asyncio.Event()

    def note(
        self,
        kind: EventKind,
        detail: str = "",
        *,
        outcome: str = "",
        item_code: str | None = None,
        duration_s: float | None = None,
    ) -> None:
        """Something happened now; returns at once. `detail` is technical, never of a person."""
        from kiosk.onenetwork.upkeep import Event

        event = Event(
            event_id=uuid.uuid4().hex,
            kind=kind,
            at=datetime.now().astimezone(),
            item_code=item_code,
            outcome=outcome,
            duration_s=None if duration_s is None else round(duration_s, 1),
            detail=detail[:500],
        )
        self._fresh.append(event)
        self._wake.set()

    async def deliver(self) -> None:
        """Write down what is noted, and send it, for ever."""
        pause, failures = 0.0, 0
        while True:
            await self._write_down_for(pause)
            if await self._send():
                failures = 0
                await self._wake.wait()
                pause = GATHER_S
            else:
                pause = min(FIRST_PAUSE_S * 2**failures, LONGEST_PAUSE_S)
                pause *= random.uniform(0.75, 1.25)
                failures = min(failures + 1, 10)

    async def _write_down_for(self, seconds: float) -> None:
        """Bring each event to disk as it comes."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while True:
                    self._wake.clear()
                    await self.write_down()
                    await self._wake.wait()

    async def write_down(self) -> None:
        """Bring what was noted to disk; while that is full it stays in memory."""
        fresh = tuple(self._fresh)
        if not fresh:
            return
        try:
            await self._database.run(lambda database: _write(database, fresh))
        except sqlite3.Error as error:
            log.error("diary: not written: %s", error)
            return
        # Cancelled before this, they are written again, and recognised by their ids.
        written = {one.event_id for one in fresh}
        while self._fresh and self._fresh[0].event_id in written:
            self._fresh.popleft()

    async def _send(self) -> bool:
        """Send all there is, in batches; False when it has to be tried again later."""
        from kiosk.onenetwork.upkeep import Event

        try:
            while batch := await self._database.run(_oldest):
                events = [Event.model_validate_json(body) for _id, body in batch]
                ids = [event_id for event_id, _body in batch]
                await self._tell(events, ids)
                await self._database.run(partial(_drop, ids))
        except (BackendError, sqlite3.Error) as error:
            log.info("diary: not delivered: %s", type(error).__name__)
            return False
        return True

    async def _tell(self, events: list[Event], ids: list[str]) -> None:
        """Raises BackendError when it may go better later."""
        # The same events under the same key, other ones under another, whatever came between.
        key = uuid.uuid5(uuid.NAMESPACE_OID, ",".join(ids)).hex
        try:
            await self._backend.upkeep.tell(events, key=key)
        except BackendProblem as problem:
            if not is_refusal(problem):
                raise
            log.error("diary: %d events were refused: %s", len(ids), problem)


def _write(database: sqlite_utils.Database, events: tuple[Event, ...]) -> None:
    for event in events:
        database.execute(
            "INSERT OR IGNORE INTO event (event_id, body) VALUES (?, ?)",
            [event.event_id, event.model_dump_json()],
        )
    database.execute("DELETE FROM event WHERE seq <= (SELECT max(seq) FROM event) - ?", [MOST_KEPT])


def _oldest(database: sqlite_utils.Database) -> list[tuple[str, str]]:
    query = "SELECT event_id, body FROM event ORDER BY seq LIMIT ?"
    return database.execute(query, [BATCH]).fetchall()


def _drop(ids: list[str], database: sqlite_utils.Database) -> None:
    for event_id in ids:
        database.execute("DELETE FROM event WHERE event_id = ?", [event_id])
