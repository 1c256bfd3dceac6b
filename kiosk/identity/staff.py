"""Whether somebody is the staff member they say they are: a card's signature, a code's hash."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from typing import Final

from drivers.smart_card.contract import StaffCard

CHALLENGE_BYTES: Final = 32
LEAST_DIGITS: Final = 6
COST: Final = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}
"""scrypt (RFC 7914): 16 MB and some 50 ms a try."""


def challenge() -> bytes:
    """Something no card has signed before."""
    return secrets.token_bytes(CHALLENGE_BYTES)


def card_holds(card: StaffCard, asked: bytes, keys: Mapping[str, str]) -> bool:
    """Whether the card signed what it was asked with the key that its number is listed with.

    The signature is ECDSA over P-256 and SHA-256 (see drivers.smart_card.staff_card); `keys` maps
    staff numbers to uncompressed public keys in hex.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec

    listed = keys.get(card.number)
    if listed is None:
        return False
    signed = b"ONK-STAFF" + card.number.encode() + b"\0" + asked
    try:
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), bytes.fromhex(listed))
        key.verify(card.response, signed, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True


def code_hash(code: str) -> str:
    """What stands in the settings for a code: scrypt:salt:hash.

    Raises:
        ValueError: it is not digits, or too few of them.
    """
    if not (code.isascii() and code.isdigit() and len(code) >= LEAST_DIGITS):
        raise ValueError(f"a code is {LEAST_DIGITS} digits or more")
    salt = secrets.token_bytes(16)
    return f"scrypt:{salt.hex()}:{_hashed(code, salt)}"


def number_with_code(number: str, code: str, codes: Mapping[str, str]) -> str:
    """The staff number, as it is listed, whose code this is; empty when it is nobody's.

    It takes as long for a number that is not listed. The dash may be left out, for it is not on
    the keys.
    """
    typed = number.replace("-", "")
    listed = next((one for one in codes if one.replace("-", "") == typed), "")
    _scheme, salt, kept = codes.get(listed, f"scrypt:{'00' * 16}:").split(":")
    right = hmac.compare_digest(_hashed(code, bytes.fromhex(salt)), kept)
    return listed if right else ""


def _hashed(code: str, salt: bytes) -> str:
    return hashlib.scrypt(code.encode(), salt=salt, **COST).hex()
