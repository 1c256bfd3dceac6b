"""A citizen who touches nothing: the same words pressed, with arrows and OK.

Whatever a family does with `Citizen` it does with this one: the focus goes on until it stands on
what is wanted, and OK presses it. Digits and letters are gone to one by one as well.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from simulators.tour.citizen import Citizen, Notes
from simulators.tour.eye import Eye, NotSeenError, Piece
from simulators.tour.keys import OK, ON, Keys

STEPS: Final = 160
"""Stops of the longest screen, and once round again."""
SETTLES_S: Final = 0.05


class KeypadCitizen(Citizen):
    """Looks at the glass, and has only a keypad."""

    def __init__(self, eye: Eye, display: str, notes: Notes) -> None:
        super().__init__(eye, display, notes)
        self.keys = Keys(display)
        self.steps = 0
        """Presses of an arrow, for the evidence."""

    def press(self, text: str, role: str = "") -> None:
        """Go on until the focus stands on what says `text`, and press OK."""
        exact = any(one.text == text and one.pressable for one in self.eye.look().pieces)
        self._go(lambda one: _fits(one, text, role, exact=exact), f"“{text}” {role}")

    def press_star(self, number: int) -> None:
        """The n-th star."""
        self._press_nth("star", number)

    def press_row(self, number: int) -> None:
        """The n-th row of a list."""
        self._press_nth("card", number)

    def _press_nth(self, role: str, number: int) -> None:
        what = f"{role} {number}"
        sight = self.eye.until(lambda now: len(now.all(role)) >= number, what)
        at = sight.all(role)[number - 1].centre
        self._go(lambda one: one.role == role and one.holds(at), what)

    def touch(self) -> None:
        """OK: where a finger would touch anywhere."""
        before = self.eye.look().question
        self.keys.press(OK)
        if before == "Attract" and self.eye.look().question == before:
            # The first key shows where one is.
            self.keys.press(OK)

    def type(self, keys: str) -> None:
        """Key by key, with the arrows."""
        for key in keys:
            self.press(key, "key")

    def sign(self) -> None:
        """Confirm instead of signing."""
        self._go(lambda one: one.role == "pad", "the signature's box")
        self.eye.until(lambda now: any(p.more["signed"] for p in now.all("pad")), "the signature")

    def picture(self, name: str) -> None:
        """Pictures are the tour's."""

    # -- going --------------------------------------------------------------------------------

    def _go(self, wanted: Callable[[Piece], bool], what: str) -> None:
        for _ in range(STEPS):
            here = self._here()
            if here is not None and wanted(here):
                self.keys.press(OK)
                return
            self.keys.press(ON)
            self.steps += 1
        raise NotSeenError(f"the focus never came to {what}; saw {self.eye.look().in_words()}")

    def _here(self) -> Piece | None:
        time.sleep(SETTLES_S)
        return next((one for one in self.eye.look().pieces if one.more.get("ring")), None)


def _fits(one: Piece, text: str, role: str, *, exact: bool) -> bool:
    if one.more.get("off") or (role and one.role != role):
        return False
    # A digit or letter is a key of its own, not a part of another's word.
    return one.text == text if exact or len(text) == 1 else text in one.text
