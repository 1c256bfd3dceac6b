"""Pinyin for search. pypinyin takes 150 ms to import, so readings are kept with the snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Readings = Mapping[str, str]
"""Term → its syllables without tones, separated by spaces: 社保卡 → she bao ka."""


def readings_of(terms: Iterable[str]) -> dict[str, str]:
    """The readings of terms, Chinese words read as words (银行 yin hang, 行政 xing zheng)."""
    return {term: reading(term) for term in terms}


def reading(term: str) -> str:
    """The syllables of a term; what is not Chinese stays as it is, in lower case."""
    import pypinyin

    return " ".join(pypinyin.lazy_pinyin(term)).lower()
