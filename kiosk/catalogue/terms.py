"""The words an item can be found by, all written in one way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Protocol

from kiosk.catalogue.lexicon import simplified_signs

_NOT_WORDS = re.compile(r"[^\w]+")


class Named(Protocol):
    """What has names."""

    @property
    def plain_name(self) -> str: ...
    @property
    def short_name(self) -> str: ...
    @property
    def aliases(self) -> Sequence[str]: ...
    @property
    def keywords(self) -> Sequence[str]: ...


def normalised(text: str) -> str:
    """Full-width to half-width, 繁體 to 简体, lower case, no punctuation or spaces."""
    plain = unicodedata.normalize("NFKC", text).lower().translate(simplified_signs())
    return _NOT_WORDS.sub("", plain)


def names_of(item: Named) -> tuple[str, ...]:
    """What an item is called, by its makers and by the people, normalised."""
    return normalised_all((item.plain_name, item.short_name, *item.aliases))


def keywords_of(item: Named) -> tuple[str, ...]:
    """Words that lead to it, though perhaps to others too."""
    return normalised_all(item.keywords)


def normalised_all(texts: Iterable[str]) -> tuple[str, ...]:
    """Each once, without empty ones."""
    return tuple(dict.fromkeys(term for text in texts if (term := normalised(text))))


def all_terms(items: Iterable[Named]) -> tuple[str, ...]:
    """Every name and keyword of a catalogue, once."""
    both = (names_of(item) + keywords_of(item) for item in items)
    return tuple(dict.fromkeys(term for terms in both for term in terms))
