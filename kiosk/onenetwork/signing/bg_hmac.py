"""Scheme `bg-hmac`, as IRS gateways ask for it."""

from __future__ import annotations

import base64
import hashlib
import hmac
from email.utils import formatdate
from urllib.parse import parse_qsl, quote, urlsplit

from kiosk.onenetwork.signing import Call, frame


class BgHmac:
    """HMAC-SHA256 over method, path, sorted query, access key and date, each ended by LF.

    The terminal's id is the access key. It covers neither body nor nonce: leave it to platforms
    that are reached over mutual TLS.
    """

    def __init__(self, terminal: str, secret: bytes) -> None:
        self._terminal = terminal
        self._secret = secret

    def headers(self, call: Call) -> dict[str, str]:
        """The gateway's X-BG-* headers; the date as RFC 9110 writes it."""
        date = formatdate(call.timestamp, usegmt=True)
        path, query = urlsplit(call.target).path, _canonical(urlsplit(call.target).query)
        message = f"{call.method}\n{path}\n{query}\n{self._terminal}\n{date}\n"
        signed = hmac.new(self._secret, message.encode(), hashlib.sha256).digest()
        digest = hashlib.sha256(call.body).hexdigest()
        return {
            **frame(self._terminal, call, "bg-hmac", digest),
            "X-BG-HMAC-ACCESS-KEY": self._terminal,
            "X-BG-HMAC-ALGORITHM": "hmac-sha256",
            "X-BG-DATE-TIME": date,
            "X-BG-HMAC-SIGNATURE": base64.b64encode(signed).decode(),
        }


def _canonical(query: str) -> str:
    """Sorted by name, then value; everything but RFC 3986's unreserved characters encoded."""
    pairs = sorted(parse_qsl(query, keep_blank_values=True))
    return "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in pairs)
