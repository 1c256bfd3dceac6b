"""The guide."""

from __future__ import annotations

import pytest

from kiosk.conversation import ToWindow
from screens.kit.untyped import Untyped
from tests.screens import samples_find as samples

ALL = ["GUIDE", "GUIDE_FIVE", "GUIDE_OFF", "GUIDE_BARE", "GUIDE_LONG"]


def test_fits(stage: Untyped, assert_no_clipping: Untyped) -> None:
    from screens.guide import GuideScreen

    screen: Untyped = GuideScreen
    for name in ALL:
        screen = stage.show(screen, getattr(samples, name))
        assert_no_clipping(screen)


@pytest.mark.parametrize("name", ["GUIDE", "GUIDE_FIVE"])
def test_an_ordinary_guide_stands_on_one_page(portrait: Untyped, name: str) -> None:
    from screens.guide import GuideScreen

    screen = portrait.show(GuideScreen, getattr(samples, name))
    assert screen.scroll.hidden == 0


def test_everything_a_guide_must_say_is_there(stage: Untyped) -> None:
    from screens.guide import GuideScreen
    from screens.kit.text import Text

    screen = stage.show(GuideScreen, samples.GUIDE)
    words = "\n".join(p.text for p in screen.pieces() if isinstance(p, Text))
    guide = samples.GUIDE
    said = [guide.promised, guide.statutory, guide.consult_phone, guide.supervise_phone]
    said += [guide.department, guide.updated, guide.place, *guide.steps, *guide.conditions]
    said += [one.name for one in guide.materials] + [fact.text for fact in guide.facts]
    assert [one for one in said if one not in words] == []


def test_the_two_ways_on(portrait: Untyped) -> None:
    from screens.guide import GuideScreen

    screen = portrait.show(GuideScreen, samples.GUIDE)
    portrait.tap(screen.footer.main)
    portrait.tap(screen.footer.second)
    assert portrait.answers.values == [None]
    assert portrait.answers.outcomes == [ToWindow]


def test_what_cannot_be_applied_for_here_says_why(portrait: Untyped) -> None:
    from screens.guide import GuideScreen
    from screens.kit.banner import Banner

    screen = portrait.show(GuideScreen, samples.GUIDE_OFF)
    portrait.tap(screen.footer.main)
    assert portrait.answers.values == []
    banner = next(p for p in screen.pieces() if isinstance(p, Banner))
    assert not banner.gone
    assert banner.text == samples.GUIDE_OFF.why_not


def test_facts_leave_no_hole(portrait: Untyped) -> None:
    from screens.fact_grid import Cells
    from screens.guide import GuideScreen

    screen = portrait.show(GuideScreen, samples.GUIDE_FIVE)
    grids = [p for p in screen.pieces() if isinstance(p, Cells)]
    assert sorted(len(grid.shown()) for grid in grids) == [1, 6]
