"""One run of the fleet: warm-up, a steady rate, an outage, and what comes after."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from simulators.backend_launch import RunningBackend, backend
from tests.fleet.curve import BIN_S, Curve

ROOT = Path(__file__).parents[2]
PROCESSES = 4
WARM_UP_S = 30.0
LIMIT_S = 600.0
"""After the last case is made, everything has to arrive within this."""
MOST = 3.0
"""The peak afterwards, in steady rates."""


@dataclass(frozen=True)
class Plan:
    """Seconds; `period_s` is the mean time between two cases of one terminal."""

    terminals: int
    period_s: float
    steady_s: float
    outage_s: float
    after_s: float
    seed: int


@dataclass
class Report:
    """Rates per second; `curve` is cases arriving, `knocks` all requests sent."""

    plan: Plan
    made: int = 0
    arrived: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    unwanted: list[str] = field(default_factory=list)
    steady: float = 0.0
    peak: float = 0.0
    knocks_steady: float = 0.0
    knocks_peak: float = 0.0
    gathered: int = 0
    drained_in_s: float = 0.0
    kept_ms: dict[str, float] = field(default_factory=dict)
    shown_ms: dict[str, float] = field(default_factory=dict)
    bytes_per_terminal: int = 0
    curve: list[float] = field(default_factory=list)
    knocks: list[float] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        whole = not (self.lost or self.doubled or self.unwanted) and self.made == self.arrived
        return whole and 0 < self.peak <= MOST * self.steady

    def as_json(self) -> dict[str, Any]:
        shown = {name: value for name, value in asdict(self).items() if name != "drawn"}
        return {**shown, "bin_s": BIN_S, "sound": self.sound}


@dataclass(frozen=True)
class Moments:
    """Unix seconds: steady from, platform away from, platform back, last case made."""

    steady: float
    away: float
    back: float
    last: float


def run(plan: Plan, base: Path) -> Report:
    """Everything, in `base`."""
    names = [f"fleet-{number}" for number in range(plan.terminals)]
    with backend(base / "backend", keys=_keys(base, names)) as platform:
        steady = time.time() + WARM_UP_S
        last = steady + plan.steady_s + plan.outage_s + plan.after_s
        with _processes(plan, base, platform.url, names, last) as folders:
            _until(steady + plan.steady_s)
            away = time.time()
            platform.kill()
            _until(away + plan.outage_s)
            platform.start()
            moments = Moments(steady, away, time.time(), last)
            _until(last)
            _until_drained(folders)
        return _report(plan, moments, folders, platform)


def _until(moment: float) -> None:
    time.sleep(max(0.0, moment - time.time()))


def _until_drained(folders: list[Path]) -> None:
    """Until no terminal holds a case, or LIMIT_S: the count will tell."""
    end, empty = time.monotonic() + LIMIT_S, 0
    while time.monotonic() < end and empty < 3:  # citizens still at the screen have their time
        time.sleep(4)
        empty = empty + 1 if not sum(_status(one)["waiting"] for one in folders) else 0


def _status(folder: Path) -> dict[str, Any]:
    status: dict[str, Any] = json.loads((folder / "status").read_text())
    return status


@contextmanager
def _processes(
    plan: Plan, base: Path, url: str, names: list[str], until: float
) -> Iterator[list[Path]]:
    started, folders = [], []
    for place in range(PROCESSES):
        folder = base / f"process-{place}"
        folder.mkdir()
        orders = {
            "url": url,
            "folder": str(folder),
            "names": names[place::PROCESSES],
            "seed": plan.seed,
            "period_s": plan.period_s,
            "warm_up_s": WARM_UP_S * 0.8,
            "until": until,
        }
        command = [sys.executable, "-m", "tests.fleet.terminals", json.dumps(orders)]
        started.append(subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL))
        folders.append(folder)
    try:
        yield folders
    finally:
        for process in started:
            process.kill()
            process.wait()


def _report(plan: Plan, at: Moments, folders: list[Path], platform: RunningBackend) -> Report:
    statuses = [_status(folder) for folder in folders]
    lines = [line for status in statuses for line in status["lines"]]
    cases = platform.cases()
    submitted = [case for case in cases if case["state"] != "draft"]
    made, there = {line["ref"] for line in lines}, {case["terminal_case_ref"] for case in submitted}
    opened = Counter(case["terminal_case_ref"] for case in cases)
    arrivals = {
        case["terminal_case_ref"]: datetime.fromisoformat(case["submitted_at"]).timestamp()
        for case in submitted
    }
    knocks = [
        float(at) for status in statuses for at, n in status["knocks"].items() for _ in range(n)
    ]
    end = max(arrivals.values()) + BIN_S
    curve = Curve.of(arrivals.values(), at.steady, end)
    sent = Curve.of(knocks, at.steady, end)
    late = [at_ for ref, at_ in arrivals.items() if at_ >= at.back and _made(lines)[ref] < at.back]
    calm = [line for line in lines if line["at"] < at.away - 15]
    drawn = curve.drawn({"the platform is gone": at.away, "it is back": at.back})
    return Report(
        plan,
        len(made),
        len(submitted),
        sorted(made - there),
        sorted(ref for ref, times in opened.items() if times > 1),
        sorted(there - made),
        curve.mean(at.steady, at.away),
        Curve.of(arrivals.values(), at.back, end).peak(at.back, end),
        sent.mean(at.steady, at.away),
        Curve.of(knocks, at.back, end).peak(at.back, end),
        len(late),
        max(late, default=at.back) - at.back,
        _percentiles([line["kept_s"] for line in calm]),
        _percentiles([line["shown_s"] for line in calm if line["outcome"] == "Delivered"]),
        _bytes(folders) // plan.terminals,
        list(curve.rates),
        list(sent.rates),
        drawn,
    )


def _made(lines: list[dict[str, Any]]) -> dict[str, float]:
    return {line["ref"]: line["at"] for line in lines}


def _percentiles(seconds: list[float]) -> dict[str, float]:
    """Milliseconds."""
    if len(seconds) < 2:
        return {}
    cuts = statistics.quantiles(seconds, n=100)
    return {"p50": round(cuts[49] * 1000, 1), "p95": round(cuts[94] * 1000, 1)}


def _bytes(folders: list[Path]) -> int:
    return sum(path.stat().st_size for one in folders for path in one.rglob("terminal.db*"))


def _keys(base: Path, names: list[str]) -> Path:
    path = base / "keys.toml"
    lines = ['catalogue_key = "demo-catalogue-key"', "[terminals]"]
    path.write_text("\n".join([*lines, *(f'"{name}" = "secret of {name}"' for name in names)]))
    return path
