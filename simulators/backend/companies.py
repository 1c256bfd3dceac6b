"""Firms and bodies (法人): whom a citizen may act for and in what, and credit codes that can be."""

from __future__ import annotations

from typing import Any, Final

from simulators.backend import registry
from simulators.backend.bodies_cases import Company, CompanyPresentation
from simulators.backend.catalogue_model import Item
from simulators.backend.platform import Caller, Platform, Presence
from simulators.backend.problems import Defect

SIGNS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def known(platform: Platform, citizen: Presence, for_item: str | None) -> list[dict[str, Any]]:
    """Those the register joins with the citizen; for an item, those they may act for in it."""
    item = platform.catalogue.offered(for_item) if for_item else None
    return [
        {**_shown(one["firm"]), "role": one["role"]}
        for one in _mandates(platform, citizen)
        if not one["firm"].get("struck_off") and (item is None or _covers(one, item))
    ]


def present(
    platform: Platform, caller: Caller, citizen: Presence, shown: CompanyPresentation
) -> dict[str, Any]:
    """The firm behind a code, and whether the citizen may act for it in this."""
    item = platform.catalogue.offered(shown.item_code)
    firm = registry.company(platform.store, shown.code, caller.now)
    covered = any(
        one["credit_code"] == firm["credit_code"] and _covers(one, item)
        for one in _mandates(platform, citizen)
    )
    standing = "may_act" if covered else "not_authorised"
    return {**_shown(firm), "standing": "struck_off" if firm.get("struck_off") else standing}


def _mandates(platform: Platform, citizen: Presence) -> list[dict[str, Any]]:
    number = registry.person(platform.store, citizen.person_ref)["id_number"]
    return registry.mandates(number)


def _covers(mandate: dict[str, Any], item: Item) -> bool:
    """Whether it is for this kind of matter: one that names none is for all."""
    return item.topic in mandate.get("topics", [item.topic])


def _shown(firm: dict[str, Any]) -> dict[str, Any]:
    return {"name": firm["name"], "credit_code": firm["credit_code"]}


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
