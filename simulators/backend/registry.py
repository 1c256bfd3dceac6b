"""People and their licences (电子证照) as the platform knows them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from simulators.backend.store import Store

FILE: Final = Path(__file__).with_name("registry.toml")


@cache
def _people() -> list[dict[str, Any]]:
    return list(tomllib.loads(FILE.read_text("utf-8"))["person"])


def login(code: str) -> dict[str, Any] | None:
    """Who logs in with this code of the platform's app."""
    return next((person for person in _people() if person["login_code"] == code), None)


def companies(id_number: str) -> list[dict[str, Any]]:
    """The firms that a person may act for."""
    return [
        company
        for person in _people()
        if person["id_number"] == id_number
        for company in person["companies"]
    ]


def meet(store: Store, name: str, id_number: str, card_kind: str) -> str:
    """The person's opaque name; their licences are in the library from now on."""
    person_ref = store.person_ref(id_number)
    if store.row("SELECT 1 FROM persons WHERE person_ref = ?", person_ref) is None:
        store.insert(
            "persons", person_ref=person_ref, name=name, id_number=id_number, card_kind=card_kind
        )
        for known in _people():
            if known["id_number"] == id_number:
                _shelve(store, person_ref, known)
    return person_ref


def _shelve(store: Store, person_ref: str, known: dict[str, Any]) -> None:
    for licence in known["licences"]:
        store.insert("licences", person_ref=person_ref, holder=known["name"], **licence)


def person(store: Store, person_ref: str) -> dict[str, Any]:
    """Name, id_number and card_kind of a person met before. Raises KeyError."""
    row = store.row("SELECT * FROM persons WHERE person_ref = ?", person_ref)
    if row is None:
        raise KeyError(person_ref)
    return row


def masked_name(name: str) -> str:
    return name[:1] + "*" * (len(name) - 1)


def masked_number(number: str, head: int = 6) -> str:
    """Its first digits and last four."""
    return number[:head] + "*" * max(len(number) - head - 4, 1) + number[-4:]
