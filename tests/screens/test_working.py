"""Waiting for work that takes a while."""

from __future__ import annotations

from kiosk.conversation import Leave
from screens.kit.untyped import Untyped
from tests.screens import samples_apply as samples
from tests.screens.leftovers import shown_words


def test_fits_with_its_second_sentence(stage: Untyped, assert_no_clipping: Untyped) -> None:
    from screens.working import WorkingScreen

    screen = stage.show(WorkingScreen, samples.WORKING_LEAVE)
    assert samples.WORKING.line in shown_words(screen)
    assert samples.STILL_WORKING.line not in shown_words(screen)
    stage.news(samples.STILL_WORKING)
    assert samples.STILL_WORKING.line in shown_words(screen)
    assert_no_clipping(screen)


def test_cancel_only_when_it_may_be_left(portrait: Untyped) -> None:
    from screens.working import WorkingScreen

    screen = portrait.show(WorkingScreen, samples.WORKING)
    assert "取消" not in shown_words(screen)
    assert "退出" not in shown_words(screen)
    portrait.show(screen, samples.WORKING_LEAVE)
    portrait.tap(screen.footer.second)
    assert portrait.answers.outcomes == [Leave]


def test_the_second_sentence_does_not_come_back(portrait: Untyped) -> None:
    from screens.working import WorkingScreen

    screen = portrait.show(WorkingScreen, samples.WORKING)
    portrait.news(samples.STILL_WORKING)
    screen.forget()
    portrait.show(screen, samples.WORKING)
    assert samples.STILL_WORKING.line not in shown_words(screen)
