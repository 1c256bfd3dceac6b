"""A client on a network made of functions, and what such a platform answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from typing import Any

import httpx

from kiosk.onenetwork.client import OneNetwork

Handler = Callable[[httpx.Request], Coroutine[Any, Any, httpx.Response]]
NOW = 1_790_000_000.0


def network(handler: Callable[[httpx.Request], httpx.Response] | Handler) -> OneNetwork:
    transport = httpx.MockTransport(handler)
    return OneNetwork(
        "http://127.0.0.1:1", "t-1", b"secret", clock=lambda: NOW, transport=transport
    )


def problem(status: int, code: str, **more: object) -> httpx.Response:
    document = {"code": code, "status": status, "user_message": "不行。", "next_step": "去窗口。"}
    content = json.dumps({**document, "retryable": False, "help_code": "H1", **more})
    return httpx.Response(
        status, content=content, headers={"Content-Type": "application/problem+json"}
    )


THANKS = httpx.Response(201, json={"rating_id": "r1", "thanks": "谢谢"})
HELP = {
    "help_id": "h1",
    "kind": "staff",
    "state": "waiting",
    "eta_minutes": 5,
    "owner": "",
    "video_url": None,
    "called_at": "2026-11-22T10:00:00+08:00",
    "closed_at": None,
    "outcome": "",
}
