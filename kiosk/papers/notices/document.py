"""The platform's notice behind a paper: its number, its reasons, its remedies."""

from __future__ import annotations

from drivers.receipt_printer.contract import Part, Rule
from kiosk.onenetwork.case_details import Notice
from kiosk.onenetwork.models import Case
from kiosk.papers.pieces import numbered, pair
from kiosk.text import _


def newest(case: Case, kind: str) -> Notice | None:
    """The last notice of this kind."""
    return next((one for one in reversed(case.notices) if one.kind == kind), None)


def document_number(case: Case, kind: str) -> tuple[Part, ...]:
    """文书编号, when the platform gave one."""
    notice = newest(case, kind)
    return (pair(_("文书编号"), notice.document_no),) if notice else ()


def remedies(lines: tuple[str, ...]) -> tuple[Part, ...]:
    """救济途径: what one can do against it."""
    return (*numbered(_("不同意怎么办"), lines), Rule()) if lines else ()
