"""Bytes to and from the backend over HTTP. The only module that knows httpx.

Imported on first use: httpx costs a fifth of a second that the first screen should not wait for.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping

import httpx

from kiosk.onenetwork.exchange import Answer, Ask
from kiosk.onenetwork.problem import Unreachable
from kiosk.onenetwork.tls import why_refused

CONNECT_TIMEOUT_S = 3.0
IDLE_CONNECTION_S = 60.0

Sign = Callable[[Ask], Mapping[str, str]]
"""The headers that authenticate a request."""


class Wire:
    """Kept connections to one backend."""

    def __init__(
        self,
        url: str,
        sign: Sign,
        context: ssl.SSLContext | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._sign = sign
        self._client = httpx.AsyncClient(
            base_url=url,
            transport=transport,
            verify=context or True,
            # The caller's deadline bounds the whole exchange; httpx's own would only bound a gap.
            timeout=httpx.Timeout(None, connect=CONNECT_TIMEOUT_S),
            limits=httpx.Limits(keepalive_expiry=IDLE_CONNECTION_S),
            trust_env=False,
        )

    async def send(self, ask: Ask) -> Answer:
        """Send one signed request and read the whole answer.

        Raises:
            Unreachable: there was no whole answer.
        """
        request = self._client.build_request(
            ask.method, ask.target, headers=dict(ask.headers), content=ask.body or None
        )
        target = request.url.raw_path.decode("ascii")
        request.headers.update(self._sign(Ask(ask.method, target, ask.headers, ask.body)))
        try:
            response = await self._client.send(request)
        except (httpx.HTTPError, ssl.SSLError) as error:
            # An alert that comes after the handshake, as TLS 1.3 has it, is no HTTPError to httpx.
            # The class says enough; its message may quote an address.
            raise Unreachable(why_refused(error) or self._what(error)) from error
        headers = response.headers
        return Answer(
            response.status_code,
            headers.get("Content-Type", ""),
            response.content,
            headers.get("Retry-After", ""),
            headers.get("Date", ""),
            headers.get("X-Catalogue-Signature", ""),
        )

    def _what(self, error: Exception) -> str:
        """What happened below TLS. Some servers only hang up on a certificate they do not take."""
        hung_up = isinstance(error, httpx.RemoteProtocolError | httpx.ReadError)
        secure = self._client.base_url.scheme == "https"
        hint = "; if it stays so: does the platform take backend.client_certificate?"
        return type(error).__name__ + (hint if hung_up and secure else "")

    async def close(self) -> None:
        """Close every connection."""
        await self._client.aclose()
