"""Precheck of a case: every defect at once (一次性告知), never only the first one found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from simulators.backend.catalogue_model import FormField, Item, Material
from simulators.backend.problems import Defect

SIGNATURE: Final = "_signature"
WISH: Final = "_wish"
SIGNATURES: Final = frozenset({SIGNATURE, "_commitment", "_pledge", WISH})
# An agent's, beside the materials that the item asks for.
AUTHORISATION: Final = "_authorisation"
ID_NUMBER: Final = re.compile(r"\d{17}[\dX]")
# Looking something up or printing it needs a card, but no signed application.
UNSIGNED: Final = frozenset({"print", "query"})


@dataclass(frozen=True)
class Papers:
    """What an applicant has told and handed in for an item (a bundle: merged from its parts)."""

    item: Item
    form: dict[str, str]
    in_hand: set[str]
    situations: dict[str, str] = field(default_factory=dict)
    by_licence: set[str] = field(default_factory=set)
    by_earlier: set[str] = field(default_factory=set)
    deferred: set[str] = field(default_factory=set)
    promised: set[str] = field(default_factory=set)

    def materials(self) -> list[Material]:
        """The materials asked for in these situations."""
        return [each for each in self.item.materials if each.asked(self.situations)]

    def satisfied_by(self, material: Material) -> str | None:
        """By what a material is there or need not be; None while it is missing."""
        commitment = self.item.commitment
        promised = commitment is not None and commitment.code in self.promised
        ways = {
            "id_card": material.source == "id_card",
            "licence": material.code in self.by_licence,
            "capture": material.code in self.in_hand,
            "earlier": material.code in self.by_earlier,
            "commitment": promised and commitment and material.code in commitment.replaces,
            # What may follow later follows later, whether the terminal says so or not.
            "deferred": material.necessity == "容缺",
        }
        return next((way for way, holds in ways.items() if holds), None)


def _is_date(value: str) -> bool:
    try:
        datetime.strptime(value, "%Y-%m-%d")
    except ValueError:
        return False
    return True


def _problem_of(field: FormField, value: str) -> str:
    """What is wrong with an answer given, or ""."""
    if len(value) > field.max_length:
        return f"最多 {field.max_length} 个字。"
    if field.kind == "choice" and value not in {choice.value for choice in field.choices}:
        return "请从列出的选项里选一个。"
    if field.kind == "number" and not re.fullmatch(r"\d+(\.\d+)?", value):
        return field.problem or "请填数字。"
    if field.kind == "date" and not _is_date(value):
        return field.problem or "请填一个日期，例如 2026-01-05。"
    if field.kind == "id_number" and not ID_NUMBER.fullmatch(value):
        return field.problem or "身份证号是 18 位，请核对。"
    if field.pattern and not re.fullmatch(field.pattern, value):
        return field.problem or "格式不对，请核对。"
    return ""


def _form_defects(item: Item, form: dict[str, str]) -> Iterator[Defect]:
    for question in item.form.fields:
        value = form.get(question.name, "").strip()
        if not value and question.required:
            yield Defect(f"form.{question.name}", f"请填写{question.label}。")
        elif value and (problem := _problem_of(question, value)):
            yield Defect(f"form.{question.name}", problem)
    for name in form.keys() - {question.name for question in item.form.fields}:
        yield Defect(f"form.{name}", "这个事项没有这一栏。")


def _situation_defects(papers: Papers) -> Iterator[Defect]:
    asked = {each.name: each for each in papers.item.situations}
    for name, value in papers.situations.items():
        if name not in asked:
            yield Defect(f"situations.{name}", "这个事项没有这个问题。")
        elif value not in {choice.value for choice in asked[name].choices}:
            yield Defect(f"situations.{name}", "请从列出的选项里选一个。")


def _promise_defects(papers: Papers) -> Iterator[Defect]:
    offered = {papers.item.commitment.code} if papers.item.commitment else set()
    for code in sorted(papers.promised - offered):
        yield Defect(f"commitments.{code}", "这个事项没有这份承诺书。")
    deferrable = {each.code for each in papers.materials() if each.necessity == "容缺"}
    for code in sorted(papers.deferred - deferrable):
        yield Defect(f"deferred.{code}", "这份材料不能以后再补。")


def _material_defects(papers: Papers) -> Iterator[Defect]:
    for material in papers.materials():
        if material.necessity == "必要" and papers.satisfied_by(material) is None:
            yield Defect(f"materials.{material.code}", f"还缺“{material.name}”。")


def advance_defects(papers: Papers) -> list[Defect]:
    """What a precheck finds: all but the signature, which comes last at the terminal."""
    return [
        *_form_defects(papers.item, papers.form),
        *_situation_defects(papers),
        *_promise_defects(papers),
        *_material_defects(papers),
    ]


def defects(papers: Papers) -> list[Defect]:
    """What submission finds."""
    found = advance_defects(papers)
    if papers.item.self_service not in UNSIGNED and SIGNATURE not in papers.in_hand:
        found.append(Defect(f"materials.{SIGNATURE}", "还没有签名。"))
    return found
