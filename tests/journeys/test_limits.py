"""What does not work is said on home, with what still does."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from drivers.driver import Health, Status, Supply
from kiosk.journeys.limits import limits
from kiosk.session import Services

DEVICES = ("page_printer",)

FINE = Status(Health.ONLINE, supplies=(("paper", Supply.FULL),))


def _said(
    *,
    away: bool = False,
    reader: Status = FINE,
    printer: Status = FINE,
    pages: Status | None = None,
) -> str:
    services = SimpleNamespace(
        outbox=SimpleNamespace(platform_away=away),
        hub=SimpleNamespace(
            id_card=SimpleNamespace(status=reader),
            receipt_printer=SimpleNamespace(status=printer),
            page_printer=SimpleNamespace(configured=pages is not None, status=pages),
        ),
    )
    return "\n".join(limits(cast(Services, services)))


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("网络断了", {"away": True}),
        ("读卡器坏了", {"reader": Status(Health.NO_DEVICE)}),
        ("现在印不出回执", {"printer": Status(Health.ONLINE, supplies=(("paper", Supply.OUT),))}),
        ("现在印不出 A4 纸", {"pages": Status(Health.ONLINE, supplies=(("paper", Supply.OUT),))}),
        ("打印纸不多了", {"printer": Status(Health.ONLINE, supplies=(("paper", Supply.LOW),))}),
    ],
)
def test_each_trouble_is_said_with_what_still_works(words: str, state: dict[str, Status]) -> None:
    said = _said(**state)  # type: ignore[arg-type]
    assert said.startswith(words)
    assert "照常" in said or "可以" in said


def test_nothing_is_said_while_all_works_or_is_starting() -> None:
    starting = Status(Health.STARTING)
    assert _said() == _said(reader=starting, printer=starting) == ""
