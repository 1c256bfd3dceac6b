"""The platform's side of terminal signatures: which scheme, whose, when, and whether it is true."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from simulators.backend.problems import ProblemError
from simulators.backend.signing_schemes import BgHmac, HmacSha256, Scheme, Sm2, Tif, framed
from simulators.backend.wire import Call

REPLAY_WINDOW_S: Final = 180
SCHEMES: Final[dict[str, Scheme]] = {
    "hmac-sha256": HmacSha256(),
    "sm2": Sm2(),
    "tif": Tif(),
    "bg-hmac": BgHmac(),
}


def check(call: Call, key_of: Callable[[str], str | None], now: datetime) -> str:
    """The signing terminal's id. Raises ProblemError; replay is the nonce book's affair."""
    scheme = SCHEMES.get(call.header("x-signature-scheme") or "hmac-sha256")
    if scheme is None:
        raise ProblemError("bad_signature")
    terminal = scheme.terminal(call)
    if not terminal:
        raise ProblemError("bad_signature")
    key = key_of(terminal)
    if key is None:
        raise ProblemError("unknown_terminal")
    signed_at = scheme.signed_at(call)
    if signed_at is None:
        raise ProblemError("bad_signature")
    if abs(now.timestamp() - signed_at) > REPLAY_WINDOW_S:
        raise ProblemError("clock_skew", server_time=now.isoformat())
    if not (framed(call) and scheme.fits(call, key)):
        raise ProblemError("bad_signature")
    return terminal
