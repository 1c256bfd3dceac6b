"""To the window with what is filled in, or without."""

from __future__ import annotations

import pytest

from screens.kit.untyped import Untyped
from tests.screens import samples_trouble as samples
from tests.screens.leftovers import shown_words, words_left


@pytest.mark.parametrize("name", ["TAKE_ALONG", "TAKE_ALONG_LONG"])
def test_fits(stage: Untyped, assert_no_clipping: Untyped, name: str) -> None:
    from screens.take_along import TakeAlongScreen

    assert_no_clipping(stage.show(TakeAlongScreen, getattr(samples, name)))


def test_says_what_goes_where_and_takes_it_only_when_told(portrait: Untyped) -> None:
    from screens.take_along import TakeAlongScreen

    screen = portrait.show(TakeAlongScreen, samples.TAKE_ALONG)
    asked = samples.TAKE_ALONG
    words = shown_words(screen)
    assert [one for one in (asked.takes, asked.to, asked.kept) if one not in words] == []
    portrait.tap(screen.footer.main)
    assert portrait.answers.values == [True]


def test_the_other_way_takes_nothing(portrait: Untyped) -> None:
    from screens.kit.cards import ListRow
    from screens.take_along import TakeAlongScreen

    screen = portrait.show(TakeAlongScreen, samples.TAKE_ALONG)
    portrait.tap(next(one for one in screen.walk() if isinstance(one, ListRow)))
    assert portrait.answers.values == [False]


def test_nothing_of_the_application_stays(portrait: Untyped) -> None:
    from screens.take_along import TakeAlongScreen

    screen = portrait.show(TakeAlongScreen, samples.TAKE_ALONG)
    screen.forget()
    assert "人力资源" not in words_left(screen)
