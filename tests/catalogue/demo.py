"""The demo catalogue of 示例市, as people wrote it and as the backend serves it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kiosk.catalogue.folder import Entry, read_folder
from kiosk.catalogue.model import Item
from simulators.backend.catalogue_data import load_items

FOLDER = Path(__file__).parents[2] / "simulators/backend/catalogue"


@cache
def entries() -> tuple[Entry, ...]:
    """As the core reads the folder."""
    return read_folder(FOLDER)


@cache
def items() -> tuple[Item, ...]:
    """The same without the files they stand in."""
    return tuple(entry.item for entry in entries())


@cache
def served() -> tuple[Item, ...]:
    """As the backend puts them on the wire."""
    return tuple(Item.model_validate(item.model_dump(mode="json")) for item in load_items())


def named(name: str) -> Item:
    """The item of this name."""
    return next(item for item in items() if item.plain_name == name)
