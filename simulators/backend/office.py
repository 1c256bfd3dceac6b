"""The other side of the counter: what an official does with a case."""

from __future__ import annotations

from typing import Any, Final

from simulators.backend import case_states, decisions, notices
from simulators.backend.bodies_office import OfficeAct
from simulators.backend.clock import beijing_now
from simulators.backend.notices import Told
from simulators.backend.platform import Platform
from simulators.backend.problems import Defect
from simulators.backend.working_days import deadline

CORRECT_WITHIN_DAYS: Final = 5

Row = dict[str, Any]


def act(platform: Platform, row: Row, order: OfficeAct) -> None:
    """Raises ProblemError."""
    now, store = beijing_now(), platform.store
    item = platform.catalogue.known(row["item_code"])
    match order.act:
        case "accept":
            case_states.move(store, row, "accepted", now)
            case_states.accept(store, row, item, now)
            notices.issue(platform, row, item, "accepted", now)
        case "not_accept":
            case_states.move(store, row, "not_accepted", now)
            told = Told(reasons=order.reasons, refusing=True)
            notices.issue(platform, row, item, "not_accepted", now, told)
        case "correct":
            _ask_correction(platform, row, order)
        case "handle":
            case_states.move(store, row, "handling", now)
        case "suspend":
            case_states.suspend(store, row, order.kind, "".join(order.reasons), now)
        case "resume":
            case_states.resume(store, row, now)
        case "grant" | "refuse":
            case_states.move(store, row, "decided", now)
            reasons = order.reasons if order.act == "refuse" else []
            decisions.record(platform, row, item, reasons, None, now)
        case "ready":
            decisions.ready(platform, row, item, now)
        case "deliver":
            case_states.move(store, row, "delivered", now)
        case "uphold" | "change":
            state = "upheld" if order.act == "uphold" else "changed"
            decisions.answer_review(platform, row, state, order.answer, now)
        case "overdue":
            case_states.let_pass(store, row, now)


def _ask_correction(platform: Platform, row: Row, order: OfficeAct) -> None:
    now = beijing_now()
    item = platform.catalogue.known(row["item_code"])
    platform.store.update("cases", "case_no", row["case_no"], came_from=row["state"])
    case_states.move(platform.store, row, "correction", now)
    told = Told(
        reasons=order.reasons,
        defects=[Defect(field, message) for field, message in order.defects],
        answer_by=deadline(now.date(), CORRECT_WITHIN_DAYS).day,
    )
    notices.issue(platform, row, item, "correction", now, told)
