"""What a correction notice asks for again: fields of the form, pages, a signature, or a person."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.catalogue.model import Field, Item, Material, MaterialSource
from kiosk.onenetwork.case_details import CaseDefect
from kiosk.onenetwork.models import Case, CaseState
from kiosk.papers.notices.document import newest

FORM, MATERIALS = "form.", "materials."
SIGNATURE = "_signature"


@dataclass(frozen=True)
class Wanted:
    """Exactly what is to be mended: fields with what is wrong, pages, and what nobody can mend
    at a terminal (`elsewhere`, in the office's words)."""

    fields: tuple[tuple[Field, str], ...] = ()
    pages: tuple[Material, ...] = ()
    elsewhere: tuple[str, ...] = ()

    @property
    def mendable(self) -> bool:
        """Whether all of it can be done here; half of it would only be asked for again."""
        return not self.elsewhere


def wanted_of(case: Case, item: Item) -> Wanted:
    """What the newest correction notice wants of this case."""
    notice = newest(case, "correction")
    if case.state is not CaseState.CORRECTION or notice is None:
        return Wanted(elsewhere=("",))
    defects = notice.defects
    fields = {FORM + one.name: one for one in item.form.fields}
    pages = {MATERIALS + one.code: one for one in item.materials if _is_page(one)}
    known = {*fields, *pages, MATERIALS + SIGNATURE}
    # Reasons come beside defects: without any there is nothing this terminal could ask for.
    elsewhere = tuple(one.message for one in defects if one.field not in known)
    return Wanted(
        fields=tuple(
            (field, wrong) for name, field in fields.items() if (wrong := _wrong(defects, name))
        ),
        pages=tuple(page for name, page in pages.items() if _wrong(defects, name)),
        elsewhere=elsewhere if defects else notice.reasons or ("",),
    )


def to_follow(case: Case, item: Item) -> Wanted:
    """The materials deferred (容缺) that can be photographed here."""
    due = {one.code for one in case.deferred}
    return Wanted(pages=tuple(one for one in item.materials if one.code in due and _is_page(one)))


def _is_page(material: Material) -> bool:
    return material.source is MaterialSource.CAPTURE


def _wrong(defects: tuple[CaseDefect, ...], name: str) -> str:
    """What is wrong with what is called so; empty: nothing."""
    return " ".join(one.message for one in defects if one.field == name)
