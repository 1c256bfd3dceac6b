"""Appointments (预约): slots with places that are given once, and the check-in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from simulators.backend import paging, queueing
from simulators.backend.bodies_hall import NewAppointment
from simulators.backend.catalogue_model import Item
from simulators.backend.clock import BEIJING
from simulators.backend.platform import Caller, Platform, Presence
from simulators.backend.problems import Defect, ProblemError, invalid
from simulators.backend.queueing import HALL
from simulators.backend.working_days import KNOWN_YEAR, is_working_day

SLOTS: Final[dict[str, Any]] = HALL["slots"]
LENGTH: Final = timedelta(minutes=SLOTS["minutes"])
CHECK_IN: Final = timedelta(minutes=SLOTS["check_in_minutes"])
ALTERNATIVES: Final = 3
BOOKABLE_DAYS: Final = 31

Row = dict[str, Any]


@dataclass(frozen=True)
class Slot:
    """A time at the item's window; its name says all of it."""

    item: Item
    starts_at: datetime

    @property
    def slot_id(self) -> str:
        return f"S-{self.item.code}-{self.starts_at:%Y%m%d-%H%M}"

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + LENGTH


def _of_day(item: Item, day: date) -> list[Slot]:
    if not is_working_day(day):
        return []
    times = [time.fromisoformat(start) for start in SLOTS["starts"]]
    return [Slot(item, datetime.combine(day, at, BEIJING)) for at in times]


def _taken(platform: Platform, slot: Slot) -> int:
    row = platform.store.row(
        "SELECT count(*) AS n FROM appointments WHERE slot_id = ? AND state != 'cancelled'",
        slot.slot_id,
    )
    return int(row["n"]) if row else 0


def _shown_slot(platform: Platform, slot: Slot) -> dict[str, Any]:
    return {
        "slot_id": slot.slot_id,
        "site": HALL["site"],
        "window": slot.item.place.window,
        "starts_at": slot.starts_at.isoformat(),
        "ends_at": slot.ends_at.isoformat(),
        "capacity": SLOTS["places"],
        "left": SLOTS["places"] - _taken(platform, slot),
    }


def _bookable(platform: Platform, code: str) -> Item:
    item = platform.catalogue.offered(code)
    if not item.appointment:
        raise invalid(Defect("item_code", "这个事项不用预约，可以直接取号。"))
    return item


def slots(
    platform: Platform, caller: Caller, code: str, first: date | None, days: int
) -> dict[str, Any]:
    """Slots still to come, full ones too."""
    item = _bookable(platform, code)
    start = max(first or caller.now.date(), caller.now.date())
    if (start - caller.now.date()).days > 366:
        return {"slots": [], "estimated": True}
    wanted = [start + timedelta(days=n) for n in range(days)]
    found = [slot for day in wanted for slot in _of_day(item, day) if slot.starts_at > caller.now]
    return {
        "slots": [_shown_slot(platform, slot) for slot in found],
        "estimated": any(day.year != KNOWN_YEAR for day in wanted),
    }


def _free_after(platform: Platform, caller: Caller, slot: Slot) -> list[dict[str, Any]]:
    """The next free slots of the item."""
    days = [caller.now.date() + timedelta(days=n) for n in range(BOOKABLE_DAYS)]
    later = (
        each for day in days for each in _of_day(slot.item, day) if each.starts_at > caller.now
    )
    shown = (_shown_slot(platform, each) for each in later)
    free = (each for each in shown if each["left"])
    return [each for _, each in zip(range(ALTERNATIVES), free, strict=False)]


def _slot(item: Item, slot_id: str, now: datetime) -> Slot:
    stamp = slot_id.removeprefix(f"S-{item.code}-")
    try:
        starts_at = datetime.strptime(stamp, "%Y%m%d-%H%M").replace(tzinfo=BEIJING)
    except ValueError as error:
        raise ProblemError("not_found") from error
    slot = Slot(item, starts_at)
    if slot not in _of_day(item, starts_at.date()) or starts_at <= now:
        raise ProblemError("not_found")
    return slot


def book(
    platform: Platform, caller: Caller, citizen: Presence, new: NewAppointment
) -> dict[str, Any]:
    """Gives a place to whoever is first. Acts run one at a time: none is given twice."""
    item = _bookable(platform, new.item_code)
    slot = _slot(item, new.slot_id, caller.now)
    phone = platform.opened(caller, new.phone, "phone")
    if new.remind and not phone:
        raise invalid(Defect("phone", "要短信提醒，请留手机号。"))
    held = _held(platform, caller, citizen, item)
    if held != new.replaces:
        raise ProblemError("wrong_state", state="booked" if held else "cancelled")
    if _taken(platform, slot) >= SLOTS["places"]:
        raise ProblemError("slot_full", alternatives=_free_after(platform, caller, slot))
    if held is not None:
        cancel(platform, citizen, held)
    number = platform.store.insert(
        "appointments",
        code=f"{secrets.randbelow(1_000_000):06d}",
        state="booked",
        item_code=item.code,
        slot_id=slot.slot_id,
        starts_at=slot.starts_at.isoformat(),
        ends_at=slot.ends_at.isoformat(),
        person_ref=citizen.person_ref,
    )
    return _shown(platform, _row(platform, f"B{number:06d}"), caller.now)


def _held(platform: Platform, caller: Caller, citizen: Presence, item: Item) -> str | None:
    """The appointment that the citizen has for the item."""
    row = platform.store.row(
        "SELECT id FROM appointments WHERE person_ref = ? AND item_code = ? AND state = 'booked'"
        " AND ends_at > ?",
        citizen.person_ref,
        item.code,
        caller.now.isoformat(),
    )
    return f"B{row['id']:06d}" if row else None


def _row(platform: Platform, appointment_id: str) -> Row:
    row = platform.store.row(
        "SELECT * FROM appointments WHERE 'B' || printf('%06d', id) = ?", appointment_id
    )
    if row is None:
        raise ProblemError("not_found")
    return row


def _shown(platform: Platform, row: Row, now: datetime) -> dict[str, Any]:
    item = platform.catalogue.known(row["item_code"])
    slot = Slot(item, datetime.fromisoformat(row["starts_at"]))
    missed = row["state"] == "booked" and slot.ends_at <= now
    return {
        "appointment_id": f"B{row['id']:06d}",
        "code": row["code"],
        "state": "missed" if missed else row["state"],
        "item_code": item.code,
        "item_name": item.plain_name,
        "slot": _shown_slot(platform, slot),
        "bring": [material.name for material in item.materials] or ["居民身份证"],
        "check_in_from": (slot.starts_at - CHECK_IN).isoformat(),
        "check_in_until": slot.ends_at.isoformat(),
        "ticket_id": f"T{row['ticket']:06d}" if row["ticket"] else None,
    }


def listed(
    platform: Platform, caller: Caller, citizen: Presence, page: paging.Page
) -> dict[str, Any]:
    rows = platform.store.rows(
        "SELECT * FROM appointments WHERE person_ref = ? ORDER BY starts_at", citizen.person_ref
    )
    part, cursor = page.of(list(rows))
    shown = [_shown(platform, row, caller.now) for row in part]
    return {"appointments": shown, "next_cursor": cursor}


def cancel(platform: Platform, citizen: Presence, appointment_id: str) -> None:
    """Gives the place back; it may be booked again at once."""
    row = _row(platform, appointment_id)
    if row["person_ref"] != citizen.person_ref:
        raise ProblemError("not_found")
    if row["state"] not in ("booked", "cancelled"):
        raise ProblemError("wrong_state", state=row["state"])
    platform.store.update("appointments", "id", row["id"], state="cancelled")


def check_in(platform: Platform, caller: Caller, appointment_id: str, code: str) -> dict[str, Any]:
    """The appointment becomes a ticket. Raises ProblemError."""
    platform.guesses.allow(caller.terminal, caller.now)
    row = _row(platform, appointment_id)
    if not secrets.compare_digest(row["code"], code):
        platform.guesses.missed(caller.terminal, caller.now)
        raise ProblemError("not_found")
    if row["ticket"]:
        return queueing.one(platform, f"T{row['ticket']:06d}")
    if row["state"] != "booked":
        raise ProblemError("wrong_state", state=row["state"])
    starts_at = datetime.fromisoformat(row["starts_at"])
    if caller.now < starts_at - CHECK_IN:
        raise ProblemError("closed", opens_at=(starts_at - CHECK_IN).isoformat())
    if caller.now >= starts_at + LENGTH:
        raise ProblemError("code_expired")
    item = platform.catalogue.known(row["item_code"])
    number = queueing.enqueue(platform, caller, item, "none", row["id"])
    platform.store.update("appointments", "id", row["id"], state="checked_in", ticket=number)
    return queueing.one(platform, f"T{number:06d}")
