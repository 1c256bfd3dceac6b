"""How the glass feels: nothing is drawn at rest, and no turn of the loop keeps a finger waiting."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from simulators.tour.citizen import Citizen, Notes
from simulators.tour.eye import Eye
from simulators.tour.journey import Plan, main_journey
from tests.bench.ground import Ground
from tests.bench.rows import Row, alone

WARM_S: Final = 12.0
"""The other screens are built while the first one rests."""
REST_S: Final = 10.0
SETTLE_S: Final = 3.0
MINUTE: Final = 60.0
LONGEST_MS: Final = 100.0
STEPS: Final = {
    "identity card": "a card is read",
    "material": "a page is taken",
    "submit": "a case is sent",
}


class _Longest(Notes):
    """The longest turn of the screens' loop in each step, milliseconds."""

    def __init__(self, eye: Eye, folder: Path) -> None:
        super().__init__("bench", folder)
        self._eye = eye
        self.longest: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        self._eye.turns()
        yield
        self.longest[name] = self._eye.turns().longest * 1000


class _Passer(Citizen):
    """Takes no pictures: they would take the processor from what is looked at."""

    def picture(self, name: str) -> None:
        """None."""


def measure(ground: Ground) -> list[Row]:
    """A terminal that has built its screens: at rest on home, then the main job."""
    with ground.watched_terminal() as (_, eye):
        notes = _Longest(eye, ground.base)
        citizen = _Passer(eye, ground.display, notes)
        citizen.see("Attract", "正常")
        time.sleep(WARM_S)
        drawn = _at_rest(citizen)
        citizen.press("退出")
        main_journey(citizen, ground.panel, Plan(False, False, 4, False), fate=lambda _: None)
    name = f"frames drawn in {REST_S:g} s of rest on home"
    turns = [
        alone(
            f"longest turn of the screens' loop while {what}", notes.longest[step], "ms", LONGEST_MS
        )
        for step, what in STEPS.items()
    ]
    return [alone(name, drawn, "frames", 0.0), *turns]


def _at_rest(citizen: Citizen) -> int:
    citizen.touch()
    citizen.see("Home")
    time.sleep(SETTLE_S)
    left = MINUTE - time.time() % MINUTE
    if left < REST_S + 1:
        time.sleep(left + 1)  # the clock in the header moves once a minute
    citizen.eye.turns()
    time.sleep(REST_S)
    return citizen.eye.turns().drawn
