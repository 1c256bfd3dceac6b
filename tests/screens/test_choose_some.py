"""Some of a list: ticked one by one or all at once, never none."""

from __future__ import annotations

import pytest

from screens.kit.untyped import Untyped
from tests.screens import samples_some as samples
from tests.screens.leftovers import shown_words, words_left


@pytest.mark.parametrize("name", ["CHOOSE_SOME", "CHOOSE_SOME_NONE", "CHOOSE_SOME_LONG"])
def test_fits(stage: Untyped, assert_no_clipping: Untyped, name: str) -> None:
    from screens.choose_some import ChooseSomeScreen

    assert_no_clipping(stage.show(ChooseSomeScreen, getattr(samples, name)))


@pytest.fixture
def screen(portrait: Untyped) -> Untyped:
    from screens.choose_some import ChooseSomeScreen

    return portrait.show(ChooseSomeScreen, samples.CHOOSE_SOME)


def test_a_press_ticks_and_another_unticks(portrait: Untyped, screen: Untyped) -> None:
    portrait.tap(screen.rows["1"])
    portrait.tap(screen.rows["4"])
    assert screen.footer.main_text == "下一步，办 2 件"
    portrait.tap(screen.footer.main)
    assert portrait.answers.values == [("1", "2")]


def test_all_are_one_press(portrait: Untyped, screen: Untyped) -> None:
    portrait.tap(screen.footer.second)
    assert screen.footer.main_text == "下一步，办 5 件"
    assert screen.footer.second_text == "都不选"
    portrait.tap(screen.footer.second)
    assert not any(row.chosen for row in screen.rows.values())


def test_none_is_not_taken_and_it_is_said_why(portrait: Untyped) -> None:
    from screens.choose_some import ChooseSomeScreen

    screen = portrait.show(ChooseSomeScreen, samples.CHOOSE_SOME_NONE)
    portrait.tap(screen.footer.main)
    assert portrait.answers.values == []
    assert samples.CHOOSE_SOME.too_few in shown_words(screen)
    portrait.tap(screen.rows["1"])
    assert samples.CHOOSE_SOME.too_few not in shown_words(screen)


def test_what_is_ticked_survives_a_change_of_colours(screen: Untyped) -> None:
    kept = screen.draft()
    screen.show(samples.CHOOSE_SOME_NONE)
    screen.show(samples.CHOOSE_SOME)
    screen.restore(kept)
    assert screen.draft() == {"ticked": ("2", "4")}


def test_a_row_says_whether_it_is_ticked(screen: Untyped) -> None:
    from screens.speech.reading import _control

    assert _control(screen.rows["2"], "button").endswith("已选")
    assert _control(screen.rows["1"], "button").endswith("没选")


def test_nothing_stays(screen: Untyped) -> None:
    screen.forget()
    assert "户口登记" not in words_left(screen)
