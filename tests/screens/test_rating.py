"""Rating."""

from __future__ import annotations

import pytest

from kiosk.conversation.questions import Rating
from screens.kit.untyped import Untyped
from tests.screens import samples_apply as samples
from tests.screens.leftovers import pressables, shown_words, words_left


def _rate(stage: Untyped, name: str = "RATE") -> Untyped:
    from screens.rating import RateScreen

    return stage.show(RateScreen, getattr(samples, name))


def _choice(screen: Untyped, text: str) -> Untyped:
    from screens.kit.choice import Choice

    return next(one for one in pressables(screen, Choice) if one.text == text)


@pytest.mark.parametrize("name", ["RATE", "RATE_LONG"])
@pytest.mark.parametrize("stars", [0, 1, 4])
def test_fits(stage: Untyped, assert_no_clipping: Untyped, name: str, stars: int) -> None:
    screen = _rate(stage, name)
    if stars:
        stage.tap(screen.stars.shown()[stars - 1])
    assert_no_clipping(screen)


def test_nothing_is_chosen_beforehand_and_that_can_be_skipped(portrait: Untyped) -> None:
    screen = _rate(portrait)
    assert screen.stars.value == 0
    assert screen.reasons.values == []
    portrait.tap(screen.footer.main)
    assert portrait.answers.values == []
    assert "请先点一颗星" in shown_words(screen)
    portrait.tap(screen.footer.second)
    assert portrait.answers.values == [None]


def test_a_good_rating_needs_no_reason(portrait: Untyped) -> None:
    screen = _rate(portrait)
    portrait.tap(screen.stars.shown()[4])
    assert "哪里没做好" not in shown_words(screen)
    portrait.tap(screen.footer.main)
    assert portrait.answers.values == [Rating(5)]


def test_a_bad_rating_needs_one(stage: Untyped) -> None:
    screen = _rate(stage)
    stage.news(samples.PAD_TWO)
    assert screen.stars.value == 2
    stage.tap(screen.footer.main)
    assert stage.answers.values == []
    assert "请至少选一项" in shown_words(screen)
    stage.tap(_choice(screen, "未在承诺时间内办结"))
    stage.tap(_choice(screen, "留名字，方便回访"))
    stage.tap(screen.footer.main)
    assert stage.answers.values == [Rating(2, ("late",), "", True)]


def test_the_row_of_stars_stays_where_it_is(portrait: Untyped) -> None:
    screen = _rate(portrait)
    top = screen.stars.top
    portrait.tap(screen.stars.shown()[0])
    assert screen.stars.top == top
    portrait.tap(screen.stars.shown()[3])
    assert screen.stars.top == top


def test_reasons_of_a_rating_that_became_good_are_not_sent(portrait: Untyped) -> None:
    screen = _rate(portrait)
    portrait.news(samples.PAD_TWO)
    portrait.tap(_choice(screen, "服务态度生硬"))
    portrait.news(samples.PAD_FIVE)
    portrait.tap(screen.footer.main)
    assert portrait.answers.values == [Rating(5)]


def test_own_words(stage: Untyped, assert_no_clipping: Untyped) -> None:
    from screens.kit.keys import Key

    screen = _rate(stage)
    stage.tap(screen.stars.shown()[2])
    stage.tap(screen.words.box)
    keys = {key.text: key for key in pressables(screen, Key)}
    for char in "manyi":
        stage.tap(keys[char])
    assert_no_clipping(screen)
    stage.tap(keys["空格"])
    stage.tap(keys["收起键盘"])
    stage.tap(screen.footer.main)
    assert stage.answers.values == [Rating(3, (), "满意")]


def test_a_draft_survives_a_change_of_colours(portrait: Untyped) -> None:
    from screens.rating import RateScreen

    screen = _rate(portrait)
    portrait.news(samples.PAD_TWO)
    portrait.tap(_choice(screen, "服务态度生硬"))
    draft = screen.draft()
    other = portrait.show(RateScreen, samples.RATE)
    other.restore(draft)
    assert not other.footer.main.off
    assert other.draft() == draft


def test_nothing_rated_stays(portrait: Untyped) -> None:
    screen = _rate(portrait)
    portrait.news(samples.PAD_TWO)
    screen.words.type("secret")
    screen.forget()
    assert "secret" not in words_left(screen)
    portrait.show(screen, samples.RATE)
    assert screen.stars.value == 0
    assert screen.footer.main.off
