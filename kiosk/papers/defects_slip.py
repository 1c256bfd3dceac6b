"""一次性告知书 of what is wrong with an application: every defect, and what to do, on a receipt."""

from __future__ import annotations

from dataclasses import dataclass

from drivers.receipt_printer.contract import Line, Receipt, Rule, Space
from kiosk.papers.pieces import HOTLINE, Imprint, colophon, head, next_steps, pair
from kiosk.text import _


@dataclass(frozen=True)
class Defect:
    """What is wrong, in a sentence; and what to do about it, empty where that says it all."""

    what: str
    todo: str


@dataclass(frozen=True)
class Told:
    """What was found, of which service, and where it can be handed in besides here."""

    service: str
    department: str
    defects: tuple[Defect, ...]
    place: str
    hours: str
    consult_phone: str
    supervise_phone: str


def defects_slip(told: Told, at: Imprint) -> Receipt:
    """It names nobody."""
    listed = (
        part
        for number, one in enumerate(told.defects, 1)
        for part in (
            Line(f"{number}. {one.what}", bold=True),
            *((Line(one.todo),) if one.todo else ()),
            Space(),
        )
    )
    return Receipt(
        (
            *head(at, _("一次性告知书"), _("要改、要补的都在这里，只说一次")),
            pair(_("事项"), told.service),
            pair(_("受理单位"), told.department),
            Rule(),
            Line(_("要改、要补的"), bold=True),
            *listed,
            Rule(),
            *next_steps(
                (
                    _("准备好了，在任何一台终端重新填一次，就能提交。"),
                    _("也可以带上材料到窗口办：{place}，{hours}。").format(
                        place=told.place, hours=told.hours
                    ),
                )
            ),
            pair(_("咨询电话"), told.consult_phone),
            pair(_("监督电话"), told.supervise_phone),
            pair(_("政务热线"), HOTLINE),
            Rule(),
            *colophon(at),
        )
    )
