"""Cases (办件) in the platform's books. Callers run these inside one transaction."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any, Final

from simulators.backend import (
    case_states,
    companies,
    decisions,
    earlier,
    licences,
    notices,
    office,
    paging,
)
from simulators.backend.bodies_cases import Application, Correction, NewCase, Submission, Wish
from simulators.backend.case_view import (
    Row,
    case_row,
    materials,
    permissions_used,
    show,
)
from simulators.backend.catalogue_model import Item
from simulators.backend.judging import AUTHORISATION, SIGNATURES, WISH, Papers, defects
from simulators.backend.platform import Caller, Platform, Presence
from simulators.backend.problems import Defect, ProblemError, invalid

OPEN_AT_TERMINAL: Final = frozenset({"apply", "full", "print", "query"})
STATE_ON_SUBMIT: Final = {
    "on_receipt": "accepted",
    "after_review": "received",
    "automatic": "decided",
}
JPEG_START: Final = b"\xff\xd8\xff"
PNG_START: Final = b"\x89PNG\r\n\x1a\n"


def found(platform: Platform, case_no: str) -> Row:
    row = case_row(platform, case_no)
    if row is None:
        raise ProblemError("not_found")
    return row


def _own_case(platform: Platform, case_no: str, caller: Caller, who: Presence) -> Row:
    """A case of another person, and another terminal's draft, is not found: its existence is no
    one's business. What was submitted anywhere its person may see to at any terminal."""
    row = found(platform, case_no)
    elsewhere = row["state"] == "draft" and row["terminal"] != caller.terminal
    if elsewhere or row["person_ref"] != who.person_ref:
        raise ProblemError("not_found")
    return row


def opened(platform: Platform, caller: Caller, told: Application) -> Application:
    """The application with its encrypted fields in plain text."""
    applicant = told.applicant.model_copy(
        update={
            name: platform.opened(caller, getattr(told.applicant, name), f"applicant.{name}")
            for name in ("id_number", "phone")
        }
    )
    form = {
        name: platform.opened(caller, value, f"form.{name}") for name, value in told.form.items()
    }
    return told.model_copy(update={"applicant": applicant, "form": form})


def application_defects(
    platform: Platform, item: Item, told: Application, who: Presence
) -> list[Defect]:
    """What is wrong with who applies, for what parts, and where."""
    found = []
    if item.self_service not in OPEN_AT_TERMINAL:
        found.append(Defect("item_code", "这个事项不能在自助终端提交，请到窗口办理。"))
    number = told.applicant.id_number
    ref = number if number.startswith("p-") else platform.store.person_ref(number)
    if ref != who.person_ref and told.agent is None:
        found.append(Defect("applicant.id_number", "申请人和刷身份证的人不一致。"))
    if told.company is not None:
        found += companies.defects(item, told.company)
    for code in told.parts:
        if code not in platform.catalogue.known(item.code).parts:
            found.append(Defect(f"parts.{code}", "这一件事里没有这个事项。"))
        elif code not in item.parts:
            name = platform.catalogue.known(code).plain_name
            found.append(Defect(f"parts.{code}", f"“{name}”已经停办，其余的可以接着办。"))
    regions = {region.code for region in item.handling_area.regions}
    if told.handling_region is not None and told.handling_region not in regions:
        found.append(Defect("handling_region", "这个事项不能由这个地区办理。"))
    return found


def open_case(platform: Platform, caller: Caller, who: Presence, new: NewCase) -> dict[str, str]:
    """A draft. One client reference under two keys makes two cases: that is the client's slip."""
    case_states.forget_drafts(platform.store, caller.now)
    item = platform.catalogue.offered(new.item_code)
    who.must_reach(item.assurance)
    told = opened(platform, caller, new)
    wrong = application_defects(platform, item, told, who)
    codes = {item.code, *(told.parts or item.parts)}
    used, unusable = licences.permissions(platform, caller, who, codes, told.authorisations)
    if new.delivery is not None and new.delivery.way not in item.delivery_ways:
        unusable.append(Defect("delivery.way", "这个事项不能这样领取结果。"))
    if wrong or unusable:
        raise invalid(*wrong, *unusable)
    # All of them today need not be all of them tomorrow.
    told = told.model_copy(update={"parts": told.parts or item.parts})
    number = platform.store.insert(
        "cases",
        state="draft",
        item_code=item.code,
        terminal=caller.terminal,
        terminal_case_ref=new.terminal_case_ref,
        person_ref=who.person_ref,
        applicant=told.applicant.model_dump_json(),
        form=json.dumps(told.form, ensure_ascii=False),
        channel=new.channel,
        application=told.model_dump_json(exclude={"applicant", "form"}),
        occurred_at=new.occurred_at.isoformat(),
        created_at=caller.now.isoformat(),
    )
    # As platforms commonly do: implementing code (31), day, serial; 43 characters.
    case_no = f"{item.codes['31']}{caller.now:%Y%m%d}{number:04d}"
    query_code = free_code(platform, "cases")
    platform.store.update("cases", "id", number, case_no=case_no, query_code=query_code)
    case_states.remember(platform.store, case_no, "draft", caller.now)
    for permission in used:
        platform.store.update("authorisations", "id", permission["id"], case_no=case_no)
    return {"case_no": case_no, "state": "draft"}


def free_code(platform: Platform, table: str) -> str:
    """Eight digits for people that cannot be guessed from the neighbour's."""
    while True:
        code = str(10_000_000 + secrets.randbelow(90_000_000))
        taken = f"SELECT 1 FROM {table} WHERE query_code = ?"
        if platform.store.row(taken, code) is None:
            return code


def add_material(
    platform: Platform, caller: Caller, who: Presence, case_no: str, code: str, body: bytes
) -> dict[str, Any]:
    """Keeps size and digest, not the picture. The same bytes may come again at any time."""
    row = _own_case(platform, case_no, caller, who)
    asked = papers(platform, row).item
    _check_picture(asked, code, body)
    kept = {"code": code, "size": len(body), "sha256": hashlib.sha256(body).hexdigest()}
    received = materials(platform, case_no)
    if kept in received:
        return kept
    deferred = {each.code for each in asked.materials if each.necessity == "容缺"}
    late = code in deferred and code not in {material["code"] for material in received}
    late |= code == WISH
    if row["state"] not in ("draft", "correction") and not late:
        raise invalid(Defect(f"materials.{code}", "已经提交，不能再换材料。"))
    platform.store.db.execute(
        "INSERT OR REPLACE INTO materials (case_no, code, size, sha256) VALUES (?, ?, ?, ?)",
        [case_no, *kept.values()],
    )
    return kept


def _check_picture(item: Item, code: str, body: bytes) -> None:
    known = {material.code for material in item.materials} | SIGNATURES | {AUTHORISATION}
    if code not in known:
        raise ProblemError("not_found")
    start = PNG_START if code in SIGNATURES else JPEG_START
    if not body.startswith(start):
        raise invalid(Defect(f"materials.{code}", "图片打不开，请重新拍一张。"))


def papers(platform: Platform, row: Row) -> Papers:
    """Everything told and handed in for the case so far."""
    told = json.loads(row["application"])
    item = platform.catalogue.bundle(platform.catalogue.known(row["item_code"]), told["parts"])
    used = permissions_used(platform, row["case_no"])
    return Papers(
        item=item,
        form=json.loads(row["form"]),
        in_hand={material["code"] for material in materials(platform, row["case_no"])},
        situations=told["situations"],
        by_licence=set(licences.materials_saved(item, used)),
        by_earlier=earlier.codes(used),
        deferred=set(told["deferred"]),
        promised={given["code"] for given in told["commitments"]},
    )


def submit(
    platform: Platform, caller: Caller, who: Presence, case_no: str, submission: Submission
) -> dict[str, Any]:
    """Judges the whole case. A case already submitted is answered as it stands."""
    row = _own_case(platform, case_no, caller, who)
    if row["state"] != "draft":
        return show(platform, row)
    item = platform.catalogue.offered(row["item_code"])
    asked = papers(platform, row)
    if wrong := defects(asked):
        raise invalid(*wrong)
    if json.loads(row["application"])["agent"] is None:
        earlier.keep(platform, caller, row, asked.item, asked.in_hand)
    platform.store.update(
        "cases",
        "case_no",
        case_no,
        declaration=submission.declaration,
        signed_at=submission.signed_at.isoformat(),
        submitted_at=caller.now.isoformat(),
    )
    state = STATE_ON_SUBMIT[item.acceptance]
    case_states.move(platform.store, row, state, caller.now)
    if state == "received":
        notices.issue(platform, row, item, "received", caller.now)
    else:
        case_states.accept(platform.store, row, item, caller.now)
        notices.issue(platform, row, item, "accepted", caller.now)
    if state == "decided":
        decisions.decide_by_rule(platform, row, item, caller.now)
    if platform.desk.at_once is not None:
        office.act(platform, row, platform.desk.at_once)
    return one(platform, case_no)


def correct(
    platform: Platform, caller: Caller, who: Presence, case_no: str, mended: Correction
) -> dict[str, Any]:
    """Answers a correction notice, or tells that deferred materials are in."""
    row = _own_case(platform, case_no, caller, who)
    asked = papers(platform, row)
    if row["state"] == "correction":
        news = {n: platform.opened(caller, v, f"form.{n}") for n, v in mended.form.items()}
        form = {**asked.form, **news}
        row["form"] = json.dumps(form, ensure_ascii=False)
        wrong = defects(papers(platform, row))
        if wrong:
            raise invalid(*wrong)
        platform.store.update("cases", "case_no", case_no, form=row["form"])
        case_states.move(platform.store, row, row["came_from"], caller.now)
        return one(platform, case_no)
    shown = show(platform, row)
    if not asked.deferred or row["state"] not in ("received", "accepted", "handling"):
        raise ProblemError("wrong_state", state=row["state"])
    if shown["deferred"]:
        late = [
            Defect(f"materials.{each['code']}", f"还缺“{each['name']}”。")
            for each in shown["deferred"]
        ]
        raise invalid(*late)
    return shown


def withdraw(
    platform: Platform, caller: Caller, who: Presence, case_no: str, wish: Wish
) -> dict[str, Any]:
    """Takes the application back. One withdrawn before is answered as it stands."""
    row = _own_case(platform, case_no, caller, who)
    if row["state"] != "withdrawn":
        case_states.move(platform.store, row, "withdrawn", caller.now)
    return one(platform, case_no)


def one(platform: Platform, case_no: str) -> dict[str, Any]:
    return show(platform, found(platform, case_no))


def request_review(
    platform: Platform, caller: Caller, who: Presence, case_no: str, wish: Wish
) -> dict[str, Any]:
    """A person shall look at an automatic decision (人工复核)."""
    row = _own_case(platform, case_no, caller, who)
    decisions.request_review(platform, row, caller.now)
    return one(platform, case_no)


def listed(
    platform: Platform,
    caller: Caller,
    citizen: Presence | None,
    wanted: dict[str, str | None],
    page: paging.Page,
) -> dict[str, Any]:
    """By this terminal's reference, by query code, or all of the session's citizen."""
    if wanted["terminal_case_ref"]:
        wanted = {**wanted, "terminal": caller.terminal}
    elif not wanted["query_code"]:
        if citizen is None:
            raise ProblemError("session_expired")
        wanted = {**wanted, "person_ref": citizen.person_ref}
    terms = {name: value for name, value in wanted.items() if value}
    sql = f"SELECT * FROM cases WHERE {' AND '.join(f'{name} = ?' for name in terms)}"
    newest_first = "" if wanted["terminal_case_ref"] else " DESC"
    rows = list(platform.store.rows(f"{sql} ORDER BY id{newest_first}", *terms.values()))
    part, cursor = page.of(rows)
    return {"cases": [show(platform, row) for row in part], "next_cursor": cursor}
