"""One HTTP exchange held in the hand: read whole, answered whole, so that it can be mistreated."""

from __future__ import annotations

import logging
import traceback
from dataclasses import dataclass
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY_BYTES: Final = 16 * 1024 * 1024
log = logging.getLogger(__name__)


class ClientGoneError(Exception):
    """The other end closed before its request was read, or while it was being answered."""


class BodyTooLargeError(Exception):
    """The request body exceeds MAX_BODY_BYTES."""


@dataclass(frozen=True)
class Answer:
    """A response; the content length is added when it is sent."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes

    def wire_headers(self) -> list[tuple[bytes, bytes]]:
        kept = [(name, value) for name, value in self.headers if name.lower() != b"content-length"]
        if self.status == 204:
            return kept
        return [*kept, (b"content-length", str(len(self.body)).encode())]

    async def start(self, send: Send) -> None:
        await send(
            {
                "type": "http.response.start",
                "status": self.status,
                "headers": self.wire_headers(),
            }
        )

    async def send(self, send: Send) -> None:
        await self.start(send)
        await send({"type": "http.response.body", "body": self.body})


@dataclass(frozen=True)
class Call:
    """A request read to its end. Header names are lower case."""

    scope: Scope
    body: bytes

    @property
    def method(self) -> str:
        return str(self.scope["method"])

    @property
    def path(self) -> str:
        return str(self.scope["path"])

    @property
    def target(self) -> str:
        """Path with query exactly as sent: this is what the terminal signed."""
        raw: bytes = self.scope["raw_path"]
        query: bytes = self.scope["query_string"]
        return (raw + b"?" + query if query else raw).decode("latin-1")

    def sent(self, name: str) -> str | None:
        """The header's value, None when it was not sent. `name` in lower case."""
        wanted = name.encode()
        for key, value in self.scope["headers"]:
            if key == wanted:
                return bytes(value).decode("latin-1")
        return None

    def header(self, name: str) -> str:
        """The header's value, or "" when it was not sent. `name` in lower case."""
        return self.sent(name) or ""


async def read_call(scope: Scope, receive: Receive) -> Call:
    """Raises ClientGoneError or BodyTooLargeError."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGoneError
        body += message.get("body", b"")
        if len(body) > MAX_BODY_BYTES:
            raise BodyTooLargeError
        if not message.get("more_body", False):
            return Call(scope, bytes(body))


async def ask(app: ASGIApp, call: Call) -> Answer:
    """The application's whole answer. A crash it has already answered for is logged, not raised."""
    unread: list[Message] = [{"type": "http.request", "body": call.body, "more_body": False}]
    sent: list[Message] = []

    async def receive() -> Message:
        return unread.pop() if unread else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    try:
        await app(dict(call.scope), receive, send)
    except Exception as error:
        if not sent:
            raise
        # Type and place only: an exception's words may quote the applicant.
        places = "".join(traceback.format_tb(error.__traceback__))
        log.error("%s failed: %s\n%s", call.method, type(error).__name__, places)
    start, *rest = sent
    return Answer(
        start["status"],
        list(start["headers"]),
        b"".join(message.get("body", b"") for message in rest),
    )
