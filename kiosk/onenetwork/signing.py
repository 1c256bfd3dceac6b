"""How a call proves which terminal it comes from.

A platform's gateway dictates the scheme; each is one small class in SCHEMES.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Call:
    """What is signed. `target` is path and query exactly as sent; `timestamp` Unix seconds."""

    terminal: str
    method: str
    target: str
    body: bytes
    timestamp: int
    nonce: str


class SigningScheme(Protocol):
    """Turns a call into the headers that authenticate it."""

    def headers(self, secret: bytes, call: Call) -> dict[str, str]:
        """Headers to send beside the call's own."""


class HmacSha256:
    """The contract's default: HMAC-SHA256 over method, target, time, nonce and body digest."""

    def headers(self, secret: bytes, call: Call) -> dict[str, str]:
        digest = hashlib.sha256(call.body).hexdigest()
        message = "\n".join([call.method, call.target, str(call.timestamp), call.nonce, digest])
        return {
            "X-Terminal": call.terminal,
            "X-Timestamp": str(call.timestamp),
            "X-Nonce": call.nonce,
            "X-Body-Digest": digest,
            "X-Signature-Scheme": "hmac-sha256",
            "X-Signature": hmac.new(secret, message.encode(), hashlib.sha256).hexdigest(),
        }


SCHEMES: dict[str, SigningScheme] = {"hmac-sha256": HmacSha256()}
"""Signing schemes by the name they have in the settings."""
