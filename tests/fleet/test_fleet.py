"""The arithmetic of the fleet's curve; the fleet itself is `make fleet`."""

from __future__ import annotations

import pytest

from tests.fleet.curve import Curve


def test_a_curve_counts_whole_bins() -> None:
    curve = Curve.of([100.0, 101, 109.9, 110, 125, 131], 100.0, 135.0)
    assert curve.rates == (0.3, 0.1, 0.1)
    assert curve.peak(100, 130) == 0.3
    assert curve.peak(105, 130) == 0.1
    assert curve.mean(100, 120) == pytest.approx(0.2)


def test_a_curve_names_its_moments() -> None:
    lines = Curve.of([100.0, 105, 112], 100.0, 120.0).drawn({"gone": 104.0, "back": 119.0})
    assert lines[0].endswith("gone")
    assert lines[1].endswith("back")
    assert lines[0].count("#") == 2 * lines[1].count("#")
