"""`make demo`: the terminal with everything around it simulated, until Ctrl-C."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from simulators import far_ends
from simulators.children import ChildEndedError, Children
from simulators.display import Display, MissingProgramError, watched_display

SIZES: Final = {"portrait": (1080, 1920), "landscape": (1920, 1080)}
INCH: Final = {"portrait": 24.0, "landscape": 21.5}
LOOK_S: Final = 0.5


def main() -> int:
    """Run the demo; 0 after Ctrl-C, 1 when a part of it ended by itself."""
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--orientation", choices=SIZES, default="portrait")
    parser.add_argument("--var", type=Path, default=Path("var"), help="where data and logs go")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        run(chosen.orientation, chosen.var.resolve())
    except KeyboardInterrupt:
        say("demo stopped")
        return 0
    except (ChildEndedError, MissingProgramError, TimeoutError) as error:
        say(f"demo: {error}")
        return 1
    return 0


def run(orientation: str, var: Path) -> None:
    """Start everything and watch over it, for ever."""
    width, height = SIZES[orientation]
    with Children(var / "log") as children:
        ends = far_ends.start(children, var / "run", var / "backend")
        display = _display(children, width, height)
        options = [
            *ends.overrides(),
            *_set("glass.width", width),
            *_set("glass.height", height),
            *_set("glass.inch", INCH[orientation]),
            *_set("paths.data", var / "data"),
            *_set("paths.logs", var / "log"),
            *_set("paths.temp", var / "tmp"),
            *_set("devices.receipt_printer.job_log", var / "data" / "printed-jobs"),
            *_set("devices.page_printer.job_log", var / "data" / "printed-pages"),
        ]
        children.start("console", terminal_command(options), env={"DISPLAY": display.name})
        where = display.url or "the window on this display"
        say(f"Terminal: {where}   Simulated hardware: {ends.devices.panel_url}   Ctrl-C stops")
        while True:
            children.check()
            time.sleep(LOOK_S)


def terminal_command(options: Sequence[str]) -> list[str]:
    """The terminal as its own program, with the simulated profile."""
    return [sys.executable, "-m", "kiosk.cli", "run", "--profile", "simulated", *options]


def _display(children: Children, width: int, height: int) -> Display:
    if name := os.environ.get("DISPLAY"):
        return Display(name)
    return watched_display(children, width, height)


def _set(key: str, value: object) -> tuple[str, str]:
    return "--set", f"{key}={value}"


def say(line: str) -> None:
    """One line to whoever started the demo."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
