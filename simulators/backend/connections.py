"""The sockets below HTTP, so that a fault can break a connection as a bad network does."""

from __future__ import annotations

import asyncio
import socket
import struct
from typing import Any, ClassVar, Final

from starlette.types import Receive, Scope
from uvicorn.protocols.http.h11_impl import H11Protocol

DISCARD_AT_CLOSE: Final = struct.pack("ii", 1, 0)  # SO_LINGER on, 0 s: close sends RST


class TrackedProtocol(H11Protocol):
    """HTTP/1.1 that remembers its transport by the client's address."""

    transports: ClassVar[dict[tuple[str, int], asyncio.Transport]] = {}

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if self.client is not None:
            self.transports[self.client] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        if self.client is not None:
            self.transports.pop(self.client, None)
        super().connection_lost(exc)


def _transport(scope: Scope) -> asyncio.Transport | None:
    """None when the peer has gone by itself."""
    return TrackedProtocol.transports.get(tuple(scope["client"]))


async def _gone(receive: Receive) -> None:
    """Waits until the server has noticed, or it would complain about an unfinished answer."""
    message: Any = {}
    while message.get("type") != "http.disconnect":
        message = await receive()


async def reset(scope: Scope, receive: Receive) -> None:
    """The peer sees ECONNRESET; nothing buffered is sent."""
    transport = _transport(scope)
    if transport is None:
        return
    raw: socket.socket = transport.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, DISCARD_AT_CLOSE)
    transport.abort()
    await _gone(receive)


async def close(scope: Scope, receive: Receive) -> None:
    """Closes after what has been written is out."""
    transport = _transport(scope)
    if transport is None:
        return
    transport.close()
    await _gone(receive)
