"""A whole terminal without its screens, on real wires: simulators, backend, robot."""

from __future__ import annotations

import asyncio
import inspect
import shutil
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import pytest

from kiosk import settings as configuration
from kiosk.catalogue import shelf
from kiosk.catalogue.search import Finder
from kiosk.catalogue.shelf import Shelf
from kiosk.catalogue.summary import Summary
from kiosk.onenetwork.client import OneNetwork
from kiosk.settings import Settings
from kiosk.terminal import Terminal, terminal
from simulators.backend_launch import RunningBackend, backend
from simulators.launch import Running, device_simulators
from simulators.remote import DeviceName
from tests.journeys.devices import USUAL, with_devices
from tests.journeys.robot import Robot


@dataclass(frozen=True)
class Bench:
    """The far ends of all wires."""

    devices: Running
    platform: RunningBackend
    stock: Path

    def heard_of(self, device: str) -> dict[str, Any]:
        """What the newest heartbeat told the platform of a device; empty before the first."""
        beats = self.platform.heartbeats()
        told = beats[-1]["report"]["devices"] if beats else []
        return next((dict(one) for one in told if one["name"] == device), {})


@pytest.fixture(scope="session")
def far_ends(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    base = tmp_path_factory.mktemp("far-ends")
    with device_simulators(base / "run") as devices, backend(base / "backend") as platform:
        yield Bench(devices, platform, stock(platform.url, base / "stock"))


@pytest.fixture(scope="session", autouse=True)
def one_index() -> Iterator[None]:
    """The index of the same services is built once: half a second of every terminal's start."""
    built: dict[tuple[tuple[str, str], ...], Finder[Summary]] = {}

    def finder(items: Sequence[Summary], readings: Mapping[str, str]) -> Finder[Summary]:
        known = tuple((one.code, one.name) for one in items)
        if known not in built:
            built[known] = Finder(items, readings)
        return built[known]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelf, "Finder", finder)
        yield


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Tests at a terminal that serves a whole module (steady.py) run in its loop."""
    for item in items:
        asked = isinstance(item, pytest.Function) and "one_terminal" in item.fixturenames
        if asked and inspect.iscoroutinefunction(item.function):
            item.add_marker(pytest.mark.asyncio(loop_scope="module"), append=False)


@pytest.fixture
def bench(far_ends: Bench, request: pytest.FixtureRequest) -> Bench:
    """The far ends, whole again."""
    if "one_terminal" not in request.fixturenames:  # else steady.py mends them in its own order
        mend(far_ends)
    return far_ends


def mend(far_ends: Bench) -> None:
    """No faults, no card, no cases, no paper that a visit left half printed."""
    whole(far_ends)
    far_ends.platform.reset()


def whole(far_ends: Bench) -> None:
    """Everything works, nobody is there, and nothing of theirs is left in a device."""
    panel = far_ends.devices.panel
    for device in get_args(DeviceName):
        panel.clear(device)
    panel.remove_card()
    panel.remove_smart_card()
    panel.hide_code()
    panel.show_scene("page")
    panel.show_people("nobody")
    panel.set_paper("ok")
    panel.tear_paper()
    panel.take_sheets()
    far_ends.platform.clear()


@pytest.fixture
def settings(bench: Bench, tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    return settings_for(bench, tmp_path, devices=devices_of(request))


def devices_of(request: pytest.FixtureRequest) -> frozenset[str]:
    """What a module's terminal has: the few that most journeys use, and its own `DEVICES`."""
    return USUAL | frozenset(getattr(request.module, "DEVICES", ()))


def settings_for(
    bench: Bench, home: Path, *more: str, devices: frozenset[str] | None = None
) -> Settings:
    """The simulated profile, pointed at the far ends of this test, with these devices or all."""
    chosen = configuration.load("simulated", [*overrides_for(bench, home), *more])
    return chosen if devices is None else with_devices(chosen, devices)


def overrides_for(bench: Bench, home: Path) -> list[str]:
    """The same as options, with the data in `home`, where the catalogue lies already."""
    data = home / "data"
    if not data.exists():
        shutil.copytree(bench.stock, data)
    at = bench.devices.addresses
    return [
        f"paths.data={data}",
        f"paths.logs={home}/log",
        f"paths.temp={home}/tmp",
        f"backend.url={bench.platform.url}",
        "backend.heartbeat=2.0",
        # A platform that is slow on a busy machine is not away.
        "backend.timeout=20.0",
        "backend.submit_patience=40.0",
        "outbox.first_pause=1.0",
        "times.thanks=0.1",
        f"devices.id_card.port={at.id_card}",
        f"devices.receipt_printer.port={at.printer_port}",
        f"devices.receipt_printer.job_log={data}/printed-jobs",
        f"devices.page_printer.server={at.page_printer_server}",
        f"devices.page_printer.job_log={data}/printed-pages",
        f"devices.document_camera.source={at.camera_url}",
        f"devices.scanner.device={at.scanner_url}",
        f"devices.face_camera.source={at.face_camera_url}",
        f"devices.rating_pad.port={at.rating_pad}",
        f"devices.code_reader.port={at.code_reader}",
        f"devices.io_board.port={at.io_board}",
        f"devices.smart_card.socket={at.smart_card}",
    ]


def stock(url: str, folder: Path) -> Path:
    """A data folder that holds the catalogue: a terminal does not start empty every day."""
    folder.mkdir()
    keys = configuration.load("simulated")
    shelf = Shelf(folder, keys.backend.catalogue_key.encode())

    async def fetch() -> None:
        backend = OneNetwork(url, keys.terminal.id, keys.backend.secret.encode())
        assert await shelf.sync(backend)
        await backend.close()

    asyncio.run(fetch())
    return folder


Visit = Callable[[Robot], AbstractAsyncContextManager[Robot]]


@asynccontextmanager
async def serving(running: Terminal) -> AsyncIterator[None]:
    """Inside, the terminal serves; what broke it is raised at the end."""
    task = asyncio.create_task(running.serve())
    try:
        yield
    finally:
        task.cancel()
        (failure,) = await asyncio.gather(task, return_exceptions=True)
    if isinstance(failure, Exception):
        raise failure


@pytest.fixture
def visit(settings: Settings) -> Visit:
    """`async with visit(robot)`: a terminal serves the robot meanwhile."""

    @asynccontextmanager
    async def run(robot: Robot) -> AsyncIterator[Robot]:
        async with terminal(settings, robot) as running, serving(running):
            yield robot

    return run
