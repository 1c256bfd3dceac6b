"""Scheme `tif`, as TIF gateways of several provinces ask for it."""

from __future__ import annotations

import hashlib

from kiosk.onenetwork.signing import Call, frame


class Tif:
    """SHA-256 over time, token, nonce and time again; the terminal's id is the application's id.

    It covers neither path nor body: leave it to platforms that are reached over mutual TLS.
    """

    def __init__(self, terminal: str, secret: bytes) -> None:
        self._terminal = terminal
        self._token = secret

    def headers(self, call: Call) -> dict[str, str]:
        """The gateway's x-tif-* headers."""
        stamp = str(call.timestamp).encode()
        signed = hashlib.sha256(stamp + self._token + call.nonce.encode() + stamp)
        digest = hashlib.sha256(call.body).hexdigest()
        return {
            **frame(self._terminal, call, "tif", digest),
            "x-tif-paasid": self._terminal,
            "x-tif-timestamp": str(call.timestamp),
            "x-tif-nonce": call.nonce,
            "x-tif-signature": signed.hexdigest(),
        }
