"""A paper to look at, and one that comes out."""

from __future__ import annotations

from kiosk.conversation.notices import PagesNews
from kiosk.conversation.questions import After, Chosen
from screens.kit.untyped import Untyped
from tests.screens import samples_print as samples
from tests.screens.leftovers import pictures_left, shown_words, words_left


def test_pages_are_turned_and_enlarged(stage: Untyped, assert_no_clipping: Untyped) -> None:
    from screens.preview import PreviewScreen

    screen = stage.show(PreviewScreen, samples.PREVIEW_PAPER_MANY)
    assert_no_clipping(screen)
    assert "第 1 页，共 12 页" in shown_words(screen)
    screen._after.press()
    screen._after.press()
    assert "第 3 页，共 12 页" in shown_words(screen)
    assert screen._after.off
    whole = screen.page.ratio
    screen._zoom.press()
    assert screen.page.ratio > 2 * whole
    screen._zoom.press()
    assert screen.page.ratio == whole
    screen.on_main()
    assert stage.answers.values == [Chosen("print")]


def test_nothing_of_a_paper_stays_on_the_screen(portrait: Untyped) -> None:
    from screens.preview import PreviewScreen

    screen = portrait.show(PreviewScreen, samples.PREVIEW_PAPER)
    assert pictures_left(screen)
    screen.forget()
    assert pictures_left(screen) == []
    assert "YZ8D" not in words_left(screen)


def test_pages_are_counted_as_they_come_out(stage: Untyped) -> None:
    from screens.take_pages import TakePagesScreen

    screen = stage.show(TakePagesScreen, samples.TAKE_PAGES)
    assert "印好 1 页，一共 3 页" in shown_words(screen)
    stage.news(PagesNews(2, 3))
    assert "印好 2 页，一共 3 页" in shown_words(screen)
    assert screen.footer.main_text == ""


def test_a_paper_left_behind_names_nobody(portrait: Untyped) -> None:
    from screens.take_pages import TakePagesScreen

    screen = portrait.show(TakePagesScreen, samples.TAKE_PAGES_LEFT_BEHIND)
    assert "交给工作人员" in shown_words(screen)
    assert "参保" not in shown_words(screen)
    screen.on_main()
    assert portrait.answers.values == [After.DONE]
