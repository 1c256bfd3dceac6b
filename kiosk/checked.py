"""Values from a configuration file, checked key by key: every mistake is told, not the first only.

The kinds are types as `msgspec` checks them (`Annotated[int, Meta(ge=1)]`, `Literal`, ...).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import msgspec

T = TypeVar("T", bound=msgspec.Struct)
Keys = tuple[str, ...]


class WrongValue(ValueError):  # noqa: N818 - what a table says of one of its keys
    """A value that its own kind allows and the table does not; raised by `__post_init__`."""

    def __init__(self, key: str, why: str) -> None:
        super().__init__(why)
        self.key = key


@dataclass(frozen=True)
class Key:
    """One key of a table: its name, the type of its value, and whether it may be left out."""

    name: str
    kind: Any
    required: bool


@dataclass
class Mistakes:
    """What is wrong: dotted key, what, and the mend."""

    found: list[tuple[Keys, str]] = field(default_factory=list)

    def add(self, keys: Keys, what: str) -> None:
        """One more."""
        self.found.append((keys, what))


def keys_of(settings: type[Any]) -> list[Key]:
    """The keys of a dataclass of settings: a driver's, a platform adapter's.

    Raises:
        TypeError, NameError: it is no dataclass, or names a type that is not there.
    """
    hints = get_type_hints(settings, include_extras=True)
    return [
        Key(one.name, hints[one.name], required=one.default is one.default_factory is MISSING)
        for one in fields(settings)
    ]


def read_struct(kind: type[T], given: object, mistakes: Mistakes, at: Keys = ()) -> T | None:
    """The struct `kind` made of the table `given`; None when something in it is wrong."""
    keys = [Key(one.name, one.type, one.required) for one in msgspec.structs.fields(kind)]
    before = len(mistakes.found)
    values = read_table(keys, given, mistakes, at)
    if len(mistakes.found) > before:
        return None
    try:
        return kind(**values)
    except WrongValue as error:
        given_value = values[error.key]
        mistakes.add((*at, error.key), f"{error} (it is {given_value!r}); correct the value")
        return None


def read_table(
    keys: Iterable[Key], given: object, mistakes: Mistakes, at: Keys = ()
) -> dict[str, Any]:
    """The values of the table `given` that are right; the others are in `mistakes`."""
    if not isinstance(given, Mapping):
        mistakes.add(at, f"is a table of keys, not {given!r}; write [{'.'.join(at)}] above them")
        return {}
    known = {key.name: key for key in keys}
    for name in given:
        if name not in known:
            mistakes.add(
                (*at, name), "is not a key that is known here; check its spelling or take it out"
            )
    values = {}
    for name, key in known.items():
        if name in given:
            values[name] = _value(key.kind, given[name], mistakes, (*at, name))
        elif key.required:
            mistakes.add((*at, name), "is missing; add it")
    return values


def _value(kind: Any, given: object, mistakes: Mistakes, at: Keys) -> object:  # noqa: ANN401
    if (table := _struct_in(kind)) is not None:
        return read_struct(table, given, mistakes, at)
    try:
        return msgspec.convert(given, kind)
    except msgspec.ValidationError as error:
        what = f"{error}"
        if get_origin(kind) is Literal:
            what = f"expected one of {', '.join(map(repr, get_args(kind)))}"
        shown = f" (it is {given!r})" if isinstance(given, str | int | float | bool) else ""
        mistakes.add(at, f"{what[:1].lower()}{what[1:]}{shown}; correct the value")
        return None


def _struct_in(kind: Any) -> type[msgspec.Struct] | None:  # noqa: ANN401 - any annotation
    """The struct that `kind` is, or may be (`Device | None`)."""
    for one in (kind, *get_args(kind)):
        if isinstance(one, type) and issubclass(one, msgspec.Struct):
            return one
    return None
