"""Many headless terminals in one process: each its own client, connections, database and outbox.

Run by tests.fleet.run. Arguments: a JSON object with the fields of Orders. Writes FOLDER/status
(how many cases wait) every few seconds, and FOLDER/journal: a line for each case.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import httpx

from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.ledger import Ledger
from kiosk.onenetwork.outbox import Outbox, OutboxLimits
from kiosk.onenetwork.problem import BackendError
from kiosk.storage.database import Database
from tests.chaos.company import end_with_parent
from tests.onenetwork.conftest import NAME, NUMBER, ledger_of, make_submission

PATIENCE_S = 12.0
"""As config/terminal.toml has it."""
LOOK_S = 3.0


@dataclass(frozen=True)
class Orders:
    """`names` are the terminals; each gets a case every `period_s` seconds on average, until
    `until` (Unix seconds); their first calls are spread over `warm_up_s`."""

    url: str
    folder: str
    names: list[str]
    seed: int
    period_s: float
    warm_up_s: float
    until: float


class CountingTransport(httpx.AsyncHTTPTransport):
    """Real HTTP, and when each request was sent."""

    def __init__(self, knocks: Counter[int]) -> None:
        super().__init__()
        self._knocks = knocks

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self._knocks[int(time.time())] += 1
        return await super().handle_async_request(request)


class HeadlessTerminal:
    """Client and outbox as at a real terminal, with every limit and pause as it ships."""

    def __init__(self, orders: Orders, name: str, knocks: Counter[int]) -> None:
        folder = Path(orders.folder) / name
        folder.mkdir()
        self._orders = orders
        self._dice = random.Random(f"{orders.seed} {name}")
        self._database = Database(folder / "terminal.db")
        self._database.open()
        self.ledger: Ledger = ledger_of(self._database)
        secret = f"secret of {name}".encode()
        self._backend = OneNetwork(orders.url, name, secret, transport=CountingTransport(knocks))
        self.outbox = Outbox(self._backend, self.ledger, OutboxLimits(min_free_bytes=0))
        self.lines: list[dict[str, object]] = []

    async def live(self) -> None:
        await asyncio.sleep(self._dice.uniform(0, self._orders.warm_up_s))
        draining = asyncio.create_task(self.outbox.drain())
        assertion = await self._identify()
        while True:
            await asyncio.sleep(self._dice.expovariate(1 / self._orders.period_s))
            if time.time() > self._orders.until:
                break
            await self._hand_in(assertion)
        await draining

    async def _identify(self) -> str:
        while True:
            try:
                session = await self._backend.open_session(
                    name=NAME, id_number=NUMBER, card_kind="citizen", valid_to=None
                )
            except BackendError:
                await asyncio.sleep(5)
            else:
                return session.assertion

    async def _hand_in(self, assertion: str) -> None:
        submission = make_submission(assertion)
        ref = submission.terminal_case_ref
        began, at = time.perf_counter(), time.time()
        if (full := await self.outbox.accepts()) is not None:
            raise AssertionError(f"the outbox is {full}")
        await self.outbox.commit(submission)
        kept = time.perf_counter()
        outcome = await self.outbox.deliver(ref, PATIENCE_S)
        shown = time.perf_counter()
        self.lines.append(
            {
                "ref": ref,
                "at": at,
                "outcome": type(outcome).__name__,
                "kept_s": kept - began,
                "shown_s": shown - kept,
            }
        )


async def main(orders: Orders) -> None:
    knocks: Counter[int] = Counter()
    terminals = [HeadlessTerminal(orders, name, knocks) for name in orders.names]
    lives = asyncio.gather(*(one.live() for one in terminals))
    while not lives.done():
        await asyncio.sleep(LOOK_S)
        await asyncio.to_thread(_write, orders, terminals, knocks, await _waiting(terminals))
    await lives


async def _waiting(terminals: list[HeadlessTerminal]) -> int:
    return sum([(await one.outbox.condition()).waiting for one in terminals])


def _write(
    orders: Orders, terminals: list[HeadlessTerminal], knocks: Counter[int], waiting: int
) -> None:
    folder = Path(orders.folder)
    lines = [line for one in terminals for line in one.lines]
    status = {"waiting": waiting, "lines": lines, "knocks": dict(knocks)}
    draft = folder / "status.part"
    draft.write_text(json.dumps(status))
    draft.replace(folder / "status")


if __name__ == "__main__":
    end_with_parent()
    logging.basicConfig(level=logging.CRITICAL)
    asyncio.run(main(Orders(**json.loads(sys.argv[1]))))
