"""一次性告知书: everything to bring for one's own situation, told at once, on a receipt."""

from __future__ import annotations

from dataclasses import dataclass

from drivers.receipt_printer.contract import Line, Part, Receipt, Rule, Space
from kiosk.papers.pieces import HOTLINE, Imprint, colophon, head, next_steps, pair
from kiosk.text import _, listed


@dataclass(frozen=True)
class Needed:
    """A material, and what to mind about it."""

    name: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Checklist:
    """What is told of a service, in words. `situation`: the answers that picked the materials."""

    service: str
    department: str
    situation: tuple[str, ...]
    needed: tuple[Needed, ...]
    then: tuple[str, ...]
    consult_phone: str
    supervise_phone: str


def checklist_slip(told: Checklist, at: Imprint) -> Receipt:
    """It names nobody."""
    situation = (pair(_("您的情况"), listed(told.situation)),) if told.situation else ()
    return Receipt(
        (
            *head(at, _("一次性告知书"), _("要带的都在这里，只说一次")),
            pair(_("事项"), told.service),
            pair(_("受理单位"), told.department),
            *situation,
            Rule(),
            Line(_("要带的材料"), bold=True),
            *(part for number, one in enumerate(told.needed, 1) for part in _told(number, one)),
            Rule(),
            *next_steps(told.then),
            pair(_("咨询电话"), told.consult_phone),
            pair(_("监督电话"), told.supervise_phone),
            pair(_("政务热线"), HOTLINE),
            Rule(),
            *colophon(at),
        )
    )


def _told(number: int, one: Needed) -> tuple[Part, ...]:
    name = Line(_("{number}. {name}").format(number=number, name=one.name), bold=True)
    return (name, *(Line(note) for note in one.notes), Space())
