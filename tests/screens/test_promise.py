"""A promise: nobody signs what was not before their eyes."""

from __future__ import annotations

import pytest

from kiosk.conversation.questions import Signed
from screens.kit.untyped import Untyped
from tests.screens import samples_promise as samples
from tests.screens.leftovers import draw, shown_words, words_left


def _promise(stage: Untyped, name: str = "PROMISE") -> Untyped:
    from screens.promise import PromiseScreen

    return stage.show(PromiseScreen, getattr(samples, name))


@pytest.mark.parametrize("name", ["PROMISE", "PLEDGE", "PROMISE_LONG"])
def test_fits(stage: Untyped, assert_no_clipping: Untyped, name: str) -> None:
    assert_no_clipping(_promise(stage, name))


def test_the_pad_stands_below_the_end_of_the_text(stage: Untyped) -> None:
    screen = _promise(stage, "PROMISE_LONG")
    assert screen.scroll.hidden > 0
    assert screen.pad.top < min(part.y for part in screen._text.shown())


def test_no_signature_no_promise(portrait: Untyped) -> None:
    screen = _promise(portrait)
    portrait.tap(screen.footer.main)
    assert portrait.answers.values == []
    assert "请在框里签上名字" in shown_words(screen)
    draw(portrait, screen.pad)
    portrait.tap(screen.footer.main)
    (signed,) = portrait.answers.values
    assert isinstance(signed, Signed)
    assert len(signed.strokes) == 3


def test_forgets(portrait: Untyped) -> None:
    screen = _promise(portrait)
    draw(portrait, screen.pad)
    screen.forget()
    assert "承诺" not in words_left(screen)
    assert screen.pad.strokes() == ()
