"""Accepted, or stored and on its way."""

from __future__ import annotations

import pytest

from kiosk.conversation.notices import CardTaken
from kiosk.conversation.questions import After
from screens.kit.untyped import Untyped
from tests.screens import samples_apply as samples
from tests.screens.leftovers import shown_words, words_left


def _accepted(stage: Untyped, name: str = "ACCEPTED") -> Untyped:
    from screens.accepted import AcceptedScreen

    return stage.show(AcceptedScreen, getattr(samples, name))


@pytest.mark.parametrize("name", ["ACCEPTED", "ACCEPTED_STORED", "ACCEPTED_LONG"])
def test_fits(stage: Untyped, assert_no_clipping: Untyped, name: str) -> None:
    assert_no_clipping(_accepted(stage, name))


@pytest.mark.parametrize("name", ["ACCEPTED", "ACCEPTED_STORED"])
def test_an_ordinary_case_stands_on_one_page(stage: Untyped, name: str) -> None:
    screen = _accepted(stage, name)
    assert screen.scroll.hidden == 0
    if screen.left_scroll is not None:
        assert screen.left_scroll.hidden == 0


def test_the_receipt_goes_on_and_the_card_goes(stage: Untyped, assert_no_clipping: Untyped) -> None:
    screen = _accepted(stage)
    assert "请取走身份证" in shown_words(screen)
    stage.news(samples.PAPER_HALF)
    assert screen._progress.share == pytest.approx(0.62)
    stage.news(samples.PAPER_DONE)
    assert screen._progress.gone
    assert "请取走回执" in shown_words(screen)
    stage.news(CardTaken())
    assert "请取走身份证" not in shown_words(screen)
    assert_no_clipping(screen)


def test_no_receipt_is_said_plainly(portrait: Untyped) -> None:
    screen = _accepted(portrait)
    portrait.news(samples.PAPER_FAILED)
    words = shown_words(screen)
    assert "回执没有印出来" in words
    assert "回执上也有" not in words


def test_what_has_not_been_sent_does_not_look_accepted(portrait: Untyped) -> None:
    screen = _accepted(portrait, "ACCEPTED_STORED")
    assert screen._done.icon == "hourglass-medium-bold"
    words = shown_words(screen)
    assert "已存好，正在送" in words
    assert "请取走身份证" not in words


def test_number_is_grouped_and_scanned(portrait: Untyped) -> None:
    screen = _accepted(portrait)
    assert "8264\u20021937" in shown_words(screen)
    assert screen._qr.text == samples.ACCEPTED.qr


def test_done_or_another(portrait: Untyped) -> None:
    screen = _accepted(portrait)
    portrait.tap(screen.footer.main)
    portrait.tap(screen.footer.second)
    assert portrait.answers.values == [After.DONE, After.ANOTHER]


def test_nothing_of_the_case_stays(portrait: Untyped) -> None:
    screen = _accepted(portrait)
    screen.forget()
    for secret in ("张示例", "8264", "example.invalid", "今天 14:41"):
        assert secret not in words_left(screen)
    assert screen._qr._made == ("", None)
    portrait.show(screen, samples.ACCEPTED)
    assert screen._progress.share == 0
