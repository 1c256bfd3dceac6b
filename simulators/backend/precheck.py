"""Precheck: what submission would find, and what is still needed, without changing anything."""

from __future__ import annotations

from datetime import date
from typing import Any

from simulators.backend import cases, earlier, licences
from simulators.backend.bodies_cases import PrecheckOrder
from simulators.backend.judging import Papers, advance_defects
from simulators.backend.platform import Caller, Platform, Presence
from simulators.backend.problems import Defect
from simulators.backend.working_days import deadline


def judge(
    platform: Platform, caller: Caller, who: Presence, order: PrecheckOrder
) -> dict[str, Any]:
    item = platform.catalogue.offered(order.item_code)
    told = cases.opened(platform, caller, order)
    wrong = cases.application_defects(platform, item, told, who)
    codes = {item.code, *(told.parts or item.parts)}
    used, unusable = licences.permissions(platform, caller, who, codes, told.authorisations)
    asked = platform.catalogue.bundle(item, [part for part in told.parts if part in item.parts])
    papers = Papers(
        item=asked,
        form=told.form,
        in_hand=set(order.materials),
        situations=told.situations,
        by_licence=set(licences.materials_saved(asked, used)),
        by_earlier=earlier.codes(used),
        deferred=set(told.deferred),
        promised={given.code for given in told.commitments},
    )
    level = [Defect("assurance", "办这件事还要再核验一次身份。")]
    too_low = level if who.assurance < item.assurance else []
    found = [*wrong, *too_low, *unusable, *advance_defects(papers)]
    today = caller.now.date()
    promised = deadline(today, item.promised_limit.days)
    statutory = deadline(today, item.statutory_limit.days)
    return {
        "ok": not found,
        "defects": [vars(defect) for defect in found],
        "materials": _needs(papers, today),
        "form": asked.form.model_dump(mode="json"),
        "assurance_required": item.assurance,
        "acceptance": item.acceptance,
        "automatic_rule": item.automatic_rule.model_dump() if item.automatic_rule else None,
        "promised_date": promised.day.isoformat(),
        "statutory_date": statutory.day.isoformat(),
        "estimated": promised.estimated or statutory.estimated,
    }


def _needs(papers: Papers, today: date) -> list[dict[str, Any]]:
    needs = []
    for material in papers.materials():
        way = papers.satisfied_by(material)
        until = deadline(today, material.defer_days).day if way == "deferred" else None
        needs.append(
            {
                "code": material.code,
                "name": material.name,
                "needed": material.necessity != "非必要",
                "satisfied_by": way,
                "defer_until": until.isoformat() if until else None,
            }
        )
    return needs
