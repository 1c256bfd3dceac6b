"""What the client adds to a call: signature, retries, breaker, models; over the same by httpx."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from statistics import median
from typing import Final, cast

import httpx

from kiosk.onenetwork.client import OneNetwork
from tests.bench.rows import Row, against

ROUNDS: Final = 300
WARM_UP: Final = 20
CASE_NO: Final = "202611229901000001"
CASE: Final = json.dumps(
    {
        "case_no": CASE_NO,
        "query_code": "82641937",
        "item_code": "992001010001",
        "item_name": "社会保障卡补领、换领、换发",
        "state": "accepted",
        "accepted_at": "2026-11-22T14:41:00+08:00",
        "promised_date": "2026-12-01",
        "statutory_date": "2026-12-18",
        "estimated": False,
        "department": "示例区人力资源和社会保障局",
        "consult_phone": "12333",
        "query_url": "https://ywtb.example/c/82641937",
    },
    ensure_ascii=False,
).encode()
HEAD: Final = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(CASE)
)


class _Answering(asyncio.Protocol):
    """The same case to every request."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        if data.endswith(b"\r\n\r\n"):
            self._transport.write(HEAD + CASE)


async def _timed(act: Callable[[], Awaitable[object]]) -> float:
    begun = time.perf_counter()
    await act()
    return (time.perf_counter() - begun) * 1000


async def _in_turns() -> tuple[float, float]:
    """Medians of a call through the client and through bare httpx, in ms."""
    server = await asyncio.get_running_loop().create_server(_Answering, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    client = OneNetwork(url, "demo-terminal", b"demo-terminal-secret")
    ours: list[float] = []
    bare: list[float] = []
    async with httpx.AsyncClient(base_url=url, trust_env=False) as http:

        async def by_httpx() -> None:
            (await http.get(f"/v1/cases/{CASE_NO}")).json()

        for _ in range(WARM_UP + ROUNDS):
            ours.append(await _timed(lambda: client.case(CASE_NO)))
            bare.append(await _timed(by_httpx))
    await client.close()
    server.close()
    return median(ours[WARM_UP:]), median(bare[WARM_UP:])


def measure() -> list[Row]:
    """What a call costs more than by httpx alone."""
    ours, bare = asyncio.run(_in_turns())
    return [against("call of the backend / the same by bare httpx", ours, bare, "ms", 2.0)]
