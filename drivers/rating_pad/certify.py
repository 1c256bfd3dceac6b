"""What every rating pad must do."""

from __future__ import annotations

import time
from typing import Protocol

from drivers.certify import Bench, Hands, Suite, expect, expect_one, meanwhile
from drivers.rating_pad.contract import KeyPressed, NotPressed, RatingPad


class PadHands(Hands, Protocol):
    """The citizen's finger."""

    def press(self, stars: int) -> bool:
        """Press the pad's key for {stars} stars (5: very satisfied). Was the pad lit?"""


PadBench = Bench[RatingPad, PadHands]


class RatingPadSuite(Suite[RatingPad, PadHands]):
    """The pad is dark when a check begins."""

    contract = RatingPad
    hands = PadHands

    def check_each_key_gives_its_stars(self, bench: PadBench) -> None:
        """Each of the five keys gives its stars."""
        for stars in (1, 2, 3, 4, 5):
            self._key(bench, stars)

    def _key(self, bench: PadBench, stars: int) -> None:
        with meanwhile(lambda: _press_when_lit(bench, stars)):
            given = expect_one(KeyPressed, bench.driver.ask(2 * bench.patience))
        expect(given.stars == stars, f"the key for {stars} stars gave {given.stars}")

    def check_nobody_pressed(self, bench: PadBench) -> None:
        """Nobody pressing is a result, and the pad is dark after it."""
        expect_one(NotPressed, bench.driver.ask(1))
        expect(not bench.hands.press(5), "the pad is still lit")

    def check_cancelling_puts_the_pad_out(self, bench: PadBench) -> None:
        """Asking can be cancelled, and the pad is dark after it."""
        bench.expect_cancellable(lambda: bench.driver.ask(60))
        expect(not bench.hands.press(5), "the pad is still lit")

    def check_a_key_of_an_earlier_prompt_never_counts(self, bench: PadBench) -> None:
        """A key pressed while the pad was dark is not given to the next citizen."""
        bench.hands.press(1)
        expect_one(NotPressed, bench.driver.ask(1))


def _press_when_lit(bench: PadBench, stars: int) -> None:
    """Keep trying, as a finger does."""
    end = time.monotonic() + bench.patience
    while not bench.hands.press(stars) and time.monotonic() < end:
        time.sleep(0.02)
