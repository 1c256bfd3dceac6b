"""Notices of a case (通知书): what the platform tells the applicant in writing, with reasons."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from simulators.backend import prints, registry
from simulators.backend.catalogue_model import Item
from simulators.backend.platform import Platform
from simulators.backend.problems import Defect
from simulators.backend.store import Store

# Kind: heading, the word in its number, first sentence.
KINDS: Final = {
    "received": ("收件通知书", "收", "您提交的材料已经收到，是否受理会另行通知。"),
    "accepted": ("受理通知书", "受", "您提交的材料齐全、符合法定形式，现予受理。"),
    "not_accepted": ("不予受理通知书", "不受", "您的申请不符合受理条件，不予受理。"),
    "correction": ("补正通知书", "补", "您的材料还需要补正，请一次补齐下列各项。"),
    "decided": ("办理决定书", "决", "您的申请已经办结。"),
    "result": ("领取通知书", "领", "办理结果已经做好，请领取。"),
}
REMEDIES: Final = (
    "对本通知不服的，可以自收到之日起 60 日内向示例市示例区人民政府申请行政复议。",
    "也可以自收到之日起 6 个月内向示例区人民法院提起行政诉讼。",
)

PURPOSE: Final = "purpose"
"""Name of the question what a certificate is wanted for (用途)."""


@dataclass(frozen=True)
class Told:
    """What a notice says besides its kind."""

    reasons: list[str] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)
    answer_by: date | None = None
    refusing: bool = False

    @property
    def remedies(self) -> list[str]:
        return list(REMEDIES) if self.refusing else []


NOTHING: Final = Told()


def issue(
    platform: Platform,
    row: dict[str, Any],
    item: Item,
    kind: str,
    now: datetime,
    told: Told = NOTHING,
) -> None:
    """Writes the notice, and the sealed paper of it."""
    title, word, sentence = KINDS[kind]
    number = platform.store.insert(
        "notices",
        case_no=row["case_no"],
        kind=kind,
        title=title,
        document_no="",
        issued_at=now.isoformat(),
        reasons=json.dumps(told.reasons, ensure_ascii=False),
        remedies=json.dumps(told.remedies, ensure_ascii=False),
        defects=json.dumps([vars(defect) for defect in told.defects], ensure_ascii=False),
        answer_by=told.answer_by.isoformat() if told.answer_by else None,
    )
    document_no = f"示例{word}〔{now:%Y}〕{number:06d} 号"
    paper = {
        "title": title,
        "document_no": document_no,
        "to": json.loads(row["applicant"])["name"],
        "lines": _lines(row, item, now, told),
        "paragraphs": [sentence, *told.reasons, *(d.message for d in told.defects), *told.remedies],
        "signed_by": item.department,
    }
    print_id = prints.make(platform, row, "notice", paper, now)
    platform.store.update("notices", "id", number, document_no=document_no, print=print_id)


def _lines(row: dict[str, Any], item: Item, now: datetime, told: Told) -> list[list[str]]:
    lines = [
        ["办件编号", row["case_no"]],
        ["事项", item.plain_name],
        ["日期", f"{now:%Y 年 %m 月 %d 日}"],
        ["咨询电话", item.consult_phone],
    ]
    if told.answer_by:
        lines.append(["请在此日前补正", told.answer_by.isoformat()])
    return lines


def shown(store: Store, case_no: str) -> list[dict[str, Any]]:
    rows = store.rows("SELECT * FROM notices WHERE case_no = ? ORDER BY id", case_no)
    return [
        {
            "notice_id": f"N{row['id']:06d}",
            "kind": row["kind"],
            "document_no": row["document_no"],
            "title": row["title"],
            "issued_at": row["issued_at"],
            "reasons": json.loads(row["reasons"]),
            "remedies": json.loads(row["remedies"]),
            "defects": json.loads(row["defects"]),
            "answer_by": row["answer_by"],
            "print_id": f"P{row['print']:06d}",
        }
        for row in rows
    ]


def certificate(
    platform: Platform, row: dict[str, Any], item: Item, now: datetime
) -> dict[str, Any]:
    """The paper of a certificate (证明) for the case's person."""
    person = registry.person(platform.store, row["person_ref"])
    asked = next((one for one in item.form.fields if one.name == PURPOSE), None)
    wanted = json.loads(row["form"]).get(PURPOSE)
    said = [one.label for one in asked.choices if one.value == wanted] if asked else []
    return {
        "title": item.result.name,
        "document_no": f"示例证〔{now:%Y}〕{row['case_no'][-6:]} 号",
        "to": "",
        "lines": [
            ["姓名", person["name"]],
            ["证件号码", registry.masked_number(person["id_number"])],
            *(["用途", label] for label in said),
            ["办件编号", row["case_no"]],
            ["出具日期", f"{now:%Y 年 %m 月 %d 日}"],
        ],
        "paragraphs": ["经核对，上述人员的登记信息与本平台记录一致，特此证明。"],
        "signed_by": item.department,
    }
