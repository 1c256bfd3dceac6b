"""Identity numbers: whether one can be real.

Sources: GB 11643-1999 (citizens; check digit ISO 7064 MOD 11-2, which the residence permits
81/82/83 and the 2023 foreign permanent residence cards, beginning with 9, share); foreign permanent
residence numbers of the 2017 issue: three letters of the country, four digits of the area, the
birth date as yymmdd, a serial digit and a check digit. That last one is not verified here: its
rule is not public in full, and turning away a real card is worse than passing a misread one on
to the backend, which decides.
"""

from __future__ import annotations

import re
from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
LONGEST_LIFE_YEARS = 130
"""Older than anybody has become: a birth date before that is a misreading."""

_EIGHTEEN = re.compile(r"[1-9]\d{16}[\dX]")
_FIFTEEN = re.compile(r"[A-Z]{3}\d{4}\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{2}")


def check_digit(first_seventeen: str) -> str:
    """The 18th character of an identity number, GB 11643 MOD 11-2."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, first_seventeen, strict=True))
    return CHECK_DIGITS[total % 11]


def birth_date(number: str, today: date) -> date | None:
    """The birth date in an 18-digit number; None when there is no plausible one."""
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return born if today.year - LONGEST_LIFE_YEARS <= born.year and born <= today else None


def is_valid(number: str, today: date) -> bool:
    """Whether a number follows the rules of its kind: form, birth date, check digit.

    Knows citizens' numbers, residence permits (81, 82, 83…), foreign permanent residence
    numbers of 18 digits (9…) and of 15 characters. Takes a lower-case x.
    """
    number = number.upper()
    if _EIGHTEEN.fullmatch(number):
        return birth_date(number, today) is not None and check_digit(number[:17]) == number[17]
    return bool(_FIFTEEN.fullmatch(number))
