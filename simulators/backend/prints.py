"""Papers the platform makes: written down when due, drawn and sealed when first asked for."""

from __future__ import annotations

import asyncio
import hashlib
import json
from datetime import datetime, timedelta
from typing import Any, Final

from simulators.backend import case_states, paging
from simulators.backend.bodies_cases import PrintReport
from simulators.backend.catalogue_model import Item
from simulators.backend.licences import random_code
from simulators.backend.paper import Sheet
from simulators.backend.paper import pages as count_pages
from simulators.backend.platform import Caller, Platform, Presence
from simulators.backend.problems import Defect, ProblemError, invalid
from simulators.backend.store import Store

VERIFY_URL: Final = "https://ywtb.example/v/"  # .example is reserved (RFC 2606)
GOOD_FOR: Final = timedelta(days=30)
BLANK: Final = frozenset({"form", "sample"})
STATES: Final = {"printed": "done", "partial": "partial", "failed": "ready"}

Row = dict[str, Any]


def make(platform: Platform, case: Row, kind: str, paper: dict[str, Any], now: datetime) -> int:
    """A sealed paper of a case; its number."""
    return platform.store.insert(
        "prints",
        kind=kind,
        title=paper["title"],
        item_code=case["item_code"],
        case_no=case["case_no"],
        person_ref=case["person_ref"],
        paper=json.dumps(paper, ensure_ascii=False),
        verification_code=random_code(12),
        pick_up_code=random_code(8),
        ready_at=now.isoformat(),
        good_until=(now + GOOD_FOR).date().isoformat(),
        state="ready",
    )


def forget_drawings(store: Store) -> None:
    """After a start papers are drawn anew: their seal's CA has gone with the run before."""
    store.db.execute("UPDATE prints SET pdf = NULL, pages = NULL")


def _blank(platform: Platform, item: Item, kind: str, now: datetime) -> None:
    """The item's empty form (空表) or filled-in sample (样表), made once."""
    known = "SELECT 1 FROM prints WHERE item_code = ? AND kind = ?"
    if platform.store.row(known, item.code, kind) is not None:
        return
    sample = kind == "sample"
    title = f"{item.form.title}（{'样表' if sample else '空表'}）"
    paper = {
        "title": title,
        "document_no": "",
        "to": "",
        "lines": [
            [field.label, (field.hint or "示例") if sample else ""] for field in item.form.fields
        ],
        "paragraphs": [item.plain_name],
        "signed_by": "",
    }
    platform.store.insert(
        "prints",
        kind=kind,
        title=title,
        item_code=item.code,
        paper=json.dumps(paper, ensure_ascii=False),
        ready_at=now.isoformat(),
        state="ready",
    )


async def drawn(platform: Platform, row: Row) -> Row:
    """The row with its PDF and number of pages, made now if it is the first time."""
    if row["pdf"] is None:
        code = row["verification_code"]
        sheet = Sheet.read(row["paper"], code, VERIFY_URL + code if code else "")
        # typst and the signature take a while: other calls go on meanwhile.
        pdf = await asyncio.to_thread(sheet.pdf)
        if code:
            pdf = await asyncio.to_thread(platform.seal.stamp, pdf, sheet.signed_by)
        pages = count_pages(pdf)
        platform.store.update("prints", "id", row["id"], pdf=pdf, pages=pages)
        row = {**row, "pdf": pdf, "pages": pages}
    return row


def shown(row: Row) -> dict[str, Any]:
    """A drawn paper as the contract words it."""
    code = row["verification_code"]
    return {
        "print_id": f"P{row['id']:06d}",
        **{
            name: row[name]
            for name in (
                "kind",
                "title",
                "item_code",
                "case_no",
                "pages",
                "pages_printed",
                "copies",
                "verification_code",
                "pick_up_code",
                "ready_at",
                "good_until",
                "state",
            )
        },
        "size": len(row["pdf"]),
        "sha256": hashlib.sha256(row["pdf"]).hexdigest(),
        "sealed": code is not None,
        "verify_url": VERIFY_URL + code if code else None,
    }


def _by_code(platform: Platform, caller: Caller, code: str) -> Row:
    """The paper of a pick-up code. Guessing is slowed down: see too_many_requests."""
    platform.guesses.allow(caller.terminal, caller.now)
    row = platform.store.row("SELECT * FROM prints WHERE pick_up_code = ?", code)
    if row is None:
        platform.guesses.missed(caller.terminal, caller.now)
        raise ProblemError("not_found")
    if row["good_until"] < caller.now.date().isoformat():
        raise ProblemError("code_expired")
    return row


async def listed(
    platform: Platform,
    caller: Caller,
    citizen: Presence | None,
    wanted: dict[str, str | None],
    pick_up_code: str | None,
    page: paging.Page,
) -> dict[str, Any]:
    """A page of papers. Raises ProblemError."""
    if pick_up_code:
        rows, cursor = [_by_code(platform, caller, pick_up_code)], None
    else:
        rows, cursor = page.of(_selected(platform, caller, citizen, wanted))
    return {"prints": [shown(await drawn(platform, row)) for row in rows], "next_cursor": cursor}


def _selected(
    platform: Platform, caller: Caller, citizen: Presence | None, wanted: dict[str, str | None]
) -> list[Row]:
    kind, item_code = wanted["kind"], wanted["item_code"]
    values = {name: value for name, value in wanted.items() if value}
    if kind in BLANK:
        if not item_code:
            raise invalid(Defect("item_code", "要说明是哪个事项的表。"))
        _blank(platform, platform.catalogue.offered(item_code), kind, caller.now)
    elif citizen is None:
        raise ProblemError("session_expired")
    else:
        values["person_ref"] = citizen.person_ref
    terms = " AND ".join(f"{name} = ?" for name in values)
    sql = f"SELECT * FROM prints WHERE {terms} ORDER BY id DESC"
    return list(platform.store.rows(sql, *values.values()))


def _number(print_id: str) -> int:
    digits = print_id.removeprefix("P")
    return int(digits) if digits.isdecimal() and len(digits) == 6 else 0


def one(platform: Platform, print_id: str) -> Row:
    row = platform.store.row("SELECT * FROM prints WHERE id = ?", _number(print_id))
    if row is None:
        raise ProblemError("not_found")
    return row


def may_open(
    platform: Platform, caller: Caller, citizen: Presence | None, print_id: str, code: str | None
) -> Row:
    """The paper, for its owner's session or its pick-up code; blank ones for everybody."""
    row = one(platform, print_id)
    if row["kind"] in BLANK:
        return row
    if code is not None:
        if _by_code(platform, caller, code)["id"] != row["id"]:
            raise ProblemError("not_found")
        return row
    if citizen is None:
        raise ProblemError("session_expired")
    if row["person_ref"] != citizen.person_ref:
        raise ProblemError("not_found")
    return row


async def report(
    platform: Platform, caller: Caller, print_id: str, told: PrintReport
) -> dict[str, Any]:
    """What came out of the printer; a certificate printed whole has been delivered."""
    row = await drawn(platform, one(platform, print_id))
    state = "done" if row["state"] == "done" else STATES[told.outcome]
    changed = {"state": state, "pages_printed": told.pages, "copies": row["copies"] + told.copies}
    platform.store.update("prints", "id", row["id"], **changed)
    if state == "done" and row["kind"] == "certificate":
        case = platform.store.row("SELECT * FROM cases WHERE case_no = ?", row["case_no"])
        if case and case["state"] == "result_ready":
            case_states.move(platform.store, case, "delivered", caller.now)
    return shown({**row, **changed})
