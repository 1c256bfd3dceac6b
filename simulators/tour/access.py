"""`make access`: every journey with the keypad only, and by ear only with the glass dark.

The journeys are the tour's own: the citizen is another. Writes access.json, a row for each; exit 0
only if all came to their end.
"""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from simulators.display import MissingProgramError
from simulators.remote import Panel
from simulators.tour import side_shows
from simulators.tour.breakdowns import BREAKDOWNS
from simulators.tour.by_ear import Ear, EarCitizen
from simulators.tour.by_keypad import KeypadCitizen
from simulators.tour.citizen import Citizen, Notes
from simulators.tour.eye import Eye
from simulators.tour.families import FAMILIES, Family
from simulators.tour.family_tour import ORIENTATION, READY, clear
from simulators.tour.journey import Plan, main_journey
from simulators.tour.stand import Stand, stand

PLAN: Final = Plan(by_keyboard=False, paper_runs_out=False, stars=5, on_pad=False)


def apply(citizen: Citizen, panel: Panel) -> None:
    """The main journey, with what stands beside it: search, help, the window."""
    main_journey(citizen, panel, PLAN)


def ask_for_help(citizen: Citizen, _panel: Panel) -> None:
    """Home, the staff called, goodbye."""
    citizen.touch()
    citizen.see("Home")
    side_shows.help_dialog(citizen)
    citizen.press("退出")
    citizen.see("Thanks")
    citizen.touch()


def read_a_guide(citizen: Citizen, _panel: Panel) -> None:
    """The short one: home, a guide, goodbye."""
    citizen.touch()
    citizen.see("Home")
    citizen.press(side_shows.HOT, "card")
    citizen.see("ReadGuide")
    citizen.press("退出")
    citizen.see("Thanks")
    citizen.touch()


JOURNEYS: Final[dict[str, Family]] = {
    "guide": read_a_guide,
    "help": ask_for_help,
    "apply": apply,
    **FAMILIES,
}
WAYS: Final = ("keypad", "ear")
START_S: Final = 60.0
"""Seconds until a terminal that has just begun has its catalogue and all devices."""


@dataclass
class Row:
    """One journey in one way."""

    journey: str
    way: str
    ok: bool = False
    seconds: float = 0.0
    arrows: int = 0
    """How often the focus went on."""
    sentences: int = 0
    """How many were heard."""
    dark: bool = False
    """Whether the glass was black."""
    broken: str = ""


def main() -> int:
    """Go them all; 0 when each came to its end."""
    parser = argparse.ArgumentParser(prog="make access", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build"))
    parser.add_argument("--journey", action="append", choices=JOURNEYS, help="may be repeated")
    parser.add_argument("--way", choices=WAYS, help="only this one")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    out = chosen.out.resolve()
    shutil.rmtree(out / "access", ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    rows: list[Row] = []
    try:
        with stand(ORIENTATION, out / "access") as place:
            for way in [chosen.way] if chosen.way else WAYS:
                for name in chosen.journey or JOURNEYS:
                    rows.append(_go(place, name, way, out))
                    _say(_line(rows[-1]))
    except MissingProgramError as error:
        _say(f"access: {error}")
        return 1
    except KeyboardInterrupt:
        _say("access stopped")
        return 1
    told = [asdict(row) for row in rows]
    (out / "access.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return 0 if all(row.ok for row in rows) else 1


def _go(place: Stand, name: str, way: str, out: Path) -> Row:
    row, begun = Row(name, way), time.monotonic()
    clear(place.panel)
    try:
        with _citizen(place, way, Notes(f"{way}-{name}", out / "access"), row) as citizen:
            citizen.see("Attract")
            try:
                JOURNEYS[name](citizen, place.panel)
                citizen.see("Attract")
                row.ok = True
            finally:
                row.arrows = citizen.steps
    except BREAKDOWNS as error:
        row.broken = f"{type(error).__name__}: {error}"
    row.seconds = round(time.monotonic() - begun, 1)
    return row


@contextmanager
def _citizen(place: Stand, way: str, notes: Notes, row: Row) -> Iterator[KeypadCitizen]:
    if way == "keypad":
        with place.heard_or_seen(Eye) as (eye, _process):
            citizen = KeypadCitizen(eye, place.display, notes)
            citizen.see("Attract", READY, START_S)
            yield citizen
        return
    with place.heard_or_seen(Ear, f"sound.record={place.base / 'said'}") as (ear, _process):
        listener = EarCitizen(ear, place.display, notes)
        place.panel.sense("headphones", True)
        listener.see("Attract", READY, START_S)
        row.dark = listener.darken()
        try:
            yield listener
        finally:
            row.sentences = ear.count
            place.panel.sense("headphones", False)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _line(row: Row) -> str:
    what = f"{row.arrows} arrows" + (f", {row.sentences} sentences" if row.sentences else "")
    dark = ", dark" if row.dark else ""
    return f"{row.journey:12} {row.way:7} {row.seconds:6.1f} s  {what}{dark}  {row.broken or 'ok'}"


if __name__ == "__main__":
    sys.exit(main())
