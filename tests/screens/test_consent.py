"""Consent."""

from __future__ import annotations

from kiosk.conversation import Back, ToWindow
from screens.kit.untyped import Untyped
from tests.screens import samples_find as samples


def test_fits(stage: Untyped, assert_no_clipping: Untyped) -> None:
    from screens.consent import ConsentScreen

    screen: Untyped = ConsentScreen
    for name in ["CONSENT", "CONSENT_LONG"]:
        screen = stage.show(screen, getattr(samples, name))
        assert_no_clipping(screen)


def test_all_that_is_agreed_to_is_said(stage: Untyped) -> None:
    from screens.consent import ConsentScreen
    from screens.kit.text import Text

    screen = stage.show(ConsentScreen, samples.CONSENT)
    words = [p.text.replace("|", "") for p in screen.pieces() if isinstance(p, Text)]
    asked = samples.CONSENT
    said = [asked.asker, asked.purpose, *asked.reads, asked.kept, asked.shared_with]
    assert [one for one in said if one not in words] == []
    assert screen.scroll.hidden == 0


def test_agreeing_and_the_two_ways_without(portrait: Untyped) -> None:
    from screens.consent import ConsentScreen
    from screens.kit.cards import Card

    screen = portrait.show(ConsentScreen, samples.CONSENT)
    for name in ("改到窗口办", "只看指南"):
        portrait.tap(next(p for p in screen.pieces() if isinstance(p, Card) and p.name == name))
    portrait.tap(screen.footer.main)
    assert portrait.answers.outcomes == [ToWindow, Back]
    assert portrait.answers.values == [None]
