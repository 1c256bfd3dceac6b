"""Where a case may go from where it stands (办件状态), and the clock of its limits."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any, Final

from simulators.backend.catalogue_model import Item
from simulators.backend.problems import ProblemError
from simulators.backend.store import Store
from simulators.backend.working_days import deadline, working_days_between

GOES_TO: Final[dict[str, frozenset[str]]] = {
    "draft": frozenset({"received", "accepted", "decided", "withdrawn"}),
    "received": frozenset({"accepted", "not_accepted", "correction", "withdrawn"}),
    "accepted": frozenset({"handling", "decided", "correction", "withdrawn"}),
    "not_accepted": frozenset(),
    "correction": frozenset({"received", "accepted", "handling", "not_accepted", "withdrawn"}),
    "handling": frozenset({"decided", "correction", "withdrawn"}),
    "decided": frozenset({"result_ready"}),
    "result_ready": frozenset({"delivered"}),
    "delivered": frozenset(),
    "withdrawn": frozenset(),
}

DRAFT_LIFE: Final = timedelta(days=7)

Row = dict[str, Any]


def move(store: Store, row: Row, state: str, now: datetime) -> None:
    """Takes the case there; `row` follows. Raises ProblemError `wrong_state`."""
    if state not in GOES_TO[row["state"]]:
        raise ProblemError("wrong_state", state=row["state"])
    store.update("cases", "case_no", row["case_no"], state=state)
    remember(store, row["case_no"], state, now)
    row["state"] = state


def forget_drafts(store: Store, now: datetime) -> None:
    """Drafts that nobody submitted within DRAFT_LIFE go, with all that is in them."""
    old = (now - DRAFT_LIFE).isoformat()
    rows = store.rows("SELECT case_no FROM cases WHERE state = 'draft' AND created_at < ?", old)
    for case_no in [row["case_no"] for row in rows]:
        for table in ("materials", "case_steps", "cases"):
            store.db.execute(f"DELETE FROM {table} WHERE case_no = ?", [case_no])


def remember(store: Store, case_no: str, state: str, now: datetime) -> None:
    store.insert("case_steps", case_no=case_no, state=state, at=now.isoformat())


def accept(store: Store, row: Row, item: Item, now: datetime) -> None:
    """Starts the clock: limits count from the next working day."""
    promised = deadline(now.date(), item.promised_limit.days)
    statutory = deadline(now.date(), item.statutory_limit.days)
    store.update(
        "cases",
        "case_no",
        row["case_no"],
        accepted_at=now.isoformat(),
        promised_date=promised.day.isoformat(),
        statutory_date=statutory.day.isoformat(),
        estimated=promised.estimated or statutory.estimated,
    )


def let_pass(store: Store, row: Row, now: datetime) -> None:
    """Time goes by and nothing is done: yesterday was promised. Raises ProblemError."""
    if row["promised_date"] is None:
        raise ProblemError("wrong_state", state=row["state"])
    yesterday = (now - timedelta(days=1)).date()
    store.update("cases", "case_no", row["case_no"], promised_date=yesterday.isoformat())


def suspend(store: Store, row: Row, kind: str, reason: str, now: datetime) -> None:
    """A special procedure (特别程序) begins: the clock stands. Raises ProblemError."""
    if row["state"] != "handling" or row["suspended"]:
        raise ProblemError("wrong_state", state=row["state"])
    shown = {"kind": kind, "since": now.isoformat(), "reason": reason}
    store.update("cases", "case_no", row["case_no"], suspended=json.dumps(shown))


def resume(store: Store, row: Row, now: datetime) -> None:
    """It is over: both limits move by the working days it took. Raises ProblemError."""
    if not row["suspended"]:
        raise ProblemError("wrong_state", state=row["state"])
    since = datetime.fromisoformat(json.loads(row["suspended"])["since"])
    took = working_days_between(since.date(), now.date())
    later = {name: _later(row[name], took) for name in ("promised_date", "statutory_date")}
    store.update("cases", "case_no", row["case_no"], suspended=None, **later)


def _later(day: str, working_days: int) -> str:
    if not working_days:
        return day
    return deadline(date.fromisoformat(day), working_days).day.isoformat()
