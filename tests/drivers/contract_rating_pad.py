"""What every rating pad driver must do; a driver's tests subclass and give a bench."""

from __future__ import annotations

import threading
import time
from typing import Protocol

import pytest

from drivers.driver import Cancelled, Health
from drivers.rating_pad.contract import KeyPressed, NotPressed, RatingPad


class PadBench(Protocol):
    """A pad under test, and the citizen's finger."""

    pad: RatingPad

    def press(self, stars: int) -> bool:
        """Press the key for so many stars; False when the pad was dark."""


def press_when_lit(bench: PadBench, stars: int) -> None:
    """Keep trying, as a finger does, for up to five seconds."""
    deadline = time.monotonic() + 5
    while not bench.press(stars) and time.monotonic() < deadline:
        time.sleep(0.02)


class RatingPadContract:
    """Needs a fixture `bench` with an open, dark pad."""

    def test_it_is_online(self, bench: PadBench) -> None:
        assert bench.pad.check().health is Health.ONLINE

    @pytest.mark.parametrize("stars", [1, 2, 3, 4, 5])
    def test_a_key_gives_its_stars(self, bench: PadBench, stars: int) -> None:
        finger = threading.Thread(target=press_when_lit, args=(bench, stars))
        finger.start()
        assert bench.pad.ask(10) == KeyPressed(stars)
        finger.join()

    def test_nobody_pressed_and_the_pad_is_dark(self, bench: PadBench) -> None:
        assert bench.pad.ask(1) == NotPressed()
        assert not bench.press(5)

    def test_cancelling_puts_the_pad_out(self, bench: PadBench) -> None:
        threading.Timer(0.2, bench.pad.cancel).start()
        with pytest.raises(Cancelled):
            bench.pad.ask(60)
        assert not bench.press(5)

    def test_closing_is_harmless_and_opening_again_works(self, bench: PadBench) -> None:
        bench.pad.close()
        bench.pad.close()
        bench.pad.open()
        assert bench.pad.check().health is Health.ONLINE
