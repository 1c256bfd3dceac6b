"""`make bench`: how quick and how frugal the terminal is, most of it over the same of bare Kivy.

Prints a table and writes build/bench.json. It reports, so its exit code is 0 even where an aim is
missed. What is compared is run in turns, so that other work on the machine falls on both.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench import (
    card,
    catalogue,
    change,
    cold_start,
    devices,
    feel,
    idle,
    inside,
    scroll,
    search,
    touch,
    wire,
    writing,
)
from tests.bench.ground import Ground, ground
from tests.bench.rows import Row, table, write

PARTS: dict[str, Callable[[Ground], list[Row]]] = {
    "cold": cold_start.measure,
    "card": card.shown,
    "noticed": lambda where: card.noticed(where.base / "reader"),
    "touch": touch.measure,
    "feel": feel.measure,
    "change": change.measure,
    "scroll": scroll.measure,
    "idle": idle.measure,
    "page": lambda where: inside.pages(where.base),
    "devices": lambda where: devices.measure(where.ends, where.base),
    "hub": lambda where: inside.hub(where.base),
    "wire": lambda where: wire.measure(),
    "writing": lambda where: writing.found(),
    "search": lambda where: search.found(),
    "catalogue": lambda where: catalogue.read(),
}


def main() -> int:
    """Measure all parts, or those named."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="default: all")
    parser.add_argument("--out", type=Path, default=Path("build/bench.json"))
    chosen = parser.parse_args()
    rows: list[Row] = []
    with ground() as where:
        for name in chosen.parts or PARTS:
            print(f"bench: {name} …", file=sys.stderr, flush=True)
            rows += PARTS[name](where)
    print(table(rows))
    missed = [row.name for row in rows if not row.ok]
    print("missed: " + ("; ".join(missed) or "nothing"))
    write(rows, chosen.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
