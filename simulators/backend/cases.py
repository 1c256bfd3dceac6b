"""Cases (办件) in the platform's books. Callers run these inside one transaction."""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import datetime
from typing import Any, Final

from simulators.backend.bodies import NewCase, Submission
from simulators.backend.catalogue_model import Item
from simulators.backend.judging import SIGNATURE, defects
from simulators.backend.platform import Caller, Platform
from simulators.backend.problems import Defect, ProblemError, invalid
from simulators.backend.working_days import deadline

DISTRICT: Final = "9901"
QUERY_URL: Final = "https://ywtb.example/c/"  # .example is reserved (RFC 2606)
OPEN_AT_TERMINAL: Final = frozenset({"apply", "full"})
STATE_ON_SUBMIT: Final = {
    "on_receipt": "accepted",
    "after_review": "received",
    "automatic": "decided",
}
JPEG_START: Final = b"\xff\xd8\xff"
PNG_START: Final = b"\x89PNG\r\n\x1a\n"
COLUMNS_SHOWN: Final = (
    "case_no",
    "query_code",
    "item_code",
    "state",
    "accepted_at",
    "promised_date",
    "statutory_date",
    "terminal",
    "terminal_case_ref",
)


def _item(platform: Platform, code: str) -> Item:
    if code not in platform.catalogue.items:
        raise ProblemError("not_found")
    return platform.catalogue.items[code]


def _case(platform: Platform, case_no: str) -> dict[str, Any]:
    row = platform.store.row("SELECT * FROM cases WHERE case_no = ?", case_no)
    if row is None:
        raise ProblemError("not_found")
    return row


def _own_case(platform: Platform, case_no: str, terminal: str, person: str) -> dict[str, Any]:
    """A case of another terminal or person is not found: its existence is no one's business."""
    row = _case(platform, case_no)
    if row["terminal"] != terminal or row["person_ref"] != person:
        raise ProblemError("not_found")
    return row


def open_case(platform: Platform, caller: Caller, person: str, new: NewCase) -> dict[str, str]:
    """A draft. One client reference under two keys makes two cases: that is the client's slip."""
    item = _item(platform, new.item_code)
    if item.self_service not in OPEN_AT_TERMINAL:
        raise invalid(Defect("item_code", "这个事项不能在自助终端提交，请到窗口办理。"))
    if platform.store.person_ref(new.applicant.id_number) != person:
        raise invalid(Defect("applicant.id_number", "申请人和刷身份证的人不一致。"))
    number = platform.store.insert(
        "cases",
        state="draft",
        item_code=item.code,
        terminal=caller.terminal,
        terminal_case_ref=new.terminal_case_ref,
        person_ref=person,
        applicant=new.applicant.model_dump_json(),
        form=json.dumps(new.form, ensure_ascii=False),
        channel=new.channel,
        occurred_at=new.occurred_at.isoformat(),
        created_at=caller.now.isoformat(),
    )
    case_no = f"{caller.now:%Y%m%d}{DISTRICT}{number % 1_000_000:06d}"
    platform.store.db.execute(
        "UPDATE cases SET case_no = ?, query_code = ? WHERE id = ?",
        [case_no, _free_query_code(platform), number],
    )
    return {"case_no": case_no, "state": "draft"}


def _free_query_code(platform: Platform) -> str:
    """Eight digits that cannot be guessed from the neighbour's."""
    while True:
        code = str(10_000_000 + secrets.randbelow(90_000_000))
        if platform.store.row("SELECT 1 FROM cases WHERE query_code = ?", code) is None:
            return code


def add_material(
    platform: Platform, caller: Caller, person: str, case_no: str, code: str, body: bytes
) -> dict[str, Any]:
    """Keeps size and digest, not the picture. The same bytes may come again at any time."""
    row = _own_case(platform, case_no, caller.terminal, person)
    _check_picture(_item(platform, row["item_code"]), code, body)
    shown = {"code": code, "size": len(body), "sha256": hashlib.sha256(body).hexdigest()}
    if shown in _materials(platform, case_no):
        return shown
    if row["state"] not in ("draft", "correction"):
        raise invalid(Defect(f"materials.{code}", "已经提交，不能再换材料。"))
    platform.store.db.execute(
        "INSERT OR REPLACE INTO materials (case_no, code, size, sha256) VALUES (?, ?, ?, ?)",
        [case_no, *shown.values()],
    )
    return shown


def _check_picture(item: Item, code: str, body: bytes) -> None:
    if code != SIGNATURE and code not in {material.code for material in item.materials}:
        raise ProblemError("not_found")
    start = PNG_START if code == SIGNATURE else JPEG_START
    if not body.startswith(start):
        raise invalid(Defect(f"materials.{code}", "图片打不开，请重新拍一张。"))


def _materials(platform: Platform, case_no: str) -> list[dict[str, Any]]:
    return list(
        platform.store.rows(
            "SELECT code, size, sha256 FROM materials WHERE case_no = ? ORDER BY code", case_no
        )
    )


def submit(
    platform: Platform, caller: Caller, person: str, case_no: str, submission: Submission
) -> dict[str, Any]:
    """Judges the whole case. A case already submitted is answered as it stands."""
    row = _own_case(platform, case_no, caller.terminal, person)
    if row["state"] not in ("draft", "correction"):
        return show(platform, row)
    item = _item(platform, row["item_code"])
    received = {material["code"] for material in _materials(platform, case_no)}
    found = defects(item, json.loads(row["form"]), received)
    if found:
        raise invalid(*found)
    platform.store.db.execute(
        "UPDATE cases SET state = ?, declaration = ?, signed_at = ?, submitted_at = ?"
        " WHERE case_no = ?",
        [
            STATE_ON_SUBMIT[item.acceptance],
            submission.declaration,
            submission.signed_at.isoformat(),
            caller.now.isoformat(),
            case_no,
        ],
    )
    if item.acceptance != "after_review":
        _accept(platform, item, case_no, caller.now)
    return show(platform, _case(platform, case_no))


def _accept(platform: Platform, item: Item, case_no: str, now: datetime) -> None:
    promised = deadline(now.date(), item.promised_limit.days)
    statutory = deadline(now.date(), item.statutory_limit.days)
    platform.store.db.execute(
        "UPDATE cases SET accepted_at = ?, promised_date = ?, statutory_date = ?, estimated = ?"
        " WHERE case_no = ?",
        [
            now.isoformat(),
            promised.day.isoformat(),
            statutory.day.isoformat(),
            promised.estimated or statutory.estimated,
            case_no,
        ],
    )


def show(platform: Platform, row: dict[str, Any]) -> dict[str, Any]:
    """A Case as any signed terminal may see it: nothing in it says whose it is."""
    item = _item(platform, row["item_code"])
    return {
        **{name: row[name] for name in COLUMNS_SHOWN},
        "item_name": item.name.replace("|", ""),
        "estimated": bool(row["estimated"]),
        "department": item.department,
        "consult_phone": item.consult_phone,
        "query_url": QUERY_URL + row["query_code"],
        "materials": _materials(platform, row["case_no"]),
        "rating": _rating(platform, row["case_no"]),
    }


def _rating(platform: Platform, case_no: str) -> dict[str, Any] | None:
    row = platform.store.row("SELECT * FROM ratings WHERE case_no = ?", case_no)
    if row is None:
        return None
    return {
        "stars": row["stars"],
        "reasons": json.loads(row["reasons"]),
        "words": row["words"],
        "named": bool(row["named"]),
        "rated_at": row["rated_at"],
    }


def one(platform: Platform, case_no: str) -> dict[str, Any]:
    return show(platform, _case(platform, case_no))


def by_ref(platform: Platform, terminal: str, ref: str) -> list[dict[str, Any]]:
    rows = platform.store.rows(
        "SELECT * FROM cases WHERE terminal = ? AND terminal_case_ref = ? ORDER BY id",
        terminal,
        ref,
    )
    return [show(platform, row) for row in list(rows)]
