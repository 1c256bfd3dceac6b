"""Decisions: by a rule without a person (无人干预), or by the office; and review by a person."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, Final

from simulators.backend import case_states, notices, prints, registry
from simulators.backend.catalogue_model import Item
from simulators.backend.notices import REMEDIES, Told
from simulators.backend.platform import Platform
from simulators.backend.problems import ProblemError

NAME_DIFFERS: Final = "身份证上的姓名与登记信息不一致。"
PICK_UP: Final = {
    "terminal": "在本机打印",
    "window": "到窗口领取",
    "mail": "邮寄到家",
    "locker": "到取件柜领取",
    "message": "短信通知",
}

Row = dict[str, Any]


def _refusals(platform: Platform, row: Row) -> list[str]:
    """What the rule of automatic items holds against the case: the name on record differs."""
    applicant = json.loads(row["applicant"])
    known = registry.person(platform.store, row["person_ref"])
    return [] if applicant["name"] == known["name"] else [NAME_DIFFERS]


def decide_by_rule(platform: Platform, row: Row, item: Item, now: datetime) -> None:
    """The case has just become `decided`: what by, and the paper when it is granted."""
    reasons = _refusals(platform, row)
    rule = item.automatic_rule.model_dump() if item.automatic_rule else None
    record(platform, row, item, reasons, rule, now)


def record(
    platform: Platform,
    row: Row,
    item: Item,
    reasons: list[str],
    rule: dict[str, str] | None,
    now: datetime,
) -> None:
    """Writes the decision down, tells it, and makes the paper of what was granted."""
    refused = bool(reasons)
    decision = {
        "outcome": "refused" if refused else "granted",
        "automatic": rule is not None,
        "rule": rule,
        "decided_at": now.isoformat(),
        "reasons": reasons,
        "remedies": list(REMEDIES) if refused else [],
        "review": None,
    }
    _keep(platform, row, decision)
    notices.issue(platform, row, item, "decided", now, Told(reasons=reasons, refusing=refused))
    if not refused and item.delivery_ways[0] == "terminal":
        ready(platform, row, item, now)


def _keep(platform: Platform, row: Row, decision: dict[str, Any]) -> None:
    row["decision"] = json.dumps(decision, ensure_ascii=False)
    platform.store.update("cases", "case_no", row["case_no"], decision=row["decision"])


def ready(platform: Platform, row: Row, item: Item, now: datetime) -> None:
    """The result can be fetched: printed here, or as the applicant chose."""
    case_states.move(platform.store, row, "result_ready", now)
    chosen = json.loads(row["application"])["delivery"]
    way = chosen["way"] if chosen else item.delivery_ways[0]
    number = None
    if way == "terminal":
        paper = notices.certificate(platform, row, item, now)
        number = prints.make(platform, row, "certificate", paper, now)
    result = {
        "name": item.result.name,
        "way": way,
        "ready_at": now.isoformat(),
        "print_id": f"P{number:06d}" if number else None,
        "pick_up": PICK_UP[way],
    }
    shown = json.dumps(result, ensure_ascii=False)
    platform.store.update("cases", "case_no", row["case_no"], result=shown)
    if way != "terminal":
        notices.issue(platform, row, item, "result", now)


def request_review(platform: Platform, row: Row, now: datetime) -> None:
    """Raises ProblemError `wrong_state` when there is no automatic decision, or it was asked."""
    decision = json.loads(row["decision"]) if row["decision"] else None
    if decision is None or not decision["automatic"] or decision["review"]:
        raise ProblemError("wrong_state", state=row["state"])
    review = {
        "requested_at": now.isoformat(),
        "state": "waiting",
        "answer": "",
        "answered_at": None,
    }
    _keep(platform, row, {**decision, "review": review})


def answer_review(platform: Platform, row: Row, state: str, answer: str, now: datetime) -> None:
    """`state` is upheld or changed. Raises ProblemError `wrong_state` when none is waiting."""
    decision = json.loads(row["decision"]) if row["decision"] else {"review": None}
    if not decision["review"] or decision["review"]["state"] != "waiting":
        raise ProblemError("wrong_state", state=row["state"])
    told = {"state": state, "answer": answer, "answered_at": now.isoformat()}
    _keep(platform, row, {**decision, "review": {**decision["review"], **told}})
