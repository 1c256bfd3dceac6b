"""A terminal without screens whose citizens hand in cases, until as many as wanted are kept.

Run by tests.chaos.run as a process that may be killed and started again at any moment.
Arguments: backend URL, terminal id, secret, home folder, seed, cases wanted. `home/data` is the
terminal's disk; `home/journal` is what its citizens saw.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import random
import sqlite3
import sys
from datetime import datetime
from pathlib import Path

from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.ledger import Ledger
from kiosk.onenetwork.models import RatingGiven
from kiosk.onenetwork.outbox import Outbox, OutboxLimits
from kiosk.onenetwork.outcomes import Delivered, OutboxFull, Refused, TakenBack
from kiosk.onenetwork.problem import BackendError
from kiosk.onenetwork.submission import Submission
from kiosk.storage.database import Database
from tests.chaos.company import end_with_parent
from tests.chaos.journal import Journal
from tests.onenetwork.conftest import NAME, NUMBER, ledger_of, make_submission

HASTE = OutboxLimits(
    first_pause_s=0.5,
    longest_pause_s=3.0,
    longest_spread_s=3.0,
    tell_within_s=1.0,
    keep_delivered_s=10 * 365 * 86_400.0,
)
"""Minutes of life in a second, and a history that is kept: it is what is compared. A clock set
forwards while the terminal is off ages it by a day, here many times."""


class Citizens:
    """One after another, each with one case."""

    def __init__(
        self, backend: OneNetwork, outbox: Outbox, ledger: Ledger, journal: Journal, seed: str
    ) -> None:
        self._backend, self._outbox = backend, outbox
        self._ledger, self._journal = ledger, journal
        self._dice = random.Random(f"{seed} {os.getpid()}")

    async def look_back(self) -> None:
        """Those whose terminal died under their hands: is the case there?"""
        for ref, word in self._journal.last_words().items():
            if word == "begun":
                there = await self._ledger.entry(ref)
                self._journal.write("found" if there else "gone", ref)

    async def serve(self, wanted: int) -> None:
        while self._journal.settled() < wanted:
            if await self._outbox.accepts() is not None:
                await asyncio.sleep(0.1)
            elif (assertion := await self._identify()) is not None:
                await self._hand_in(make_submission(assertion))

    async def _identify(self) -> str | None:
        try:
            session = await self._backend.open_session(
                name=NAME, id_number=NUMBER, card_kind="citizen", valid_to=None
            )
        except BackendError:
            await asyncio.sleep(0.1)
            return None
        return session.assertion

    async def _hand_in(self, submission: Submission) -> None:
        ref = submission.terminal_case_ref
        self._journal.write("begun", ref)
        try:
            await self._outbox.commit(submission)
        except OutboxFull:
            self._journal.write("full", ref)
            return
        self._journal.write("kept", ref)
        patience, may_wait = self._dice.uniform(0.3, 3.0), self._dice.random() < 0.7
        outcome = await self._outbox.deliver(ref, patience, may_wait=may_wait)
        if isinstance(outcome, Refused | TakenBack):
            self._journal.write("said_no" if isinstance(outcome, Refused) else "taken_back", ref)
            await self._outbox.discard(ref)
            return
        self._journal.write("delivered" if isinstance(outcome, Delivered) else "waiting", ref)
        if self._dice.random() < 0.3:
            with contextlib.suppress(OutboxFull):
                await self._outbox.commit_rating(ref, RatingGiven(stars=5))


async def live(url: str, terminal: str, secret: str, home: Path, seed: str, wanted: int) -> None:
    database = Database(home / "data" / "terminal.db")
    database.open()
    ledger = ledger_of(database)
    backend = OneNetwork(url, terminal, secret.encode(), call_deadline=3.0)
    outbox = Outbox(backend, ledger, HASTE)
    draining = asyncio.create_task(_for_life(outbox))
    citizens = Citizens(backend, outbox, ledger, Journal(home / "journal"), seed)
    await citizens.look_back()
    await citizens.serve(wanted)
    (home / "served").write_text(datetime.now().isoformat())
    await draining


async def _for_life(outbox: Outbox) -> None:
    """As kiosk.terminal keeps its parts: one that breaks is begun anew."""
    while True:
        try:
            await outbox.drain()
        except sqlite3.Error as error:
            logging.critical("the drain broke: %s", error)
        await asyncio.sleep(0.2)


def main() -> None:
    end_with_parent()
    logging.basicConfig(level=logging.ERROR)
    url, terminal, secret, home, seed, wanted = sys.argv[1:]
    asyncio.run(live(url, terminal, secret, Path(home), seed, int(wanted)))


if __name__ == "__main__":
    main()
