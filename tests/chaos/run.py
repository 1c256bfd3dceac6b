"""One run of chaos: terminals, citizens, bad weather, calm, and the count."""

from __future__ import annotations

import contextlib
import io
import json
import random
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kiosk.cli import main as kiosk
from simulators.backend_launch import RunningBackend, backend
from simulators.launch import device_simulators
from tests.chaos.bad_machine import build
from tests.chaos.count import Count, count
from tests.chaos.victim import Victim
from tests.chaos.weather import Weather
from tests.journeys.conftest import Bench, overrides_for, stock

CALM_LIMIT_S = 120.0
"""After the last fault everything has to arrive within this."""
ROBOT = "robot"
STILL_WANTED = frozenset({"kept", "found", "waiting"})


@dataclass(frozen=True)
class Plan:
    """How much of it; `journeys` go through a whole terminal, `cases` through outboxes."""

    cases: int
    journeys: int
    terminals: int
    seed: int
    limit_s: float
    pause_s: float = 0.5
    """Longest time between two misfortunes."""


@dataclass(frozen=True)
class Report:
    """What happened; times in seconds."""

    plan: Plan
    count: Count
    acts: dict[str, int]
    struck: dict[str, int]
    journeys: int
    storm_s: float
    calm_s: float
    retried: int
    arrived_in_time: bool

    @property
    def sound(self) -> bool:
        return self.count.sound and self.arrived_in_time

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "sound": self.sound}


def run(plan: Plan, base: Path) -> Report:
    """Everything, in `base`."""
    library = build(base)
    names = [f"chaos-{number}" for number in range(plan.terminals)]
    keys = _keys(base, [*names, "demo-terminal"])
    with (
        backend(base / "backend", keys=keys) as platform,
        _victims(plan, base, library, platform, names) as victims,
    ):
        return _storm(plan, platform, victims)


def _storm(plan: Plan, platform: RunningBackend, victims: list[Victim]) -> Report:
    weather, dice = Weather(plan.seed, platform, victims), random.Random(plan.seed)
    began = time.monotonic()
    while not all(one.served for one in victims):
        for victim in victims:
            victim.tend()
        time.sleep(dice.uniform(0.05, plan.pause_s))
        weather.act()
        if time.monotonic() - began > plan.limit_s:
            break
    weather.calm()
    stormed = time.monotonic()
    retried, arrived = _calm(victims)
    calmed = time.monotonic()
    return Report(
        plan,
        count(victims, platform.cases(), platform.requests()),
        dict(weather.acts),
        dict(weather.struck),
        sum(one.journal.settled() for one in victims if one.name == ROBOT),
        stormed - began,
        calmed - stormed,
        retried,
        arrived,
    )


def _calm(victims: list[Victim]) -> tuple[int, bool]:
    """Wait until all are served and every outbox is empty.

    The technician retries what was refused unjustly.
    How many were retried, and whether everything went within CALM_LIMIT_S.
    """
    retried, end = 0, time.monotonic() + CALM_LIMIT_S
    while time.monotonic() < end:
        open_ones = 0
        for victim in victims:
            victim.tend()
            words = victim.journal.last_words()
            rows = victim.rows()
            for row in rows:
                if row.state == "refused" and words.get(row.ref) in STILL_WANTED:
                    retried += _technician(victim, row.ref)
            left = ("waiting", "refused")
            told = [words.get(row.ref) for row in rows if row.state in left]
            open_ones += len(told) - told.count("said_no") - told.count("taken_back")
            open_ones += "begun" in words.values()
        # Nothing may move any more when it is counted: a storm that was cut short by its time limit
        # leaves citizens who still hand in.
        if not open_ones and all(one.served for one in victims):
            return retried, True
        time.sleep(0.5)
    return retried, False


def _technician(victim: Victim, ref: str) -> int:
    """`kiosk outbox retry REF` on the terminal's disk; how many rows were put back."""
    with contextlib.redirect_stdout(io.StringIO()) as told:
        kiosk(["outbox", "retry", ref, "--json", "--set", f"paths.data={victim.data}"])
    return len(json.loads(told.getvalue())["put_back"])


@contextlib.contextmanager
def _victims(
    plan: Plan, base: Path, library: Path, platform: RunningBackend, names: list[str]
) -> Iterator[list[Victim]]:
    with contextlib.ExitStack() as ends:
        victims = []
        for place, name in enumerate(names):
            wanted = plan.cases // len(names) + (place < plan.cases % len(names))
            home = base / name
            home.mkdir()
            arguments = [platform.url, name, f"secret of {name}", str(home), str(plan.seed)]
            command = ["tests.chaos.terminal", *arguments, str(wanted)]
            victims.append(Victim(name, home, library, command))
        if plan.journeys:
            victims.append(_robot(plan, base, library, platform, ends))
        for victim in victims:
            ends.callback(victim.close)
        yield victims


def _robot(
    plan: Plan,
    base: Path,
    library: Path,
    platform: RunningBackend,
    ends: contextlib.ExitStack,
) -> Victim:
    """A whole terminal with simulated devices."""
    devices = ends.enter_context(device_simulators(base / "devices"))
    home = base / "robot"
    home.mkdir()
    bench = Bench(devices, platform, stock(platform.url, base / "stock"))
    options = [*overrides_for(bench, home), "outbox.first_pause=0.5", "times.idle=20.0"]
    command = [
        "tests.chaos.robot_terminal",
        str(home),
        devices.addresses.panel_url,
        str(plan.journeys),
    ]
    return Victim(ROBOT, home, library, [*command, *options], exposure=0.02 * plan.terminals)


def _keys(base: Path, names: list[str]) -> Path:
    lines = ['catalogue_key = "demo-catalogue-key"', "[terminals]"]
    lines += [f'"{name}" = "secret of {name}"' for name in names if name != "demo-terminal"]
    path = base / "keys.toml"
    path.write_text("\n".join([*lines, 'demo-terminal = "demo-terminal-secret"']) + "\n")
    return path
