"""One scanner at a time on the real SANE, and an eSCL scanner on the table."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from drivers.certify import Recorder
from drivers.scanner.sane_link import Value
from drivers.scanner.sane_scanner import SaneScanner
from simulators.escl_scanner import EsclScanner
from tests.drivers.scanner.reading import Opened


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Opens one scanner: SANE stands no two at once in a process."""
    scanners: list[SaneScanner] = []

    def make(device: str, options: dict[str, Value] | None = None) -> SaneScanner:
        scanner = SaneScanner(SaneScanner.Settings(device, options), Recorder())
        scanners.append(scanner)
        scanner.open()
        return scanner

    yield make
    for scanner in scanners:
        scanner.close()


@pytest.fixture
def table() -> Iterator[EsclScanner]:
    """A scanner on the table, with a sheet on its glass."""
    simulator = EsclScanner("127.0.0.1", 0)
    simulator.start()
    yield simulator
    simulator.stop()


@pytest.fixture
def scanner(opened: Opened, table: EsclScanner) -> SaneScanner:
    return opened(table.url)
