"""One simulator process for the folder, emptied before every test."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulators.backend_launch import RunningBackend, backend

sys.path.insert(0, str(Path(__file__).parent))

from signing_terminal import Terminal


@pytest.fixture(scope="session")
def shared_platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBackend]:
    with backend(tmp_path_factory.mktemp("backend")) as running:
        yield running


@pytest.fixture
def platform(shared_platform: RunningBackend) -> RunningBackend:
    shared_platform.reset()
    return shared_platform


@pytest.fixture
def terminal(platform: RunningBackend) -> Iterator[Terminal]:
    made = Terminal(platform.url)
    yield made
    made.http.close()
