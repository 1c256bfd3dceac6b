"""Services listed in files, as far as the search needs them: `kiosk catalogue find --catalogue`.

A folder holds `*.toml`, in itself or in `items/`, written as the demo catalogue is: `[[item]]`
tables of which only `name` is needed; `short_name`, `aliases`, `keywords`, `plain`, `department`,
`hot` and `basic` or `code` (12 digits) are heeded where they stand, and of its prose `conditions`,
`who`, `life_events`, `result.name` and the questions of `faq`; other keys are passed over.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


class UnreadableList(Exception):  # noqa: N818 - says what is wrong
    """A file holds no list of services; the message names the file and the mend."""


@dataclass(frozen=True)
class Listed:
    """A service as a list names it."""

    plain_name: str
    code: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    plain: str = ""
    department: str = ""
    hot: int = 0
    prose: tuple[str, ...] = ()


def listed_in(folder: Path) -> tuple[Listed, ...]:
    """Every service listed in a folder.

    Raises:
        UnreadableList: there is none, or one without a name.
    """
    files = [*sorted(folder.glob("*.toml")), *sorted(folder.glob("items/*.toml"))]
    found = tuple(one for file in files for one in _in_file(file))
    if not found:
        raise UnreadableList(f"{folder}: no *.toml or items/*.toml there holds an [[item]]")
    return found


def _in_file(file: Path) -> list[Listed]:
    try:
        rows = tomllib.loads(file.read_text("utf-8")).get("item", [])
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableList(f"{file}: {error}") from error
    # defaults.toml says under `item` what items have in common; a list it is not.
    return [_listed(file, row) for row in rows] if isinstance(rows, list) else []


def _listed(file: Path, row: Mapping[str, Any]) -> Listed:
    name = str(row.get("name", "")).replace("|", "").strip()
    if not name:
        raise UnreadableList(f"{file}: an [[item]] has no name")
    code = str(row.get("basic") or row.get("code") or "")
    return Listed(
        plain_name=name,
        code=code,
        codes={"12": code},
        short_name=str(row.get("short_name", "")),
        aliases=tuple(map(str, row.get("aliases", ()))),
        keywords=tuple(map(str, row.get("keywords", ()))),
        plain=str(row.get("plain", "")),
        department=str(row.get("department", "")),
        hot=int(row.get("hot", 0)),
        prose=_prose(row),
    )


def _prose(row: Mapping[str, Any]) -> tuple[str, ...]:
    """What the row tells in sentences."""
    result = row.get("result") or {}
    questions = (one["question"] for one in row.get("faq", ()))
    told = (*row.get("conditions", ()), row.get("who", ""), result.get("name", ""), *questions)
    return tuple(map(str, (*told, *row.get("life_events", ()))))
