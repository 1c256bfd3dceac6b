"""The simulators as a process of their own, mended before every test; a receipt printer in this."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from simulators.launch import Running, device_simulators
from simulators.remote import DeviceName
from tests.drivers.escpos_bench import Bench, benched
from tests.drivers.escpos_wires import WIRES


@pytest.fixture(scope="session")
def _simulators(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with device_simulators(tmp_path_factory.mktemp("simulators"), "--page-seconds=0.05") as running:
        yield running


@pytest.fixture
def simulators(_simulators: Running) -> Iterator[Running]:
    """Simulators with nothing broken, no card, paper in, nothing in the slot."""
    yield _simulators
    for device in get_args(DeviceName):
        _simulators.panel.clear(device)
    _simulators.panel.remove_card()
    _simulators.panel.hide_code()
    _simulators.panel.remove_smart_card()
    _simulators.panel.set_paper("ok")
    _simulators.panel.take_paper()


@pytest.fixture(params=WIRES)
def bench(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Bench]:
    """A simulated receipt printer, on each wire unless a test names its own."""
    yield from benched(request.param, tmp_path, monkeypatch)
