"""`make fleet`: hundreds of terminals whose platform goes away for a minute and comes back.

Each headless terminal has its own client, connections, database and outbox, as they ship; the HTTP
is real. Cases come at a steady rate throughout. Afterwards the platform must get everything once,
and never more than three times the steady rate. Exit code 1 otherwise.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from pathlib import Path

from tests.chaos.company import end_in_order
from tests.fleet.curve import BIN_S
from tests.fleet.run import MOST, Plan, Report, run


def main() -> int:
    """Run it, draw the curve, write the figures down."""
    parser = argparse.ArgumentParser(prog="make fleet", description=__doc__)
    parser.add_argument("--terminals", type=int, default=500)
    parser.add_argument("--period", type=float, default=125.0, help="s between a terminal's cases")
    parser.add_argument("--steady", type=float, default=60.0, help="s before the outage")
    parser.add_argument("--outage", type=float, default=60.0)
    parser.add_argument("--after", type=float, default=120.0, help="s of steady cases after it")
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--out", type=Path, default=Path("build/fleet.json"))
    chosen = parser.parse_args()
    end_in_order()
    plan = Plan(
        chosen.terminals, chosen.period, chosen.steady, chosen.outage, chosen.after, chosen.seed
    )
    print(f"fleet: {plan.terminals} terminals, seed {plan.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="fleet-") as temporary:
        report = run(plan, Path(temporary))
    print("\n".join(told(report)))
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(json.dumps(report.as_json(), indent=1) + "\n")
    return 0 if report.sound else 1


def told(report: Report) -> list[str]:
    """The curve and the figures, for people."""
    times = report.peak / report.steady if report.steady else 0.0
    knocks = report.knocks_peak / report.knocks_steady if report.knocks_steady else 0.0
    return [
        f"cases arriving at the platform, over {BIN_S} s each:",
        *report.drawn,
        f"made {report.made} = arrived {report.arrived}; {len(report.lost)} lost, "
        f"{len(report.doubled)} doubled, {len(report.unwanted)} unwanted",
        f"steady {report.steady:.2f}/s; peak afterwards {report.peak:.2f}/s = {times:.2f} times "
        f"(at most {MOST:g}); all requests {report.knocks_steady:.1f}/s, peak {knocks:.2f} times",
        f"{report.gathered} gathered during the outage, the last arrived "
        f"{report.drained_in_s:.0f} s after it",
        f"stored in {report.kept_ms} ms, then shown as accepted in {report.shown_ms} ms; "
        f"{report.bytes_per_terminal / 1024:.0f} KiB on each terminal's disk",
        "sound" if report.sound else "NOT SOUND",
    ]


if __name__ == "__main__":
    sys.exit(main())
