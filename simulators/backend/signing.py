"""The platform's side of terminal signatures, scheme hmac-sha256."""

from __future__ import annotations

import hashlib
import hmac
import re
from datetime import datetime
from typing import Final

from simulators.backend.problems import ProblemError
from simulators.backend.wire import Call

REPLAY_WINDOW_S: Final = 180
NONCE: Final = re.compile(r"[0-9a-fA-F]{32}")


def _expected(call: Call, secret: str) -> str:
    lines = (
        call.method,
        call.target,
        call.header("x-timestamp"),
        call.header("x-nonce"),
        call.header("x-body-digest"),
    )
    return hmac.new(secret.encode(), "\n".join(lines).encode(), hashlib.sha256).hexdigest()


def _check_clock(call: Call, now: datetime) -> None:
    stamp = call.header("x-timestamp")
    if not stamp.isdecimal():
        raise ProblemError("bad_signature")
    if abs(now.timestamp() - int(stamp)) > REPLAY_WINDOW_S:
        raise ProblemError("clock_skew", server_time=now.isoformat())


def check(call: Call, terminals: dict[str, str], now: datetime) -> str:
    """The signing terminal's id. Raises ProblemError; replay is the nonce book's affair."""
    terminal = call.header("x-terminal")
    if terminal not in terminals:
        raise ProblemError("unknown_terminal")
    _check_clock(call, now)
    digest_fits = hmac.compare_digest(
        hashlib.sha256(call.body).hexdigest().encode(), call.header("x-body-digest").encode()
    )
    signature_fits = hmac.compare_digest(
        _expected(call, terminals[terminal]).encode(), call.header("x-signature").encode()
    )
    known_scheme = call.header("x-signature-scheme") in ("", "hmac-sha256")
    if not (
        digest_fits and signature_fits and known_scheme and NONCE.fullmatch(call.header("x-nonce"))
    ):
        raise ProblemError("bad_signature")
    return terminal
