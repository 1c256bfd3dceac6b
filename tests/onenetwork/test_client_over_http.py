"""The client against the backend simulator over real HTTP, with its faults."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import date, datetime

import pytest

from kiosk.onenetwork.client import OneNetwork
from kiosk.onenetwork.models import DeviceFaultReport, DeviceReport, Heartbeat
from kiosk.onenetwork.problem import BackendProblem, Unreachable
from simulators.backend_launch import RunningBackend
from tests.onenetwork.conftest import NAME, NUMBER

HEARTBEAT = Heartbeat(
    version="0.1.0",
    uptime_s=5,
    queue_depth=0,
    catalogue_version="",
    devices=(DeviceReport(name="receipt_printer", health="online", supplies={"paper": "low"}),),
)


async def test_terminal_calls(client: OneNetwork) -> None:
    answer = await client.heartbeat(HEARTBEAT)
    assert answer.out_of_service is None
    report = DeviceFaultReport(
        device="id_card",
        health="offline",
        detail="no answer",
        help_code="ID-02",
        occurred_at=datetime.now().astimezone(),
    )
    assert (await client.fault(report)).fault_id
    assert (await client.help("ID-02")).eta_minutes >= 0


async def test_session_opens_and_closes(client: OneNetwork) -> None:
    session = await client.open_session(
        name=NAME, id_number=NUMBER, card_kind="citizen", valid_to=date(2099, 1, 1)
    )
    assert session.assurance == 3
    await client.close_session(session.token)
    with pytest.raises(BackendProblem):
        await client.close_session(session.token)


async def test_expired_card_is_a_problem(client: OneNetwork) -> None:
    with pytest.raises(BackendProblem) as caught:
        await client.open_session(
            name=NAME, id_number=NUMBER, card_kind="citizen", valid_to=date(2020, 1, 1)
        )
    assert caught.value.code == "invalid"
    assert caught.value.defects


async def test_wrong_secret_is_a_problem(platform: RunningBackend) -> None:
    client = OneNetwork(platform.url, "demo-terminal", b"another secret")
    with pytest.raises(BackendProblem, match="bad_signature"):
        await client.manifest()
    await client.close()


@pytest.mark.parametrize("kind", ["reset", "half_body", "lost_ack", "clock_skew", "gb18030"])
async def test_one_fault_is_got_over(
    client: OneNetwork, platform: RunningBackend, kind: str
) -> None:
    platform.fault(kind, "/v1/help", value=3600 if kind == "clock_skew" else None, times=1)
    assert (await client.help("ID-02")).help_id


async def test_500_is_got_over(client: OneNetwork, platform: RunningBackend) -> None:
    platform.fault("status", "/v1/help", value=500, times=2)
    assert (await client.help("ID-02")).help_id


async def test_maintenance_is_a_problem_in_words(
    client: OneNetwork, platform: RunningBackend
) -> None:
    platform.fault("maintenance", "/v1/")
    with pytest.raises(BackendProblem) as caught:
        await client.help("ID-02")
    assert caught.value.code == "unavailable"
    assert caught.value.user_message


async def test_slow_loris_runs_into_the_deadline(
    client: OneNetwork, platform: RunningBackend
) -> None:
    platform.fault("slow_loris", "/v1/catalogue/items")
    with pytest.raises(Unreachable):
        await client.items(deadline=0.5)


async def test_calls_share_one_connection() -> None:
    """A bare server counts who comes; it answers every request with the same JSON."""
    came = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal came
        came += 1
        body = b'{"cases": []}'
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        with contextlib.suppress(asyncio.IncompleteReadError):
            while await reader.readuntil(b"\r\n\r\n"):
                writer.write(head % len(body) + body)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    client = OneNetwork(f"http://127.0.0.1:{port}", "demo-terminal", b"secret")
    for _ in range(5):
        assert await client.cases_of("0" * 32) == ()
    await client.close()
    server.close()
    assert came == 1
