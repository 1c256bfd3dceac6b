"""Checking and signing."""

from __future__ import annotations

import pytest

from kiosk.conversation.questions import Edit, Signed
from screens.kit.untyped import Untyped
from tests.screens import samples_apply as samples
from tests.screens.leftovers import draw, pressables, shown_words, words_left


def _review(stage: Untyped, name: str = "REVIEW") -> Untyped:
    from screens.review import ReviewScreen

    return stage.show(ReviewScreen, getattr(samples, name))


@pytest.mark.parametrize("name", ["REVIEW", "REVIEW_LONG"])
def test_fits(stage: Untyped, assert_no_clipping: Untyped, name: str) -> None:
    assert_no_clipping(_review(stage, name))


def test_an_ordinary_case_stands_on_one_page(stage: Untyped) -> None:
    assert _review(stage).scroll.hidden == 0


def test_no_signature_no_submission(stage: Untyped) -> None:
    screen = _review(stage)
    stage.tap(screen.footer.main)
    assert stage.answers.values == []
    assert "请先在框里签上名字" in shown_words(screen)
    draw(stage, screen.pad)
    assert "请先在框里签上名字" not in shown_words(screen)
    stage.tap(screen.footer.main)
    (signed,) = stage.answers.values
    assert isinstance(signed, Signed)
    assert len(signed.strokes) == 3
    assert all(0 <= x <= 1 and 0 <= y <= 1 for stroke in signed.strokes for x, y in stroke)
    assert signed.aspect == pytest.approx(screen.pad.width / screen.pad.height)


def test_a_slip_of_the_finger_is_no_signature(portrait: Untyped) -> None:
    screen = _review(portrait)
    portrait.tap(screen.pad)
    assert screen.footer.main.off
    draw(portrait, screen.pad)
    assert not screen.footer.main.off
    portrait.tap(screen.wipe)
    assert screen.footer.main.off
    assert screen.pad.strokes() == ()


def test_change_a_row(portrait: Untyped) -> None:
    from screens.kit.press import PushButton

    screen = _review(portrait)
    edits = [button for button in pressables(screen, PushButton) if button.text == "改"]
    assert len(edits) == 3
    portrait.tap(edits[1])
    assert portrait.answers.values == [Edit("address")]


def test_ink_survives_a_change_of_colours(portrait: Untyped) -> None:
    from screens.review import ReviewScreen

    screen = _review(portrait)
    draw(portrait, screen.pad)
    draft = screen.draft()
    other = ReviewScreen()
    other.present(samples.REVIEW, portrait.answers)
    other.restore(draft)
    assert not other.footer.main.off
    assert other.pad.strokes() == screen.pad.strokes()


def test_nothing_of_the_case_stays(portrait: Untyped) -> None:
    screen = _review(portrait)
    draw(portrait, screen.pad)
    screen.forget()
    assert screen.pad.strokes() == ()
    for secret in ("张示例", "990101", "138****", "示例路"):
        assert secret not in words_left(screen)
    portrait.show(screen, samples.REVIEW)
    assert screen.footer.main.off
