"""People and their licences (电子证照) as the platform knows them."""

from __future__ import annotations

import secrets
import tomllib
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

from simulators.backend import phone_codes
from simulators.backend.clock import beijing_now
from simulators.backend.problems import ProblemError
from simulators.backend.store import Store

FILE: Final = Path(__file__).with_name("registry.toml")


@cache
def _register() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(FILE.read_text("utf-8"))


def _people() -> list[dict[str, Any]]:
    return _register()["person"]


def _firms() -> list[dict[str, Any]]:
    return _register()["firm"]


def known(id_number: str) -> dict[str, Any] | None:
    """Somebody of the population register."""
    return next((one for one in _people() if one["id_number"] == id_number), None)


def login(store: Store, code: str, now: datetime) -> dict[str, Any]:
    """Who logs in with this code of the platform's app: one of a tester that is always good, or
    one that was shown. Raises ProblemError."""
    demo = next((one["id_number"] for one in _people() if one["login_code"] == code), None)
    person = known(demo or phone_codes.take(store, "person", code, now))
    if person is None:
        raise ProblemError("not_found")
    return person


def company(store: Store, code: str, now: datetime) -> dict[str, Any]:
    """The firm whose code is held up, likewise. Raises ProblemError."""
    demo = next((one["credit_code"] for one in _firms() if one["phone_code"] == code), None)
    credit_code = demo or phone_codes.take(store, "company", code, now)
    firm = next((one for one in _firms() if one["credit_code"] == credit_code), None)
    if firm is None:
        raise ProblemError("not_found")
    return firm


def mandates(id_number: str) -> list[dict[str, Any]]:
    """For which firms somebody may act, each with the firm itself under `firm`."""
    firms = {firm["credit_code"]: firm for firm in _firms()}
    companies = (known(id_number) or {"companies": []})["companies"]
    return [{**one, "firm": firms[one["credit_code"]]} for one in companies]


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


def meet_nobody(store: Store) -> str:
    """Somebody who says nothing of themselves; another one each time."""
    person_ref = f"p-{secrets.token_hex(12)}"
    told = {"name": "anonymous", "id_number": person_ref, "card_kind": "none"}
    store.insert("persons", person_ref=person_ref, **told)
    return person_ref


def _shelve(store: Store, person_ref: str, known: dict[str, Any]) -> None:
    for licence in known["licences"]:
        store.insert("licences", person_ref=person_ref, holder=known["name"], **licence)
    for page in known.get("pages", ()):
        handed_in = beijing_now().date() - timedelta(days=page["days_ago"])
        store.insert(
            "pages",
            person_ref=person_ref,
            code=page["code"],
            item_code=page["item_code"],
            handed_in=handed_in.isoformat(),
        )


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
