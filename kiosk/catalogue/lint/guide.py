"""The guide: every element there, in words people use, at a place they find."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kiosk.catalogue.lint.slips import ItemSlip, Slip
from kiosk.catalogue.model import Item

ELEMENTS = (
    *("name", "short_name", "plain", "kind", "department", "level", "who", "hours"),
    *("conditions", "steps", "legal_basis", "audience", "consult_phone", "supervise_phone"),
)
PHONE = re.compile(r"\d{3,4}-\d{7,8}|1\d{4}|1\d{10}|95\d{3,4}|400\d{7}")
"""With area code, or a short service number."""
SHORT = range(3, 13)
LICENCE_STEPS = 5
"""受理, 审核, 审批, 办结, 送达 at least."""
COLUMNS = ("personal", "legal", "bundle", "crossregion")
AUDIENCES = {"personal", "legal"}
BARE_STEPS = frozenset({"受理", "审核", "审批", "办结", "送达", "申请", "办理"})


def phones_differ(item: Item) -> Iterator[Slip]:
    """Who explains and who hears complaints are two telephones."""
    if item.consult_phone == item.supervise_phone:
        yield Slip("supervise_phone", f"{item.supervise_phone} is the consulting number as well")


def phones_can_be_dialled(item: Item) -> Iterator[Slip]:
    """Numbers have their area code."""
    for field in ("consult_phone", "supervise_phone"):
        if not PHONE.fullmatch(getattr(item, field)):
            yield Slip(field, f"{getattr(item, field)!r} is no number with its area code")


def elements_are_there(item: Item) -> Iterator[Slip]:
    """Nothing a guide must tell is empty."""
    for field in ELEMENTS:
        value = getattr(item, field)
        if not value or (isinstance(value, tuple) and not all(one.strip() for one in value)):
            yield Slip(field, "is empty")
    for field, text in (
        ("result.name", item.result.name),
        ("result.delivery", item.result.delivery),
    ):
        if not text.strip():
            yield Slip(field, "is empty")


def place_is_exact(item: Item) -> Iterator[Slip]:
    """Street, house number, room and window."""
    for key in ("hall", "street", "number", "room", "window", "hours"):
        if not getattr(item.place, key).strip():
            yield Slip(f"place.{key}", "is empty")
    if item.place.number and not re.search(r"\d", item.place.number):
        yield Slip("place.number", f"{item.place.number!r} has no house number")


def steps_tell_something(item: Item) -> Iterator[Slip]:
    """A step is what is done, not the name of a stage; a licence has five at least."""
    for number, step in enumerate(item.steps):
        if step.strip() in BARE_STEPS:
            yield Slip(f"steps.{number}", f"“{step}” only names a stage")
    if item.kind == "行政许可" and item.can_apply and len(item.steps) < LICENCE_STEPS:
        yield Slip("steps", f"{len(item.steps)} steps, a licence has {LICENCE_STEPS} at least")


def licences_answer_a_question(item: Item) -> Iterator[Slip]:
    """A licence has at least one question that people ask, answered."""
    if item.kind == "行政许可" and item.can_apply and not item.faq:
        yield Slip("faq", "a licence answers at least one question")
    for number, faq in enumerate(item.faq):
        if not faq.question.strip() or not faq.answer.strip():
            yield Slip(f"faq.{number}", "is empty")


def audience_fits_the_column(item: Item) -> Iterator[Slip]:
    """Firms' services are for firms, persons' for persons."""
    if item.column not in COLUMNS:
        yield Slip("column", f"{item.column!r} is none of {', '.join(COLUMNS)}")
    if not set(item.audience) <= AUDIENCES:
        yield Slip("audience", f"{item.audience} are not all of personal, legal")
    if item.column in AUDIENCES and item.column not in item.audience:
        yield Slip("audience", f"stands in the column {item.column}, but is not for {item.column}")


def can_be_found(item: Item) -> Iterator[Slip]:
    """At least one everyday name and one keyword, none twice; a short name that fits a button."""
    for field in ("aliases", "keywords"):
        words = getattr(item, field)
        if not words:
            yield Slip(field, "is empty: nobody will find it")
        if len(set(words)) != len(words):
            yield Slip(field, "has a word twice")
    if len(item.short_name) not in SHORT:
        yield Slip("short_name", f"{len(item.short_name)} characters: {SHORT[0]} to {SHORT[-1]}")


def names_lead_to_one_item(items: Sequence[Item]) -> Iterator[ItemSlip]:
    """No name or everyday name belongs to two items: a search would have to guess."""
    owners: dict[str, Item] = {}
    for item in items:
        for name in dict.fromkeys((item.plain_name, item.short_name, *item.aliases)):
            first = owners.setdefault(name, item)
            if first is not item:
                field = "aliases" if name in item.aliases else "name"
                yield ItemSlip(item, Slip(field, f"“{name}” also means “{first.plain_name}”"))
