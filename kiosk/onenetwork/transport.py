"""Bytes to and from the backend over HTTP. The only module that knows httpx.

Imported on first use: httpx costs a fifth of a second that the first screen should not wait for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import Message

import httpx

from kiosk.onenetwork.problem import Unreachable

CONNECT_TIMEOUT_S = 3.0
IDLE_CONNECTION_S = 60.0

Sign = Callable[[str, str, bytes], Mapping[str, str]]
"""(method, target as sent, body) → headers."""


@dataclass(frozen=True)
class Answer:
    """What came back, whole."""

    status: int
    content_type: str
    retry_after: str
    body: bytes = field(repr=False)

    @property
    def media_type(self) -> str:
        return self._header().get_content_type()

    @property
    def charset(self) -> str:
        """Charset of the body; the GB family is read as GB18030, which contains the others."""
        named = self._header().get_content_charset("utf-8")
        return "gb18030" if named.startswith("gb") else named

    def text(self) -> str:
        """The body as text.

        Raises:
            Unreachable: the bytes are not what the header says.
        """
        try:
            return self.body.decode(self.charset)
        except (UnicodeDecodeError, LookupError) as error:
            raise Unreachable(f"the body is not {self.charset}") from error

    def _header(self) -> Message:
        message = Message()
        message["Content-Type"] = self.content_type
        return message


class Wire:
    """Kept connections to one backend."""

    def __init__(
        self, url: str, sign: Sign, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._sign = sign
        self._client = httpx.AsyncClient(
            base_url=url,
            transport=transport,
            # The caller's deadline bounds the whole exchange; httpx's own would only bound a gap.
            timeout=httpx.Timeout(None, connect=CONNECT_TIMEOUT_S),
            limits=httpx.Limits(keepalive_expiry=IDLE_CONNECTION_S),
            trust_env=False,
        )

    async def exchange(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes
    ) -> Answer:
        """Send one signed request and read the whole answer.

        Raises:
            Unreachable: there was no whole answer.
        """
        request = self._client.build_request(method, path, headers=headers, content=body or None)
        target = request.url.raw_path.decode("ascii")
        request.headers.update(self._sign(method, target, body))
        try:
            response = await self._client.send(request)
        except httpx.HTTPError as error:
            # The class says enough; its message may quote an address.
            raise Unreachable(type(error).__name__) from error
        return Answer(
            response.status_code,
            response.headers.get("Content-Type", ""),
            response.headers.get("Retry-After", ""),
            response.content,
        )

    async def close(self) -> None:
        """Close every connection."""
        await self._client.aclose()
