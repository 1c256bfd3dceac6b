"""A private cupsd with ippeveprinter behind it, and drivers on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drivers.certify import Recorder
from drivers.page_printer.cups_printer import CupsPrinter
from simulators.page_printer.printer import PagePrinter as Simulator


@pytest.fixture(scope="module")
def _far_end() -> Iterator[Simulator]:
    far_end = Simulator(seconds_a_page=0.02)
    far_end.start()
    yield far_end
    far_end.stop()


@pytest.fixture
def far_end(_far_end: Simulator) -> Simulator:
    """In order, its output tray empty."""
    _far_end.hands()["mend"]()
    return _far_end


@pytest.fixture
def events() -> Recorder:
    return Recorder()


@pytest.fixture
def make(
    far_end: Simulator, tmp_path: Path, events: Recorder
) -> Iterator[Callable[..., CupsPrinter]]:
    made: list[CupsPrinter] = []

    def build(**settings: object) -> CupsPrinter:
        where = {"queue": far_end.queue, "server": str(far_end.socket)}
        pace = {"look_every": 0.05, "offline_after": 2.5, "job_log": str(tmp_path / "jobs")}
        driver = CupsPrinter(CupsPrinter.Settings(**{**where, **pace, **settings}), events)
        driver.open()
        made.append(driver)
        return driver

    yield build
    for driver in made:
        driver.close()


@pytest.fixture
def printer(make: Callable[..., CupsPrinter]) -> CupsPrinter:
    return make()
