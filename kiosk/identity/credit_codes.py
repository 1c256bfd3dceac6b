"""Unified social credit codes (统一社会信用代码) of offices and firms.

Sources: GB 32100-2015 (18 characters, weights 3^i mod 31); GB 11714-1997 (the organisation code
inside, characters 9 to 17, weights 3 7 9 10 5 8 4 2 mod 11).
"""

from __future__ import annotations

CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""Digits and letters without I, O, S, V and Z, in the order of their values."""
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
ORGANISATION_CHECKS = "0123456789X"
LENGTH = 18


def is_credit_code(code: str) -> bool:
    """Whether a code has the form and both check characters."""
    if len(code) != LENGTH or not set(code) <= set(CHARACTERS):
        return False
    return code[17] == _check(code[:17]) and code[16] == _organisation_check(code[8:16])


def _check(first_seventeen: str) -> str:
    total = sum(
        CHARACTERS.index(sign) * pow(3, place, 31) for place, sign in enumerate(first_seventeen)
    )
    return CHARACTERS[-total % 31]


def _organisation_check(first_eight: str) -> str:
    values = (int(sign, 36) for sign in first_eight)
    total = sum(weight * value for weight, value in zip(ORGANISATION_WEIGHTS, values, strict=True))
    return ORGANISATION_CHECKS[-total % 11]
