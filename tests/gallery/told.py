"""Samples in the language that is shown: what the core would have said is a message of ours."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from kiosk import text

T = TypeVar("T")


def told(value: T) -> T:
    """The same with every text that a catalogue has in the language in force."""
    now: Any = value
    if isinstance(value, Enum):
        return value  # a kind is a str, but none that anybody reads
    if isinstance(value, str):
        now = text._(value) if value else value
    elif type(value) is tuple:
        now = tuple(told(item) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        held = {one.name: getattr(value, one.name) for one in fields(value) if one.init}
        now = replace(value, **{name: told(item) for name, item in held.items()})
    return now  # type: ignore[no-any-return]
