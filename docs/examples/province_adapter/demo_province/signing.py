"""The gateway's signature: SHA-256 over application, local time, body and secret, in capitals."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta, timezone

from kiosk.onenetwork.signing import Call

BEIJING = timezone(timedelta(hours=8))


class DemoSign:
    """The terminal's id is the application's id."""

    def __init__(self, terminal: str, secret: bytes) -> None:
        self._terminal = terminal
        self._secret = secret

    def headers(self, call: Call) -> dict[str, str]:
        """The gateway's three headers."""
        time = datetime.fromtimestamp(call.timestamp, BEIJING).strftime("%Y%m%d%H%M%S")
        signed = hashlib.sha256(f"{self._terminal}{time}".encode() + call.body + self._secret)
        return {
            "X-Demo-App": self._terminal,
            "X-Demo-Time": time,
            "X-Demo-Sign": signed.hexdigest().upper(),
        }
