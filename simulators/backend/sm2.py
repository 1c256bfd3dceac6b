"""SM2 verification (GB/T 32918.2-2016, 7), written out over the recommended curve of part 5.

By whole numbers, without care for timing: it only ever handles what is public.
"""

from __future__ import annotations

import re
from typing import Final

from cryptography.hazmat.primitives import hashes

P: Final = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
A: Final = P - 3
B: Final = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
N: Final = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
GX: Final = 0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7
GY: Final = 0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0
SIGNER_ID: Final = b"1234567812345678"

Point = tuple[int, int] | None
"""Affine; None is the point at infinity."""


def verifies(public_key: str, message: bytes, signature: str) -> bool:
    """Whether r and s (128 hex digits) are the signature of `message` by `public_key`."""
    if not re.fullmatch(r"[0-9a-fA-F]{128}", signature):
        return False
    if not re.fullmatch(r"04[0-9a-fA-F]{128}", public_key):
        return False
    x, y = int(public_key[2:66], 16), int(public_key[66:], 16)
    r, s = int(signature[:64], 16), int(signature[64:], 16)
    if not (_on_curve(x, y) and 1 <= r < N and 1 <= s < N):
        return False
    e = int.from_bytes(_sm3(_identity(x, y) + message), "big")
    t = (r + s) % N
    if t == 0:
        return False
    point = _add(_times(s, (GX, GY)), _times(t, (x, y)))
    return point is not None and (e + point[0]) % N == r


def _identity(x: int, y: int) -> bytes:
    """Z: who signs, bound to the curve and the key (5.5)."""
    numbers = b"".join(number.to_bytes(32, "big") for number in (A, B, GX, GY, x, y))
    return _sm3((len(SIGNER_ID) * 8).to_bytes(2, "big") + SIGNER_ID + numbers)


def _sm3(data: bytes) -> bytes:
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize()


def _on_curve(x: int, y: int) -> bool:
    return x < P and y < P and (y * y - x * x * x - A * x - B) % P == 0


def _add(one: Point, other: Point) -> Point:
    if one is None or other is None:
        return one or other
    (x1, y1), (x2, y2) = one, other
    if x1 == x2 and (y1 + y2) % P == 0:
        return None
    if one == other:
        slope = (3 * x1 * x1 + A) * pow(2 * y1, -1, P) % P
    else:
        slope = (y2 - y1) * pow(x2 - x1, -1, P) % P
    x3 = (slope * slope - x1 - x2) % P
    return x3, (slope * (x1 - x3) - y1) % P


def _times(factor: int, point: Point) -> Point:
    total: Point = None
    while factor:
        if factor & 1:
            total = _add(total, point)
        point, factor = _add(point, point), factor >> 1
    return total
