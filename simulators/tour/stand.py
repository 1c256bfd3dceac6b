"""Where a tour stands: a display and far ends of its own, and a terminal started on them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx

from simulators import far_ends
from simulators.children import Children
from simulators.demo import INCH, SIZES, terminal_command
from simulators.display import virtual_display
from simulators.far_ends import FarEnds
from simulators.remote import Panel
from simulators.tour.eye import Eye

E = TypeVar("E", bound=Eye)


@dataclass(frozen=True)
class Stand:
    """One orientation's surroundings. The terminal's own folders are `data`, `logs`, `temp`."""

    orientation: str
    base: Path
    display: str
    ends: FarEnds
    panel: Panel

    @property
    def own_folders(self) -> dict[str, Path]:
        """What the terminal writes, by name; `output` is its standard output and error."""
        return {name: self.base / name for name in ("data", "logs", "temp", "output")}

    @contextmanager
    def terminal(self, *settings: str) -> Iterator[tuple[Eye, int]]:
        """A terminal that runs while this lasts, and its process; `settings` are KEY=VALUE."""
        with self.heard_or_seen(Eye, *settings) as running:
            yield running

    @contextmanager
    def heard_or_seen(self, sense: type[E], *settings: str) -> Iterator[tuple[E, int]]:
        """The same, looked at (`Eye`) or listened to (`Ear`)."""
        with (
            tempfile.TemporaryDirectory(prefix="tour-") as short,
            Children(self.base / "output") as children,
        ):
            # A socket's path may have 100 characters; the tour's own folder may be deeper.
            hands = Path(short) / "hands"
            options = [*self.ends.overrides(), *self._places(), *_set(*settings)]
            command = [*terminal_command(options), "--hands", str(hands)]
            child = children.start("terminal", command, env={"DISPLAY": self.display})
            with sense(hands, children.check) as eye:
                yield eye, child.process.pid

    def _places(self) -> list[str]:
        wide, high = SIZES[self.orientation]
        data = self.base / "data"
        return _set(
            f"glass.width={wide}",
            f"glass.height={high}",
            f"glass.inch={INCH[self.orientation]}",
            f"paths.data={data}",
            f"paths.logs={self.base / 'logs'}",
            f"paths.temp={self.base / 'temp'}",
            f"devices.receipt_printer.job_log={data / 'printed-jobs'}",
            f"devices.page_printer.job_log={data / 'printed-pages'}",
        )

    def cases(self) -> list[dict[str, Any]]:
        """Every case as the backend tells it over HTTP, applicants masked."""
        cases: list[dict[str, Any]] = self._backend("/sim/cases")["cases"]
        return cases

    def faults_reported(self) -> int:
        """How many faults of devices the terminal told the platform."""
        return int(self._backend("/sim/state")["counts"]["fault_reports"])

    def _backend(self, path: str) -> dict[str, Any]:
        answer = httpx.get(self.ends.backend_url + path, timeout=10, trust_env=False)
        told: dict[str, Any] = answer.raise_for_status().json()
        return told


@contextmanager
def stand(orientation: str, base: Path) -> Iterator[Stand]:
    """Display and far ends for one orientation, everything kept under `base`."""
    wide, high = SIZES[orientation]
    with Children(base / "far-ends-log") as children:
        display = virtual_display(children, wide, high)
        ends = far_ends.start(children, base / "run", base / "backend")
        with Panel(ends.devices.panel_url) as panel:
            yield Stand(orientation, base, display, ends, panel)


def _set(*settings: str) -> list[str]:
    return [word for one in settings for word in ("--set", one)]
