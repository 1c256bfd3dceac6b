"""Photographing a page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.conversation.questions import PageChoice
from screens.kit.untyped import Untyped
from tests.screens import samples_page as samples
from tests.screens.leftovers import pictures_left, shown_words, words_left


@pytest.mark.parametrize("found", [True, False])
def test_live_fits(stage: Untyped, assert_no_clipping: Untyped, found: bool) -> None:
    from screens.capture import CaptureScreen

    question = samples.CAPTURE if found else samples.CAPTURE_TROUBLE
    screen = stage.show(CaptureScreen, question)
    stage.news(samples.live_frame(found))
    assert_no_clipping(screen)
    assert screen.scroll.hidden == 0


@pytest.mark.parametrize("good", [True, False])
def test_taken_fits(stage: Untyped, assert_no_clipping: Untyped, good: bool) -> None:
    from screens.capture import CaptureScreen

    screen = stage.show(CaptureScreen, samples.captured(good))
    assert_no_clipping(screen)
    assert screen.scroll.hidden == 0
    assert ("可能不行" in shown_words(screen)) is not good


def test_frames_share_one_texture(portrait: Untyped) -> None:
    from screens.capture import CaptureScreen

    screen = portrait.show(CaptureScreen, samples.CAPTURE)
    frame = samples.live_frame()
    portrait.news(frame)
    texture, lines = screen.camera.texture, list(screen.camera._lines)
    assert frame.corners is not None
    moved = tuple((x + 0.01, y) for x, y in frame.corners)
    portrait.news(replace(frame, corners=moved))
    assert screen.camera.texture is texture
    assert screen.camera._lines == lines
    portrait.news(samples.live_frame(found=False))
    assert screen.camera.texture is texture
    assert screen.camera._lines == []


def test_shoot_then_accept_or_retake(portrait: Untyped) -> None:
    from screens.capture import CaptureScreen

    screen = portrait.show(CaptureScreen, samples.CAPTURE)
    portrait.news(samples.live_frame())
    portrait.tap(screen.footer.main)
    portrait.show(screen, samples.captured())
    portrait.tap(screen.footer.second)
    portrait.tap(screen.footer.main)
    assert portrait.answers.values == [PageChoice.SHOOT, PageChoice.RETAKE, PageChoice.ACCEPT]


def test_a_frame_that_comes_late_is_not_shown(portrait: Untyped) -> None:
    from screens.capture import CaptureScreen

    screen = portrait.show(CaptureScreen, samples.captured())
    portrait.news(samples.live_frame())
    assert screen.camera.texture is None
    assert len(pictures_left(screen)) == 1


def test_no_picture_stays(portrait: Untyped) -> None:
    from screens.capture import CaptureScreen

    screen = portrait.show(CaptureScreen, samples.CAPTURE)
    portrait.news(samples.live_frame())
    assert pictures_left(screen)
    screen.forget()
    assert pictures_left(screen) == []
    portrait.show(screen, samples.captured())
    screen.forget()
    assert pictures_left(screen) == []
    assert "本人页" not in words_left(screen)
