"""The resting screen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from screens.kit.untyped import Untyped
from tests.screens import samples_find as samples
from tests.screens.conftest import TIGHT, Stage


def test_fits(stage: Untyped, assert_no_clipping: Untyped) -> None:
    from screens.attract import AttractScreen

    screen: Untyped = AttractScreen
    for name in ["ATTRACT", "ATTRACT_BARE", "ATTRACT_LONG"]:
        screen = stage.show(screen, getattr(samples, name))
        assert_no_clipping(screen)


@pytest.mark.parametrize("letters", ["elder", "double"])
def test_among_large_letters_notices_give_way_to_the_button(letters: str, window: None) -> None:
    from screens.attract import AttractScreen

    screen: Untyped = AttractScreen
    screen = Stage(replace(TIGHT, letters=letters)).show(screen, samples.ATTRACT_LONG)
    assert screen._wake.y >= screen._below.top


def test_tools_in_a_row_have_words_of_one_size_and_all_icons_or_none(window: None) -> None:
    from screens.attract import AttractScreen

    stage = Stage(replace(TIGHT, letters="elder"))
    screen: Untyped = AttractScreen
    screen = stage.show(screen, samples.ATTRACT)
    words = ("English", "朗读", "特大字号", "低位操作")
    screen.footer.tools = [("globe-hemisphere-east-bold", word, lambda: None) for word in words]
    stage.driver.frames()
    buttons = screen._tools._buttons
    assert {button._label.step for button in buttons} == {"lead"}
    assert not any(button._shows_icon for button in buttons)


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
