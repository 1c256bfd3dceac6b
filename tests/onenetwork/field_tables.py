"""docs/contract_fields.md: every call and every field of the contract, out of its own files.

`python -m tests.onenetwork.field_tables` writes it anew; test_field_tables holds it to them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml  # type: ignore[import-untyped]

Schema = dict[str, Any]
FOLDER: Final = Path(__file__).parents[2] / "docs/one_network"
TARGET: Final = FOLDER.parent / "contract_fields.md"
COMMAND: Final = "python -m tests.onenetwork.field_tables"
TITLES: Final = {
    "terminal": "Terminal",
    "catalogue": "Catalogue",
    "identity": "Identity",
    "licences": "Licences",
    "cases": "Cases",
    "prints": "Prints",
    "booking": "Appointments and queue",
    "bills": "Bills",
    "voices": "Ratings, help, feedback",
    "common": "Common",
}
METHODS: Final = ("get", "post", "put", "delete")
HEAD: Final = f"""# Every field of the contract

Made from [the OpenAPI files](one_network) by `{COMMAND}`: change those, not this.
[connect.md](connect.md) tells how a platform is joined on.
"""


class Tables:
    """The contract as Markdown."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._files = {
            path.stem: yaml.safe_load(path.read_text("utf-8")) for path in folder.glob("*.yaml")
        }

    def text(self) -> str:
        """The whole page."""
        return "\n".join([HEAD, *(line for area in TITLES for line in self._area(area))]) + "\n"

    def _area(self, area: str) -> Iterator[str]:
        yield f"## {TITLES[area]}\n"
        if calls := list(self._calls(area)):
            yield from ["| call | what for | takes | gives |", "|---|---|---|---|", *calls, ""]
        for name, schema in self._files[area].get("schemas", {}).items():
            yield from self._schema(area, name, schema)

    def _calls(self, area: str) -> Iterator[str]:
        for path, pointer in self._files["openapi"]["paths"].items():
            file, _, place = pointer["$ref"].partition(".yaml#/paths/")
            if file != area:
                continue
            for method, call in self._files[file]["paths"][place].items():
                if method in METHODS:
                    takes, gives = self._bodies(call, area)
                    name, purpose = f"`{method.upper()} {path}`", _cell(call["summary"])
                    yield f"| {name} | {purpose} | {takes} | {gives} |"

    def _bodies(self, call: Schema, area: str) -> tuple[str, str]:
        asked = self._media(call.get("requestBody", {}), area)
        good = (part for status, part in call["responses"].items() if str(status)[0] == "2")
        return asked, ", ".join(self._media(part, area) for part in good)

    def _media(self, part: Schema, area: str) -> str:
        if "$ref" in part:
            part, area = self._found(part["$ref"], area)
        kinds = part.get("content", {})
        return ", ".join(
            _kind(media["schema"], area) if kind.endswith("json") else kind
            for kind, media in kinds.items()
        )

    def _found(self, ref: str, area: str) -> tuple[Schema, str]:
        file, _, place = ref.partition("#/")
        area = file.removesuffix(".yaml") or area
        found = self._files[area]
        for step in place.split("/"):
            found = found[step]
        return found, area

    def _schema(self, area: str, name: str, schema: Schema) -> Iterator[str]:
        yield f'### <a id="{area}-{name.lower()}"></a>{name}\n'
        yield schema.get("description", "").strip() + "\n"
        rows = list(self._rows(area, "", schema))
        if rows:
            yield from ["| field | kind | required | meaning | example |", "|---|---|---|---|---|"]
            yield from rows
        else:
            yield f"{_kind(schema, area)}{_example(schema)}"
        yield ""

    def _rows(self, area: str, at: str, schema: Schema) -> Iterator[str]:
        required = schema.get("required", [])
        for name, part in schema.get("properties", {}).items():
            told, home = self._found(part["$ref"], area) if "$ref" in part else (part, area)
            told = {**told, **part}
            needed = "yes" if name in required else ""
            meaning = _cell(told.get("description", ""))
            example = _cell(_example(told).removeprefix(", for example "))
            yield f"| `{at}{name}` | {_kind(part, area)} | {needed} | {meaning} | {example} |"
            inside = part if "properties" in part else part.get("items", {})
            if "properties" in inside:
                yield from self._rows(home, f"{at}{name}.", inside)


def _kind(part: Schema, area: str) -> str:
    """Its type, in a word or two, linked where it has a table of its own."""
    if "$ref" in part:
        file, _, place = part["$ref"].partition("#/")
        name = place.rsplit("/", 1)[-1]
        return f"[{name}](#{file.removesuffix('.yaml') or area}-{name.lower()})"
    for choice in ("oneOf", "anyOf"):
        if choice in part:
            return " or ".join(dict.fromkeys(_kind(one, area) for one in part[choice]))
    if "const" in part:
        return f"`{part['const']}`"
    if "enum" in part:
        return " · ".join("null" if one is None else f"`{one}`" for one in part["enum"])
    if part.get("type") == "array":
        return f"list of {_kind(part['items'], area)}"
    kind = part.get("type", "string")
    words = " or ".join(kind) if isinstance(kind, list) else kind
    bounds = [f"{word} {part[key]}" for key, word in BOUNDS.items() if key in part]
    return _cell(" ".join([words, part.get("format", ""), ", ".join(bounds)]).strip())


BOUNDS: Final = {
    "minimum": "from",
    "maximum": "to",
    "maxLength": "at most",
    "pattern": "like",
}


def _example(part: Schema) -> str:
    shown = part.get("examples", [])
    if not shown or shown[0] in ("", None):
        return ""
    text = shown[0] if isinstance(shown[0], str) else json.dumps(shown[0], ensure_ascii=False)
    return f", for example `{text}`"


def _cell(text: str) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")


if __name__ == "__main__":
    TARGET.write_text(Tables().text(), "utf-8")
