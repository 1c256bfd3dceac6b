"""The outermost layer: counts every /v1 call, and lets the ordered faults happen to it."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from simulators.backend import connections
from simulators.backend.clock import beijing_now
from simulators.backend.faults import FaultBook, FaultOrder
from simulators.backend.gate import Gate
from simulators.backend.problems import ProblemError
from simulators.backend.store import Store
from simulators.backend.wire import Answer, BodyTooLargeError, Call, ClientGoneError, read_call

CODES_BY_STATUS: Final = {
    401: "session_expired",
    404: "not_found",
    410: "item_withdrawn",
    422: "invalid",
    500: "internal",
}


def refusal(order: FaultOrder) -> Answer | None:
    """The answer of a fault that refuses without acting; None for all other faults."""
    match order.kind:
        case "status":
            status = int(order.amount(503))
            code = CODES_BY_STATUS.get(status, "unavailable")
            return ProblemError(code, status=status).answer()
        case "maintenance":
            seconds = str(int(order.amount(600))).encode()
            return ProblemError("unavailable").answer((b"retry-after", seconds))
        case "expired_session":
            return ProblemError("session_expired").answer()
        case "withdrawn":
            return ProblemError("item_withdrawn").answer()
        case _:
            return None


def in_gb18030(answer: Answer) -> Answer:
    """The same JSON in the old systems' encoding, and labelled so."""
    kind = dict(answer.headers).get(b"content-type", b"application/json").split(b";")[0]
    headers = [pair for pair in answer.headers if pair[0] != b"content-type"]
    body = answer.body.decode("utf-8", "replace").encode("gb18030")
    return Answer(answer.status, [*headers, (b"content-type", kind + b"; charset=gb18030")], body)


def with_wrong_signature(answer: Answer) -> Answer:
    """A manifest whose signature has its first digit changed; other answers as they are."""
    manifest = json.loads(answer.body or b"{}")
    if "signature" not in manifest:
        return answer
    first, rest = manifest["signature"][0], manifest["signature"][1:]
    manifest["signature"] = ("1" if first == "0" else "0") + rest
    return Answer(answer.status, answer.headers, json.dumps(manifest, ensure_ascii=False).encode())


class Exchange:
    """One call on one connection, with the ways it can end."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send

    async def read(self) -> Call:
        return await read_call(self._scope, self._receive)

    async def reply(self, answer: Answer) -> None:
        await answer.send(self._send)

    async def reset(self) -> None:
        await connections.reset(self._scope, self._receive)

    async def half(self, answer: Answer) -> None:
        await answer.start(self._send)
        half = answer.body[: len(answer.body) // 2]
        await self._send({"type": "http.response.body", "body": half, "more_body": True})
        await connections.close(self._scope, self._receive)

    async def lose(self, order: FaultOrder) -> None:
        status = int(order.amount(502))
        if status:
            await self.reply(ProblemError("unavailable", status=status).answer())
        else:
            await connections.close(self._scope, self._receive)

    async def trickle(self, answer: Answer, pause_s: float) -> None:
        await answer.start(self._send)
        for byte in answer.body:
            await self._send(
                {"type": "http.response.body", "body": bytes([byte]), "more_body": True}
            )
            if await self._left_within(pause_s):
                return
        await self._send({"type": "http.response.body", "body": b""})

    async def _left_within(self, seconds: float) -> bool:
        """Whether the client hung up meanwhile; sleeps the whole time when it did not."""
        try:
            await asyncio.wait_for(self._receive(), seconds)
        except TimeoutError:
            return False
        return True


class FrontDoor:
    """The ASGI application that uvicorn serves; /sim and / pass it untouched."""

    def __init__(self, app: ASGIApp, gate: Gate, store: Store, book: FaultBook) -> None:
        self._app, self._gate, self._store, self._book = app, gate, store, book

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith("/v1/"):
            await self._app(scope, receive, send)
            return
        exchange = Exchange(scope, receive, send)
        try:
            await self._serve(exchange, scope["method"], scope["path"])
        except ClientGoneError:
            return
        except BodyTooLargeError:
            await exchange.reply(ProblemError("too_large").answer())

    async def _serve(self, exchange: Exchange, method: str, path: str) -> None:
        struck = {order.kind: order for order in self._book.strike(method, path)}
        if "reset" in struck:
            await exchange.reset()
            return
        call = await exchange.read()
        async with self._store.act():
            self._store.count_request(method, path, call.header("idempotency-key"))
        if late := struck.pop("latency", None):
            await asyncio.sleep(late.amount(1))
        if uneven := struck.pop("jitter", None):
            await asyncio.sleep(uneven.amount(1) * self._book.share())
        skew = struck.pop("clock_skew", None)
        now = beijing_now() + timedelta(seconds=skew.amount(400) if skew else 0)
        order = next(iter(struck.values()), None)
        if order is not None and (refused := refusal(order)) is not None:
            await exchange.reply(refused)
            return
        answer = await self._gate.answer(call, now)
        if order is None:
            await exchange.reply(answer)
            return
        if order.kind == "duplicate_ack" and answer.status < 400:
            answer = await self._gate.deliver(call)
        await self._spoil(exchange, answer, order)

    async def _spoil(self, exchange: Exchange, answer: Answer, order: FaultOrder) -> None:
        match order.kind:
            case "half_body":
                await exchange.half(answer)
            case "lost_ack":
                await exchange.lose(order)
            case "slow_loris":
                await exchange.trickle(answer, order.amount(1))
            case "gb18030":
                await exchange.reply(in_gb18030(answer))
            case "bad_catalogue_signature":
                await exchange.reply(with_wrong_signature(answer))
            case _:
                await exchange.reply(answer)
