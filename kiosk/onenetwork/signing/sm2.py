"""Scheme `sm2`, with China's own algorithms (商用密码): SM3 digest, SM2 signature.

gmalg is a plain library, no certified module: a platform under 密评 (GB/T 39786) needs a scheme of
its own that lets such a module sign (docs/connect.md).
"""

from __future__ import annotations

from kiosk.onenetwork.signing import Call, WrongSecret, five_lines, frame

SIGNER_ID = b"1234567812345678"
"""Where none is agreed on (GM/T 0009-2012, 10)."""
ORDER = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
"""n of the recommended curve (GB/T 32918.5-2017)."""


class Sm2:
    """SM2 over the five lines of `hmac-sha256`, the body's digest in SM3.

    The secret is the private key, 64 hex digits; the signature r and s (GB/T 32918.2), 128.
    """

    def __init__(self, terminal: str, secret: bytes) -> None:
        import gmalg

        self._terminal = terminal
        self._signer = gmalg.SM2(_private_key(secret), SIGNER_ID)

    def headers(self, call: Call) -> dict[str, str]:
        """The contract's own headers."""
        digest = sm3(call.body).hex()
        # gmalg leaves out the zeros that a number begins with; the wire has them.
        signature = b"".join(
            number.rjust(32, b"\0") for number in self._signer.sign(five_lines(call, digest))
        )
        return {**frame(self._terminal, call, "sm2", digest), "X-Signature": signature.hex()}


def sm3(data: bytes) -> bytes:
    """SM3 (GB/T 32905-2016), 32 bytes; by OpenSSL, as a photographed page is a megabyte."""
    from cryptography.hazmat.primitives.hashes import SM3, Hash

    digest = Hash(SM3())
    digest.update(data)
    return digest.finalize()


def _private_key(secret: bytes) -> bytes:
    try:
        key = bytes.fromhex(secret.decode("ascii"))
    except ValueError:
        key = b""
    if len(key) != 32 or not 1 <= int.from_bytes(key) <= ORDER - 2:
        raise WrongSecret("for scheme sm2 it is an SM2 private key, 64 hex digits")
    return key
