"""Calls for help and feedback: each has an owner until it is closed."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, Final

from simulators.backend.bodies_hall import HelpCall, NewFeedback
from simulators.backend.cases import free_code
from simulators.backend.platform import Caller, Platform
from simulators.backend.problems import Defect, ProblemError, invalid
from simulators.backend.working_days import deadline

OWNERS: Final = {"staff": "大厅值班台", "assist": "帮办代办岗", "video": "远程帮办中心"}
ETA_MINUTES: Final = {"staff": 3, "assist": 5, "video": 1}
VIDEO_URL: Final = "https://video.example/"  # .example is reserved (RFC 2606)
ANSWER_WITHIN_DAYS: Final = 5
CANNOT_BE_DONE_DESK: Final = "“办不成事”反映窗口"
RUNNING: Final = frozenset({"accepted", "handling"})
WITHDRAWN: Final = "群众已离开，不用再去。"
OPERATIONS: Final = "自助终端运维组"

Row = dict[str, Any]


def call(platform: Platform, caller: Caller, new: HelpCall) -> dict[str, Any]:
    number = platform.store.insert(
        "help_calls",
        terminal=caller.terminal,
        kind=new.kind,
        place=new.where,
        code=new.code,
        item_code=new.item_code,
        words=new.words,
        state="waiting",
        owner=OWNERS[new.kind],
        called_at=caller.now.isoformat(),
        outcome="",
    )
    return help_shown(platform, f"H{number:06d}")


def _help(platform: Platform, help_id: str) -> Row:
    row = platform.store.row(
        "SELECT * FROM help_calls WHERE 'H' || printf('%06d', id) = ?", help_id
    )
    if row is None:
        raise ProblemError("not_found")
    return row


def help_shown(platform: Platform, help_id: str, terminal: str | None = None) -> dict[str, Any]:
    """The call as it stands; to another terminal it does not exist."""
    row = _help(platform, help_id)
    if terminal not in (None, row["terminal"]):
        raise ProblemError("not_found")
    video = row["kind"] == "video" and row["state"] != "closed"
    return {
        "help_id": help_id,
        "eta_minutes": 0 if row["state"] == "closed" else ETA_MINUTES[row["kind"]],
        "video_url": VIDEO_URL + help_id if video else None,
        **{
            name: row[name]
            for name in ("kind", "state", "owner", "called_at", "closed_at", "outcome")
        },
    }


def help_goes_on(platform: Platform, help_id: str, owner: str, outcome: str, now: datetime) -> None:
    """Somebody has the call; with an outcome it is closed. Raises ProblemError `wrong_state`."""
    row = _help(platform, help_id)
    if row["state"] == "closed":
        raise ProblemError("wrong_state", state="closed")
    closed = {"state": "closed", "outcome": outcome, "closed_at": now.isoformat()}
    changed = closed if outcome else {"state": "coming"}
    platform.store.update("help_calls", "id", row["id"], owner=owner, **changed)


def withdraw(platform: Platform, caller: Caller, help_id: str) -> None:
    """The terminal that called needs nobody any more."""
    call = help_shown(platform, help_id, caller.terminal)
    if call["state"] != "closed":
        help_goes_on(platform, help_id, call["owner"], WITHDRAWN, caller.now)


def told(platform: Platform) -> dict[str, Any]:
    """What testers see: every call and every feedback, without phones."""
    calls = platform.store.rows("SELECT * FROM help_calls ORDER BY id")
    said = platform.store.rows("SELECT * FROM feedback ORDER BY id")
    return {
        "help_calls": list(calls),
        "feedback": [{**row, "phone": bool(row["phone"])} for row in said],
    }


def _owner(platform: Platform, new: NewFeedback) -> str:
    """Whose desk it lands on."""
    if new.kind == "machine_fault":
        return OPERATIONS
    code = new.item_code
    case = _case(platform, new.case_no)
    if case is not None:
        code = case["item_code"]
    if new.kind == "cannot_be_done" or code is None:
        return CANNOT_BE_DONE_DESK
    return platform.catalogue.known(code).department


def _case(platform: Platform, case_no: str | None) -> Row | None:
    """The case it is about. Raises ProblemError when there is none under that number."""
    if case_no is None:
        return None
    case = platform.store.row("SELECT * FROM cases WHERE case_no = ?", case_no)
    if case is None:
        raise invalid(Defect("case_no", "没有查到这个办件。"))
    return case


def _must_be_late(platform: Platform, new: NewFeedback, now: datetime) -> None:
    """Only a running case whose promised day is past is urged (催办). Raises ProblemError."""
    case = _case(platform, new.case_no)
    if case is None:
        raise invalid(Defect("case_no", "要说明催办哪一件。"))
    running = case["state"] in RUNNING and not case["suspended"]
    if not running or case["promised_date"] >= now.date().isoformat():
        raise ProblemError("wrong_state", state=case["state"])


def give_feedback(platform: Platform, caller: Caller, new: NewFeedback) -> dict[str, Any]:
    if new.kind == "urge":
        _must_be_late(platform, new, caller.now)
    query_code = free_code(platform, "feedback")
    platform.store.insert(
        "feedback",
        **new.model_dump(include={"kind", "words", "item_code", "case_no"}),
        query_code=query_code,
        terminal=caller.terminal,
        phone=platform.opened(caller, new.phone, "phone"),
        state="open",
        owner=_owner(platform, new),
        answer_by=deadline(caller.now.date(), ANSWER_WITHIN_DAYS).day.isoformat(),
        received_at=caller.now.isoformat(),
    )
    return feedback_shown(platform, query_code)


def _feedback(platform: Platform, query_code: str) -> Row:
    row = platform.store.row("SELECT * FROM feedback WHERE query_code = ?", query_code)
    if row is None:
        raise ProblemError("not_found")
    return row


def feedback_shown(platform: Platform, query_code: str) -> dict[str, Any]:
    row = _feedback(platform, query_code)
    names = ("query_code", "kind", "state", "owner", "answer_by", "received_at")
    reply = json.loads(row["reply"]) if row["reply"] else None
    return {**{name: row[name] for name in names}, "reply": reply}


def answer_feedback(
    platform: Platform, query_code: str, text: str, close: bool, now: datetime
) -> None:
    """The owner's answer. Raises ProblemError."""
    row = _feedback(platform, query_code)
    reply = {"text": text, "by": row["owner"], "at": now.isoformat()}
    said = json.dumps(reply, ensure_ascii=False)
    state = "closed" if close else "answered"
    platform.store.update("feedback", "id", row["id"], state=state, reply=said)
