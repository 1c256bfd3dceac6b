"""The card still lies on the reader."""

from __future__ import annotations

from kiosk.conversation.notices import CardTaken
from screens.kit.untyped import Untyped
from tests.screens import samples_apply as samples
from tests.screens.leftovers import shown_words


def test_where_it_lies_and_that_it_was_taken(stage: Untyped, assert_no_clipping: Untyped) -> None:
    from screens.take_card import TakeCardScreen

    screen = stage.show(TakeCardScreen, samples.TAKE_CARD)
    assert_no_clipping(screen)
    assert screen.scroll.hidden == 0
    assert "屏幕右下方" in screen.art.where
    assert "退出" not in shown_words(screen)
    stage.news(CardTaken())
    assert screen.footer.wait_text == "已经取走，谢谢"


def test_the_picture_stops_when_another_screen_comes(portrait: Untyped) -> None:
    from screens.take_card import TakeCardScreen

    screen = portrait.show(TakeCardScreen, samples.TAKE_CARD)
    assert portrait.driver.until(lambda: screen.art._frame > 1)
    screen.hide()
    assert screen.art._due is None
