"""Time limits, visits, fees: what is promised must be lawful and said openly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kiosk.catalogue.lint.slips import Slip
from kiosk.catalogue.model import Acceptance, Depth, Item, Mode

DEFAULT_LIMIT = 20
"""Working days where no law sets a limit (S128)."""
CUT = 3
"""The promise is to be a third of what the law allows (S129)."""
ONLINE = (Depth.QUERY, Depth.BILL, Depth.PRINT, Depth.FULL)
COMING = (Depth.GUIDE, Depth.BOOK)
NO_REASON = ("", "无")
FREE = ("免费", "不收费")


def limits_are_given(item: Item) -> Iterator[Slip]:
    """Both limits are at least a day, in working days."""
    for field in ("statutory_limit", "promised_limit"):
        limit = getattr(item, field)
        if limit.days < 1 or limit.unit != "工作日":
            yield Slip(field, f"{limit.days} {limit.unit}: at least 1 工作日")


def limit_without_law_is_the_default(item: Item) -> Iterator[Slip]:
    """No rule named as basis: the limit is 20 working days."""
    if not item.legal_basis and item.statutory_limit.days != DEFAULT_LIMIT:
        days = item.statutory_limit.days
        yield Slip("statutory_limit", f"no legal basis is given: {DEFAULT_LIMIT} days, not {days}")


def promise_keeps_the_law(item: Item) -> Iterator[Slip]:
    """The promised limit is not longer than the statutory one."""
    promised, statutory = item.promised_limit.days, item.statutory_limit.days
    if promised > statutory:
        yield Slip("promised_limit", f"promised {promised} days, the law allows {statutory}")


def promise_is_a_third(item: Item) -> Iterator[Slip]:
    """The promised limit aims at a third of the statutory one."""
    promised, statutory = item.promised_limit.days, item.statutory_limit.days
    if promised > 1 and promised * CUT > statutory:
        yield Slip("promised_limit", f"{promised} of {statutory} days, more than a third")


def instant_means_one_day(item: Item) -> Iterator[Slip]:
    """即办件 if and only if it is promised within a day."""
    if item.instant != (item.promised_limit.days == 1):
        yield Slip("instant", f"{item.instant}, but promised in {item.promised_limit.days} days")


def automatic_is_instant_and_explained(item: Item) -> Iterator[Slip]:
    """What no person decides is decided at once, by a rule that can be read."""
    automatic = item.acceptance is Acceptance.AUTOMATIC
    if automatic and not item.instant:
        yield Slip("acceptance", "decided automatically, but not instant (即办件)")
    if automatic != (item.automatic_rule is not None):
        yield Slip("automatic_rule", "is there if and only if acceptance is automatic")


def online_means_no_visit(item: Item) -> Iterator[Slip]:
    """What is done to the end at a terminal, or online from afar, needs 0 visits."""
    whole = item.self_service in ONLINE or item.handling_area.mode is Mode.ONLINE
    if whole and item.visits:
        yield Slip("visits", f"{item.visits}, but it is done online to the end: 0")


def window_means_a_visit(item: Item) -> Iterator[Slip]:
    """What is only explained or booked here is done somewhere: that visit is counted."""
    if item.self_service in COMING and not item.visits:
        yield Slip("visits", "0, but it is done at a window: 1 or more")


def visits_have_reasons(item: Item) -> Iterator[Slip]:
    """Who must come is told why; who need not is given no reason."""
    reason = item.visit_reason.strip()
    if item.visits and reason in NO_REASON:
        yield Slip("visit_reason", f"{item.visits} visits without a reason")
    if not item.visits and reason not in NO_REASON:
        yield Slip("visit_reason", f"no visit, but a reason: {reason}")


def fees_have_a_basis(item: Item) -> Iterator[Slip]:
    """A fee names its rule; what is free names none."""
    fee = item.fee
    if not fee.free and not fee.basis:
        yield Slip("fee.basis", f"“{fee.text}” without the rule it is charged by")
    if fee.free and (fee.basis or fee.text not in FREE):
        yield Slip("fee", f"free, but says “{fee.text}{fee.basis}”")
    if not fee.free and re.fullmatch(r"免费|不收费|", fee.text):
        yield Slip("fee.text", "not free, but no words on how much")
