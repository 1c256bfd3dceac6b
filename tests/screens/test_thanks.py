"""Goodbye."""

from __future__ import annotations

from screens.kit.untyped import Untyped
from tests.screens import samples_apply as samples
from tests.screens.leftovers import shown_words, words_left


def test_a_touch_anywhere_ends_it(stage: Untyped, assert_no_clipping: Untyped) -> None:
    from screens.thanks import ThanksScreen

    screen = stage.show(ThanksScreen, samples.THANKS)
    assert_no_clipping(screen)
    assert samples.THANKS.line in shown_words(screen)
    stage.tap(screen)
    assert stage.answers.values == [None]
    screen.forget()
    assert samples.THANKS.line not in words_left(screen)
