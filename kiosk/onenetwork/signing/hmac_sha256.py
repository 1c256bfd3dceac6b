"""Scheme `hmac-sha256`, the contract's default."""

from __future__ import annotations

import hashlib
import hmac

from kiosk.onenetwork.signing import Call, five_lines, frame


class HmacSha256:
    """HMAC-SHA256 over method, target, time, nonce and body digest, joined by LF."""

    def __init__(self, terminal: str, secret: bytes) -> None:
        self._terminal = terminal
        self._secret = secret

    def headers(self, call: Call) -> dict[str, str]:
        """The contract's own headers."""
        digest = hashlib.sha256(call.body).hexdigest()
        signed = hmac.new(self._secret, five_lines(call, digest), hashlib.sha256)
        framed = frame(self._terminal, call, "hmac-sha256", digest)
        return {**framed, "X-Signature": signed.hexdigest()}
