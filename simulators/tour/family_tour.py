"""Runs the families on one stand, upright: pictures, papers, and what stayed on disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from simulators.remote import Panel
from simulators.tour.breakdowns import BREAKDOWNS
from simulators.tour.citizen import Citizen, Notes
from simulators.tour.families import FAMILIES, Family
from simulators.tour.residue import Found, search
from simulators.tour.stand import Stand, stand

ORIENTATION: Final = "portrait"
READY: Final = "都正常"
"""Stands on the resting screen once every device and the platform have answered."""


@dataclass
class FamilyRun:
    """Evidence of one family's journey."""

    name: str
    finished: bool = False
    steps: list[dict[str, object]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)
    """Pictures of what was printed."""
    broken: list[str] = field(default_factory=list)

    def problems(self) -> list[str]:
        """What does not hold, in plain lines."""
        lines = self.broken if self.broken or self.finished else ["it did not come to its end"]
        return [f"{self.name}: {line}" for line in lines]

    def summary(self) -> dict[str, Any]:
        """As in summary.json."""
        return {
            "ok": not self.problems(),
            "steps": self.steps,
            "pictures": self.pictures,
            "papers": self.papers,
        }


def tour_families(
    names: Sequence[str], out: Path, secrets: Mapping[str, str]
) -> tuple[list[FamilyRun], list[Found]]:
    """Each family on a terminal of its own, and what of `secrets` stayed on disk after all."""
    runs = [FamilyRun(name) for name in names]
    with stand(ORIENTATION, out / "runs" / "families") as place:
        for run in runs:
            try:
                _tour(place, run, FAMILIES[run.name], out)
            except BREAKDOWNS as error:
                run.broken.append(f"{type(error).__name__}: {error}")
        return runs, search(place.own_folders, dict(secrets))


def _tour(place: Stand, run: FamilyRun, family: Family, out: Path) -> None:
    notes = Notes(run.name, out, run.steps, run.pictures)
    panel = place.panel
    clear(panel)
    before = len(panel.pieces()), len(panel.sheets())
    with place.terminal() as (eye, _process):
        citizen = Citizen(eye, place.display, notes)
        citizen.see("Attract", READY)
        try:
            family(citizen, panel)
            citizen.see("Attract")
        except BREAKDOWNS:
            citizen.picture_as_it_is("stuck")
            raise
        finally:
            run.papers += _rendered(panel, run.name, out, *before)
    run.finished = True


def clear(panel: Panel) -> None:
    """As the last citizen should have left it."""
    panel.remove_card()
    panel.show_scene("empty")
    panel.take_paper()
    panel.take_sheets()


def _rendered(panel: Panel, name: str, out: Path, pieces: int, sheets: int) -> list[str]:
    """Write a picture of everything that was printed since; its file names."""
    pictures = {
        f"{name}-receipt-{one.number}.png": panel.piece_png(one.number)
        for one in panel.pieces()[pieces:]
    }
    pictures |= {
        f"{name}-sheet-{one.number}.png": panel.sheet_png(one.number)
        for one in panel.sheets()[sheets:]
    }
    for file, png in pictures.items():
        (out / file).write_bytes(png)
    return list(pictures)
