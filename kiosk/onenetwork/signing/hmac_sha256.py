"""Scheme `hmac-sha256`, the contract's default."""

from __future__ import annotations

import hashlib
import hmac

from kiosk.onenetwork.signing import Call


class HmacSha256:
    """HMAC-SHA256 over method, target, time, nonce and body digest, joined by LF."""

    def __init__(self, terminal: str, secret: bytes) -> None:
        self._terminal = terminal
        self._secret = secret

    def headers(self, call: Call) -> dict[str, str]:
        """The contract's own headers."""
        digest = hashlib.sha256(call.body).hexdigest()
        message = "\n".join([call.method, call.target, str(call.timestamp), call.nonce, digest])
        return {
            "X-Terminal": self._terminal,
            "X-Timestamp": str(call.timestamp),
            "X-Nonce": call.nonce,
            "X-Body-Digest": digest,
            "X-Signature-Scheme": "hmac-sha256",
            "X-Signature": hmac.new(self._secret, message.encode(), hashlib.sha256).hexdigest(),
        }
