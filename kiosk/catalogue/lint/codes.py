"""Codes: GB/T 39554.1 (12, 31 and 33 characters), GB 32100, GB/T 39046 A.1 and A.2."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kiosk.catalogue.lint.slips import ItemSlip, Slip
from kiosk.catalogue.model import Item
from kiosk.identity.credit_codes import is_credit_code

KINDS = {"行政许可": "01", "行政给付": "05", "行政确认": "07", "其他": "10", "公共服务": "20"}
"""事项类型 and its two digits in the basic code."""
LEVELS = {"国家级": "1", "省级": "2", "市级": "3", "区级": "4", "镇级": "5", "村级": "6"}
"""行使层级 and its digit in the implementing code."""
BASIC = re.compile(r"\d{12}")
USCC = 18


def codes_have_their_lengths(item: Item) -> Iterator[Slip]:
    """12 digits, then the office's code, its level and those 12, then two digits more."""
    twelve, long, longest = (item.codes.get(length, "") for length in ("12", "31", "33"))
    if not BASIC.fullmatch(twelve) or item.code != twelve:
        yield Slip("codes.12", f"{twelve!r} is not 12 digits, or not the item's code {item.code}")
    if len(long) != 31 or not long.endswith(twelve):
        yield Slip("codes.31", f"{long!r} is not 31 characters that end in the 12")
    if len(longest) != 33 or not longest.startswith(long) or not longest[31:].isdigit():
        yield Slip("codes.33", f"{longest!r} is not the 31 and two digits")


def office_code_is_valid(item: Item) -> Iterator[Slip]:
    """The first 18 of the 31 are a credit code with right check characters."""
    office = item.codes.get("31", "")[:USCC]
    if not is_credit_code(office):
        yield Slip("codes.31", f"{office!r} is no credit code: length, character or check digit")


def code_says_the_kind(item: Item) -> Iterator[Slip]:
    """Digits 3 and 4 of the basic code are those of the kind."""
    wanted = KINDS.get(item.kind)
    if wanted is None:
        yield Slip("kind", f"{item.kind!r} is none of {'、'.join(KINDS)}")
    elif item.code[2:4] != wanted:
        yield Slip("codes.12", f"digits 3 and 4 are {item.code[2:4]}, {item.kind} has {wanted}")


def code_says_the_level(item: Item) -> Iterator[Slip]:
    """Character 19 of the implementing code is the level's."""
    wanted = LEVELS.get(item.level)
    found = item.codes.get("31", "")[USCC : USCC + 1]
    if found != wanted:
        yield Slip("codes.31", f"character 19 is {found!r}, {item.level} has {wanted!r}")


def codes_are_unique(items: Sequence[Item]) -> Iterator[ItemSlip]:
    """No code and no form number belongs to two items."""
    taken: dict[str, Item] = {}
    for item in items:
        for field, code in (*item.codes.items(), ("form.id", item.form.id)):
            first = taken.setdefault(f"{field}:{code}", item)
            if first is not item:
                slip = Slip(f"codes.{field}", f"{code} is also that of “{first.plain_name}”")
                yield ItemSlip(item, slip)


def an_office_has_one_name(items: Sequence[Item]) -> Iterator[ItemSlip]:
    """One credit code, one department."""
    names: dict[str, str] = {}
    for item in items:
        office = item.codes.get("31", "")[:USCC]
        name = names.setdefault(office, item.department)
        if name != item.department:
            slip = Slip("department", f"{item.department}: {office} is {name} elsewhere")
            yield ItemSlip(item, slip)
