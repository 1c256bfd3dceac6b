"""As much of JSON Schema 2020-12 as the contract uses; an unknown keyword is an error."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

Schema = dict[str, Any]
TYPES: dict[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "null": lambda value: value is None,
}
NOTES = {"description", "example", "default", "required", "additionalProperties", "properties"}


def _is_moment(text: str) -> bool:
    return datetime.fromisoformat(text).tzinfo is not None


FORMATS: dict[str, Callable[[str], object]] = {
    "date": date.fromisoformat,
    "date-time": _is_moment,
    "uri": lambda text: text.startswith("https://"),
    "binary": lambda text: True,
}


class Contract:
    """A loaded OpenAPI document."""

    def __init__(self, document: Schema) -> None:
        self.document = document

    def resolve(self, part: Schema) -> Schema:
        while "$ref" in part:
            siblings = {key: value for key, value in part.items() if key != "$ref"}
            found: Any = self.document
            for step in part["$ref"].removeprefix("#/").split("/"):
                found = found[step]
            part = {**found, **siblings}
        return part

    def faults(self, schema: Schema, value: Any, at: str = "") -> Iterator[str]:  # noqa: ANN401
        """Where and how the value differs from the schema; nothing when it fits."""
        schema = self.resolve(schema)
        for keyword, wanted in schema.items():
            if keyword not in NOTES:
                yield from self._keyword(keyword, wanted, value, at)
        if isinstance(value, dict):
            yield from self._members(schema, value, at)

    def _keyword(self, keyword: str, wanted: Any, value: Any, at: str) -> Iterator[str]:  # noqa: ANN401
        if keyword == "items":
            for number, part in enumerate(value):
                yield from self.faults(wanted, part, f"{at}[{number}]")
        elif value is None and keyword != "type":
            return
        elif not CHECKS[keyword](wanted, value):
            yield f"{at}: {value!r} is not {keyword} {wanted!r}"

    def _members(self, schema: Schema, value: Schema, at: str) -> Iterator[str]:
        properties = schema.get("properties", {})
        for name in schema.get("required", []):
            if name not in value:
                yield f"{at}.{name} is missing"
        for name, part in value.items():
            more = properties.get(name, schema.get("additionalProperties", False))
            if more is False:
                yield f"{at}.{name} is not in the contract"
            else:
                yield from self.faults(more, part, f"{at}.{name}")


CHECKS: dict[str, Callable[[Any, Any], object]] = {
    "type": lambda wanted, value: any(
        TYPES[name](value) for name in (wanted if isinstance(wanted, list) else [wanted])
    ),
    "const": lambda wanted, value: value == wanted,
    "enum": lambda wanted, value: value in wanted,
    "pattern": lambda wanted, value: re.search(wanted, value),
    "format": lambda wanted, value: FORMATS[wanted](value),
    "minimum": lambda wanted, value: value >= wanted,
    "maximum": lambda wanted, value: value <= wanted,
    "minLength": lambda wanted, value: len(value) >= wanted,
    "maxLength": lambda wanted, value: len(value) <= wanted,
}
