"""What may stand in a field of the form."""

from __future__ import annotations

import pytest

from kiosk.catalogue.model import Field, FieldKind
from kiosk.conversation.questions import FieldKind as Shown
from kiosk.journeys.fill import check
from simulators.backend.catalogue_model import FormField
from simulators.backend.judging import _problem_of


@pytest.mark.parametrize(
    ("value", "right"),
    [("2026-01-05", True), ("2024-02-29", True), ("2026-02-29", False), ("2026-1", False),
     ("20260105", False), ("", False)],
)  # fmt: skip
def test_a_date_is_a_day_that_there_is(value: str, right: bool) -> None:
    born = Field(name="born", label="出生日期", kind=FieldKind.DATE)
    assert (check(born, value) is None) is right
    if value:
        asked = FormField(name="born", label="出生日期", kind="date")
        assert (not _problem_of(asked, value)) is right


def test_every_kind_of_the_catalogue_has_its_entry_on_the_glass() -> None:
    assert {kind.value for kind in FieldKind} <= {kind.value for kind in Shown}
