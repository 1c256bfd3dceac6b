"""`make tour`: the whole journey on the real window, portrait and landscape.

Writes pictures, receipts and summary.json; exit 0 only if everything holds.
"""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

from simulators.card_layouts import CitizenCard
from simulators.display import MissingProgramError
from simulators.people import PEOPLE
from simulators.tour import side_shows
from simulators.tour.breakdowns import BREAKDOWNS
from simulators.tour.citizen import Citizen, Notes
from simulators.tour.evidence import Run, read_qr, summarise
from simulators.tour.families import FAMILIES
from simulators.tour.family_tour import READY, FamilyRun, tour_families
from simulators.tour.journey import PERSON, PHONE, Plan, main_journey
from simulators.tour.residue import Found, search
from simulators.tour.stand import Stand, stand
from simulators.tour.strikes import SIGNALS, Fate, Strikes, spare

PLANS: Final = {
    "portrait": Plan(by_keyboard=True, paper_runs_out=True, stars=5, on_pad=False),
    "landscape": Plan(by_keyboard=False, paper_runs_out=False, stars=4, on_pad=True),
}
RECEIPTS: Final = {"portrait": "receipt.png", "landscape": "landscape-receipt.png"}
IDLE_SOON: Final = "times.idle=2"
RATING_SENT_S: Final = 15.0
"""Seconds the outbox has to bring the rating to the backend."""


def main() -> int:
    """Tour; 0 when everything holds."""
    parser = argparse.ArgumentParser(prog="make tour", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/tour"))
    parser.add_argument("--only", choices=PLANS, help="one orientation")
    parser.add_argument(
        "--strike", choices=SIGNALS, help="kill or stop each device's process while it is in use"
    )
    parser.add_argument(
        "--family", action="append", choices=FAMILIES, help="only this family; may be repeated"
    )
    parser.add_argument("--main", action="store_true", help="only the main journey")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    out = chosen.out.resolve()
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    begun = time.monotonic()
    try:
        wanted = [] if chosen.family else [chosen.only] if chosen.only else list(PLANS)
        runs = {name: tour(name, PLANS[name], out, chosen.strike) for name in wanted}
        beside = chosen.family or ([] if chosen.main or chosen.only else list(FAMILIES))
        families, residue = tour_families(beside, out, _secrets()) if beside else ([], [])
    except MissingProgramError as error:
        say(f"tour: {error}")
        return 1
    except KeyboardInterrupt:
        say("tour stopped")
        return 1
    summary: dict[str, Any] = summarise(runs) if runs else {"steps": [], "problems": []}
    _add_families(summary, families, residue)
    summary["seconds"] = round(time.monotonic() - begun, 1)
    text = json.dumps(summary, ensure_ascii=False, indent=2, default=str)
    (out / "summary.json").write_text(text + "\n", encoding="utf-8")
    report(summary["steps"], summary["problems"], summary["seconds"], out)
    return 0 if summary["ok"] else 1


def tour(orientation: str, plan: Plan, out: Path, strike: str | None = None) -> Run:
    """One orientation, from an empty disk to a searched one."""
    # How far a struck printer had come decides whether its operator hears of it.
    run = Run(orientation, plan.stars, faults_made=None if strike else int(plan.paper_runs_out))
    notes = Notes(orientation, out, run.steps, run.pictures)
    try:
        with stand(orientation, out / "runs" / orientation) as place:
            if strike is None:
                _visit(place, notes, lambda citizen, _: side_shows.idle_warning(citizen), IDLE_SOON)
            _visit(
                place,
                notes,
                lambda citizen, pid: _apply(
                    citizen, place, plan, Strikes(pid, SIGNALS[strike]) if strike else spare
                ),
            )
            run.finished = True
            _gather(run, place, out)
            run.residue = search(place.own_folders, _secrets())
    except BREAKDOWNS as error:
        run.broken.append(f"{type(error).__name__}: {error}")
    return run


def _add_families(
    summary: dict[str, Any], families: Sequence[FamilyRun], residue: Sequence[Found]
) -> None:
    summary["families"] = {run.name: run.summary() for run in families}
    summary["steps"] += [step for run in families for step in run.steps]
    summary["problems"] += [line for run in families for line in run.problems()]
    summary["problems"] += [f"families: {one}" for one in residue]
    summary["ok"] = not summary["problems"]


def _visit(place: Stand, notes: Notes, act: Callable[[Citizen, int], None], *settings: str) -> None:
    """Start a terminal, do something at it, stop it. A picture shows where it got stuck.

    `act` is given the terminal's process as well.
    """
    with ExitStack() as running:
        with notes.step("terminal starts"):
            eye, process = running.enter_context(place.terminal(*settings))
            citizen = Citizen(eye, place.display, notes)
            citizen.see("Attract", READY)
        try:
            act(citizen, process)
        except BREAKDOWNS:
            citizen.picture_as_it_is("stuck")
            raise


def _apply(citizen: Citizen, place: Stand, plan: Plan, fate: Fate) -> None:
    """The main journey; then wait until the outbox has brought the rating to the backend."""
    main_journey(citizen, place.panel, plan, fate)
    with citizen.notes.step("rating sent"):
        citizen.eye.until(
            lambda _: any(case.get("rating") for case in place.cases()),
            "the rating at the backend",
            RATING_SENT_S,
        )


def _gather(run: Run, place: Stand, out: Path) -> None:
    """Ask the far ends what reached them."""
    run.cases, run.papers = place.cases(), place.panel.pieces()
    run.faults_reported = place.faults_reported()
    if run.receipt is not None:
        png = place.panel.piece_png(run.receipt.number)
        (out / RECEIPTS[run.orientation]).write_bytes(png)
        run.qr = read_qr(png)


def _secrets() -> dict[str, str]:
    card = PEOPLE[PERSON].card
    assert isinstance(card, CitizenCard)
    return {"name": card.name, "ID number": card.number, "phone number": PHONE}


def report(
    steps: Sequence[Mapping[str, object]], problems: Sequence[str], seconds: float, out: Path
) -> None:
    """The table of steps, and what does not hold."""
    for step in steps:
        say(f"{step['orientation']:10} {step['name']:26} {step['seconds']:6.2f} s")
    for line in problems:
        say(f"PROBLEM {line}")
    verdict = "all holds" if not problems else f"{len(problems)} problems"
    say(f"tour: {verdict}, {seconds:g} s, {out}")


def say(line: str) -> None:
    """One line to whoever started the tour."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
