"""Code 128 bars (ISO/IEC 15417): digits in pairs (set C), all else in set B."""

from __future__ import annotations

from typing import Final

# Widths of three bars and three spaces, in modules, by value; the last is the stop pattern.
_TABLE: Final = """
212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132
122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212
322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311
112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321
331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214
112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212
124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113
411311 113141 114131 311141 411131 211412 211214 211232 2331112
"""
_PATTERNS: Final = tuple(_TABLE.split())
START_B, START_C, STOP = 104, 105, 106
MODULUS: Final = 103
QUIET: Final = 10  # modules of white on either side


def bars(text: str) -> list[bool]:
    """Modules from left to right, True for black, quiet zones included.

    Raises ValueError for characters other than printable ASCII.
    """
    values = _values(text)
    check = sum(value * max(1, at) for at, value in enumerate(values)) % MODULUS
    widths = "".join(_PATTERNS[value] for value in (*values, check, STOP))
    modules = [at % 2 == 0 for at, width in enumerate(widths) for _ in range(int(width))]
    return [False] * QUIET + modules + [False] * QUIET


def _values(text: str) -> list[int]:
    """Start character and characters, by their value."""
    if not text or not all(" " <= sign <= "~" for sign in text):
        raise ValueError("Code 128 holds printable ASCII here")
    if text.isdigit() and len(text) % 2 == 0:
        return [START_C, *(int(text[at : at + 2]) for at in range(0, len(text), 2))]
    return [START_B, *(ord(sign) - 32 for sign in text)]
