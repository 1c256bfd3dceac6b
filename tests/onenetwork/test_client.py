"""The client's own rules, on a network made of functions."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Coroutine, Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
import stamina

from kiosk.onenetwork.breaker import CALLS_IN_VAIN, REST_S
from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.clock import PlatformClock
from kiosk.onenetwork.models import RatingGiven
from kiosk.onenetwork.problem import BackendError, BackendProblem, ProblemCode, Unreachable

Handler = Callable[[httpx.Request], Coroutine[Any, Any, httpx.Response]]
NOW = 1_790_000_000.0


@pytest.fixture(autouse=True)
def no_pauses() -> Iterator[None]:
    """Retries follow each other at once."""
    with stamina.set_testing(True, attempts=4, cap=True):
        yield


def network(handler: Callable[[httpx.Request], httpx.Response] | Handler) -> OneNetwork:
    transport = httpx.MockTransport(handler)
    return OneNetwork(
        "http://127.0.0.1:1", "t-1", b"secret", clock=lambda: NOW, transport=transport
    )


def problem(status: int, code: str, **more: object) -> httpx.Response:
    document = {"code": code, "status": status, "user_message": "不行。", "next_step": "去窗口。"}
    content = json.dumps({**document, "retryable": False, "help_code": "H1", **more})
    return httpx.Response(
        status, content=content, headers={"Content-Type": "application/problem+json"}
    )


THANKS = httpx.Response(201, json={"rating_id": "r1", "thanks": "谢谢"})
HELP = {
    "help_id": "h1",
    "kind": "staff",
    "state": "waiting",
    "eta_minutes": 5,
    "owner": "",
    "video_url": None,
    "called_at": "2026-11-22T10:00:00+08:00",
    "closed_at": None,
    "outcome": "",
}


async def test_problem_is_typed_and_not_retried() -> None:
    calls = []

    def refuse(request: httpx.Request) -> httpx.Response:
        calls.append(request)
        defect = {"field": "form.phone", "message": "少一位"}
        return problem(422, "invalid", defects=[defect])

    with pytest.raises(BackendProblem) as caught:
        await network(refuse).help("H1")
    assert len(calls) == 1
    assert (caught.value.code, caught.value.status) == ("invalid", 422)
    assert caught.value.user_message == "不行。"
    assert caught.value.defects[0].field == "form.phone"


@pytest.mark.parametrize("defects", [None, {}, 3, ["x", None], [{"message": "少一位"}]])
async def test_defects_in_no_known_shape_break_nothing(defects: object) -> None:
    with pytest.raises(BackendProblem) as caught:
        await network(lambda request: problem(422, "invalid", defects=defects)).help("H1")
    assert all(each.message == "少一位" for each in caught.value.defects)


async def test_a_call_takes_no_longer_than_the_settings_allow() -> None:
    async def silent(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(60)
        return THANKS

    client = OneNetwork(
        "http://127.0.0.1:1",
        "t-1",
        b"secret",
        call_deadline=0.1,
        transport=httpx.MockTransport(silent),
    )
    with pytest.raises(Unreachable, match=r"within 0\.1 s"):
        await client.help("H1")


async def test_retries_keep_the_key_and_change_the_nonce() -> None:
    calls: list[httpx.Request] = []

    def fail_twice(request: httpx.Request) -> httpx.Response:
        calls.append(request)
        if len(calls) < 3:
            return problem(503, "unavailable", retryable=True)
        return THANKS

    thanks = await network(fail_twice).rate("1", RatingGiven(stars=5), key="ab" * 16)
    assert thanks.rating_id == "r1"
    assert {call.headers["Idempotency-Key"] for call in calls} == {"ab" * 16}
    assert len({call.headers["X-Nonce"] for call in calls}) == 3
    assert len({call.content for call in calls}) == 1


async def test_learns_the_backends_clock_once() -> None:
    stamps: list[int] = []
    theirs = NOW + 7200

    def strict(request: httpx.Request) -> httpx.Response:
        stamps.append(int(request.headers["X-Timestamp"]))
        if abs(stamps[-1] - theirs) > 180:
            server_time = datetime.fromtimestamp(theirs, UTC).isoformat()
            return problem(401, "clock_skew", server_time=server_time)
        return httpx.Response(201, json=HELP)

    client = network(strict)
    await client.help("H1")
    await client.help("H1")
    assert stamps == [int(NOW), int(theirs), int(theirs)]


async def test_clock_skew_that_stays_is_a_problem() -> None:
    calls = []

    def never(request: httpx.Request) -> httpx.Response:
        calls.append(request)
        return problem(401, "clock_skew", server_time="2026-11-22T00:00:00+08:00")

    with pytest.raises(BackendProblem, match="clock_skew"):
        await network(never).help("H1")
    assert len(calls) == 2


async def test_gb18030_answer_is_understood() -> None:
    def gb(request: httpx.Request) -> httpx.Response:
        content = json.dumps({"rating_id": "r1", "thanks": "谢谢您，𠮷先生"}, ensure_ascii=False)
        kind = {"Content-Type": "application/json; charset=GBK"}
        return httpx.Response(201, content=content.encode("gb18030"), headers=kind)

    thanks = await network(gb).rate("1", RatingGiven(stars=5), key="0" * 32)
    assert thanks.thanks == "谢谢您，𠮷先生"


CASE_LIKE = json.dumps(
    {
        "case_no": "1",
        "query_code": "",
        "item_code": "",
        "item_name": "",
        "state": "draft",
        "accepted_at": None,
        "promised_date": None,
        "statutory_date": None,
        "estimated": False,
        "department": "",
        "consult_phone": "",
        "query_url": "",
    }
)


async def test_the_same_body_as_json_is_a_case() -> None:
    answer = httpx.Response(200, text=CASE_LIKE, headers={"Content-Type": "application/json"})
    assert (await network(lambda request: answer).case("1")).case_no == "1"


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, content=b"<html>captive portal</html>"),
        httpx.Response(200, text=CASE_LIKE, headers={"Content-Type": "text/html"}),
        httpx.Response(200, content=CASE_LIKE.encode()),
        httpx.Response(200, json={"something": "else"}),
        httpx.Response(200, content=b"\xff\xfe", headers={"Content-Type": "application/json"}),
        httpx.Response(404, content=b"nothing here"),
        httpx.Response(302, headers={"Location": "http://127.0.0.1/"}),
    ],
)
async def test_what_does_not_follow_the_contract_is_unreachable(answer: httpx.Response) -> None:
    with pytest.raises(Unreachable):
        await network(lambda request: answer).case("1")


async def test_deadline_bounds_all_attempts_together() -> None:
    async def silent(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(30)
        return THANKS

    async with asyncio.timeout(5):
        with pytest.raises(Unreachable, match=r"0\.2 s"):
            await network(silent).items(deadline=0.2)


async def test_refused_connection_is_unreachable() -> None:
    client = OneNetwork("http://127.0.0.1:9", "t-1", b"secret")
    with pytest.raises(Unreachable):
        await client.manifest()
    await client.close()


async def test_exceptions_and_models_show_nothing_personal() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        return problem(422, "invalid", user_message="张示例的证件过期了")

    with pytest.raises(BackendProblem) as caught:
        await network(refuse).help("H1")
    assert "张示例" not in f"{caught.value!r} {caught.value}"


# --- a backend that is away ------------------------------------------------------------------


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


async def test_a_wrong_clock_is_told_of_beyond_a_quarter_of_an_hour() -> None:
    def clock(seconds: float) -> PlatformClock:
        made = PlatformClock(lambda: NOW)
        assert made.learn(datetime.fromtimestamp(NOW + seconds, UTC).isoformat())
        return made

    assert clock(600).complaint == ""
    assert "86400 s behind" in clock(86400).complaint
    assert "7200 s ahead of" in clock(-7200).complaint


@pytest.mark.parametrize("told", ["", "soon", "2026-11-22T08:00:00"])
async def test_a_time_without_its_zone_is_not_taken_over(told: str) -> None:
    client = network(lambda request: problem(401, "clock_skew", server_time=told))
    with pytest.raises(BackendProblem, match="clock_skew"):
        await client.help("H1")
    assert client.clock.offset == 0.0


async def test_every_code_of_the_contract_has_its_name() -> None:
    for code in ProblemCode:
        with pytest.raises(BackendProblem) as caught:
            await network(lambda request, code=code: problem(422, code.value)).help("H1")
        assert caught.value.code is code
    with pytest.raises(BackendProblem, match="teapot"):
        await network(lambda request: problem(418, "teapot")).help("H1")
