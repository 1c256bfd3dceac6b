"""The diary: in order, once, bounded, and never in the way."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kiosk.onenetwork import diary
from kiosk.onenetwork.diary import Diary
from kiosk.storage.database import Database
from tests.onenetwork.scripted import network, problem


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "terminal.db")
    made.open()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diary, "GATHER_S", 0.0)
    monkeypatch.setattr(diary, "FIRST_PAUSE_S", 0.01)


def kept(database: Database) -> list[str]:
    """Details of the events on disk, oldest first."""
    rows = database.do(lambda store: store.execute("SELECT body FROM event ORDER BY seq"))
    return [json.loads(body)["detail"] for (body,) in rows.fetchall()]


async def delivering(book: Diary, database: Database) -> None:
    """Deliver until nothing is left."""
    task = asyncio.create_task(book.deliver())
    async with asyncio.timeout(60):
        while not await asyncio.to_thread(lambda: kept(database) == []):
            await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_what_fails_is_told_again_under_the_same_key(database: Database) -> None:
    heard: list[tuple[str, list[str]]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        details = [one["detail"] for one in json.loads(request.content)["events"]]
        heard.append((request.headers["Idempotency-Key"], details))
        if len(heard) <= 1:
            return problem(503, "unavailable", retryable=True)
        return httpx.Response(200, json={"kept": len(details), "known": 0})

    book = Diary(network(answer), database)
    for number in range(3):
        book.note("restarted", str(number))
    await book.write_down()
    await delivering(book, database)
    assert len(heard) >= 2
    assert all(details == ["0", "1", "2"] for _key, details in heard)
    assert len({key for key, _details in heard}) == 1


async def test_refused_events_do_not_block_those_that_follow(database: Database) -> None:
    told: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        details = [one["detail"] for one in json.loads(request.content)["events"]]
        told.extend(details)
        if "bad" in details:
            return problem(422, "invalid", defects=[])
        return httpx.Response(200, json={"kept": len(details), "known": 0})

    book = Diary(network(answer), database)
    book.note("restarted", "bad")
    await book.write_down()
    await delivering(book, database)
    book.note("restarted", "good")
    await book.write_down()
    await delivering(book, database)
    assert told[-1] == "good"


async def test_a_terminal_without_a_network_keeps_only_the_latest(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diary, "MOST_KEPT", 3)
    book = Diary(network(lambda _request: problem(503, "unavailable")), database)
    for number in range(5):
        book.note("restarted", str(number))
        await book.write_down()
    assert kept(database) == ["2", "3", "4"]


async def test_a_disk_that_fails_loses_nothing_that_was_noted(
    database: Database,
) -> None:
    book = Diary(network(lambda _request: problem(503, "unavailable")), database)
    database.close()
    book.note("restarted", "kept")
    await book.write_down()
    database.open()
    await book.write_down()
    assert kept(database) == ["kept"]
