"""The signing schemes as a platform verifies them, from the descriptions its operators publish."""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import b64encode
from datetime import UTC, datetime
from typing import Final, Protocol
from urllib.parse import quote, unquote_plus

from cryptography.hazmat.primitives import hashes

from simulators.backend import sm2
from simulators.backend.wire import Call

NONCE: Final = re.compile(r"[0-9a-fA-F]{32}")
TIF_NONCE: Final = re.compile(r"[0-9A-Za-z-]{8,64}")
HTTP_DATE: Final = "%a, %d %b %Y %H:%M:%S GMT"


class Scheme(Protocol):
    def terminal(self, call: Call) -> str: ...

    def signed_at(self, call: Call) -> float | None:
        """Unix seconds; None when they cannot be read."""

    def fits(self, call: Call, key: str) -> bool:
        """Whether the holder of `key` signed this very call."""


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _seconds(text: str) -> float | None:
    return float(text) if re.fullmatch(r"[0-9]{1,12}", text) else None


def framed(call: Call) -> bool:
    """Whether nonce and body digest are there and right, as every scheme has them."""
    sm3 = call.header("x-signature-scheme") == "sm2"
    digest = hashes.Hash(hashes.SM3() if sm3 else hashes.SHA256())
    digest.update(call.body)
    right = _same(digest.finalize().hex(), call.header("x-body-digest"))
    return right and bool(NONCE.fullmatch(call.header("x-nonce")))


class _FiveLines:
    """The contract's own headers."""

    def terminal(self, call: Call) -> str:
        return call.header("x-terminal")

    def signed_at(self, call: Call) -> float | None:
        return _seconds(call.header("x-timestamp"))

    def lines(self, call: Call) -> bytes:
        headers = [call.header(name) for name in ("x-timestamp", "x-nonce", "x-body-digest")]
        return "\n".join([call.method, call.target, *headers]).encode()


class HmacSha256(_FiveLines):
    def fits(self, call: Call, key: str) -> bool:
        expected = hmac.new(key.encode(), self.lines(call), hashlib.sha256).hexdigest()
        return _same(expected, call.header("x-signature"))


class Sm2(_FiveLines):
    """Here `key` is the terminal's public key: 04, x and y, 130 hex digits."""

    def fits(self, call: Call, key: str) -> bool:
        return sm2.verifies(key, self.lines(call), call.header("x-signature"))


class Tif:
    def terminal(self, call: Call) -> str:
        return call.header("x-tif-paasid")

    def signed_at(self, call: Call) -> float | None:
        return _seconds(call.header("x-tif-timestamp"))

    def fits(self, call: Call, key: str) -> bool:
        stamp, nonce = call.header("x-tif-timestamp"), call.header("x-tif-nonce")
        expected = hashlib.sha256(f"{stamp}{key}{nonce}{stamp}".encode()).hexdigest()
        signature = call.header("x-tif-signature").lower()
        return bool(TIF_NONCE.fullmatch(nonce)) and _same(expected, signature)


class BgHmac:
    def terminal(self, call: Call) -> str:
        return call.header("x-bg-hmac-access-key")

    def signed_at(self, call: Call) -> float | None:
        try:
            read = datetime.strptime(call.header("x-bg-date-time"), HTTP_DATE)
        except ValueError:
            return None
        return read.replace(tzinfo=UTC).timestamp()

    def fits(self, call: Call, key: str) -> bool:
        path, _, query = call.target.partition("?")
        pieces = sorted(piece.partition("=")[::2] for piece in query.split("&") if piece)
        canonical = "&".join(f"{_encoded(name)}={_encoded(value)}" for name, value in pieces)
        lines = (call.method, path, canonical, self.terminal(call), call.header("x-bg-date-time"))
        text = "".join(f"{line}\n" for line in lines)
        expected = hmac.digest(key.encode(), text.encode(), "sha256")
        return call.header("x-bg-hmac-algorithm") == "hmac-sha256" and _same(
            b64encode(expected).decode(), call.header("x-bg-hmac-signature")
        )


def _encoded(raw: str) -> str:
    return quote(unquote_plus(raw), safe="-._~")
