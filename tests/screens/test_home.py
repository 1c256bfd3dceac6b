"""Home."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.conversation.questions import Opened, Selected, Typed
from screens.kit.untyped import Untyped
from tests.screens import samples_find as samples
from tests.screens.conftest import LANDSCAPE, PORTRAIT, Panel, Stage

ALL = [
    "HOME",
    "HOME_DEMO",
    "HOME_THREE",
    "HOME_FIVE",
    "HOME_BARE",
    "HOME_EMPTY",
    "HOME_LONG",
]


def test_fits(stage: Untyped, assert_no_clipping: Untyped) -> None:
    from screens.home import HomeScreen

    screen: Untyped = HomeScreen
    for name in ALL:
        screen = stage.show(screen, getattr(samples, name))
        assert_no_clipping(screen)


def test_a_hot_service_a_column_and_the_search_answer(portrait: Untyped) -> None:
    from screens.home import HomeScreen
    from screens.kit.cards import Card, Tile

    screen = portrait.show(HomeScreen, samples.HOME)
    card = next(p for p in screen.pieces() if isinstance(p, Card) and p.name == "居住证签注")
    tile = next(p for p in screen.pieces() if isinstance(p, Tile) and p.text == "一件事")
    for widget in (card, tile, screen.search):
        portrait.tap(widget)
    assert portrait.answers.values == [Selected("a3"), Opened("bundle"), Typed("")]


def test_only_columns_that_hold_something_stand_there(portrait: Untyped) -> None:
    from screens.home import HomeScreen
    from screens.kit.cards import Tile

    screen = portrait.show(HomeScreen, samples.HOME)
    portrait.show(screen, samples.HOME_THREE)
    tiles = [p.text for p in screen.pieces() if isinstance(p, Tile)]
    assert sorted(tiles) == sorted(one.name for one in samples.HOME_THREE.categories)


def test_what_stays_the_same_is_not_built_again(portrait: Untyped) -> None:
    from screens.home import HomeScreen
    from screens.kit.cards import Card

    screen = portrait.show(HomeScreen, samples.HOME)
    before = [p for p in screen.pieces() if isinstance(p, Card)]
    portrait.show(screen, samples.HOME_DEMO)
    assert [p for p in screen.pieces() if isinstance(p, Card)] == before
    portrait.show(screen, samples.HOME_FIVE)
    assert len([p for p in screen.pieces() if isinstance(p, Card)]) == 5


@pytest.mark.parametrize("panel", [PORTRAIT, LANDSCAPE])
def test_among_large_letters_columns_stand_open_where_nothing_is_often_used(
    panel: Panel, window: None
) -> None:
    from screens.home import HomeScreen
    from screens.kit.cards import Tile

    screen: Untyped = HomeScreen
    screen = Stage(replace(panel, letters="elder")).show(screen, samples.HOME_BARE)
    assert [p.text for p in screen.pieces() if isinstance(p, Tile)] == ["个人服务"]
    assert screen._fold.all.gone
    assert screen.footer.back.gone


def test_what_does_not_work_now_stands_above_the_services(portrait: Untyped) -> None:
    from screens.home import HomeScreen

    screen = portrait.show(HomeScreen, samples.HOME_LIMITED)
    assert not screen._limits.gone
    assert screen._limits.y >= screen._hot_block.top
