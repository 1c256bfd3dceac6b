"""The resting screen."""

from __future__ import annotations

from screens.kit.untyped import Untyped
from tests.screens import samples_find as samples


def test_fits(stage: Untyped, assert_no_clipping: Untyped) -> None:
    from screens.attract import AttractScreen

    screen: Untyped = AttractScreen
    for name in ["ATTRACT", "ATTRACT_BARE", "ATTRACT_LONG"]:
        screen = stage.show(screen, getattr(samples, name))
        assert_no_clipping(screen)


def test_a_touch_anywhere_wakes(portrait: Untyped) -> None:
    from screens.attract import AttractScreen

    portrait.show(AttractScreen, samples.ATTRACT)
    finger = portrait.driver.touch(40, 1900)
    finger.touch_down()
    finger.touch_up()
    assert portrait.answers.values == [None]


def test_nothing_moves_behind_another_screen(portrait: Untyped) -> None:
    from screens.attract import AttractScreen

    screen = portrait.show(AttractScreen, samples.ATTRACT)
    screen.hide()
    assert not screen.moving


def test_on_dark_glass_the_first_touch_only_brings_the_light_back(portrait: Untyped) -> None:
    from screens.attract import AttractScreen

    screen = portrait.show(AttractScreen, samples.ATTRACT)
    screen._darken()
    portrait.show(screen, samples.ATTRACT)
    assert screen.dimmed, "the core asking anew is nobody"
    for answered in ([], [None]):
        finger = portrait.driver.touch(540, 960)
        finger.touch_down()
        finger.touch_up()
        assert portrait.answers.values == answered
        assert not screen.dimmed


def test_whoever_comes_near_has_light(portrait: Untyped) -> None:
    from kiosk.conversation.notices import PresenceNews
    from screens.attract import AttractScreen

    screen = portrait.show(AttractScreen, samples.ATTRACT)
    screen._darken()
    screen.news(PresenceNews(True))
    assert not screen.dimmed


def test_the_hand_taps_when_somebody_comes_and_nothing_else_happens(portrait: Untyped) -> None:
    from kiosk.conversation.notices import PresenceNews
    from screens.attract import AttractScreen

    screen = portrait.show(AttractScreen, samples.ATTRACT)
    screen.news(PresenceNews(False))
    assert not screen._wake.pressed
    screen.news(PresenceNews(True))
    assert screen._wake.pressed
    assert portrait.answers.values == []
    screen.hide()
    screen.news(PresenceNews(True))
    assert not screen.moving
