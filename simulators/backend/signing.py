"""The platform's side of terminal signatures: which scheme, whose, when, and whether it is true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from simulators.backend.problems import ProblemError
from simulators.backend.signing_schemes import BgHmac, HmacSha256, Scheme, Sm2, Tif
from simulators.backend.wire import Call

REPLAY_WINDOW_S: Final = 180
SCHEMES: Final[dict[str, Scheme]] = {
    "hmac-sha256": HmacSha256(),
    "sm2": Sm2(),
    "tif": Tif(),
    "bg-hmac": BgHmac(),
}


@dataclass(frozen=True)
class Signed:
    """Whose call it is; `nonce` is empty where the scheme has none."""

    terminal: str
    nonce: str


def check(call: Call, terminals: dict[str, str], now: datetime) -> Signed:
    """Who signed. Raises ProblemError; replay is the nonce book's affair."""
    scheme = SCHEMES.get(_scheme_of(call))
    if scheme is None:
        raise ProblemError("bad_signature")
    terminal = scheme.terminal(call)
    if terminal not in terminals:
        raise ProblemError("unknown_terminal")
    signed_at = scheme.signed_at(call)
    if signed_at is None:
        raise ProblemError("bad_signature")
    if abs(now.timestamp() - signed_at) > REPLAY_WINDOW_S:
        raise ProblemError("clock_skew", server_time=now.isoformat())
    if not scheme.fits(call, terminals[terminal]):
        raise ProblemError("bad_signature")
    return Signed(terminal, scheme.nonce(call))


def _scheme_of(call: Call) -> str:
    if call.header("x-tif-signature"):
        return "tif"
    if call.header("x-bg-hmac-signature"):
        return "bg-hmac"
    return call.header("x-signature-scheme") or "hmac-sha256"
