"""What a rule finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.catalogue.model import Item


class Weight(StrEnum):
    """An error must be mended; a note is a goal not reached yet."""

    ERROR = "error"
    NOTE = "note"


@dataclass(frozen=True)
class Slip:
    """The field of an item that breaks a rule (dotted), and what is wrong with it."""

    field: str
    message: str


@dataclass(frozen=True)
class ItemSlip:
    """A slip that only the whole catalogue shows, and the item that has it."""

    item: Item
    slip: Slip


ItemRule = Callable[[Item], Iterator[Slip]]
CatalogueRule = Callable[[Sequence[Item]], Iterator[ItemSlip]]
