"""Place the card."""

from __future__ import annotations

import pytest

from kiosk.conversation.questions import Chosen
from screens.kit.untyped import Untyped
from tests.screens import samples_apply as samples
from tests.screens.leftovers import pressables, shown_words

ALL = ["PLACE_CARD", "PLACE_CARD_AGAIN", "PLACE_CARD_BARE", "PLACE_CARD_LONG"]


@pytest.mark.parametrize("name", ALL)
def test_fits(stage: Untyped, assert_no_clipping: Untyped, name: str) -> None:
    from screens.place_card import PlaceCardScreen

    assert_no_clipping(stage.show(PlaceCardScreen, getattr(samples, name)))


def test_an_ordinary_question_stands_on_one_page(stage: Untyped) -> None:
    from screens.place_card import PlaceCardScreen

    screen = stage.show(PlaceCardScreen, samples.PLACE_CARD_AGAIN)
    assert screen.scroll.hidden == 0
    assert samples.PLACE_CARD_AGAIN.problem in shown_words(screen)
    assert "屏幕右下方" in screen.art.where


def test_only_the_ways_given_are_offered(portrait: Untyped) -> None:
    from screens.kit.cards import Tile
    from screens.place_card import PlaceCardScreen

    screen = portrait.show(PlaceCardScreen, samples.PLACE_CARD)
    ways = pressables(screen, Tile)
    assert [way.text for way in ways] == ["用社保卡", "用手机亮码", "改到窗口办"]
    portrait.tap(ways[1])
    assert portrait.answers.values == [Chosen("phone")]
    portrait.show(screen, samples.PLACE_CARD_BARE)
    assert "没带身份证" not in shown_words(screen)
    assert not pressables(screen, Tile)


def test_a_single_way_is_one_row(portrait: Untyped) -> None:
    from screens.kit.cards import ListRow
    from screens.place_card import PlaceCardScreen

    screen = portrait.show(PlaceCardScreen, samples.PLACE_CARD_AGAIN)
    (way,) = pressables(screen, ListRow)
    portrait.tap(way)
    assert portrait.answers.values == [Chosen("window")]


def test_the_picture_rests_while_a_card_is_read(portrait: Untyped) -> None:
    from screens.place_card import PlaceCardScreen

    screen = portrait.show(PlaceCardScreen, samples.PLACE_CARD)
    assert screen.footer.wait_text == "正在等您放卡"
    portrait.news(samples.CARD_SEEN)
    assert (screen.art.scene, screen.art.bright) == ("none", True)
    assert screen.footer.wait_text == "正在读卡，请不要移开"
    portrait.news(samples.CARD_AWAITED)
    assert (screen.art.scene, screen.art.bright) == ("place", False)
    assert samples.CARD_AWAITED.line in shown_words(screen)


def test_the_card_moves_once_it_is_on_the_glass(portrait: Untyped) -> None:
    from screens.place_card import PlaceCardScreen

    screen = portrait.show(PlaceCardScreen, samples.PLACE_CARD)
    assert portrait.driver.until(lambda: screen.art._frame > 1)
    screen.hide()
    assert screen.art._frame == 0


def test_nothing_of_the_last_try_stays(portrait: Untyped) -> None:
    from screens.place_card import PlaceCardScreen

    screen = portrait.show(PlaceCardScreen, samples.PLACE_CARD_AGAIN)
    screen.forget()
    portrait.show(screen, samples.PLACE_CARD)
    assert samples.PLACE_CARD_AGAIN.problem not in shown_words(screen)
