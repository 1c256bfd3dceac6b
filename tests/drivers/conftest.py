"""The simulators as a process of their own, mended before every test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest

from simulators.launch import Running, device_simulators
from simulators.remote import DeviceName


@pytest.fixture(scope="session")
def _simulators(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with device_simulators(tmp_path_factory.mktemp("simulators")) as running:
        yield running


@pytest.fixture
def simulators(_simulators: Running) -> Iterator[Running]:
    """Simulators with nothing broken, no card, paper in, nothing in the slot."""
    yield _simulators
    for device in ("id_card", "receipt_printer", "camera", "rating_pad", "code_reader", "scanner"):
        _simulators.panel.clear(cast("DeviceName", device))
    _simulators.panel.remove_card()
    _simulators.panel.hide_code()
    _simulators.panel.set_paper("ok")
    _simulators.panel.take_paper()
