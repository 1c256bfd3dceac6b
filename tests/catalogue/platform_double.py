"""A platform that publishes a catalogue, and may lie about it."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import Any

import httpx

from kiosk.onenetwork.client import OneNetwork

KEY = b"catalogue key"
WireItem = dict[str, object]


def moment(day: int) -> str:
    """A day in November, as the wire has it."""
    return f"2026-11-{day:02}T09:00:00+08:00"


def signature(body: bytes, key: bytes = KEY) -> str:
    """As the contract words it."""
    return hmac.new(key, hashlib.sha256(body).hexdigest().encode(), hashlib.sha256).hexdigest()


def published(
    items: list[WireItem],
    version: str = "1",
    *,
    day: int = 16,
    since: str | None = None,
    withdrawn: tuple[tuple[str, str], ...] = (),
    charset: str = "utf-8",
) -> bytes:
    """A catalogue's bytes: the whole, or with `since` what has changed."""
    told = [
        {"code": code, "withdrawn_at": moment(day), "reason": reason} for code, reason in withdrawn
    ]
    head: dict[str, Any] = {"version": version, "published_at": moment(day), "since": since}
    return json.dumps({**head, "items": items, "withdrawn": told}, ensure_ascii=False).encode(
        charset
    )


@dataclass
class PlatformDouble:
    """Serves `whole`, and `delta` to who asks for what changed; counts what was asked."""

    whole: bytes
    delta: bytes | None = None
    count: int | None = None
    key: bytes = KEY
    charset: str = "utf-8"
    sent: bytes | None = None
    """What is sent in place of the body that was signed."""
    asked: list[str] = field(default_factory=list)

    def client(self) -> OneNetwork:
        """A terminal's client of it."""
        transport = httpx.MockTransport(self._answer)
        return OneNetwork("http://127.0.0.1:1", "t", b"s", transport=transport)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.raw_path.decode())
        if request.url.path.endswith("manifest"):
            return httpx.Response(200, json=self._manifest())
        body = self.delta if "since" in request.url.params and self.delta else self.whole
        headers = {
            "Content-Type": f"application/json; charset={self.charset}",
            "X-Catalogue-Signature": signature(body, self.key),
        }
        return httpx.Response(200, content=self.sent or body, headers=headers)

    def _manifest(self) -> dict[str, object]:
        told = json.loads(self.whole.decode(self.charset))
        return {
            "version": told["version"],
            "sha256": hashlib.sha256(self.whole).hexdigest(),
            "signature": signature(self.whole, self.key),
            "item_count": len(told["items"]) if self.count is None else self.count,
            "published_at": told["published_at"],
        }
