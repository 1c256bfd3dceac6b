"""The queue of the hall (排队叫号): numbers, people ahead, and an estimate."""

from __future__ import annotations

import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from simulators.backend.bodies_hall import NewTicket
from simulators.backend.catalogue_model import Item
from simulators.backend.clock import BEIJING
from simulators.backend.platform import Caller, Platform
from simulators.backend.problems import ProblemError

HALL: Final[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("hall.toml").read_text("utf-8")
)
QUEUE: Final[dict[str, Any]] = HALL["queue"]
# Who is called first: appointments, then those with priority, then the others.
BOOKED, PREFERRED, OTHERS = 0, 1, 2

Row = dict[str, Any]


def take(platform: Platform, caller: Caller, new: NewTicket) -> dict[str, Any]:
    """A number for an item. Raises ProblemError `closed` outside the hours or when all are out."""
    item = platform.catalogue.offered(new.item_code)
    _must_be_open(caller.now)
    if _left(platform, item.place.window, f"{caller.now:%Y-%m-%d}") <= 0:
        raise ProblemError("closed", opens_at=_opening(caller.now).isoformat())
    return one(platform, f"T{enqueue(platform, caller, item, new.priority, None):06d}")


def enqueue(
    platform: Platform, caller: Caller, item: Item, priority: str, appointment: int | None
) -> int:
    """The new ticket's number in the books."""
    queue, day = item.place.window, f"{caller.now:%Y-%m-%d}"
    rank = BOOKED if appointment else OTHERS if priority == "none" else PREFERRED
    return platform.store.insert(
        "tickets",
        number=_next_number(platform, queue, day),
        item_code=item.code,
        queue=queue,
        rank=rank,
        state="waiting",
        priority=priority,
        window=queue,
        appointment=appointment,
        day=day,
        issued_at=caller.now.isoformat(),
    )


def _next_number(platform: Platform, queue: str, day: str) -> str:
    """A letter for each queue, in the order of the day, and a running number."""
    queues = [
        row["queue"]
        for row in platform.store.rows(
            "SELECT queue FROM tickets WHERE day = ? GROUP BY queue ORDER BY min(id)", day
        )
    ]
    place = queues.index(queue) if queue in queues else len(queues)
    return f"{chr(ord('A') + place % 26)}{(_given(platform, queue, day) + 1) % 1000:03d}"


def _given(platform: Platform, queue: str, day: str) -> int:
    row = platform.store.row(
        "SELECT count(*) AS n FROM tickets WHERE queue = ? AND day = ?", queue, day
    )
    return int(row["n"]) if row else 0


def _left(platform: Platform, queue: str, day: str) -> int:
    return max(int(QUEUE["numbers_a_day"]) - _given(platform, queue, day), 0)


def _at(day: datetime, clock: str) -> datetime:
    if clock == "24:00":
        return _at(day, "00:00") + timedelta(days=1)
    return datetime.combine(day.date(), time.fromisoformat(clock), BEIJING)


def _opening(now: datetime) -> datetime:
    today = _at(now, QUEUE["opens"])
    return today if now < today else today + timedelta(days=1)


def _is_open(now: datetime) -> bool:
    return _at(now, QUEUE["opens"]) <= now < _at(now, QUEUE["closes"])


def _must_be_open(now: datetime) -> None:
    if not _is_open(now):
        raise ProblemError("closed", opens_at=_opening(now).isoformat())


def _ahead(platform: Platform, row: Row) -> int:
    if row["state"] != "waiting":
        return 0
    found = platform.store.row(
        "SELECT count(*) AS n FROM tickets WHERE queue = ? AND day = ? AND state = 'waiting'"
        " AND (rank, id) < (?, ?)",
        row["queue"],
        row["day"],
        row["rank"],
        row["id"],
    )
    return int(found["n"]) if found else 0


def _minutes(ahead: int) -> int:
    return -(-ahead * int(QUEUE["minutes_per_case"]) // int(QUEUE["windows"]))


def hall_now(platform: Platform, caller: Caller, item_code: str | None) -> dict[str, Any]:
    """The hall as everybody may know it; with an item, the queue a number would stand in now."""
    item = platform.catalogue.offered(item_code) if item_code else None
    return {
        **{name: HALL[name] for name in ("site", "zones", "here", "helpers", "points")},
        "waiting": item and _waiting(platform, caller, item.place.window),
    }


def _waiting(platform: Platform, caller: Caller, queue: str) -> dict[str, Any] | None:
    day = f"{caller.now:%Y-%m-%d}"
    if not _is_open(caller.now) or _left(platform, queue, day) <= 0:
        return None
    found = platform.store.row(
        "SELECT count(*) AS n FROM tickets WHERE queue = ? AND day = ? AND state = 'waiting'",
        queue,
        day,
    )
    people = int(found["n"]) if found else 0
    return {"window": queue, "people": people, "estimated_minutes": _minutes(people)}


def one(platform: Platform, ticket_id: str) -> dict[str, Any]:
    """The ticket as it stands. Raises ProblemError `not_found`."""
    row = platform.store.row("SELECT * FROM tickets WHERE 'T' || printf('%06d', id) = ?", ticket_id)
    if row is None:
        raise ProblemError("not_found")
    ahead = _ahead(platform, row)
    waiting = row["state"] == "waiting"
    return {
        "ticket_id": ticket_id,
        "number": row["number"],
        "item_code": row["item_code"],
        "item_name": platform.catalogue.known(row["item_code"]).plain_name,
        "site": HALL["site"],
        "window": row["window"],
        "state": row["state"],
        "people_ahead": ahead,
        "estimated_minutes": _minutes(ahead) if waiting else 0,
        "left": _left(platform, row["queue"], row["day"]),
        "priority": row["priority"],
        "appointment_id": f"B{row['appointment']:06d}" if row["appointment"] else None,
        "issued_at": row["issued_at"],
        "called_at": row["called_at"],
    }


def call_next(platform: Platform, queue: str, window: str, now: datetime) -> str | None:
    """The number called to a window, as its clerk would press; None when nobody waits."""
    row = platform.store.row(
        "SELECT * FROM tickets WHERE queue = ? AND state = 'waiting' ORDER BY rank, id LIMIT 1",
        queue,
    )
    if row is None:
        return None
    called = {"state": "called", "window": window, "called_at": now.isoformat()}
    platform.store.update("tickets", "id", row["id"], **called)
    return str(row["number"])
