"""`make soak`: citizens one after another on the real window; memory must stay flat.

Screens, window and drawing are the terminal's own; the questions are samples and there is no core
behind, so that a thousand citizens take half an hour. What resident memory grows by after the first
of them is printed, written to build/soak.json, and bounded: beyond the aim the exit code is 1.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

import psutil

from simulators.children import Children
from simulators.display import virtual_display
from tests.bench.rows import Row, alone, table, write

AIM_MB: Final = 5.0
MEGABYTE: Final = 1e6
TELL_EVERY: Final = 50


def main() -> int:
    """Run it, print the figures, write them down."""
    parser = argparse.ArgumentParser(prog="make soak", description=__doc__)
    parser.add_argument("--sessions", type=int, default=1000, help="citizens in all")
    parser.add_argument("--warm", type=int, default=100, help="of them before memory is compared")
    parser.add_argument("--out", type=Path, default=Path("build/soak.json"))
    chosen = parser.parse_args()
    if not 0 < chosen.warm < chosen.sessions:
        parser.error("--warm must be between 1 and --sessions")
    with (
        tempfile.TemporaryDirectory(prefix="soak-") as folder,
        Children(Path(folder)) as children,
    ):
        os.environ["DISPLAY"] = virtual_display(children, 1920, 1920)
        rows = measure(chosen.sessions, chosen.warm)
    print(table(rows))
    write(rows, chosen.out)
    return 0 if all(row.ok for row in rows) else 1


def measure(sessions: int, warm: int) -> list[Row]:
    """Growth of resident memory from the end of the warm-up to the end, megabytes."""
    # Kivy is imported here, when there is a display.
    from tests.soak.sessions import Sessions, clear_up

    citizens, begun, before = Sessions(), time.monotonic(), 0.0
    for number in range(sessions):
        citizens.run(number)
        if number + 1 == warm:
            clear_up()
            before = resident()
        if (number + 1) % TELL_EVERY == 0:
            print(f"soak: {number + 1} sessions, {resident():.1f} MB", file=sys.stderr, flush=True)
    clear_up()
    after = resident()
    citizens.close()
    name = f"resident memory grown over {sessions - warm} sessions after the first {warm}"
    return [
        alone(name, after - before, "MB", AIM_MB),
        alone("resident memory at the end", after, "MB"),
        alone("a session", (time.monotonic() - begun) / sessions, "s"),
    ]


def resident() -> float:
    """Of this process, megabytes."""
    return float(psutil.Process().memory_info().rss) / MEGABYTE


if __name__ == "__main__":
    sys.exit(main())
