"""`make matrix`: device × fault → what the hub reports, how soon, and what the citizen meets.

Writes build/matrix.json and docs/fault-matrix.md; exit code 0 only when every row holds.
Each device has a process of its own and far ends of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from simulators.backend_launch import backend
from simulators.launch import device_simulators
from tests.journeys.conftest import Bench, mend, stock
from tests.matrix.bench import Cause, Family, NotApplicable, Scene
from tests.matrix.families import FAMILIES
from tests.matrix.faults import WHEN, Fault
from tests.matrix.journey import journey
from tests.matrix.row import Row, observe
from tests.matrix.table import table

AT_ONCE: Final = 2
"""Devices tried at the same time."""


def main() -> int:
    """Run the whole matrix, or one device's rows."""
    parser = argparse.ArgumentParser(prog="make matrix", description=__doc__)
    parser.add_argument("--device", choices=[one.name for one in FAMILIES])
    parser.add_argument("--fault", action="append", choices=[one.name.lower() for one in Fault])
    parser.add_argument("--rows-to", type=Path, help="only write one device's rows as JSON")
    parser.add_argument("--out", type=Path, default=Path("build/matrix.json"))
    parser.add_argument("--table", type=Path, default=Path("docs/fault-matrix.md"))
    chosen = parser.parse_args()
    faults = [Fault[name.upper()] for name in chosen.fault or []] or list(Fault)
    if chosen.device:
        rows = _of(next(one for one in FAMILIES if one.name == chosen.device), faults)
    else:
        rows = _all()
    if chosen.rows_to:
        chosen.rows_to.write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
        return 0
    missed = [f"{row['device']}, {row['fault']}: {miss}" for row in rows for miss in row["misses"]]
    if not (chosen.device or chosen.fault):
        chosen.out.parent.mkdir(parents=True, exist_ok=True)
        chosen.out.write_text(json.dumps({"rows": rows}, ensure_ascii=False, indent=2), "utf-8")
        chosen.table.write_text(table(rows), "utf-8")
    else:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    print("missed: " + ("\n        ".join(missed) or "nothing"))
    return 1 if missed else 0


def _all() -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory(prefix="matrix-") as folder:

        def apart(family: Family) -> list[dict[str, Any]]:
            path = Path(folder) / f"{family.name}.json"
            words = ["--device", family.name, "--rows-to", str(path)]
            subprocess.run([sys.executable, "-m", "tests.matrix", *words], check=False)
            if not path.exists():
                return _not_run(family)
            rows: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
            return rows

        with ThreadPoolExecutor(AT_ONCE) as pool:
            return [row for rows in pool.map(apart, FAMILIES) for row in rows]


def _not_run(family: Family) -> list[dict[str, Any]]:
    """Its far ends did not start, or its process ended: the other devices' rows still count."""
    misses = ["was not run"]
    return [asdict(Row(family.name, fault, WHEN[fault], misses=misses)) for fault in Fault]


def _of(family: Family, faults: list[Fault]) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory(prefix="matrix-") as folder:
        base = Path(folder)
        with device_simulators(base / "run") as devices, backend(base / "backend") as platform:
            far_ends = Bench(devices, platform, stock(platform.url, base / "stock"))
            return [asdict(_row(family, fault, far_ends, base)) for fault in faults]


def _row(family: Family, fault: Fault, far_ends: Bench, base: Path) -> Row:
    cause = family.causes[fault]
    if isinstance(cause, NotApplicable):
        return Row(family.name, fault, WHEN[fault], why_not=cause.why)
    print(f"matrix: {family.name}, {fault} …", file=sys.stderr, flush=True)
    row = _observed(family, fault, cause, far_ends, base, "row")
    if any("only after" in miss for miss in row.misses):
        row = _observed(family, fault, cause, far_ends, base, "row-again")
    if family.step is None:
        row.journey = "the main job does not use it"
    else:
        row.journey, misses = _journey(family, fault, cause, far_ends, base)
        row.misses += misses
    return row


def _observed(
    family: Family, fault: Fault, cause: Cause, far_ends: Bench, base: Path, name: str
) -> Row:
    scene = _scene(far_ends, base, f"{fault.name}-{name}")
    return asyncio.run(observe(family, fault, cause, scene))


def _journey(
    family: Family, fault: Fault, cause: Cause, far_ends: Bench, base: Path
) -> tuple[str, list[str]]:
    return asyncio.run(journey(family, fault, cause, _scene(far_ends, base, f"{fault.name}-visit")))


def _scene(far_ends: Bench, base: Path, name: str) -> Scene:
    mend(far_ends)
    home = base / name
    home.mkdir()
    return Scene(far_ends, home)


if __name__ == "__main__":
    sys.exit(main())
