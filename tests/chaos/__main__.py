"""`make chaos`: nothing lost, nothing twice, nothing out of order, whatever breaks.

Most cases go through the client and the outbox of headless terminals, some through whole journeys
of a robot citizen on simulated devices. Meanwhile the platform is faulty in every way of
simulators/backend/faults.py and killed with SIGKILL, and so are the terminals; their disks fill up
or turn read-only and their clocks jump (tests/chaos/bad_machine.c, below Python and SQLite). Then
it is calm, and three books are compared: what citizens were told, what the platform has, what the
outboxes remember. Exit code 1 when they differ.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from pathlib import Path

from tests.chaos.company import end_in_order
from tests.chaos.run import Plan, Report, run

SHOWN = 5
"""References of each wrong; build/chaos.json has them all."""


def main() -> int:
    """Run it, print the figures, write them down."""
    parser = argparse.ArgumentParser(prog="make chaos", description=__doc__)
    parser.add_argument("--cases", type=int, default=500, help="through client and outbox")
    parser.add_argument("--journeys", type=int, default=20, help="through a whole terminal")
    parser.add_argument("--terminals", type=int, default=6)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--limit", type=float, default=900.0, help="seconds of storm at most")
    parser.add_argument("--out", type=Path, default=Path("build/chaos.json"))
    parser.add_argument("--keep", type=Path, help="an empty folder to leave everything in")
    chosen = parser.parse_args()
    end_in_order()
    plan = Plan(chosen.cases, chosen.journeys, chosen.terminals, chosen.seed, chosen.limit)
    print(f"chaos: seed {plan.seed} (again: make chaos SEED={plan.seed})", flush=True)
    with tempfile.TemporaryDirectory(prefix="chaos-") as temporary:
        report = run(plan, chosen.keep or Path(temporary))
    print(told(report))
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(json.dumps(report.as_json(), indent=1) + "\n")
    return 0 if report.sound else 1


def told(report: Report) -> str:
    """The figures, for people."""
    counted, acts = report.count, report.acts
    lines = [
        f"{counted.attempts} handed in, {counted.intended} intended "
        f"({report.journeys} of them by whole journeys, the rest through client and outbox)",
        f"cases intended {counted.intended} = at the backend {counted.at_backend} "
        f"= in the outboxes' history {counted.in_history}",
        ", ".join(f"{len(refs)} {name.replace('_', ' ')}" for name, refs in counted.wrong.items()),
        "citizens' last words: " + _listed(counted.last_words),
        "what went wrong: " + _listed(acts),
        "calls struck by faults: " + _listed(report.struck),
        f"storm {report.storm_s:.0f} s, then all arrived in {report.calm_s:.0f} s"
        f" ({report.retried} put back by the technician)",
    ]
    if not report.arrived_in_time:
        lines.append("NOT everything arrived in time")
    for name, refs in counted.wrong.items():
        lines += [f"{name}: {', '.join(refs[:SHOWN])} …"] if refs else []
    return "\n".join([*lines, "sound" if report.sound else "NOT SOUND"])


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in sorted(counts.items())) or "nothing"


if __name__ == "__main__":
    sys.exit(main())
