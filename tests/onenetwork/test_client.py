"""The client's own rules, on a network made of functions."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime

import httpx
import pytest

from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.clock import PlatformClock
from kiosk.onenetwork.models import RatingGiven
from kiosk.onenetwork.problem import BackendProblem, ProblemCode, Unreachable
from tests.onenetwork.scripted import HELP, NOW, THANKS, network, problem

pytestmark = pytest.mark.usefixtures("no_pauses")


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
