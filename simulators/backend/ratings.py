"""Ratings (好差评): first and follow-up, and the closed loop: a bad one is mended and answered."""

from __future__ import annotations

import json
from typing import Any, Final

from simulators.backend.bodies_hall import NewRating
from simulators.backend.platform import Caller, Platform
from simulators.backend.problems import Defect, ProblemError, invalid
from simulators.backend.store import Store
from simulators.backend.working_days import deadline

BAD_STARS: Final = 2  # one or two stars are 差评 and need a reason
ANSWER_WITHIN_DAYS: Final = 15
THANKS: Final = "谢谢您的评价。"
THANKS_FOR_BAD: Final = "对不起，没有让您满意。我们会在 15 个工作日内整改。"

Row = dict[str, Any]


def _round(store: Store, case_no: str, name: str) -> Row | None:
    return store.row("SELECT * FROM ratings WHERE case_no = ? AND round = ?", case_no, name)


def rate(platform: Platform, caller: Caller, new: NewRating) -> dict[str, str]:
    """Keeps the rating. Raises ProblemError not_found, already_rated, wrong_state or invalid."""
    case = platform.store.row("SELECT state FROM cases WHERE case_no = ?", new.case_no)
    if case is None:
        raise ProblemError("not_found")
    if _round(platform.store, new.case_no, new.round) is not None:
        raise ProblemError("already_rated")
    if new.round == "follow_up" and _round(platform.store, new.case_no, "first") is None:
        raise ProblemError("wrong_state", state="unrated")
    if case["state"] == "draft":
        raise invalid(Defect("case_no", "这件事还没有提交，暂时不能评价。"))
    bad = new.stars <= BAD_STARS
    if bad and not new.reasons and not new.words.strip():
        raise invalid(Defect("reasons", "请选一个原因，或者写几个字。"))
    answer_by = deadline(caller.now.date(), ANSWER_WITHIN_DAYS).day.isoformat() if bad else None
    number = platform.store.insert(
        "ratings",
        **new.model_dump(include={"case_no", "round", "stars", "words", "named", "channel"}),
        reasons=json.dumps(new.reasons),
        rated_at=caller.now.isoformat(),
        answer_by=answer_by,
    )
    return {"rating_id": f"R{number:06d}", "thanks": THANKS_FOR_BAD if bad else THANKS}


def reply(store: Store, case_no: str, text: str, by: str, at: str) -> None:
    """The office's answer, to be read at the terminal. Raises ProblemError `not_found`."""
    row = _round(store, case_no, "first")
    if row is None:
        raise ProblemError("not_found")
    said = json.dumps({"text": text, "by": by, "at": at}, ensure_ascii=False)
    store.update("ratings", "id", row["id"], reply=said)


def _said(row: Row) -> dict[str, Any]:
    shown = {name: row[name] for name in ("stars", "words", "rated_at")}
    return {**shown, "reasons": json.loads(row["reasons"])}


def shown(store: Store, case_no: str) -> dict[str, Any] | None:
    """A case's rating with what came of it; None when it has none."""
    first, second = _round(store, case_no, "first"), _round(store, case_no, "follow_up")
    if first is None:
        return None
    answer = json.loads(first["reply"]) if first["reply"] else None
    open_until = first["answer_by"]
    return {
        **_said(first),
        "named": bool(first["named"]),
        "state": "answered" if answer else "open" if open_until else "noted",
        "answer_by": open_until,
        "reply": answer,
        "follow_up": _said(second) if second else None,
    }
