"""As much of HTTP/1.1 as a device's own little server knows: one request on each connection."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from simulators.tcp_listener import Connection


@dataclass(frozen=True)
class Request:
    """A request that came whole."""

    method: str
    path: str
    body: bytes


def read_request(connection: Connection) -> Request | None:
    """The request; None when the connection ended first, or it is no HTTP."""
    data = b""
    while b"\r\n\r\n" not in data:
        if not (more := connection.receive()):
            return None
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    words = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (x.partition(":") for x in lines)}
    length = headers.get("content-length", "0")
    if len(words) != 3 or not length.isdecimal():
        return None
    while len(body) < int(length):
        if not (more := connection.receive()):
            return None
        body += more
    return Request(words[0], words[1], body)


def answer(
    code: int, body: bytes = b"", mime: str = "text/plain", location: str | None = None
) -> bytes:
    """A whole answer, after which the connection is closed."""
    where = f"Location: {location}\r\n" if location else ""
    head = (
        f"HTTP/1.1 {code} {HTTPStatus(code).phrase}\r\nContent-Type: {mime}\r\n"
        f"Content-Length: {len(body)}\r\n{where}Connection: close\r\n\r\n"
    )
    return head.encode() + body
