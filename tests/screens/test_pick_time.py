"""When to come: a free time answers, a full one says so, the open day survives a change of look."""

from __future__ import annotations

import pytest

from kiosk.conversation.questions import Chosen
from kiosk.conversation.questions.hall import LATER
from screens.kit.untyped import Untyped
from tests.screens import samples_hall as samples
from tests.screens.leftovers import pressables, shown_words


def _screen(stage: Untyped, name: str = "PICK_TIME") -> Untyped:
    from screens.pick_time import PickTimeScreen

    return stage.show(PickTimeScreen, getattr(samples, name))


def _tile(stage: Untyped, text: str) -> Untyped:
    from screens.kit.cards import Tile

    return next(tile for tile in pressables(stage.screen, Tile) if tile.text == text)


@pytest.mark.parametrize("name", ["PICK_TIME", "PICK_TIME_NONE"])
def test_fits(stage: Untyped, assert_no_clipping: Untyped, name: str) -> None:
    assert_no_clipping(_screen(stage, name))


def test_the_first_day_with_room_is_open_and_a_free_time_answers(portrait: Untyped) -> None:
    _screen(portrait)
    assert _tile(portrait, "11月24日").chosen
    portrait.tap(_tile(portrait, "13:30"))
    assert portrait.answers.values == [Chosen("S-13:30")]


def test_a_full_time_says_so_and_answers_nothing(portrait: Untyped) -> None:
    _screen(portrait)
    portrait.tap(_tile(portrait, "09:00"))
    assert portrait.answers.values == []
    assert "09:00 约满了，请换一个时间。" in shown_words(portrait.screen)
    portrait.tap(_tile(portrait, "11月25日"))
    portrait.tap(_tile(portrait, "09:00"))
    assert portrait.answers.values == [Chosen("S-09:00")]


def test_the_open_day_survives_a_change_of_look(portrait: Untyped) -> None:
    screen = _screen(portrait)
    portrait.tap(_tile(portrait, "11月26日"))
    draft = screen.draft()
    screen = _screen(portrait)
    assert _tile(portrait, "11月24日").chosen
    screen.restore(draft)
    assert _tile(portrait, "11月26日").chosen


def test_later_days_are_asked_for_and_nothing_stays(portrait: Untyped) -> None:
    screen = _screen(portrait)
    portrait.tap(screen.footer.second)
    assert portrait.answers.values == [Chosen(LATER)]
    screen.forget()
    assert "11月24日" not in shown_words(screen)
