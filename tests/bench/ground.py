"""Where the bench stands: displays and far ends of its own, and programs started on them."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from simulators import far_ends
from simulators.children import Child, Children
from simulators.demo import INCH, SIZES, terminal_command
from simulators.display import virtual_display
from simulators.far_ends import FarEnds
from simulators.remote import Panel
from simulators.tour.eye import Eye
from tests.bench.glass import Glass

ORIENTATION: Final = "portrait"
WIDE, HIGH = SIZES[ORIENTATION]
COMPILED: Final = {"PYTHONDONTWRITEBYTECODE": ""}
"""As on a terminal: modules are compiled once, not at every start."""


@dataclass(frozen=True)
class Ground:
    """The far ends, and two displays: one for the terminal, one for what it is compared with."""

    base: Path
    ends: FarEnds
    panel: Panel
    display: str
    bare_display: str
    glass: Glass
    bare_glass: Glass

    @contextmanager
    def terminal(self, *settings: str) -> Iterator[tuple[Child, Children]]:
        """The terminal, for as long as this lasts."""
        with Children(self.base / "output") as children:
            options = [*self.ends.overrides(), *self._own(*settings)]
            child = children.start("terminal", terminal_command(options), env=_on(self.display))
            yield child, children

    @contextmanager
    def watched_terminal(self, *settings: str) -> Iterator[tuple[Child, Eye]]:
        """The same, with an eye on what it shows."""
        with (
            tempfile.TemporaryDirectory(prefix="bench-") as short,
            Children(self.base / "output") as children,
        ):
            hands = Path(short) / "hands"
            options = [*self.ends.overrides(), *self._own(*settings)]
            command = [*terminal_command(options), "--hands", str(hands)]
            child = children.start("terminal", command, env=_on(self.display))
            with Eye(hands, children.check) as eye:
                yield child, eye

    @contextmanager
    def bare(self, kind: str, *numbers: int, beside: bool = False) -> Iterator[Child]:
        """Bare Kivy; `beside` on a display of its own, else where the terminal would be."""
        display = self.bare_display if beside else self.display
        words = [str(number) for number in (WIDE, HIGH, *numbers)]
        with Children(self.base / "output") as children:
            command = [sys.executable, "-m", "tests.bench.bare", kind, *words]
            yield children.start("bare", command, env=_on(display))

    def _own(self, *settings: str) -> list[str]:
        """The terminal's own settings here; no time runs out while something is measured."""
        own = (
            f"glass.width={WIDE}",
            f"glass.height={HIGH}",
            f"glass.inch={INCH[ORIENTATION]}",
            f"paths.data={self.base / 'data'}",
            f"paths.logs={self.base / 'logs'}",
            f"paths.temp={self.base / 'temp'}",
            f"devices.receipt_printer.job_log={self.base / 'data' / 'printed-jobs'}",
            f"devices.page_printer.job_log={self.base / 'data' / 'printed-pages'}",
            "times.idle=900",
            "times.idle_home=900",
            *settings,
        )
        return [word for one in own for word in ("--set", one)]


def _on(display: str) -> dict[str, str]:
    return {**COMPILED, "DISPLAY": display}


@contextmanager
def ground() -> Iterator[Ground]:
    """Everything the bench stands on, in a folder of its own."""
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        Children(Path(folder) / "far-ends-log") as children,
    ):
        base = Path(folder)
        first, second = (virtual_display(children, WIDE, HIGH) for _ in range(2))
        ends = far_ends.start(children, base / "run", base / "backend")
        with (
            Panel(ends.devices.panel_url) as panel,
            Glass(first) as glass,
            Glass(second) as bare_glass,
        ):
            yield Ground(base, ends, panel, first, second, glass, bare_glass)
