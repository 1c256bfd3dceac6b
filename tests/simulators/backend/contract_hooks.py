"""What schemathesis needs to know to be a terminal: how to sign, who is there, what exists."""

from __future__ import annotations

import json
import os
import re
import secrets
import uuid
from typing import Any
from urllib.parse import urlsplit

import requests
import schemathesis
from hypothesis import strategies as st
from signing_terminal import PAGE_JPEG, SIGNATURE_PNG, Terminal

WORLD: dict[str, Any] = json.loads(os.environ["CONTRACT_WORLD"])
TERMINAL = Terminal(WORLD["url"], contract=None)
NEWCOMER = Terminal(WORLD["url"], "new-terminal", "demo-activation-code", contract=None)


KEY = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
HEADERS = {"X-Terminal", "X-Timestamp", "X-Nonce", "X-Body-Digest", "X-Signature"}
# These end the session they come with, so they get one of their own.
ENDING = {("DELETE", "/v1/sessions/current"), ("POST", "/v1/sessions")}

# What may be replaced by something that exists: members of bodies, queries and paths.
SHAPES = {
    "item_code": re.compile(r"[0-9A-Z]{12}"),
    "for_item": re.compile(r"[0-9A-Z]{12}"),
    "case_no": re.compile(r"[0-9A-Za-z-]{1,50}"),
    "code": re.compile(r"[a-z_][a-z0-9_]{0,63}"),
    "slot_id": re.compile(r"S-[0-9A-Z]{12}-[0-9]{8}-[0-9]{4}"),
    "id": re.compile(r"[A-Z]?[0-9]{6,8}"),
}


class Signing(requests.auth.AuthBase):
    """Signs what is sent, whatever it is. What is malformed on purpose stays so."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        path = urlsplit(request.path_url).path
        act = (str(request.method), path)
        if KEY.fullmatch(request.headers.get("Idempotency-Key", "")):
            # A generated key may come twice, and would then be a repeat with another body.
            request.headers["Idempotency-Key"] = uuid.uuid4().hex
        if not set(request.headers) >= HEADERS:
            return request  # left out on purpose
        if 0 < len(request.headers.get("X-Assertion", "")) <= 200:
            request.headers["X-Assertion"] = WORLD["assertion"]
        token = TERMINAL.session().json()["token"] if act in ENDING else WORLD["token"]
        request.headers["Authorization"] = f"Bearer {token}"
        body = request.body or b""
        raw = body if isinstance(body, bytes) else str(body).encode()
        signer = NEWCOMER if path == "/v1/terminal/activate" else TERMINAL
        request.headers.update(signer.headers(act[0], request.path_url, raw))
        return request


schemathesis.auth.set_from_requests(Signing())
schemathesis.openapi.media_type("image/jpeg", st.just(PAGE_JPEG))
schemathesis.openapi.media_type("image/png", st.just(SIGNATURE_PNG))


def _known(told: Any, path: str = "") -> Any:  # noqa: ANN401
    """Half the time things that exist, in place of well-formed ones that do not."""
    if not isinstance(told, dict) or not secrets.randbelow(2):
        return told
    known = {**WORLD["paths"].get(path, {}), **WORLD["members"]}
    same = {name for name in told.keys() & known if isinstance(told[name], str)}
    return {**told, **{name: known[name] for name in same if SHAPES[name].fullmatch(told[name])}}


@schemathesis.hook
def map_path_parameters(context: schemathesis.HookContext, path_parameters: Any) -> Any:  # noqa: ANN401
    return _known(path_parameters, context.operation.path)


@schemathesis.hook
def map_query(context: schemathesis.HookContext, query: Any) -> Any:  # noqa: ANN401
    return _known(query)


@schemathesis.hook
def map_body(context: schemathesis.HookContext, body: Any) -> Any:  # noqa: ANN401
    return _known(body)
