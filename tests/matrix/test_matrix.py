"""A few rows of `make matrix`, so that a change which breaks them is noticed at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.conftest import Bench, far_ends, mend
from tests.matrix.bench import Cause, Family, NotApplicable, Scene
from tests.matrix.families import FAMILIES
from tests.matrix.faults import Fault
from tests.matrix.journey import journey
from tests.matrix.row import Row, observe
from tests.matrix.table import table

__all__ = ["far_ends"]

BY_NAME = {family.name: family for family in FAMILIES}


def cause_of(family: Family, fault: Fault) -> Cause:
    cause = family.causes[fault]
    assert isinstance(cause, Cause)
    return cause


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_every_device_has_every_row(family: Family) -> None:
    assert family.causes.keys() == set(Fault)
    reasons = [one.why for one in family.causes.values() if isinstance(one, NotApplicable)]
    assert all(reasons)


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("id_card", Fault.UNPLUGGED_BUSY),
        ("receipt_printer", Fault.CRASH),
    ],
)
async def test_a_row_holds(name: str, fault: Fault, far_ends: Bench, tmp_path: Path) -> None:
    mend(far_ends)
    family = BY_NAME[name]
    row = await observe(family, fault, cause_of(family, fault), Scene(far_ends, tmp_path))
    # How soon is for `make matrix` to say: here the machine may be busy.
    assert [miss for miss in row.misses if "only after" not in miss] == []


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("id_card", Fault.HANG),
        ("receipt_printer", Fault.CRASH),
        ("rating_pad", Fault.CRASH),
    ],
)
async def test_a_visit_outlives_a_killed_process(
    name: str, fault: Fault, far_ends: Bench, tmp_path: Path
) -> None:
    mend(far_ends)
    family = BY_NAME[name]
    told, misses = await journey(family, fault, cause_of(family, fault), Scene(far_ends, tmp_path))
    assert misses == [], told


def test_the_table_tells_what_was_missed() -> None:
    late = Row("id_card", Fault.CRASH, "", noticed=2.5, misses=["noticed only after 2.5 s"])
    none = Row("id_card", Fault.PAPER_OUT, "", why_not="it has no paper")
    text = table([vars(late), vars(none)])
    assert "**MISSED: noticed only after 2.5 s**" in text
    assert "n/a: it has no paper" in text
