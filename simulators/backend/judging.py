"""Precheck of a case: every defect at once (一次性告知), never only the first one found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from simulators.backend.catalogue_model import FormField, Item
from simulators.backend.problems import Defect

SIGNATURE: Final = "_signature"
ID_NUMBER: Final = re.compile(r"\d{17}[\dX]")


def _problem_of(field: FormField, value: str) -> str:
    """What is wrong with an answer given, or ""."""
    if len(value) > field.max_length:
        return f"最多 {field.max_length} 个字。"
    if field.kind == "choice" and value not in {choice.value for choice in field.choices}:
        return "请从列出的选项里选一个。"
    if field.kind == "number" and not re.fullmatch(r"\d+(\.\d+)?", value):
        return field.problem or "请填数字。"
    if field.kind == "id_number" and not ID_NUMBER.fullmatch(value):
        return field.problem or "身份证号是 18 位，请核对。"
    if field.pattern and not re.fullmatch(field.pattern, value):
        return field.problem or "格式不对，请核对。"
    return ""


def _form_defects(item: Item, form: dict[str, str]) -> Iterator[Defect]:
    for field in item.form.fields:
        value = form.get(field.name, "").strip()
        if not value and field.required:
            yield Defect(f"form.{field.name}", f"请填写{field.label}。")
        elif value and (problem := _problem_of(field, value)):
            yield Defect(f"form.{field.name}", problem)
    for name in form.keys() - {field.name for field in item.form.fields}:
        yield Defect(f"form.{name}", "这个事项没有这一栏。")


def _material_defects(item: Item, received: set[str]) -> Iterator[Defect]:
    for material in item.materials:
        wanted = material.necessity == "必要" and material.source == "capture"
        if wanted and material.code not in received:
            yield Defect(f"materials.{material.code}", f"还缺“{material.name}”。")
    if SIGNATURE not in received:
        yield Defect(f"materials.{SIGNATURE}", "还没有签名。")


def defects(item: Item, form: dict[str, str], received: set[str]) -> list[Defect]:
    """`received` holds the codes of the materials uploaded, `_signature` among them."""
    return [*_form_defects(item, form), *_material_defects(item, received)]
