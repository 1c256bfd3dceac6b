"""A catalogue as people write it: TOML files in a folder (simulators/backend/catalogue/README.md).

What many items share is written once: `offices.toml`, `materials.toml`, `fields.toml` and
`defaults.toml`; the items themselves are in `items/*.toml`. For authors and tests: a terminal
takes its catalogue from the backend only.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from kiosk.catalogue.model import Item

Table = dict[str, Any]
T = TypeVar("T")
SHARED = ("offices", "materials", "fields", "defaults")


class UnreadableFolder(Exception):  # noqa: N818 - says what is wrong
    """A file is missing or holds no item; the message names file, item and key."""


@dataclass(frozen=True)
class Entry:
    """An item, and the file it stands in, relative to the folder."""

    file: str
    item: Item


def read_folder(folder: Path) -> tuple[Entry, ...]:
    """Every item of a folder, bundles merged from their parts.

    Raises:
        UnreadableFolder: a slip in a file.
    """
    shared = {name: _table(folder / f"{name}.toml") for name in SHARED}
    files = sorted((folder / "items").glob("*.toml"))
    if not files:
        raise UnreadableFolder(f"{folder}: there is no items/*.toml")
    entries = [entry for file in files for entry in _entries(folder, file, shared)]
    items = {entry.item.code: entry.item for entry in entries}
    return tuple(Entry(entry.file, _whole(entry, items)) for entry in entries)


def _table(file: Path) -> Table:
    """A TOML file; empty when it is not there."""
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableFolder(f"{file.name}: {error}") from error


def _entries(folder: Path, file: Path, shared: Mapping[str, Table]) -> Iterator[Entry]:
    name = str(file.relative_to(folder))
    for raw in _table(file).get("item", []):
        try:
            yield Entry(name, Item.model_validate(_completed(raw, shared)))
        except KeyError as error:
            raise UnreadableFolder(f"{name}: {_called(raw)}: there is no {error}") from None
        except ValidationError as error:
            slip = error.errors()[0]
            key = ".".join(map(str, slip["loc"]))
            raise UnreadableFolder(f"{name}: {_called(raw)}: {key}: {slip['msg']}") from None


def _called(raw: Table) -> str:
    return str(raw.get("name") or raw.get("basic") or "an item without a name")


def _completed(raw: Table, shared: Mapping[str, Table]) -> Table:
    """An item as it goes over the wire, out of what is said and what follows from it."""
    defaults = shared["defaults"]
    said = defaults.get("item", {}) | raw
    follows = [
        values[str(said.get(key))]
        for key, values in defaults.get("when", {}).items()
        if str(said.get(key)) in values
    ]
    item: Table = reduce(lambda one, other: one | other, [said, *follows, raw])
    item = _of_office(item, shared["offices"]) | item
    item["handling_area"] = _decided_elsewhere(item, shared["offices"])
    item["statutory_limit"] = {"days": item["statutory"]}
    item["promised_limit"] = {"days": item["promised"]}
    fields = [_shared(one, shared["fields"]) for one in item["fields"]]
    item["form"] = {"id": f"form-{item['code']}", "title": item["form_title"], "fields": fields}
    plain = defaults.get("material", {}) | {"basis": "".join(item["legal_basis"][:1])}
    item["materials"] = [
        plain | _key(one) | _shared(one, shared["materials"]) for one in item["materials"]
    ]
    return item


def _of_office(item: Table, offices: Table) -> Table:
    """What follows from the office that is responsible: codes, phone, window, rule."""
    if "office" not in item:
        return {"code": item["basic"]}
    office, basic = offices[item["office"]], item["basic"]
    implementing = office["uscc"] + office.get("level", "4") + basic
    return {
        "code": basic,
        "codes": {"12": basic, "31": implementing, "33": implementing + "01"},
        "department": office["name"],
        "consult_phone": office["consult_phone"],
        "place": offices["hall"] | {"window": office["window"]},
        "legal_basis": [office["rule"]],
        "guide_url": offices["guides"] + basic,
    }


def _decided_elsewhere(item: Table, offices: Table) -> Table:
    """The handling area, with who decides in each of its regions."""
    area: Table = item.get("handling_area", {})
    known = offices.get(item.get("office", ""), {}).get("elsewhere", {})
    return area | {"regions": [one | known.get(one["code"], {}) for one in area.get("regions", [])]}


def _shared(one: str | Table, parts: Table) -> Table:
    """A shared part by its key, or with `use` as it is but for what is said here, or its own."""
    if isinstance(one, str):
        return dict(parts[one])
    return parts[one["use"]] | one if "use" in one else one


def _key(one: str | Table) -> Table:
    key = one if isinstance(one, str) else one.get("use")
    return {"code": key} if key else {}


def _whole(entry: Entry, items: Mapping[str, Item]) -> Item:
    """A bundle with the questions, materials and situations of its parts, each once."""
    item = entry.item
    missing = [code for code in item.parts if code not in items]
    if missing:
        raise UnreadableFolder(f"{entry.file}: {item.plain_name}: parts: no item {missing[0]}")
    every = [item, *(items[code] for code in item.parts)]
    fields = _once((one.name, one) for each in every for one in each.form.fields)
    return item.model_copy(
        update={
            "form": item.form.model_copy(update={"fields": fields}),
            "materials": _once((one.code, one) for each in every for one in each.materials),
            "situations": _once((one.name, one) for each in every for one in each.situations),
        }
    )


def _once(named: Iterable[tuple[str, T]]) -> tuple[T, ...]:
    """The first of each name."""
    found: dict[str, T] = {}
    for name, one in named:
        found.setdefault(name, one)
    return tuple(found.values())
