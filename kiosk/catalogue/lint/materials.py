"""Materials and forms: only what is needed, said once, each with its reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from kiosk.catalogue.lint.slips import Slip
from kiosk.catalogue.model import Depth, Field, FieldKind, Item, Material, MaterialSource

CATCH_ALL = re.compile(
    r"其[他它]|相关(?:的)?(?:材料|证明|资料|手续)|有关(?:的)?(?:材料|证明|资料|手续)"
    r"|等(?:材料|证明|资料)?$|等(?:相关|有关)|(?:需要|要求|规定)的(?:材料|证明|资料)"
)
VAGUE = re.compile(r"其[他它]条件|法律、?法规(?:、规章)?规定的其[他它]|有关规定|相关规定")
ASKING = (Depth.PRINT, Depth.QUERY, Depth.BILL)
"""Depths that may ask something though nothing is applied for."""
NECESSITY = ("必要", "非必要", "容缺")


def _slips(materials: Iterable[Material], field: str, message: str) -> Iterator[Slip]:
    for material in materials:
        yield Slip(f"materials.{material.code}{field}", f"{material.name}: {message}")


def no_material_catches_all(item: Item) -> Iterator[Slip]:
    """A name says which paper: no 其他材料, 相关证明, …等."""
    loose = (one for one in item.materials if CATCH_ALL.search(one.name))
    yield from _slips(loose, ".name", "is a catch-all; name the paper")


def no_condition_is_vague(item: Item) -> Iterator[Slip]:
    """A condition can be answered with yes or no."""
    for number, condition in enumerate(item.conditions):
        if VAGUE.search(condition):
            yield Slip(f"conditions.{number}", f"“{condition}” is vague; say which")


def originals_need_no_copies(item: Item) -> Iterator[Slip]:
    """Who shows the original is asked for no copy."""
    both = (one for one in item.materials if one.originals and one.copies)
    yield from _slips(both, ".copies", "the original is shown, so no copy may be asked")


def materials_say_how_many(item: Item) -> Iterator[Slip]:
    """At least one original or copy."""
    none = (one for one in item.materials if one.originals + one.copies < 1)
    yield from _slips(none, "", "neither an original nor a copy is asked for")


def materials_say_why_and_whence(item: Item) -> Iterator[Slip]:
    """Basis, issuer and how to hand it in."""
    for key in ("basis", "issuer", "hint"):
        bare = (one for one in item.materials if not getattr(one, key).strip())
        yield from _slips(bare, f".{key}", "is empty")


def materials_are_asked_once(item: Item) -> Iterator[Slip]:
    """No code and no name stands twice."""
    for key in ("code", "name"):
        counted = Counter(getattr(one, key) for one in item.materials)
        twice = (one for one in item.materials if counted[getattr(one, key)] > 1)
        yield from _slips(twice, f".{key}", "is asked for twice")


def necessity_is_known(item: Item) -> Iterator[Slip]:
    """必要, 非必要 or 容缺; what may follow later has a day until when."""
    odd = (one for one in item.materials if one.necessity not in NECESSITY)
    yield from _slips(odd, ".necessity", f"is none of {'、'.join(NECESSITY)}")
    open_ended = (
        one for one in item.materials if (one.necessity == "容缺") != (one.defer_days > 0)
    )
    yield from _slips(open_ended, ".defer_days", "容缺 if and only if it has days to follow in")


def licences_save_paper(item: Item) -> Iterator[Slip]:
    """A material that comes from the licence library only names the licence (免提交)."""
    nameless = (
        one
        for one in item.materials
        if one.source is MaterialSource.LICENCE and not one.licence_kind
    )
    yield from _slips(nameless, ".licence_kind", "comes from the library, but as which licence?")


def situations_lead_somewhere(item: Item) -> Iterator[Slip]:
    """Every `when` names a question and answers of the item."""
    answers = {one.name: {choice.value for choice in one.choices} for one in item.situations}
    for material in item.materials:
        for name, values in material.when.items():
            unknown = set(values) - answers.get(name, set())
            if unknown or not values:
                at = f"materials.{material.code}.when.{name}"
                yield Slip(at, f"no situation {name} has {sorted(unknown)}")
    for situation in item.situations:
        if len(situation.choices) < 2:
            yield Slip(f"situations.{situation.name}", "has fewer than two answers")


def commitments_are_whole(item: Item) -> Iterator[Slip]:
    """A commitment says what is promised and what a false one leads to, for known materials."""
    commitment = item.commitment
    if commitment is None:
        return
    for key in ("title", "text", "liability"):
        if not getattr(commitment, key).strip():
            yield Slip(f"commitment.{key}", "is empty")
    unknown = set(commitment.replaces) - {one.code for one in item.materials}
    if unknown:
        yield Slip("commitment.replaces", f"no material {sorted(unknown)}")


def applications_ask_something(item: Item) -> Iterator[Slip]:
    """What can be applied for here has a form; what is printed or looked up may ask something, as
    its purpose, and a bill asks for its account; what can only be read about or booked has none."""
    fields = bool(item.form.fields)
    if item.can_apply and not fields:
        yield Slip("form.fields", "can be applied for, but has no form")
    if fields and not item.can_apply and item.self_service not in ASKING:
        yield Slip("form.fields", "has a form, but nothing can be asked for here")
    if item.self_service is Depth.BILL and len(item.form.fields) != 1:
        yield Slip("form.fields", "a bill is found by one question, the account's number")


def fields_can_be_filled(item: Item) -> Iterator[Slip]:
    """Names once; choices with a choice and with nothing else; patterns that work and explain."""
    counted = Counter(one.name for one in item.form.fields)
    for one in item.form.fields:
        for problem in _field_problems(one):
            yield Slip(f"form.{one.name}", problem)
        if counted[one.name] > 1:
            yield Slip(f"form.{one.name}", "stands twice")


def _field_problems(one: Field) -> Iterator[str]:
    if bool(one.choices) != (one.kind is FieldKind.CHOICE):
        yield "has choices if and only if it is a choice"
    if len({choice.value for choice in one.choices}) != len(one.choices):
        yield "has two choices of one value"
    if not one.pattern:
        return
    try:
        re.compile(one.pattern)
    except re.error as error:
        yield f"pattern {one.pattern!r}: {error}"
    if not one.problem:
        yield "has a pattern, but no words for what does not fit"
