"""Tokens: sizes on glass, densities, contrast."""

from dataclasses import fields
from math import atan, degrees

import pytest

from screens.kit.palette import PALETTES, Palette, contrast
from screens.kit.theme import NOT_DOUBLED, TYPE, U_MM, Theme


@pytest.mark.parametrize(
    ("width", "height", "inch", "pixels", "density"),
    [
        (1080, 1920, 24.0, 8, "normal"),
        (1080, 1920, 32.0, 6, "normal"),
        (1080, 1920, 21.5, 9, "tight"),
        (1920, 1080, 21.5, 9, "landscape"),
    ],
)
def test_unit_is_glass(width: int, height: int, inch: float, pixels: int, density: str) -> None:
    theme = Theme()
    theme.configure(width, height, inch)
    assert theme.u(1) == pixels
    assert theme.density == density
    assert theme.u(100) == pytest.approx(100 * U_MM * theme.px_per_mm, abs=0.5)


def test_double_letters_are_twice_the_standard_down_to_the_last_step() -> None:
    standard, double = Theme(), Theme()
    double.configure(1080, 1920, 24.0, letters="double")
    twice = {step: 2 * getattr(standard.size, step) for step in TYPE if step not in NOT_DOUBLED}
    assert {step: getattr(double.size, step) for step in twice} == twice
    assert {*TYPE} - {*twice} == {"timer", "banner", "poster"}, "all that is read or pressed"
    assert double.elder, "targets, gaps and patience as with large letters"


@pytest.mark.parametrize("elder", [False, True])
def test_capitals_are_high_enough(elder: bool) -> None:
    least = 7.3 if elder else 4.8
    for standard, large, _, _ in TYPE.values():
        assert (large if elder else standard) * U_MM * 0.733 >= least - 0.01


def test_large_capitals_are_wide_enough_an_angle() -> None:
    """EN 301 549, 5.1.4: 0.7° from the distance that docs/accessibility.md names."""
    distance = 590.0
    smallest = min(large for _, large, _, _ in TYPE.values()) * U_MM * 0.733
    assert degrees(2 * atan(smallest / 2 / distance)) >= 0.7


TEXT = [
    ("ink", "bg surface sunken tint oktint warntint badtint tray key2"),
    ("ink2", "bg surface sunken tint"),
    ("blue", "bg surface tint"),
    ("onaccent", "accent"),
    ("onhero", "hero"),
    ("ok", "surface oktint"),
    ("warn", "warntint"),
    ("bad", "surface bg badtint"),
]
EDGES = [
    ("edge", "bg surface sunken tray"),
    ("accent", "bg surface"),
    ("gold", "surface warntint tint"),
    ("focus", "bg"),
]


@pytest.mark.parametrize("mode", PALETTES)
def test_contrast_holds_in_every_mode(mode: str) -> None:
    palette = PALETTES[mode]
    for pairs, least in ((TEXT, 7), (EDGES, 3)):
        for ink, grounds in pairs:
            for ground in grounds.split():
                ratio = contrast(palette.named(ink), palette.named(ground))
                assert ratio >= least - 0.05, f"{ink} on {ground} in {mode}: {ratio:.1f}"


def test_every_mode_names_every_color() -> None:
    assert {mode: len(fields(Palette)) for mode in PALETTES} == dict.fromkeys(
        PALETTES, len(fields(PALETTES["light"]))
    )
