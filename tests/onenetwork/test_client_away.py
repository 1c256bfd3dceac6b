"""The client's patience with a platform that is away, on a network made of functions."""

from __future__ import annotations

import asyncio
import time

import httpx
import pytest

from kiosk.onenetwork.breaker import CALLS_IN_VAIN, REST_S
from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.problem import BackendError, BackendProblem, Unreachable
from tests.onenetwork.scripted import HELP, THANKS, network, problem

pytestmark = pytest.mark.usefixtures("no_pauses")


def busy(retry_after: str, kind: str = "application/problem+json") -> httpx.Response:
    answer = problem(503, "unavailable", retryable=True)
    date = "Sun, 22 Nov 2026 08:00:00 GMT"
    headers = {"Content-Type": kind, "Retry-After": retry_after, "Date": date}
    return httpx.Response(503, content=answer.content, headers=headers)


@pytest.mark.parametrize(
    ("retry_after", "seconds"),
    [
        ("120", 120.0),
        ("Sun, 22 Nov 2026 08:02:00 GMT", 120.0),
        ("Sun, 22 Nov 2026 07:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("kind", ["application/problem+json", "text/html"])
async def test_retry_after_in_seconds_or_as_a_date(
    retry_after: str, seconds: float | None, kind: str
) -> None:
    with pytest.raises(BackendError) as caught:
        await network(lambda request: busy(retry_after, kind)).help("H1")
    assert caught.value.retry_after == seconds


async def test_a_long_retry_after_is_told_at_once_and_a_short_one_waited_for() -> None:
    calls: list[httpx.Request] = []

    def refuse(request: httpx.Request) -> httpx.Response:
        calls.append(request)
        return busy("1" if len(calls) < 3 else "600")

    with pytest.raises(BackendProblem, match="unavailable"):
        await network(refuse).help("H1")
    assert len(calls) == 3


async def away(client: OneNetwork, times: int = CALLS_IN_VAIN) -> None:
    for _ in range(times):
        with pytest.raises(BackendError):
            await client.manifest()


async def test_a_backend_that_is_away_is_let_rest_and_its_words_are_kept() -> None:
    calls: list[httpx.Request] = []

    def maintenance(request: httpx.Request) -> httpx.Response:
        calls.append(request)
        return problem(503, "unavailable", user_message="今晚维护。")

    client = network(maintenance)
    await away(client)
    tried = len(calls)
    with pytest.raises(BackendProblem) as caught:
        await client.help("H1")
    assert (caught.value.user_message, len(calls)) == ("今晚维护。", tried)


async def test_after_its_rest_one_answer_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    there = False

    def answer(request: httpx.Request) -> httpx.Response:
        if there:
            return httpx.Response(201, json=HELP)
        raise httpx.ConnectError("refused")

    client = network(answer)
    await away(client)
    there = True
    with pytest.raises(Unreachable, match="ConnectError"):
        await client.help("H1")
    rested = time.monotonic() + 2 * REST_S
    monkeypatch.setattr("circuitbreaker.monotonic", lambda: rested)
    for _ in range(2):
        assert (await client.help("H1")).help_id == "h1"


async def test_after_its_rest_one_call_tries_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    down, answers = True, asyncio.Event()
    tried: list[httpx.Request] = []

    async def comes_back(request: httpx.Request) -> httpx.Response:
        tried.append(request)
        if down:
            raise httpx.ConnectError("refused")
        await answers.wait()
        return httpx.Response(201, json=HELP)

    client = network(comes_back)
    await away(client)
    down = False
    tried.clear()
    rested = time.monotonic() + 2 * REST_S
    monkeypatch.setattr("circuitbreaker.monotonic", lambda: rested)
    probe = asyncio.create_task(client.help("H1"))
    while not tried:
        await asyncio.sleep(0)
    await away(client, times=10)
    assert len(tried) == 1
    probe.cancel()  # given up half-way: the next call tries for all
    await asyncio.gather(probe, return_exceptions=True)
    answers.set()
    three = [await client.help("H1"), *await asyncio.gather(client.help("H1"), client.help("H1"))]
    assert [one.help_id for one in three] == ["h1"] * 3


async def test_a_rest_that_did_not_help_is_followed_by_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[httpx.Request] = []

    def refuse(request: httpx.Request) -> httpx.Response:
        calls.append(request)
        raise httpx.ConnectError("refused")

    client = network(refuse)
    await away(client)
    rested = time.monotonic() + 2 * REST_S
    monkeypatch.setattr("circuitbreaker.monotonic", lambda: rested)
    await away(client, times=1)
    tried = len(calls)
    await away(client, times=3)
    assert len(calls) == tried


async def test_refusals_and_crashes_over_one_case_are_answers() -> None:
    calls: list[httpx.Request] = []

    def refuse(request: httpx.Request) -> httpx.Response:
        calls.append(request)
        return problem(500 if len(calls) % 2 else 422, "internal")

    client = network(refuse)
    await away(client, times=3 * CALLS_IN_VAIN)
    tried = len(calls)
    await away(client, times=1)
    assert len(calls) > tried


async def test_a_call_given_up_half_way_tells_nothing_of_the_backend(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[httpx.Request] = []

    async def silent(request: httpx.Request) -> httpx.Response:
        calls.append(request)
        await asyncio.sleep(60)
        return THANKS

    async def in_vain() -> None:
        with pytest.raises(Unreachable):
            await client.items(deadline=0.02)

    client = network(silent)
    for _ in range(CALLS_IN_VAIN):
        await in_vain()
    rested = time.monotonic() + 2 * REST_S
    monkeypatch.setattr("circuitbreaker.monotonic", lambda: rested)
    waiting = asyncio.create_task(client.items(deadline=30))
    while len(calls) == CALLS_IN_VAIN:
        await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await in_vain()
    tried = len(calls)
    await in_vain()  # one more silence was enough: it had not been forgiven
    assert len(calls) == tried
