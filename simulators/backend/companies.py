"""Firms and bodies (法人): whom a citizen may act for, and whether a credit code can be one."""

from __future__ import annotations

from typing import Any, Final

from simulators.backend import registry
from simulators.backend.bodies_cases import Company
from simulators.backend.catalogue_model import Item
from simulators.backend.platform import Platform, Presence
from simulators.backend.problems import Defect

SIGNS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def known(platform: Platform, citizen: Presence) -> list[dict[str, Any]]:
    """Those the register joins with the citizen."""
    number = registry.person(platform.store, citizen.person_ref)["id_number"]
    return registry.companies(number)


def defects(item: Item, company: Company) -> list[Defect]:
    """What is wrong with a firm as the applicant."""
    found = []
    if "legal" not in item.audience:
        found.append(Defect("company", "这个事项只能由个人办理。"))
    if not checks(company.credit_code):
        found.append(Defect("company.credit_code", "统一社会信用代码不对，请对着执照核对。"))
    return found


def checks(code: str) -> bool:
    """Whether the last character fits the others (GB 32100-2015: weights 3^n, modulus 31)."""
    total = sum(SIGNS.index(sign) * 3**place for place, sign in enumerate(code[:17]))
    return SIGNS[-total % 31] == code[17]
